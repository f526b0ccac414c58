"""Parcels that staff of the shop send: the lines of one or several licensees in one parcel.

Each licensee has a shipment of its own, because lines, addresses and royalties belong to it; the
shipments of a parcel have the same carrier and tracking number.
"""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import QuerySet

from licensing.models import Licensee
from shop.commerce.fulfillment.models import Shipment
from shop.orders.aftersales.location_scope import lines_at, units_at
from shop.orders.aftersales.shipments import ShipmentRequest, awaited_lines, ship_lines, unsent
from shop.orders.errors import ShipmentRefused
from shop.oscar.order.models import Line, Order


def lines_to_ship(order: Order, location_ids: Collection[int] = ()) -> list[Line]:
    """Return the lines of an order that staff can ship now.

    `location_ids` limit them to lines of which these locations hold all units, none for all lines.
    """
    lines = lines_at(unsent(order.lines.all()), location_ids)
    ready = list(lines.exclude(pk__in=awaited_lines(order.lines.all())).order_by("pk"))
    units = units_at(order, ready, location_ids)
    return [line for line in ready if units[line.pk] == line.quantity - line.refunded_units]


@transaction.atomic
def ship_parcel(
    *, request: ShipmentRequest, by_id: int, location_ids: Collection[int] = ()
) -> list[Shipment]:
    """Ship lines of an order in one parcel, all or none; return a shipment for each licensee.

    Raises `ShipmentRefused` and `OrderHeld`.
    """
    order = Order.objects.select_for_update().filter(number=request.order_number).first()
    if order is None:
        raise ShipmentRefused(reason="unpaid", order=request.order_number)
    chosen = set(request.line_ids)
    if not chosen:
        raise ShipmentRefused(reason="nothing", field="lines")
    if chosen - {line.pk for line in lines_to_ship(order, location_ids)}:
        raise ShipmentRefused(reason="sent_already", field="lines")
    return [
        ship_lines(
            request=ShipmentRequest(
                order.number, line_ids, request.carrier, request.tracking_number
            ),
            licensee=licensee,
            by_id=by_id,
        )
        for licensee, line_ids in by_licensee(Line.objects.filter(pk__in=chosen))
    ]


def by_licensee(lines: QuerySet[Line]) -> Iterable[tuple[Licensee, list[int]]]:
    """Return the ids of lines by the licensee who packs them."""
    found: dict[Licensee, list[int]] = {}
    rows = lines.select_related("product__licensee", "product__parent__licensee")
    for line in rows.order_by("pk"):
        found.setdefault(line.product.top.licensee, []).append(line.pk)
    return found.items()
