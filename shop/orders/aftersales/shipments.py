"""Shipments of paid orders: which lines may be sent by whom, and what sending them does.

A line ships whole, in one shipment; an order is sent when no line is left. Held and disputed orders
are not sent, nor what replaces units of a disputed order. Packers see the buyer's address only
while there is something to pack.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from structlog import get_logger

from licensing.models import Licensee
from shop.commerce.fulfillment.carriers import OTHER
from shop.commerce.fulfillment.models import Carrier, Shipment, ShipmentLine
from shop.commerce.giftcards.models import OrderedGiftCard
from shop.commerce.inventory.models import Reservation
from shop.commerce.inventory.services import send_units
from shop.finance.payments.disputes import recorded_dispute
from shop.identity.tenancy import BY_PRODUCT, own_rows
from shop.orders.errors import OrderHeld, ShipmentRefused
from shop.orders.messages import queue_message, shipment_key
from shop.orders.models import DomainEvent, HeldOrder, OutgoingMessage
from shop.orders.payment.state_machine import move_order
from shop.orders.returns.models import ReturnCase, ReturnLine
from shop.orders.returns.paid_units import is_any_disputed
from shop.oscar.order.models import Line, Order, OrderState
from shop.platform.database.clock import TransactionTimestamp

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class ShipmentRequest:
    """A request to ship lines of one order, with carrier and tracking number.

    Lines that are handed over at a pick-up point leave without a mail about a parcel.
    """

    order_number: str
    line_ids: Collection[int]
    carrier: str
    tracking_number: str = ""
    is_handed_over: bool = False


def lines_of(licensee: Licensee) -> QuerySet[Line]:
    """Return all order lines that a licensee packs."""
    return own_rows(Line.objects.all(), licensee, *BY_PRODUCT)


def lines_to_pack(licensee: Licensee) -> QuerySet[Line]:
    """Return a licensee's unsent lines of paid orders, held and disputed ones included.

    `awaited` marks pre-orders whose units have not arrived, and replacements of goods that have not
    come back.
    """
    return unsent(lines_of(licensee).filter(order__status=OrderState.PAID)).annotate(
        held=Exists(HeldOrder.objects.filter(order=OuterRef("order"), decision=""))
        | recorded_dispute()
        | recorded_dispute("order__replaces_case__order"),
        awaited=_awaited() | _awaits_return(),
    )


def _awaited() -> Exists:
    """Return a condition: units of the line are announced and have not arrived."""
    return Exists(
        Reservation.objects.filter(
            order=OuterRef("order"),
            state=Reservation.State.SOLD,
            stock_record__product=OuterRef("product"),
            stock_record__ships_on__isnull=False,
            stock_record__arrived_at__isnull=True,
        )
    )


def _awaits_return() -> Q:
    """Return a condition: the order replaces goods that have not come back yet, or the buyer has
    withdrawn from the line before it was packed.
    """
    replaced = ReturnCase.objects.filter(replacement=OuterRef("order"), ended_at__isnull=True)
    withdrawn = ReturnLine.objects.filter(
        order_line=OuterRef("pk"), was_sent=False, refund=None, case__ended_at__isnull=True
    )
    condition: Q = Exists(replaced) | Exists(withdrawn)
    return condition


def awaited_lines(lines: QuerySet[Line]) -> QuerySet[Line]:
    """Return unsent lines that cannot leave yet: pre-orders, and replacements of goods due back."""
    return unsent(lines).filter(_awaited() | _awaits_return())


def ready_to_send(lines: Iterable[Any]) -> list[Any]:
    """Return the lines of `lines_to_pack` that can be sent now.

    Packers see the buyer's address only if there is such a line.
    """
    return [line for line in lines if not (line.held or line.awaited)]


def unsent(lines: QuerySet[Line]) -> QuerySet[Line]:
    """Exclude lines that are shipped, and those with no units left to ship."""
    return lines.filter(shipped__isnull=True, refunded_units__lt=F("quantity"))


def ship_lines(*, request: ShipmentRequest, licensee: Licensee, by_id: int) -> Shipment:
    """Ship lines of an order that the licensee packs; the last ones complete the order.

    Raises `ShipmentRefused` and `OrderHeld`; nothing is stored then.
    """
    number = _checked_number(request)
    with transaction.atomic():
        # Serializes with refunds, holds and other shipments of this order.
        order = Order.objects.select_for_update().filter(number=request.order_number).first()
        if order is None or order.status not in {OrderState.PAID, OrderState.FULFILLED}:
            raise ShipmentRefused(reason="unpaid", order=request.order_number)
        lines = _checked_lines(order, request, licensee)
        if HeldOrder.objects.filter(order=order, decision="").exists():
            raise OrderHeld(order=order.number)
        # The units of a replacement were paid with the order that they replace.
        if is_any_disputed(order):
            raise ShipmentRefused(reason="disputed", order=order.number)
        shipment = Shipment.objects.create(
            order=order,
            licensee=licensee,
            carrier_id=request.carrier,
            tracking_number=number,
            sent_by_id=by_id,
        )
        _send(order, shipment, lines, by_id)
        if not request.is_handed_over:
            queue_message(
                order=order,
                kind=OutgoingMessage.Kind.SHIPMENT,
                key=shipment_key(shipment.pk),
                payload={"shipment": shipment.pk},
            )
    log.info("order.dispatched", order=order.number, shipment=str(shipment.public_id))
    return shipment


def mark_sent_if_complete(order: Order) -> None:
    """Move an order to FULFILLED if something was sent and nothing is left; lock it first.

    Without a parcel, an order of which only gift cards are left is sent when they are mailed.
    """
    if order.status != OrderState.PAID or not (
        Shipment.objects.filter(order=order).exists() or _has_sent_cards(order)
    ):
        return
    if unsent(Line.objects.filter(order=order)).exists():
        return
    if not HeldOrder.objects.filter(order=order, decision="").exists():
        move_order(order, expected=OrderState.PAID, to=OrderState.FULFILLED)


def _has_sent_cards(order: Order) -> bool:
    """Return whether an order has gift cards, and all of them were mailed or withdrawn."""
    if not order.cards_left:
        return False
    cards = OrderedGiftCard.objects.filter(order=order, withdrawn_at__isnull=True)
    return not cards.filter(gift_card__mailed_at__isnull=True).exists()


def _send(order: Order, shipment: Shipment, lines: Sequence[Line], by_id: int) -> None:
    units = {line.pk: line.quantity - line.refunded_units for line in lines}
    ShipmentLine.objects.bulk_create(
        ShipmentLine(shipment=shipment, order_line=line, units=units[line.pk]) for line in lines
    )
    # A line that is shipped without a start of packing was packed at once.
    Line.objects.filter(pk__in=units, packing_since__isnull=True).update(
        packing_since=TransactionTimestamp(), packing_by_id=by_id
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
            "carrier": shipment.carrier_id,
            "units": {line.upc: units[line.pk] for line in lines},
            "by": by_id,
        },
    )
    mark_sent_if_complete(order)


def _checked_number(request: ShipmentRequest) -> str:
    number = request.tracking_number.strip()
    if not Carrier.objects.filter(code=request.carrier, is_active=True).exists():
        raise ShipmentRefused(reason="unknown_carrier", field="carrier")
    if not number and request.carrier != OTHER:
        raise ShipmentRefused(reason="no_number", field="tracking_number")
    return number


def _checked_lines(order: Order, request: ShipmentRequest, licensee: Licensee) -> list[Line]:
    line_ids = set(request.line_ids)
    if not line_ids:
        raise ShipmentRefused(reason="nothing", field="lines")
    own = lines_of(licensee).filter(order=order, pk__in=line_ids).order_by("pk")
    if {line.pk for line in own} != line_ids:
        raise ShipmentRefused(reason="unknown_line", field="lines")
    lines = list(unsent(own))
    if len(lines) != len(line_ids):
        raise ShipmentRefused(reason="sent_already", field="lines")
    if unsent(own).filter(_awaited()).exists():
        raise ShipmentRefused(reason="not_arrived", field="lines")
    if unsent(own).filter(_awaits_return()).exists():
        raise ShipmentRefused(reason="awaits_return", field="lines")
    return lines
