"""The units that were paid for: those of an order, or those that a replacement stands for.

A replacement costs nothing. If it comes back, the price of the units that it replaced is refunded,
from the order that was paid.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from shop.orders.returns.models import ReturnCase, ReturnLine
from shop.oscar.order.models import Line, Order


@dataclass(frozen=True, slots=True)
class PaidUnits:
    """An order that was paid, with units and withheld amounts by its lines."""

    order: Order
    units: Mapping[int, int]
    withheld: Mapping[int, Decimal]


def find_paid_units(
    order: Order, units: Mapping[int, int], withheld: Mapping[int, Decimal]
) -> PaidUnits:
    """Return the units of the paid order for units of an order, through all its exchanges."""
    case = ReturnCase.objects.select_related("order__market").filter(replacement=order).first()
    if case is None:
        return PaidUnits(order, units, withheld)
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
    found = {pk: number for pk, number in before.items() if number}
    return find_paid_units(case.order, found, kept)


def _replaced_lines(case: ReturnCase, product_id: int | None) -> list[ReturnLine]:
    """Return the lines of a case whose units an article replaces."""
    lines = case.lines.select_related("order_line").order_by("pk")
    return [
        line for line in lines if (line.exchange_for_id or line.order_line.product_id) == product_id
    ]
