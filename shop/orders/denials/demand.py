"""Demand that rights denied: attempts to buy by product, destination and reason."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from catalog.models import Product
from licensing.models import DeniedSale
from licensing.reading.visibility import Visibility
from shop.commerce.markets.models import Market
from shop.commerce.pricing.services import prices_at

NAMES = ("product_id", "territory", "channel", "market", "reason")


@dataclass(frozen=True, slots=True)
class DeniedDemand:
    """Attempts to buy one product from one market for one destination, denied for one reason.

    `value` is what the attempts would have brought at the price at `until`, in the currency of the
    market; None if the product has no price there.
    """

    product: Product
    territory: str
    channel: str
    market: str
    reason: str
    attempts: int
    last_at: datetime
    value: Decimal | None
    currency: str


def denied_demand(
    visibility: Visibility, since: datetime, until: datetime, limit: int
) -> list[DeniedDemand]:
    """Return the denied demand of a period for visible products, the most attempts first.

    An attempt is counted once an hour for each visitor. Rows of deleted products are left out.
    """
    rows = _in_reach(visibility).filter(at__gte=since, at__lte=until).values(*NAMES)
    counted = rows.annotate(attempts=Count("pk"), last_at=Max("at"))
    groups: list[dict[str, Any]] = list(counted.order_by("-attempts", *NAMES)[:limit])
    products = Product.objects.select_related("parent").in_bulk(
        {group["product_id"] for group in groups}
    )
    markets = Market.objects.in_bulk({group["market"] for group in groups}, field_name="code")
    prices = _prices(groups, products, markets, until)
    return [
        _demand(group, product, markets, prices.get((group["market"], product.pk)))
        for group in groups
        if (product := products.get(group["product_id"]))
    ]


def _demand(
    group: Mapping[str, Any],
    product: Product,
    markets: Mapping[str, Market],
    price: Decimal | None,
) -> DeniedDemand:
    market = markets.get(group["market"])
    return DeniedDemand(
        product=product,
        territory=group["territory"],
        channel=group["channel"],
        market=group["market"],
        reason=group["reason"],
        attempts=group["attempts"],
        last_at=group["last_at"],
        value=None if price is None else price * group["attempts"],
        currency=market.currency if market else "",
    )


def _in_reach(visibility: Visibility) -> QuerySet[DeniedSale]:
    """Return the denied sales of products whose marks or licensee a person may see."""
    rows = DeniedSale.objects.all()
    if visibility.everything:
        return rows
    if visibility.licensee_id is not None:
        own = Q(licensee_id=visibility.licensee_id) | Q(parent__licensee_id=visibility.licensee_id)
    else:
        marks = visibility.marks().values("pk")
        own = Q(versions__marks__property__in=marks)
        own |= Q(parent__versions__marks__property__in=marks)
    return rows.filter(product_id__in=Product.objects.filter(own).values("pk"))


def _prices(
    groups: Iterable[Mapping[str, Any]],
    products: Mapping[int, Product],
    markets: Mapping[str, Market],
    at: datetime,
) -> dict[tuple[str, int], Decimal]:
    """Return prices by the code of the market and the product; one query for each market."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for group in groups:
        wanted[group["market"]].add(group["product_id"])
    return {
        (code, pk): amount
        for code, market in markets.items()
        for pk, amount in prices_at(
            [products[pk] for pk in wanted[code] if pk in products], market, at
        ).items()
    }
