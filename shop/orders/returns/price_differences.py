"""Prices of exchanges: what a dearer article costs more today, and what a cheaper one gives back.

The prices of both articles today are compared, so that sizes of one price stay free of charge even
if the price has changed since the sale. A dearer article costs the difference, taxed like a sale of
today. A cheaper one gives back a part of what was paid (`reductions`). A difference below the
smallest possible payment is not charged.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from catalog.models import Product
from shop.commerce.duties.rules import NO_DUTY
from shop.commerce.markets.models import Market, TaxClass
from shop.commerce.pricing.services import prices_at
from shop.commerce.pricing.tax import TaxedAmount, apply_tax
from shop.orders.checkout.quote import (
    NO_CHARGE,
    NOT_PROMOTED,
    Destination,
    Quote,
    round_taxes,
)
from shop.orders.errors import NotPriced
from shop.orders.returns.errors import ReturnRefused
from shop.orders.returns.reductions import CheaperUnits, Reduction, find_reductions
from shop.oscar.order.models import Line
from shop.platform.core.money import allocate, least_charge, round_money

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Replaced:
    """Units of a sold line and the article that replaces them; None for the same one."""

    line: Line
    units: int
    by: Product | None = None

    @property
    def article(self) -> Product:
        """Return the article that is sent."""
        if self.line.product is None:
            raise ReturnRefused(reason="no_variant", line=self.line.pk, title=self.line.title)
        return self.by or self.line.product


@dataclass(frozen=True, slots=True)
class ExchangePrice:
    """The price of an exchange, with tax: what the buyer pays now, or gets back later, by line.

    `quote` has the lines of the replacement at the prices to pay.
    """

    quote: Quote
    surcharges: Mapping[int, Decimal]
    reductions: Mapping[int, Sequence[Reduction]]

    @property
    def to_pay(self) -> Decimal:
        """Return the amount to pay."""
        return self.quote.total_incl

    @property
    def back(self) -> Decimal:
        """Return the amount that is refunded once the goods have come back."""
        parts = (part for parts in self.reductions.values() for part in parts)
        return sum((part.amount for part in parts), ZERO)


def unit_differences(
    line: Line, articles: Sequence[Product], where: Destination
) -> dict[int, Decimal]:
    """Return by product id what an article costs more than the one of a line, as prices are shown.

    Articles without a price in the market are absent.
    """
    old = [line.product] if line.product is not None else []
    prices = prices_at([*articles, *old], where.market, where.at)
    before = _old_price(line, prices, where.market)
    return {article.pk: prices[article.pk] - before for article in articles if article.pk in prices}


def price_exchange(wanted: Sequence[Replaced], quote: Quote) -> ExchangePrice:
    """Return the price of an exchange; `quote` has the replacing articles at their full prices.

    Raises `NotPriced` for an article without a price in the market.
    """
    where = quote.destination
    shown: dict[int, Decimal] = {}
    reductions: dict[int, list[Reduction]] = {}
    for each in wanted:
        if each.by is None:
            continue
        difference = unit_differences(each.line, [each.by], where).get(each.by.pk)
        if difference is None:
            raise NotPriced(sku=each.by.sku, market=where.market.code)
        if difference > 0:
            shown[each.line.pk] = difference * each.units
        elif difference < 0:
            reductions[each.line.pk] = find_reductions(_cheaper(each, each.by, quote))
    owed: dict[int, Decimal] = {}
    for each in wanted:
        owed[each.article.pk] = owed.get(each.article.pk, ZERO) + shown.get(each.line.pk, ZERO)
    priced = charge_only(quote, owed)
    if 0 < priced.total_minor < least_charge(priced.currency):
        priced, shown = charge_only(quote, {}), {}
    return ExchangePrice(
        quote=priced,
        surcharges=_surcharges(wanted, shown, priced),
        reductions={line: parts for line, parts in reductions.items() if parts},
    )


def charge_only(quote: Quote, owed: Mapping[int, Decimal]) -> Quote:
    """Return a quote whose lines cost given amounts by product, as prices are shown.

    Delivery, duty and promotions are left out.
    """
    market, lines = quote.destination.market, []
    for line in quote.lines:
        amount = owed.get(line.product.pk, ZERO)
        price = _charge(quote, line.product, amount)
        shown = round_money(amount / line.quantity, market.currency)
        lines.append(replace(line, shown=shown, full=price, total=price))
    rounded, _ = round_taxes(lines, [], market)
    return replace(
        quote,
        lines=rounded,
        shipping=TaxedAmount(excl=ZERO, incl=ZERO, rate=quote.shipping.rate),
        goods=sum(owed.values(), ZERO),
        voucher=None,
        gift_card=None,
        promoted=NOT_PROMOTED,
        delivery_saved={},
        duty=NO_DUTY,
        duty_charge=NO_CHARGE,
        wrap_charge=NO_CHARGE,
    )


def _surcharges(
    wanted: Sequence[Replaced], shown: Mapping[int, Decimal], priced: Quote
) -> dict[int, Decimal]:
    """Return the prices with tax by order line; lines with one new article share its price."""
    surcharges: dict[int, Decimal] = {}
    for line in priced.lines:
        its = [each.line.pk for each in wanted if each.article.pk == line.product.pk]
        parts = allocate(line.total.incl, [shown.get(pk, ZERO) for pk in its], priced.currency)
        surcharges |= {pk: part for pk, part in zip(its, parts, strict=True) if part}
    return surcharges


def _cheaper(each: Replaced, new: Product, quote: Quote) -> CheaperUnits:
    """Return units with the prices of both articles today."""
    where = quote.destination
    old = [each.line.product] if each.line.product is not None else []
    prices = prices_at([new, *old], where.market, where.at)
    before = _old_price(each.line, prices, where.market)
    difference = (before - prices[new.pk]) * each.units
    return CheaperUnits(
        line=each.line,
        units=each.units,
        old=before,
        new=prices[new.pk],
        taxed=_charge(quote, new, difference).incl,
    )


def _charge(quote: Quote, product: Product, amount: Decimal) -> TaxedAmount:
    """Return an amount, as prices are shown, with the tax of an article in a quote."""
    market = quote.destination.market
    rate = quote.rates.get(product.top.tax_class, quote.rates[TaxClass.STANDARD])
    price = apply_tax(amount, rate, market.currency, includes_tax=market.prices_include_tax)
    return price.untaxed if quote.business.reverse_charge else price


def _old_price(line: Line, prices: Mapping[int, Decimal], market: Market) -> Decimal:
    """Return the price of a line's article today, or that of its sale if it has none any more."""
    today = prices.get(line.product_id)
    if today is not None:
        return today
    sold: Decimal = (
        line.unit_price_incl_tax if market.prices_include_tax else line.unit_price_excl_tax
    )
    return sold
