"""How a licensee's own products stand: drafted, waiting for brands, on sale somewhere, or why not.

On sale is what the gate allows in a market's home and has a price there; a list filters by the
same answer as SQL.
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
from shop.commerce.markets.models import Market
from shop.commerce.pricing.models import MarketPrice
from shop.identity.tenancy import own_rows

CHANNEL = "WEB"
NO_PRICE, NO_DELIVERY = "NO_PRICE", "NO_DELIVERY"  # beside the reason codes of rights
Status = ProductVersion.Status


class Standing(models.TextChoices):
    """Where a product is on its way to the fans."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Waits for approval"
    REJECTED = "rejected", "Rejected"
    ON_SALE = "on_sale", "On sale"
    DENIED = "denied", "Not on sale"


@dataclass(frozen=True, slots=True)
class Stood:
    """How one product stands: the markets it is on sale in, or the reason codes that deny it.

    `said` is what a brand wrote to its rejection.
    """

    standing: Standing
    markets: tuple[Market, ...] = ()
    reasons: tuple[str, ...] = ()
    said: str = ""
    newer: str = ""


def products_of(licensee: Licensee) -> ProductQuerySet:
    """Return a licensee's products, without their variants."""
    return own_rows(Product.objects.top_level(), licensee)


def in_standing(products: ProductQuerySet, standing: Standing, at: datetime) -> ProductQuerySet:
    """Return the products that stand so; the same answer as `stand`."""
    released = _has(status=Status.RELEASED)
    if standing in {Standing.ON_SALE, Standing.DENIED}:
        on_sale = Q(pk__in=[])
        for market in _delivering():
            for way in (products.sellable_in, products.deliverable_on_request):
                sellable = way(market.home_id, CHANNEL, at).priced_in(market, at)
                on_sale |= Q(pk__in=sellable.order_by().values("pk"))
        return products.filter(released, on_sale if standing == Standing.ON_SALE else ~on_sale)
    rejected = Q(pk__in=_rejected_last().values("product"))
    submitted = _has(status=Status.SUBMITTED)
    wanted = {
        Standing.REJECTED: rejected,
        Standing.SUBMITTED: submitted & ~rejected,
        Standing.DRAFT: ~submitted & ~rejected,
    }
    return products.filter(~released, wanted[standing])


def count_standings(products: ProductQuerySet, at: datetime) -> dict[Standing, int]:
    """Count products by how they stand; each stands in one way."""
    others = [standing for standing in Standing if standing != Standing.DENIED]
    counts = {standing: in_standing(products, standing, at).count() for standing in others}
    return counts | {Standing.DENIED: products.count() - sum(counts.values())}


def stand(products: Sequence[Product], at: datetime) -> dict[int, Stood]:
    """Return by id how products stand; the same number of queries for any number of them."""
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
) -> dict[int, Stood]:
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
        product.pk: Stood(
            Standing.ON_SALE if markets[product.pk] else Standing.DENIED,
            tuple(markets[product.pk]),
            tuple(reasons[product.pk]),
            rejections.get(product.pk, ""),
            _newer(statuses[product.pk], rejections.get(product.pk)),
        )
        for product in products
    }


def _delivering() -> list[Market]:
    """Return the open markets with a delivery method for their home."""
    return [
        market
        for market in Market.objects.open().prefetch_related("delivery")
        if any(
            not method.territories or market.home_id in method.territories
            for method in market.delivery.all()
        )
    ]


def _rejected_last() -> QuerySet[ProductVersion]:
    """Return rejected versions that nothing newer has followed."""
    newer = ProductVersion.objects.filter(
        product=OuterRef("product"), number__gt=OuterRef("number")
    )
    return ProductVersion.objects.filter(~Exists(newer), status=Status.REJECTED)


def _unreleased(statuses: set[str], rejection: str | None) -> Stood:
    if rejection is not None:
        return Stood(Standing.REJECTED, said=rejection)
    return Stood(Standing.SUBMITTED if Status.SUBMITTED in statuses else Standing.DRAFT)


def _newer(statuses: set[str], rejection: str | None) -> str:
    """Say how a newer version stands beside the released one; nothing when there is none."""
    if rejection is not None:
        return Standing.REJECTED.label
    if Status.SUBMITTED in statuses:
        return Standing.SUBMITTED.label
    return Standing.DRAFT.label if Status.DRAFT in statuses else ""


def _has(**facts: object) -> Q:
    return Q(Exists(ProductVersion.objects.filter(product=OuterRef("pk"), **facts)))
