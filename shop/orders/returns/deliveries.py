"""Days on which the lines of an order were delivered, from which the periods of returns count."""

from collections.abc import Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from catalog.querysets import is_any_of
from shop.commerce.fulfillment.models import Shipment, ShipmentLine
from shop.orders.aftersales.tracking import delivered_time
from shop.oscar.order.models import Line, Order
from shop.platform.database.compiled_reads import CompiledRead

_PARTS = CompiledRead(
    lambda lines: ShipmentLine.objects.filter(is_any_of("order_line_id", lines)).select_related(
        "shipment__tracking"
    )
)


def sent_parts(lines: Sequence[Line]) -> list[ShipmentLine]:
    """Return what parcels contain of lines, with the parcels and their tracking."""
    return _PARTS.rows(lines=[line.pk for line in lines])


def delivery_days(
    order: Order, lines: Sequence[Line], parts: Sequence[ShipmentLine]
) -> dict[int, date | None]:
    """Return the delivery day of each line by its id, in the market's zone; None if unknown.

    The carrier's report counts; without one, the dispatch and the days promised for the delivery.
    A line without units left to ship, because they were refunded before, is not in it.
    """
    zone = ZoneInfo(order.market.time_zone)
    parcels = {part.order_line_id: part.shipment for part in parts}
    reported = {line: at for line, parcel in parcels.items() if (at := delivered_time(parcel))}
    return {
        line.pk: reported[line.pk].astimezone(zone).date()
        if line.pk in reported
        else _promised_day(order, line, parcels.get(line.pk), zone)
        for line in lines
        if line.pk in parcels or line.refunded_units < line.quantity
    }


def _promised_day(order: Order, line: Line, parcel: Shipment | None, zone: ZoneInfo) -> date | None:
    """Return the last promised day of a parcel's delivery; None for a line that was not sent."""
    if parcel is None:
        return None
    return parcel.sent_at.astimezone(zone).date() + _promised_time(order, line, zone)


def _promised_time(order: Order, line: Line, zone: ZoneInfo) -> timedelta:
    """Return the longest promised time between the dispatch and the delivery of a line."""
    begun = line.ships_on or order.date_placed.astimezone(zone).date()
    until = line.delivery_until or order.delivery_until or begun
    return max(until - begun, timedelta(0))
