"""Status of a licensee's own products: draft, submitted, on sale, or why not.

"On sale" means allowed in a market's home and priced there; the list filter gives the same answer
in SQL.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from catalog.models import Approval, Product, ProductVersion
from catalog.querysets import ProductQuerySet
from catalog.services import decide_products
from licensing.models import Licensee
from shop.commerce.fulfillment.delivery_methods import without_delivery
from shop.commerce.markets.models import Market
from shop.commerce.pricing.models import MarketPrice
from shop.identity.tenancy import own_rows

CHANNEL = "WEB"
NO_PRICE, NO_DELIVERY = "NO_PRICE", "NO_DELIVERY"  # in addition to the reasons of rights
Status = ProductVersion.Status


class ProductStatus(models.TextChoices):
    """Status of a product on its way to sale."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Waiting for approval"
    REJECTED = "rejected", "Rejected"
    ON_SALE = "on_sale", "On sale"
    DENIED = "denied", "Not on sale"


@dataclass(frozen=True, slots=True)
class StatusDetail:
    """The status of one product: markets on sale, or the reason codes that deny it.

    `rejection_comment` is the comment of a rejection.
    """

    status: ProductStatus
    markets: tuple[Market, ...] = ()
    reasons: tuple[str, ...] = ()
    rejection_comment: str = ""
    newer: str = ""


def products_of(licensee: Licensee) -> ProductQuerySet:
    """Return a licensee's products, without variants."""
    return own_rows(Product.objects.top_level(), licensee)


def with_status(products: ProductQuerySet, status: ProductStatus, at: datetime) -> ProductQuerySet:
    """Return the products with a status; agrees with `product_statuses`."""
    released = _has(status=Status.RELEASED)
    if status in {ProductStatus.ON_SALE, ProductStatus.DENIED}:
        on_sale = Q(pk__in=[])
        for market in _delivering():
            for restrict in (products.sellable_in, products.deliverable_on_request):
                sellable = restrict(market.home_id, CHANNEL, at).priced_in(market, at)
                on_sale |= Q(pk__in=sellable.order_by().values("pk"))
        return products.filter(released, on_sale if status == ProductStatus.ON_SALE else ~on_sale)
    rejected = Q(pk__in=_rejected_last().values("product"))
    submitted = _has(status=Status.SUBMITTED)
    conditions = {
        ProductStatus.REJECTED: rejected,
        ProductStatus.SUBMITTED: submitted & ~rejected,
        ProductStatus.DRAFT: ~submitted & ~rejected,
    }
    return products.filter(~released, conditions[status])


def count_statuses(products: ProductQuerySet, at: datetime) -> dict[ProductStatus, int]:
    """Count products by status."""
    others = [status for status in ProductStatus if status != ProductStatus.DENIED]
    counts = {status: with_status(products, status, at).count() for status in others}
    return counts | {ProductStatus.DENIED: products.count() - sum(counts.values())}


def product_statuses(products: Sequence[Product], at: datetime) -> dict[int, StatusDetail]:
    """Return the status of products by id, in a fixed number of queries."""
    ids = [product.pk for product in products]
    statuses: dict[int, set[str]] = {pk: set() for pk in ids}
    for pk, status in ProductVersion.objects.filter(product__in=ids).values_list(
        "product_id", "status"
    ):
        statuses[pk].add(status)
    rejections = dict(
        Approval.objects.filter(
            version__in=_rejected_last().filter(product__in=ids),
            verdict=Approval.Verdict.REJECTED,
            withdrawn_at__isnull=True,
        )
        .order_by("pk")
        .values_list("version__product_id", "conditions")
    )
    released = [product for product in products if Status.RELEASED in statuses[product.pk]]
    return _sold(released, statuses, rejections, at) | {
        pk: _unreleased(statuses[pk], rejections.get(pk))
        for pk in ids
        if Status.RELEASED not in statuses[pk]
    }


def _sold(
    products: Sequence[Product],
    statuses: dict[int, set[str]],
    rejections: dict[int, str],
    at: datetime,
) -> dict[int, StatusDetail]:
    markets: dict[int, list[Market]] = {product.pk: [] for product in products}
    reasons: dict[int, list[str]] = {product.pk: [] for product in products}
    priced = set(
        MarketPrice.objects.filter(product__in=products, valid__contains=at).values_list(
            "product_id", "market_id"
        )
    )
    delivering = set(_delivering()) if products else set()
    for market in Market.objects.open() if products else ():
        for pk, decision in decide_products(products, market.home_id, CHANNEL, at).items():
            reason = decision.reason or ("" if (pk, market.pk) in priced else NO_PRICE)
            reason = reason or ("" if market in delivering else NO_DELIVERY)
            if decision.allowed and not reason:
                markets[pk].append(market)
            elif reason not in reasons[pk]:
                reasons[pk].append(reason)
    return {
        product.pk: StatusDetail(
            ProductStatus.ON_SALE if markets[product.pk] else ProductStatus.DENIED,
            tuple(markets[product.pk]),
            tuple(reasons[product.pk]),
            rejections.get(product.pk, ""),
            _newer(statuses[product.pk], rejections.get(product.pk)),
        )
        for product in products
    }


def _delivering() -> list[Market]:
    """Return the open markets that deliver to their home or have a pick-up point there."""
    markets = Market.objects.open().prefetch_related("delivery", "pick_up_points")
    return [market for market in markets if not without_delivery(market, {market.home_id})]


def _rejected_last() -> QuerySet[ProductVersion]:
    """Return rejected versions that are the newest of their product."""
    newer = ProductVersion.objects.filter(
        product=OuterRef("product"), number__gt=OuterRef("number")
    )
    return ProductVersion.objects.filter(~Exists(newer), status=Status.REJECTED)


def _unreleased(statuses: set[str], rejection: str | None) -> StatusDetail:
    if rejection is not None:
        return StatusDetail(ProductStatus.REJECTED, rejection_comment=rejection)
    return StatusDetail(
        ProductStatus.SUBMITTED if Status.SUBMITTED in statuses else ProductStatus.DRAFT
    )


def _newer(statuses: set[str], rejection: str | None) -> str:
    """Return the status of a newer version beside the released one; empty if there is none."""
    if rejection is not None:
        return ProductStatus.REJECTED.label
    if Status.SUBMITTED in statuses:
        return ProductStatus.SUBMITTED.label
    return ProductStatus.DRAFT.label if Status.DRAFT in statuses else ""


def _has(**facts: object) -> Q:
    return Q(Exists(ProductVersion.objects.filter(product=OuterRef("pk"), **facts)))
