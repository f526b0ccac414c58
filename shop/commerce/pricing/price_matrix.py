"""Prices of an article in all markets, with tax, for licensees who set them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from catalog.models import Product
from shop.commerce.markets.models import Market, TaxClass, TaxRate
from shop.commerce.pricing.models import MarketPrice
from shop.commerce.pricing.tax import ZERO, TaxedAmount, apply_tax


@dataclass(frozen=True, slots=True)
class PriceLine:
    """The price in a market: `own` is the article's own price, `amount` the one in force.

    `taxed` is the price for a buyer in the market's home; None without a price.
    """

    market: Market
    own: Decimal | None
    amount: Decimal | None
    rate: Decimal
    taxed: TaxedAmount | None

    @property
    def shown(self) -> Decimal | None:
        """Return the amount on the product page, with tax if the market shows it so."""
        if self.taxed is None:
            return None
        return self.taxed.incl if self.market.prices_include_tax else self.taxed.excl

    @property
    def tax_label(self) -> str:
        """Return the tax note of the product page."""
        return "Tax included" if self.market.prices_include_tax else "Without tax"


def price_lines(
    product: Product, markets: Collection[Market], at: datetime
) -> tuple[PriceLine, ...]:
    """Return the price of an article in each market; two queries.

    A variant without its own price uses its parent's, and always its parent's tax class.
    """
    amounts = {
        (row.product_id, row.market_id): row.amount
        for row in MarketPrice.objects.filter(
            product_id__in=[pk for pk in (product.pk, product.parent_id) if pk], valid__contains=at
        )
    }
    tax_class = product.top.tax_class or TaxClass.STANDARD
    rates = dict(
        TaxRate.objects.filter(
            territory__in=[market.home_id for market in markets],
            region="",
            tax_class=tax_class,
            valid__contains=at,
        ).values_list("territory_id", "rate")
    )
    return tuple(_line(product, market, amounts, rates) for market in markets)


def _line(
    product: Product,
    market: Market,
    amounts: dict[tuple[int, int], Decimal],
    rates: dict[str, Decimal],
) -> PriceLine:
    own = amounts.get((product.pk, market.pk))
    parent_id = product.parent_id or product.pk
    amount = own if own is not None else amounts.get((parent_id, market.pk))
    rate = rates.get(market.home_id, ZERO)
    taxed = amount and apply_tax(
        amount, rate, market.currency, includes_tax=market.prices_include_tax
    )
    return PriceLine(market, own, amount, rate, taxed or None)
