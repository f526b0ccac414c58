"""Impact of a change of an agreement on products, markets, baskets, orders and stock.

It is computed from a preview of the clearance at one instant; nothing is changed or locked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from catalog.models import Product
from licensing.models import Agreement
from licensing.rules.channels import Channel
from licensing.rules.number_sets import NOWHERE, NumberSet
from licensing.services import ProfileChange, preview_change
from shop.commerce.markets.models import Market
from shop.commerce.pricing.services import prices_at
from shop.oscar.basket.models import Basket, Line
from shop.oscar.order.models import Order, OrderState
from shop.oscar.partner.models import StockRecord

SHOWN = 100


@dataclass(frozen=True, slots=True)
class MarketImpact:
    """Number of products that a market's ship-to countries would gain and lose."""

    market: Market
    gained: int
    lost: int


@dataclass(frozen=True, slots=True)
class Impact:
    """Everything that a change affects; `values` is the value of the stock by currency."""

    gained: tuple[Product, ...]
    lost: tuple[Product, ...]
    markets: tuple[MarketImpact, ...]
    baskets: int
    orders: int
    units: int
    values: Mapping[str, Decimal]


def impact_of(*, agreement: Agreement, kind: str, at: datetime) -> Impact:
    """Return the impact of activating, suspending or revoking an agreement at an instant."""
    changes = preview_change(agreement=agreement, kind=kind, at=at)
    gained = {change.profile_id: _either(change.gained) for change in changes if change.gained}
    lost = {change.profile_id: _either(change.lost) for change in changes if change.lost}
    winners, losers = _products(gained), _products(lost)
    units = _units(losers)
    return Impact(
        gained=tuple(winners),
        lost=tuple(losers),
        markets=tuple(_markets(winners, gained, losers, lost)),
        baskets=_baskets(changes, losers),
        orders=_orders(lost, losers),
        units=sum(units.values()),
        values=_values(losers, units, at),
    )


def _either(by_channel: Mapping[int, NumberSet]) -> NumberSet:
    territories_found = NOWHERE
    for territories in by_channel.values():
        territories_found |= territories
    return territories_found


def _products(profiles: Mapping[int, NumberSet]) -> list[Product]:
    """Return released products of the profiles whose approval covers some of the territories."""
    rows = Product.objects.top_level().filter(rights_profile__in=profiles, released__isnull=False)
    return [
        product
        for product in rows.order_by("upc")
        if product.released_territories & profiles[product.rights_profile_id]
    ]


def _markets(
    winners: list[Product],
    gained: Mapping[int, NumberSet],
    losers: list[Product],
    lost: Mapping[int, NumberSet],
) -> Iterable[MarketImpact]:
    for market in Market.objects.order_by("code"):
        numbers = NumberSet.of(market.ship_to.values_list("number", flat=True))
        plus = sum(1 for product in winners if gained[product.rights_profile_id] & numbers)
        minus = sum(1 for product in losers if lost[product.rights_profile_id] & numbers)
        if plus or minus:
            yield MarketImpact(market, plus, minus)


def _baskets(changes: Iterable[ProfileChange], losers: list[Product]) -> int:
    """Return the number of open baskets with a product that their ship-to would lose."""
    web = Channel.WEB.number
    lost = {change.profile_id: change.lost.get(web, NOWHERE) for change in changes}
    profile = {product.pk: product.rights_profile_id for product in losers}
    rows = Line.objects.filter(
        Q(product__in=profile) | Q(product__parent__in=profile), basket__status=Basket.OPEN
    )
    basket_ids = set()
    for line in rows.select_related("product", "basket__ship_to", "basket__market__home"):
        top = line.product.parent_id or line.product_id
        place = line.basket.ship_to or line.basket.market.home
        if place.number in lost.get(profile[top], NOWHERE):
            basket_ids.add(line.basket_id)
    return len(basket_ids)


def _orders(lost: Mapping[int, NumberSet], losers: list[Product]) -> int:
    """Return the number of unpaid or unsent orders with a line that would lose its license."""
    profile = {product.pk: product.rights_profile_id for product in losers}
    orders = Order.objects.filter(status__in=[OrderState.PENDING, OrderState.PAID])
    count = 0
    for order in orders.select_related("ship_to").prefetch_related("lines__product"):
        tops = {
            line.product.parent_id or line.product_id
            for line in order.lines.all()
            if line.product is not None
        }
        if any(order.ship_to.number in lost[profile[top]] for top in tops if top in profile):
            count += 1
    return count


def _units(products: list[Product]) -> dict[int, int]:
    """Return units in stock by top product, in one query."""
    ids = [product.pk for product in products]
    rows = (
        StockRecord.objects.filter(Q(product__in=ids) | Q(product__parent__in=ids))
        .annotate(top=Coalesce("product__parent_id", "product_id"))
        .values_list("top")
        .annotate(units=Sum("num_in_stock"))
        .order_by()
    )
    return {top: int(units or 0) for top, units in rows}


def _values(products: list[Product], units: Mapping[int, int], at: datetime) -> dict[str, Decimal]:
    """Return the value of the stock by currency, at the prices of the first market with it."""
    values: dict[str, Decimal] = {}
    for market in Market.objects.order_by("code"):
        if market.currency not in values and products:
            prices = prices_at(products, market, at)
            values[market.currency] = sum(
                (amount * units.get(pk, 0) for pk, amount in prices.items()), Decimal(0)
            )
    return {currency: worth for currency, worth in values.items() if worth}
