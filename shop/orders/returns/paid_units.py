"""The units that were paid for: those of an order, or those that a replacement stands for.

If a replacement comes back, the price of the units that it replaced is refunded, from the order
that was paid: less what cheaper exchanges gave back, and with the differences of dearer ones from
the orders that charged them. Units may be exchanged any number of times.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Q, Sum

from shop.finance.payments.disputes import find_disputed
from shop.orders.returns.models import ReturnCase, ReturnLine
from shop.oscar.order.models import Line, Order, OrderState
from shop.platform.core.money import part_of

SOLD = (OrderState.PAID, OrderState.FULFILLED)
ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class ChargedUnits:
    """A replacement that charged a price difference, with units by its lines.

    `given_back` is what later exchanges gave back of their difference, by line.
    """

    order: Order
    units: Mapping[int, int]
    given_back: Mapping[int, Decimal]


@dataclass(frozen=True, slots=True)
class PaidUnits:
    """An order that was paid, with units and withheld amounts by its lines.

    `differences` are the units whose price difference replacements charged, the latest first.
    """

    order: Order
    units: Mapping[int, int]
    withheld: Mapping[int, Decimal]
    differences: tuple[ChargedUnits, ...] = ()


@dataclass(slots=True)
class _GivenBack:
    """The shares of units in earlier exchanges, by charged line: units, or a part of the price."""

    units: dict[int, int]
    amounts: dict[int, Decimal]

    def add(self, case: ReturnCase, line: ReturnLine, taken: int, before: int) -> None:
        """Add the share of units in what a case gave back for one of its lines.

        `before` is the number of its units that came back, or were exchanged, before them.
        """
        begin = min(before, line.found - taken)
        span, currency = (begin, begin + taken, line.found), case.order.currency
        rows = list(line.differences.all())
        for row in rows:
            if row.units:
                self.units[row.charged_id] = self.units.get(row.charged_id, 0) + taken
            else:
                amount = part_of(row.amount, *span, currency)
                self.amounts[row.charged_id] = self.amounts.get(row.charged_id, ZERO) + amount
        if line.reduction and not rows:  # an exchange of the former release
            amount = part_of(line.reduction, *span, currency)
            sofar = self.amounts.get(line.order_line_id, ZERO)
            self.amounts[line.order_line_id] = sofar + amount


def find_exchanged_orders(order: Order) -> list[Order]:
    """Return an order after those whose units it replaces; the first one was paid."""
    orders = [order]
    while (case := _case_of(orders[-1])) is not None:
        orders.append(case.order)
    return orders[::-1]


def is_any_disputed(order: Order) -> bool:
    """Return whether the payment of an order or of one that it replaces is disputed."""
    return bool(find_disputed([each.pk for each in find_exchanged_orders(order)]))


def find_paid_units(
    order: Order, units: Mapping[int, int], withheld: Mapping[int, Decimal]
) -> PaidUnits:
    """Return the units of the paid order for units of an order, through all its exchanges."""
    differences, given_back = [], _GivenBack({}, {})
    before = {pk: _ended_units(pk) for pk in units}
    while (case := _case_of(order)) is not None:
        if order.total_incl_tax and (charged := _charged(order, units, given_back)):
            differences.append(charged)
        units, withheld, before = _replaced_units(case, units, withheld, before, given_back)
        order = case.order
    kept = {pk: withheld.get(pk, ZERO) + given_back.amounts.get(pk, ZERO) for pk in units}
    kept = {pk: amount for pk, amount in kept.items() if amount}
    return PaidUnits(order, units, kept, tuple(differences))


def _case_of(order: Order) -> ReturnCase | None:
    cases = ReturnCase.objects.select_related("order__market").filter(replacement=order)
    return cases.first()


def _charged(order: Order, units: Mapping[int, int], given_back: _GivenBack) -> ChargedUnits | None:
    """Return the units whose difference is not refunded yet; None for nothing."""
    if order.status not in SOLD:
        return None
    charged: dict[int, int] = {}
    amounts: dict[int, Decimal] = {}
    for line in order.lines.filter(pk__in=units, line_price_incl_tax__gt=0):
        begin = line.refunded_units
        wanted = units[line.pk] - given_back.units.get(line.pk, 0)
        number = min(wanted, line.quantity - begin)
        if number <= 0:
            continue
        charged[line.pk] = number
        span = (begin, begin + number, line.quantity)
        price = part_of(line.line_price_incl_tax, *span, order.currency)
        if given := min(given_back.amounts.get(line.pk, ZERO), price):
            amounts[line.pk] = given
    return ChargedUnits(order, charged, amounts) if charged else None


def _replaced_units(
    case: ReturnCase,
    units: Mapping[int, int],
    withheld: Mapping[int, Decimal],
    before: Mapping[int, int],
    given_back: _GivenBack,
) -> tuple[dict[int, int], dict[int, Decimal], dict[int, int]]:
    """Return the units that those of a replacement stand for, and what is not refunded of them.

    `before` and the last result are the numbers of units of each line that ended before them. Adds
    to `given_back` what the exchange gave back for them.
    """
    products = dict(Line.objects.filter(pk__in=units).values_list("pk", "product_id"))
    is_paid = _case_of(case.order) is None
    replaced: dict[int, int] = {}
    kept: dict[int, Decimal] = {}
    ended: dict[int, int] = {}
    for pk, number in units.items():
        left, earlier = number, before[pk]
        for line in _replaced_lines(case, products[pk]):
            sold, counted = line.order_line, replaced.get(line.order_line_id, 0)
            most = min(line.found, sold.quantity - sold.refunded_units if is_paid else line.found)
            taken = max(min(left, most - counted), 0)
            left -= taken
            replaced[sold.pk] = counted + taken
            ended[sold.pk] = _ended_units(sold.pk, case) + earlier
            if pk in withheld and sold.pk not in kept:
                kept[sold.pk] = withheld[pk]
            if taken:
                given_back.add(case, line, taken, earlier)
            earlier = max(earlier - line.found, 0)
    return {pk: number for pk, number in replaced.items() if number}, kept, ended


def _ended_units(order_line_id: int, case: ReturnCase | None = None) -> int:
    """Return the units of a line that were refunded or replaced, if a case is given before it."""
    lines = ReturnLine.objects.filter(order_line=order_line_id).filter(
        Q(refund__isnull=False) | Q(case__state=ReturnCase.State.REPLACED)
    )
    if case is not None:
        lines = lines.filter(
            Q(case__ended_at__lt=case.ended_at) | Q(case__ended_at=case.ended_at, case__lt=case.pk)
        )
    ended: int = lines.aggregate(units=Sum(F("units") - F("missing"), default=0))["units"]
    return ended


def _replaced_lines(case: ReturnCase, product_id: int | None) -> list[ReturnLine]:
    """Return the lines of a case whose units an article replaces."""
    lines = case.lines.select_related("order_line").order_by("pk")
    return [
        line for line in lines if (line.exchange_for_id or line.order_line.product_id) == product_id
    ]
