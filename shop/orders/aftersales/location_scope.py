"""Orders, order lines and returns of the locations that a member of staff is limited to.

A row belongs to a location if the stock of one of its lines was reserved there. No location stands
for all of them: the rows are then returned as they are.
"""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from shop.commerce.fulfillment.models import PickUpPoint
from shop.commerce.inventory.models import Reservation
from shop.orders.returns.models import ReturnCase
from shop.oscar.order.models import Line, Order


def orders_at(orders: QuerySet[Order], location_ids: Collection[int]) -> QuerySet[Order]:
    """Return the orders with stock of the locations, and those collected there."""
    if not location_ids:
        return orders
    codes = [point.delivery_code for point in PickUpPoint.objects.filter(location__in=location_ids)]
    reserved = _reserved(location_ids).filter(order=OuterRef("pk"))
    return orders.filter(Exists(reserved) | Q(shipping_code__in=codes))


def lines_at(lines: QuerySet[Line], location_ids: Collection[int]) -> QuerySet[Line]:
    """Return the order lines with stock of the locations."""
    if not location_ids:
        return lines
    reserved = _reserved(location_ids).filter(
        order=OuterRef("order"), stock_record__product=OuterRef("product")
    )
    return lines.filter(Exists(reserved))


def cases_at(cases: QuerySet[ReturnCase], location_ids: Collection[int]) -> QuerySet[ReturnCase]:
    """Return the returns with goods that came from the locations."""
    if not location_ids:
        return cases
    lines = lines_at(Line.objects.filter(returns__case=OuterRef("pk")), location_ids)
    return cases.filter(Exists(lines))


def _reserved(location_ids: Collection[int]) -> QuerySet[Reservation]:
    rows: QuerySet[Reservation] = Reservation.objects.filter(
        stock_record__location__in=location_ids
    )
    return rows.exclude(state=Reservation.State.RELEASED)
