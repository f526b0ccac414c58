"""Royalties of a sold line; pure functions, exact to the minor unit.

Gross is what the buyer paid for the line with its share of delivery. Net is gross without tax,
delivery and discounts; each agreement earns its rate of net.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from shop.platform.core.money import allocate, round_money

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class SoldLine:
    """A line's price with and without tax, before and after discounts."""

    full_incl: Decimal
    full_excl: Decimal
    excl: Decimal


@dataclass(frozen=True, slots=True)
class LineAmounts:
    """Gross amount and deductions of a line."""

    gross: Decimal
    tax: Decimal
    shipping: Decimal
    discounts: Decimal

    @property
    def net(self) -> Decimal:
        """Return the amount on which royalties are computed."""
        return self.gross - self.tax - self.shipping - self.discounts


@dataclass(frozen=True, slots=True)
class Terms:
    """Royalty rates of one agreement."""

    agreement_id: int
    rate: Decimal
    marketing_fund_rate: Decimal = Decimal(0)
    common_fund_rate: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Share:
    """Royalty of a line under one agreement; the funds are additional to `earned`."""

    terms: Terms
    earned: Decimal
    marketing_fund: Decimal
    common_fund: Decimal


def line_amounts(
    lines: Sequence[SoldLine], shipping_incl: Decimal, shipping_excl: Decimal, currency: str
) -> list[LineAmounts]:
    """Return the amounts of an order's lines; gross sums to what was paid plus discounts.

    Delivery is allocated by the lines' prices with tax, or evenly if all are zero.
    """
    weights = [line.full_incl for line in lines]
    if not any(weights):
        weights = [ONE for _ in lines]
    shippings = allocate(shipping_excl, weights, currency)
    taxes = allocate(shipping_incl - shipping_excl, weights, currency)
    return [
        LineAmounts(
            gross=line.full_incl + shipping + shipping_tax,
            tax=line.full_incl - line.full_excl + shipping_tax,
            shipping=shipping,
            discounts=line.full_excl - line.excl,
        )
        for line, shipping, shipping_tax in zip(lines, shippings, taxes, strict=True)
    ]


def shares_of(net: Decimal, terms: Sequence[Terms], currency: str) -> list[Share]:
    """Return each agreement's share; they sum to the rounded total (largest remainder)."""
    earned = _split(net, [term.rate for term in terms], currency)
    marketing = _split(net, [term.marketing_fund_rate for term in terms], currency)
    common = _split(net, [term.common_fund_rate for term in terms], currency)
    return [Share(*parts) for parts in zip(terms, earned, marketing, common, strict=True)]


def convert(amount: Decimal, rate: Decimal, currency: str) -> Decimal:
    """Return an amount in another currency, at the given rate."""
    return round_money(amount * rate, currency)


def _split(net: Decimal, rates: Sequence[Decimal], currency: str) -> list[Decimal]:
    total = round_money(net * sum(rates, Decimal(0)), currency)
    return allocate(total, rates, currency)
