"""Tracking of parcels: record events of carriers, and tell when a parcel was delivered.

Events may arrive late, twice or in any order: the state of a parcel is derived from all of its
events, never from the last one received.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from django.db import transaction
from django.db.models import F, Q, QuerySet
from structlog import get_logger

from shop.commerce.fulfillment.carrier_events import CarrierAdapter, CarrierEvent
from shop.commerce.fulfillment.carriers import OTHER
from shop.commerce.fulfillment.errors import TrackingUnavailable
from shop.commerce.fulfillment.models import (
    ParcelTracking,
    Shipment,
    ShipmentLine,
    TrackingEvent,
)
from shop.commerce.fulfillment.pick_up_models import PICK_UP
from shop.orders.errors import DeliveryRefusedByTime
from shop.orders.messages import queue_message, shipment_key
from shop.orders.models import DomainEvent, OutgoingMessage
from shop.oscar.order.models import Line
from shop.platform.database.clock import TransactionTimestamp, clock_now, database_now


class Recorder(Protocol):
    """A function that stores events of a carrier and returns how many are new."""

    def __call__(self, events: Iterable[CarrierEvent], *, source: str) -> int:
        """Store the events."""


log = get_logger(__name__)
Kind, Source = TrackingEvent.Kind, TrackingEvent.Source
FARTHEST_AHEAD = timedelta(hours=1)  # tolerates clocks of carriers
FARTHEST_BACK = timedelta(days=30)  # before the shipment: numbers are used again after years
POLLED_FOR = timedelta(days=60)
POLLED_EVERY = timedelta(hours=2)
MOST_POLLED = 200


def delivered_at(line: Line) -> datetime | None:
    """Return when the parcel of an order line was delivered; None if it is not known.

    Withdrawal deadlines count from this time. If a parcel was delivered twice, such as after it
    was returned to the sender, the last delivery counts.
    """
    return delivered_times([line.pk]).get(line.pk)


def delivered_time(parcel: Shipment) -> datetime | None:
    """Return when a carrier delivered a parcel; None if it has not reported that."""
    tracking = getattr(parcel, "tracking", None)
    return tracking.delivered_at if tracking is not None else None


def delivered_times(line_ids: Iterable[int]) -> dict[int, datetime]:
    """Return the delivery times of order lines by id, like `delivered_at`."""
    delivered = ShipmentLine.objects.filter(
        order_line__in=line_ids, shipment__tracking__delivered_at__isnull=False
    )
    times = delivered.values_list("order_line_id", "shipment__tracking__delivered_at")
    return {line_id: at for line_id, at in times if at is not None}


def record_events(events: Iterable[CarrierEvent], *, source: str) -> int:
    """Record events of a carrier; return how many are new.

    Events of unknown parcels and of implausible times are logged and left out.
    """
    by_parcel: dict[int, tuple[Shipment, list[CarrierEvent]]] = {}
    now = database_now()
    for event in events:
        shipment = shipment_of(event)
        if shipment is None or not _is_plausible(event, shipment, now):
            log.warning("tracking.ignored", carrier=event.carrier, event_key=event.key)
            continue
        by_parcel.setdefault(shipment.pk, (shipment, []))[1].append(event)
    return sum(_record(*by_parcel[pk], source=source) for pk in sorted(by_parcel))


@transaction.atomic
def mark_delivered(*, shipment: Shipment, occurred_at: datetime, by_id: int) -> bool:
    """Record a delivery that staff learned of; return False if the same was recorded before.

    Raises `DeliveryRefusedByTime` for a time before the shipment or in the future.
    """
    sent_at = shipment.sent_at.replace(second=0, microsecond=0)  # forms have minutes
    if not sent_at <= occurred_at <= clock_now():
        raise DeliveryRefusedByTime(field="occurred_at")
    event = TrackingEvent(
        shipment=shipment,
        key=f"staff:{occurred_at:%Y%m%d%H%M}",
        kind=Kind.DELIVERED,
        occurred_at=occurred_at,
        source=Source.STAFF,
        by_id=by_id,
    )
    return _store(shipment, [event]) > 0


def poll_parcels(adapter: CarrierAdapter, record: Recorder = record_events) -> int:
    """Fetch the events of parcels that are not delivered, the longest unasked first.

    `record` stores the events of a parcel, as `record_events` does.
    Returns the number of new events. Stops at the first failure: the next run tries again.
    """
    now, added = database_now(), 0
    for shipment in parcels_to_poll(now)[:MOST_POLLED]:
        try:
            events = adapter.fetch(shipment.carrier_id, shipment.tracking_number)
        except TrackingUnavailable as error:
            log.warning("tracking.unavailable", reason=str(error.data["reason"]))
            break
        added += record(events, source=Source.POLL)
        ParcelTracking.objects.update_or_create(
            shipment=shipment, defaults={"polled_at": TransactionTimestamp()}
        )
    return added


def parcels_to_poll(at: datetime) -> QuerySet[Shipment]:
    """Return parcels with a number that were sent lately and are not known to be delivered."""
    due = Q(tracking__polled_at__isnull=True) | Q(tracking__polled_at__lt=at - POLLED_EVERY)
    parcels = Shipment.objects.filter(
        due, sent_at__gte=at - POLLED_FOR, tracking__delivered_at__isnull=True
    )
    numbered = parcels.exclude(carrier__code=OTHER).exclude(tracking_number="")
    return numbered.order_by(F("tracking__polled_at").asc(nulls_first=True), "pk")


def shipment_of(event: CarrierEvent) -> Shipment | None:
    """Return the latest parcel with the event's number."""
    parcels = Shipment.objects.filter(
        carrier__code=event.carrier, tracking_number=event.tracking_number
    ).exclude(tracking_number="")
    return parcels.order_by("-pk").first()


