"""Orders, order lines and returns of the locations that a member of staff is limited to.

A row belongs to a location if the stock of one of its lines was reserved there. No location stands
for all of them: the rows are then returned as they are.
"""

from collections.abc import Collection, Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from shop.commerce.fulfillment.models import PickUpPoint
from shop.commerce.inventory.models import Reservation
from shop.orders.returns.models import ReturnCase
from shop.oscar.order.models import Line, Order


def orders_at(orders: QuerySet[Order], location_ids: Collection[int]) -> QuerySet[Order]:
    """Return the orders with stock of the locations, and those collected there."""
    if not location_ids:
        return orders
    reserved = _reserved(location_ids).filter(order=OuterRef("pk"))
    return orders.filter(Exists(reserved) | Q(shipping_code__in=_collected_at(location_ids)))


def lines_at(lines: QuerySet[Line], location_ids: Collection[int]) -> QuerySet[Line]:
    """Return the order lines with stock of the locations."""
    if not location_ids:
        return lines
    reserved = _reserved(location_ids).filter(
        order=OuterRef("order"), stock_record__product=OuterRef("product")
    )
    return lines.filter(Exists(reserved))


def lines_shown_at(order: Order, location_ids: Collection[int]) -> QuerySet[Line]:
    """Return the lines of an order that staff of the locations see.

    These are the lines with stock of the locations, and all lines of an order that is collected at
    one of them.
    """
    lines: QuerySet[Line] = order.lines.all()
    if not location_ids or order.shipping_code in _collected_at(location_ids):
        return lines
    return lines_at(lines, location_ids)


def units_at(order: Order, lines: Iterable[Line], location_ids: Collection[int]) -> dict[int, int]:
    """Return the units of lines that the locations send, by line; refunded ones do not count.

    A line can be split between several locations.
    """
    units = {line.pk: line.quantity - line.refunded_units for line in lines}
    if not location_ids:
        return units
    rows = _reserved(location_ids).filter(order=order).values_list("stock_record__product")
    reserved = dict(rows.annotate(Sum("quantity")).order_by())
    return {line.pk: min(units[line.pk], reserved.get(line.product_id, 0)) for line in lines}


def cases_at(cases: QuerySet[ReturnCase], location_ids: Collection[int]) -> QuerySet[ReturnCase]:
    """Return the returns with goods that came from the locations."""
    if not location_ids:
        return cases
    lines = lines_at(Line.objects.filter(returns__case=OuterRef("pk")), location_ids)
    return cases.filter(Exists(lines))


def _collected_at(location_ids: Collection[int]) -> list[str]:
    """Return the delivery codes of the pick-up points at locations."""
    points = PickUpPoint.objects.filter(location__in=location_ids)
    return [point.delivery_code for point in points]


def _reserved(location_ids: Collection[int]) -> QuerySet[Reservation]:
    rows: QuerySet[Reservation] = Reservation.objects.filter(
        stock_record__location__in=location_ids
    )
    return rows.exclude(state=Reservation.State.RELEASED)
