"""Lines of paid orders leave the warehouse: what may be sent by whom, and what sending does.

A line is sent whole, in one parcel; an order is sent when nothing of it is left to send. A held
order is not sent. The buyer's address is for who packs, as long as there is something to pack.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from structlog import get_logger

from licensing.models import Licensee
from shop.commerce.fulfillment.carriers import TRACKING
from shop.commerce.fulfillment.models import Shipment, ShipmentLine
from shop.commerce.inventory.models import Reservation
from shop.commerce.inventory.services import send_units
from shop.identity.tenancy import BY_PRODUCT, own_rows
from shop.orders.errors import DispatchRefused, OrderHeld
from shop.orders.messages import queue_message, shipment_key
from shop.orders.models import DomainEvent, HeldOrder, OutgoingMessage
from shop.orders.payment.state_machine import move_order
from shop.oscar.order.models import Line, Order, OrderState

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Parcel:
    """What somebody sends: lines of one order, and the number under which it travels."""

    order_number: str
    line_ids: Collection[int]
    carrier: str
    tracking_number: str = ""


def lines_of(licensee: Licensee) -> QuerySet[Line]:
    """Return the order lines that a licensee packs, whatever became of them."""
    return own_rows(Line.objects.all(), licensee, *BY_PRODUCT)


def lines_to_pack(licensee: Licensee) -> QuerySet[Line]:
    """Return a licensee's lines of paid orders that are still to be sent, held ones included.

    `awaited` are pre-orders whose units have not arrived.
    """
    return unsent(lines_of(licensee).filter(order__status=OrderState.PAID)).annotate(
        held=Exists(HeldOrder.objects.filter(order=OuterRef("order"), decision="")),
        awaited=_awaited(),
    )


def _awaited() -> Exists:
    """Whether units of a line are announced and not there."""
    return Exists(
        Reservation.objects.filter(
            order=OuterRef("order"),
            state=Reservation.State.SOLD,
            stock_record__product=OuterRef("product"),
            stock_record__ships_on__isnull=False,
            stock_record__arrived_at__isnull=True,
        )
    )


def ready_to_send(lines: Iterable[Any]) -> list[Any]:
    """Return the lines of `lines_to_pack` that may be sent now; the buyer's address goes with them.

    Without such a line nobody who packs may see the address.
    """
    return [line for line in lines if not (line.held or line.awaited)]


def unsent(lines: QuerySet[Line]) -> QuerySet[Line]:
    """Leave out lines that are in a parcel, and those of which nothing is left to send."""
    return lines.filter(shipped__isnull=True, refunded_units__lt=F("quantity"))


def dispatch_lines(*, parcel: Parcel, licensee: Licensee, by_id: int) -> Shipment:
    """Send lines of an order that the licensee packs; the last ones send the order.

    Raises `DispatchRefused` and `OrderHeld`; nothing is written then.
    """
    number = _checked_number(parcel)
    with transaction.atomic():
        # Whoever refunds, holds or sends lines of this order waits for this lock.
        order = Order.objects.select_for_update().filter(number=parcel.order_number).first()
        if order is None or order.status not in {OrderState.PAID, OrderState.FULFILLED}:
            raise DispatchRefused(reason="unpaid", order=parcel.order_number)
        lines = _checked_lines(order, parcel, licensee)
        if HeldOrder.objects.filter(order=order, decision="").exists():
            raise OrderHeld(order=order.number)
        shipment = Shipment.objects.create(
            order=order,
            licensee=licensee,
            carrier=parcel.carrier,
            tracking_number=number,
            sent_by_id=by_id,
        )
        _send(order, shipment, lines, by_id)
    log.info("order.dispatched", order=order.number, shipment=str(shipment.public_id))
    return shipment


def finish_dispatch(order: Order) -> None:
    """Call an order sent when parcels have left and nothing is left; the caller locks it."""
    if order.status != OrderState.PAID or not Shipment.objects.filter(order=order).exists():
        return
    if unsent(Line.objects.filter(order=order)).exists():
        return
    if not HeldOrder.objects.filter(order=order, decision="").exists():
        move_order(order, expected=OrderState.PAID, to=OrderState.FULFILLED)


def _send(order: Order, shipment: Shipment, lines: Sequence[Line], by_id: int) -> None:
    units = {line.pk: line.quantity - line.refunded_units for line in lines}
    ShipmentLine.objects.bulk_create(
        ShipmentLine(shipment=shipment, order_line=line, units=units[line.pk]) for line in lines
    )
    leaving: dict[int, int] = {}
    for line in lines:
        leaving[line.product_id] = leaving.get(line.product_id, 0) + units[line.pk]
    send_units(order=order, quantities=leaving, by_id=by_id)
    DomainEvent.objects.create(
        name="order.dispatched",
        subject=order.number,
        data={
            "shipment": str(shipment.public_id),
            "licensee": shipment.licensee_id,
            "carrier": shipment.carrier,
            "units": {line.upc: units[line.pk] for line in lines},
            "by": by_id,
        },
    )
    queue_message(
        order=order,
        kind=OutgoingMessage.Kind.SHIPMENT,
        key=shipment_key(shipment.pk),
        payload={"shipment": shipment.pk},
    )
    finish_dispatch(order)


def _checked_number(parcel: Parcel) -> str:
    number = parcel.tracking_number.strip()
    if parcel.carrier not in TRACKING:
        raise DispatchRefused(reason="unknown_carrier", field="carrier")
    if not number and parcel.carrier != "other":
        raise DispatchRefused(reason="no_number", field="tracking_number")
    return number


def _checked_lines(order: Order, parcel: Parcel, licensee: Licensee) -> list[Line]:
    wanted = set(parcel.line_ids)
    if not wanted:
        raise DispatchRefused(reason="nothing", field="lines")
    own = lines_of(licensee).filter(order=order, pk__in=wanted).order_by("pk")
    if {line.pk for line in own} != wanted:
        raise DispatchRefused(reason="unknown_line", field="lines")
    lines = list(unsent(own))
    if len(lines) != len(wanted):
        raise DispatchRefused(reason="sent_already", field="lines")
    if unsent(own).filter(_awaited()).exists():
        raise DispatchRefused(reason="not_arrived", field="lines")
    return lines