def _is_plausible(event: CarrierEvent, shipment: Shipment, now: datetime) -> bool:
    return shipment.sent_at - FARTHEST_BACK <= event.occurred_at <= now + FARTHEST_AHEAD


def _record(shipment: Shipment, events: Sequence[CarrierEvent], *, source: str) -> int:
    return _store(
        shipment,
        [
            TrackingEvent(
                shipment=shipment,
                key=event.key,
                kind=event.kind,
                place=event.place,
                occurred_at=event.occurred_at,
                source=source,
            )
            for event in events
        ],
    )


@transaction.atomic
def _store(shipment: Shipment, events: Sequence[TrackingEvent]) -> int:
    """Store new events under the lock of the parcel, and derive its state again."""
    ParcelTracking.objects.get_or_create(shipment=shipment)
    tracking = ParcelTracking.objects.select_for_update().get(shipment=shipment)
    before = TrackingEvent.objects.filter(shipment=shipment).count()
    TrackingEvent.objects.bulk_create(events, ignore_conflicts=True)
    known = list(TrackingEvent.objects.filter(shipment=shipment))
    if len(known) == before:
        return 0
    deliveries = [event.occurred_at for event in known if event.kind == Kind.DELIVERED]
    is_first = tracking.delivered_at is None and bool(deliveries)
    tracking.kind = max(known, key=_rank).kind
    tracking.delivered_at = max(deliveries, default=None)
    tracking.save(update_fields=["kind", "delivered_at"])
    if is_first:
        _announce_delivery(shipment, max(deliveries))
    return len(known) - before


def _rank(event: TrackingEvent) -> tuple[datetime, bool, int]:
    """Return the place of an event in time; of several at one instant, a delivery is the last."""
    return event.occurred_at, event.kind == Kind.DELIVERED, event.pk


def _announce_delivery(shipment: Shipment, at: datetime) -> None:
    order = shipment.order
    DomainEvent.objects.create(
        name="order.parcel_delivered",
        subject=order.number,
        data={"shipment": str(shipment.public_id), "at": at.isoformat()},
    )
    if order.shipping_code.startswith(PICK_UP):
        return  # it has reached the pick-up point; the buyer is told when it is ready
    queue_message(
        order=order,
        kind=OutgoingMessage.Kind.DELIVERED,
        key=shipment_key(shipment.pk),
        payload={"shipment": shipment.pk},
    )
