"""The price that a cheaper article gives back, and the charges that it comes from.

The differences that earlier exchanges charged for the same units are given back first, the latest
first: an exchange that is reversed returns exactly what it cost. What is left of the difference
lowers the price of the article that was bought: the buyer gets the same share of the price paid
back, because a discount of the order holds for both articles.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from shop.finance.payments.models import PaymentAttempt
from shop.orders.aftersales.refund_split import refundable_amounts
from shop.orders.aftersales.refunds import quote_refund
from shop.orders.errors import RefundRefused
from shop.orders.returns.paid_units import ChargedUnits, PaidUnits, find_paid_units
from shop.oscar.order.models import Line
from shop.platform.core.money import allocate, part_of, round_money

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Reduction:
    """An amount with tax that is given back of a charged line.

    `units` of the line are refunded; 0 means that only its price is lowered.
    """

    charged: int
    units: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class CheaperUnits:
    """Units of a line with the prices of the article today and of a cheaper one, as shown.

    `taxed` is the difference of all units as it would be charged today, with tax.
    """

    line: Line
    units: int
    old: Decimal
    new: Decimal
    taxed: Decimal


def find_reductions(cheaper: CheaperUnits) -> list[Reduction]:
    """Return what units of a line give back for a cheaper article, by charge.

    Nothing is given back beyond what refunds have left of a payment.
    """
    paid = find_paid_units(cheaper.line.order, {cheaper.line.pk: cheaper.units}, {})
    reductions, rest = [], cheaper.taxed
    for charged in paid.differences:
        parts = _of_difference(charged, rest)
        reductions += parts
        rest -= sum((part.amount for part in parts), ZERO)
    return [*reductions, *_of_bought(paid, cheaper, rest)] if rest > 0 else reductions


def _of_difference(charged: ChargedUnits, rest: Decimal) -> list[Reduction]:
    """Return what is given back of a difference that was charged: at most all that is left."""
    reductions = []
    for pk, units in charged.units.items():
        left = _amount_left(charged, pk, units)
        if 0 < left <= rest:
            reductions.append(Reduction(pk, units, left))
        elif 0 < rest < left:
            reductions.append(Reduction(pk, 0, rest))
        rest -= min(left, rest)
    return reductions


def _amount_left(charged: ChargedUnits, pk: int, units: int) -> Decimal:
    given = charged.given_back.get(pk, ZERO)
    kept = {pk: given} if given else {}
    try:
        return quote_refund(charged.order, {pk: units}, delivery=False, withheld=kept).amount
    except RefundRefused:  # nothing is left
        return ZERO


def _of_bought(paid: PaidUnits, cheaper: CheaperUnits, rest: Decimal) -> list[Reduction]:
    """Return the share of the price paid for the bought article, less what was given back."""
    whole = (cheaper.old - cheaper.new) * cheaper.units
    left = whole * rest / cheaper.taxed  # of the difference, as prices are shown
    price = cheaper.old * cheaper.units - (whole - left)
    currency = paid.order.currency
    amounts = {
        line.pk: _paid(line, paid.units[line.pk], currency) - paid.withheld.get(line.pk, ZERO)
        for line in paid.order.lines.filter(pk__in=paid.units).order_by("pk")
    }
    sum_paid = sum(amounts.values(), ZERO)
    attempt = PaymentAttempt.objects.get(order=paid.order, state=PaymentAttempt.State.SUCCEEDED)
    most = refundable_amounts(paid.order, attempt).amount
    given = min(round_money(sum_paid * left / price, currency), most)
    parts: Sequence[Decimal] = allocate(given, list(amounts.values()), currency)
    return [Reduction(pk, 0, part) for pk, part in zip(amounts, parts, strict=True) if part > 0]


def _paid(line: Line, units: int, currency: str) -> Decimal:
    begin = min(line.refunded_units, line.quantity - units)
    return part_of(line.line_price_incl_tax, begin, begin + units, line.quantity, currency)
