"""Oscar's question "what does it cost and may I have it", answered by our services."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from oscar.apps.partner.availability import StockRequired, Unavailable
from oscar.apps.partner.prices import FixedPrice
from oscar.apps.partner.prices import Unavailable as NoPrice
from oscar.apps.partner.strategy import PurchaseInfo

from catalog.models import Product
from catalog.services import decide_products
from licensing.rules.decision import public_wording
from shop.commerce.inventory.availability import records_serving
from shop.commerce.markets.models import Market
from shop.commerce.pricing.services import prices_at
from shop.commerce.pricing.tax import apply_tax, rates_at
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
        """Return the purchase info of a basket line's own article."""
        return self.fetch_for_product(line.product)

    def fetch_for_parent(self, product: Product) -> PurchaseInfo:
        """Return the "from" price of a parent and whether any of its variants is in stock."""
        return self.fetch_for_product(product)

    def prime(self, products: Iterable[Product]) -> None:
        """Answer for many products in a fixed number of queries."""
        wanted = list(products)
        if self.market is None or self.ship_to is None:
            self._known.update({product.pk: _nothing() for product in wanted})
            return
        at = self.at or database_now()
        decisions = decide_products(wanted, self.ship_to, self.channel, at)
        prices = prices_at(wanted, self.market, at)
        rates = rates_at(self.ship_to, at)
        stock = _stock_by_product(wanted, records_serving(self.ship_to, self.channel))
        for product in wanted:
            decision, amount = decisions[product.top.pk], prices.get(product.pk)
            if not decision.allowed or amount is None:
                self._known[product.pk] = _nothing(public_wording(decision.reason))
                continue
            taxed = apply_tax(
                amount,
                rates[product.top.tax_class],
                self.market.currency,
                includes_tax=self.market.prices_include_tax,
            )
            record = stock.get(product.pk)
            self._known[product.pk] = PurchaseInfo(
                price=FixedPrice(self.market.currency, taxed.excl, taxed.tax),
                availability=StockRequired(record.net_stock_level if record else 0),
                stockrecord=record,
            )


def _stock_by_product(
    products: list[Product], serving: QuerySet[StockRecord]
) -> dict[int, StockRecord]:
    """The best-stocked record of each product that serves; a parent answers with a variant's."""
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
    """Return what an article that may not be sold has: no price, no availability."""
    unavailable = Unavailable()
    unavailable.code = code or "unavailable"
    return PurchaseInfo(price=NoPrice(), availability=unavailable, stockrecord=None)
