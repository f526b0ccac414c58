"""What an article costs everywhere, market by market, with the tax in it: for those who set it."""

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
    """A market's line: `own` is the article's own price, `amount` the one that holds.

    `taxed` is what a fan pays who has it sent to the market's home; None without a price.
    """

    market: Market
    own: Decimal | None
    amount: Decimal | None
    rate: Decimal
    taxed: TaxedAmount | None

    @property
    def shown(self) -> Decimal | None:
        """The amount on the product's page: with tax where the market shows it so."""
        if self.taxed is None:
            return None
        return self.taxed.incl if self.market.prices_include_tax else self.taxed.excl

    @property
    def tax_label(self) -> str:
        """How the page names the tax."""
        return "Tax included" if self.market.prices_include_tax else "Without tax"


def price_lines(
    product: Product, markets: Collection[Market], at: datetime
) -> tuple[PriceLine, ...]:
    """Return the price of an article in each market; two queries.

    A variant without its own takes its parent's, and so it does the tax class.
    """
    found = {
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
    return tuple(_line(product, market, found, rates) for market in markets)


def _line(
    product: Product,
    market: Market,
    found: dict[tuple[int, int], Decimal],
    rates: dict[str, Decimal],
) -> PriceLine:
    own = found.get((product.pk, market.pk))
    parent_id = product.parent_id or product.pk
    amount = own if own is not None else found.get((parent_id, market.pk))
    rate = rates.get(market.home_id, ZERO)
    taxed = amount and apply_tax(
        amount, rate, market.currency, includes_tax=market.prices_include_tax
    )
    return PriceLine(market, own, amount, rate, taxed or None)
