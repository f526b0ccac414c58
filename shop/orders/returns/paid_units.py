"""The units that were paid for: those of an order, or those that a replacement stands for.

If a replacement comes back, the price of the units that it replaced is refunded, from the order
that was paid: less what a cheaper exchange gave back, and with the difference of a dearer one from
the order that charged it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Sum

from shop.orders.returns.models import ReturnCase, ReturnLine
from shop.oscar.order.models import Line, Order, OrderState
from shop.platform.core.money import part_of

SOLD = (OrderState.PAID, OrderState.FULFILLED)


@dataclass(frozen=True, slots=True)
class ChargedUnits:
    """A replacement that charged a price difference, with units by its lines."""

    order: Order
    units: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class PaidUnits:
    """An order that was paid, with units and withheld amounts by its lines.

    `difference` are the units whose price difference was charged by a replacement.
    """

    order: Order
    units: Mapping[int, int]
    withheld: Mapping[int, Decimal]
    difference: ChargedUnits | None = None


def find_paid_order(order: Order) -> Order:
    """Return the order that was paid for the units of an order: the first of its exchanges."""
    return find_paid_units(order, {}, {}).order


def find_paid_units(
    order: Order, units: Mapping[int, int], withheld: Mapping[int, Decimal]
) -> PaidUnits:
    """Return the units of the paid order for units of an order, through all its exchanges."""
    difference = None
    while (case := _case_of(order)) is not None:
        if order.total_incl_tax:
            difference = _charged(order, units)
        units, withheld = _replaced_units(case, units, withheld)
        order = case.order
    return PaidUnits(order, units, withheld, difference)


def _case_of(order: Order) -> ReturnCase | None:
    cases = ReturnCase.objects.select_related("order__market").filter(replacement=order)
    return cases.first()


def _charged(order: Order, units: Mapping[int, int]) -> ChargedUnits | None:
    """Return the units whose difference is not refunded yet; None for nothing."""
    if order.status not in SOLD:
        return None
    lines = order.lines.filter(pk__in=units, line_price_incl_tax__gt=0)
    left = {line.pk: min(units[line.pk], line.quantity - line.refunded_units) for line in lines}
    charged = {pk: number for pk, number in left.items() if number}
    return ChargedUnits(order, charged) if charged else None


def _replaced_units(
    case: ReturnCase, units: Mapping[int, int], withheld: Mapping[int, Decimal]
) -> tuple[dict[int, int], dict[int, Decimal]]:
    """Return the units that those of a replacement stand for, and what is not refunded of them."""
    products = dict(Line.objects.filter(pk__in=units).values_list("pk", "product_id"))
    before: dict[int, int] = {}
    kept: dict[int, Decimal] = {}
    for pk, number in units.items():
        for line in _replaced_lines(case, products[pk]):
            taken = min(number, line.found - before.get(line.order_line_id, 0))
            before[line.order_line_id] = before.get(line.order_line_id, 0) + taken
            number -= taken  # noqa: PLW2901  the rest is of the next line
            if pk in withheld and line.order_line_id not in kept:
                kept[line.order_line_id] = withheld[pk]
            if taken and (given := _given_back(case, line, taken)):
                kept[line.order_line_id] = kept.get(line.order_line_id, Decimal(0)) + given
    return {pk: number for pk, number in before.items() if number}, kept


def _given_back(case: ReturnCase, line: ReturnLine, taken: int) -> Decimal:
    """Return the share of units in what a cheaper exchange gave back for a line."""
    if not line.reduction:
        return Decimal(0)
    product = line.exchange_for_id or line.order_line.product_id
    earlier = ReturnLine.objects.filter(
        order_line__order=case.replacement_id, order_line__product=product, refund__isnull=False
    )
    returned = earlier.aggregate(units=Sum(F("units") - F("missing"), default=0))["units"]
    begin = min(returned, line.found - taken)
    return part_of(line.reduction, begin, begin + taken, line.found, case.order.currency)


def _replaced_lines(case: ReturnCase, product_id: int | None) -> list[ReturnLine]:
    """Return the lines of a case whose units an article replaces."""
    lines = case.lines.select_related("order_line").order_by("pk")
    return [
        line for line in lines if (line.exchange_for_id or line.order_line.product_id) == product_id
    ]
