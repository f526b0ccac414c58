"""Orders that buyers collect: ready at the pick-up point, then handed over against a code."""

import secrets

from django.db import transaction
from django.db.models import QuerySet
from structlog import get_logger

from shop.commerce.fulfillment.models import Collection, PickUpPoint
from shop.commerce.fulfillment.pick_up_models import PICK_UP
from shop.finance.payments.disputes import is_disputed
from shop.orders.aftersales.held_orders import is_held
from shop.orders.aftersales.shipments import ShipmentRequest, awaited_lines, ship_lines, unsent
from shop.orders.aftersales.staff_shipments import by_licensee
from shop.orders.aftersales.tracking import mark_delivered
from shop.orders.errors import CollectionRefused
from shop.orders.messages import queue_message
from shop.orders.models import DomainEvent, OutgoingMessage
from shop.oscar.order.models import Line, Order, OrderState
from shop.platform.database.clock import TransactionTimestamp, clock_now, database_now

SOLD = (OrderState.PAID, OrderState.FULFILLED)
log = get_logger(__name__)


def is_collected(order: Order) -> bool:
    """Return whether the buyer of an order collects it."""
    return order.shipping_code.startswith(PICK_UP)


def point_of(order: Order) -> PickUpPoint | None:
    """Return the pick-up point of an order, active or not; None for other methods."""
    if not is_collected(order):
        return None
    code = order.shipping_code.removeprefix(PICK_UP).upper()
    return PickUpPoint.objects.filter(code=code).first()


def collection_of(order: Order) -> Collection | None:
    """Return the collection of an order that is ready or handed over."""
    if not is_collected(order):
        return None
    return Collection.objects.select_related("point").filter(order=order).first()


def orders_to_hand_over() -> QuerySet[Order]:
    """Return the paid orders for pick-up points that are not handed over, oldest first."""
    orders = Order.objects.filter(status__in=SOLD, shipping_code__startswith=PICK_UP)
    waiting = orders.filter(collection__collected_at__isnull=True)
    return waiting.select_related("collection").order_by("date_placed", "pk")


@transaction.atomic
def mark_ready(*, order_number: str, by_id: int) -> Collection:
    """Mark an order as ready at its pick-up point; the buyer gets a mail with the code.

    Raises `CollectionRefused`.
    """
    order = _locked(order_number)
    point = point_of(order)
    if point is None:
        raise CollectionRefused(reason="no_point")
    if Collection.objects.filter(order=order).exists():
        raise CollectionRefused(reason="ready")
    if awaited_lines(Line.objects.filter(order=order)).exists():
        raise CollectionRefused(reason="not_arrived")
    collection: Collection = Collection.objects.create(
        order=order, point=point, code=f"{secrets.randbelow(10**6):06}", ready_by_id=by_id
    )
    # The buyer can no longer cancel lines or change the delivery.
    waiting = unsent(Line.objects.filter(order=order)).filter(packing_since__isnull=True)
    pks = list(waiting.values_list("pk", flat=True))
    Line.objects.filter(pk__in=pks).update(
        packing_since=TransactionTimestamp(), packing_by_id=by_id
    )
    _record(order, "order.ready_to_collect", by_id)
    queue_message(order=order, kind=OutgoingMessage.Kind.READY)
    log.info("order.ready_to_collect", order=order.number)
    return collection


@transaction.atomic
def hand_over(*, order_number: str, code: str, by_id: int) -> None:
    """Hand an order over to the buyer who shows its code; the rest of its lines is sent by it.

    Deadlines of withdrawal and return count from now. Raises `CollectionRefused`, and
    `ShipmentRefused` for lines that cannot leave.
    """
    order = _locked(order_number)
    collection = Collection.objects.filter(order=order).first()
    if collection is None:
        raise CollectionRefused(reason="not_ready")
    if collection.collected_at is not None:
        raise CollectionRefused(reason="collected")
    if not secrets.compare_digest(collection.code, code):
        raise CollectionRefused(reason="wrong_code", field="code")
    left = unsent(Line.objects.filter(order=order))
    for licensee, line_ids in by_licensee(left):
        request = ShipmentRequest(order.number, line_ids, carrier="other", is_handed_over=True)
        ship_lines(request=request, licensee=licensee, by_id=by_id)
    for shipment in order.shipments.order_by("pk"):
        mark_delivered(shipment=shipment, occurred_at=clock_now(), by_id=by_id)
    collection.collected_at, collection.collected_by_id = database_now(), by_id
    collection.save(update_fields=["collected_at", "collected_by"])
    _record(order, "order.collected", by_id)
    log.info("order.collected", order=order.number)


def _locked(order_number: str) -> Order:
    """Lock an order that may leave. Raises `CollectionRefused`."""
    order = Order.objects.select_for_update().filter(number=order_number).first()
    if order is None or order.status not in SOLD:
        raise CollectionRefused(reason="unpaid")
    if is_held(order) or is_disputed(order):
        raise CollectionRefused(reason="held")
    return order


def _record(order: Order, name: str, by_id: int) -> None:
    DomainEvent.objects.create(name=name, subject=order.number, data={"by": by_id})
