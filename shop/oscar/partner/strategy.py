"""Oscar's strategy for price and availability, implemented by our services."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from oscar.apps.partner.availability import StockRequired, Unavailable
from oscar.apps.partner.prices import FixedPrice
from oscar.apps.partner.prices import Unavailable as NoPrice
from oscar.apps.partner.strategy import PurchaseInfo

from catalog.models import Product
from catalog.services import decide_preorders, decide_products
from licensing.rules.decision import public_wording
from shop.commerce.inventory.availability import available_units, records_serving
from shop.commerce.markets.models import Market
from shop.commerce.pricing.services import prices_at
from shop.commerce.pricing.tax import TaxedAmount, apply_tax, rates_at
from shop.oscar.partner.models import StockRecord
from shop.platform.database.clock import database_now


class Selector:
    """Chooses the strategy of the request's market; without a market nothing is for sale."""

    def strategy(
        self, request: HttpRequest | None = None, user: Any = None, **_: Any
    ) -> "MarketStrategy":
        """Return the strategy for a request, or one that sells nothing."""
        market = getattr(request, "market", None)
        return MarketStrategy(
            market=market,
            ship_to=getattr(request, "ship_to", None),
            channel=getattr(request, "channel", "WEB"),
            at=getattr(request, "at", None),
        )


class TaxedPrice(FixedPrice):
    """The price of one unit as Oscar reads it, and of several units as a quote computes them."""

    def __init__(self, market: Market, amount: Decimal, rate: Decimal) -> None:
        self._market, self._amount, self._rate = market, amount, rate
        unit = self.of_units(1)
        super().__init__(market.currency, unit.excl, unit.tax)

    def of_units(self, quantity: int) -> TaxedAmount:
        """Return the price of some units; tax is rounded once, on all of them."""
        return apply_tax(
            self._amount * quantity,
            self._rate,
            self._market.currency,
            includes_tax=self._market.prices_include_tax,
        )


@dataclass
class MarketStrategy:
    """Price, availability and stock of products for one market, ship-to, channel and instant."""

    market: Market | None
    ship_to: str | None
    channel: str
    at: datetime | None
    _known: dict[int, PurchaseInfo] = field(default_factory=dict)

    def fetch_for_product(self, product: Product, stockrecord: Any = None) -> PurchaseInfo:
        """Return Oscar's purchase info; denied articles have neither price nor availability."""
        if product.pk not in self._known:
            self.prime([product])
        return self._known[product.pk]

    def fetch_for_line(self, line: Any, stockrecord: Any = None) -> PurchaseInfo:
        """Return the purchase info of a basket line's article; all lines are read at once."""
        if line.product_id not in self._known:
            self.prime([other.product for other in line.basket.all_lines()])
        return self.fetch_for_product(line.product)

    def fetch_for_parent(self, product: Product) -> PurchaseInfo:
        """Return the "from" price of a parent and whether any of its variants is in stock."""
        return self.fetch_for_product(product)

    def prime(self, products: Iterable[Product]) -> None:
        """Load the data of many products in a fixed number of queries."""
        requested = list(products)
        if self.market is None or self.ship_to is None:
            self._known.update({product.pk: _nothing() for product in requested})
            return
        at = self.at or database_now()
        decisions = decide_products(requested, self.ship_to, self.channel, at)
        prices = prices_at(requested, self.market, at)
        rates = rates_at(self.ship_to, at)
        records = _stock_by_product(requested, records_serving(self.ship_to, self.channel))
        units = self._units_of(requested, at)
        for product in requested:
            decision, amount = decisions[product.top.pk], prices.get(product.pk)
            if not decision.allowed or amount is None:
                self._known[product.pk] = _nothing(public_wording(decision.reason))
                continue
            self._known[product.pk] = PurchaseInfo(
                price=TaxedPrice(self.market, amount, rates[product.top.tax_class]),
                availability=StockRequired(units.get(product.pk, 0)),
                stockrecord=records.get(product.pk),
            )

    def _units_of(self, wanted: Sequence[Product], at: datetime) -> Mapping[int, int]:
        """Return the maximum units per line of each product; for a parent, those of its best
        variant. Announced units count if the license covers their shipping day, as in a quote.
        """
        place = (str(self.ship_to), self.channel)
        articles = Product.objects.filter(
            Q(pk__in=[product.pk for product in wanted])
            | Q(parent__in=[product.pk for product in wanted if product.is_parent])
        ).select_related("parent")
        by_id = {article.pk: article for article in articles}
        units: dict[int, int] = {}
        for pk, left in available_units(by_id, *place).items():
            article, most = by_id[pk], left.most
            if left.ships_on and left.in_stock < left.announced:
                decided = decide_preorders([article], *place, at, left.ships_on)
                most = most if decided[article.top.pk].allowed else left.in_stock
            for owner in filter(None, (pk, article.parent_id)):
                units[owner] = max(most, units.get(owner, 0))
        return units


def _stock_by_product(
    products: list[Product], serving: QuerySet[StockRecord]
) -> dict[int, StockRecord]:
    """Return the serving record of each product with most units; for a parent, a variant's."""
    ids = [product.pk for product in products]
    records = serving.filter(Q(product__in=ids) | Q(product__parent__in=ids))
    best: dict[int, StockRecord] = {}
    for record in records.select_related("product"):
        for owner in (record.product_id, record.product.parent_id):
            if owner and (
                owner not in best or record.net_stock_level > best[owner].net_stock_level
            ):
                best[owner] = record
    return best


def _nothing(code: str = "") -> PurchaseInfo:
    """Return the purchase info of an article that may not be sold: no price, no availability."""
    unavailable = Unavailable()
    unavailable.code = code or "unavailable"
    return PurchaseInfo(price=NoPrice(), availability=unavailable, stockrecord=None)
