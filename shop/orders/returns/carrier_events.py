"""Events of carriers about goods that come back: prepaid parcels, and deliveries that failed.

A case moves when the carrier has its parcel, and when it arrives; the code of its prepaid label is
the number of the parcel. Events are notified by the tracking service, and polled in case a
notification is lost. A parcel that the carrier brings back to the sender opens a case, which staff
check.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from structlog import get_logger

from shop.commerce.fulfillment.carrier_events import CarrierAdapter, CarrierEvent
from shop.commerce.fulfillment.errors import TrackingUnavailable
from shop.commerce.fulfillment.models import Shipment, TrackingEvent
from shop.orders.aftersales.tracking import (
    FARTHEST_AHEAD,
    MOST_POLLED,
    POLLED_EVERY,
    POLLED_FOR,
    record_events,
    shipment_of,
)
from shop.orders.returns.cases import lock_order
from shop.orders.returns.errors import ReturnRefused
from shop.orders.returns.inspections import mark_in_transit, receive_parcel
from shop.orders.returns.models import ReturnCase
from shop.orders.returns.requests import ReturnRequest, request_return
from shop.orders.returns.returnable import returnable_lines
from shop.platform.database.clock import TransactionTimestamp, clock_now, database_now

log = get_logger(__name__)
Kind, State = TrackingEvent.Kind, ReturnCase.State
MOVING = frozenset(
    {Kind.ACCEPTED, Kind.IN_TRANSIT, Kind.CUSTOMS, Kind.OUT_FOR_DELIVERY, Kind.AT_PICKUP}
)
FARTHEST_BACK = timedelta(hours=1)  # tolerates clocks of carriers


def record_carrier_events(events: Iterable[CarrierEvent], *, source: str) -> int:
    """Record events of parcels to buyers and back; return how many changed something.

    An event may arrive late, twice or in any order: a case only moves forward.
    """
    outbound, changed = [], 0
    for event in events:
        case = _case_of(event)
        if case is None:
            outbound.append(event)
        else:
            changed += _move(case, event)
    changed += record_events(outbound, source=source)
    for event in outbound:
        if event.kind == Kind.RETURNING and (shipment := shipment_of(event)) is not None:
            _open_case(shipment)
    return changed


def poll_returns(adapter: CarrierAdapter) -> int:
    """Fetch the events of prepaid parcels that come back, the longest unasked first.

    Return how many events changed something. Stops at the first failure: the next run tries again.
    """
    changed = 0
    for case in returns_to_poll(database_now())[:MOST_POLLED]:
        try:
            events = adapter.fetch(case.carrier.lower(), case.drop_off_code)
        except TrackingUnavailable as error:
            log.warning("tracking.unavailable", reason=str(error.data["reason"]))
            break
        changed += record_carrier_events(events, source=TrackingEvent.Source.POLL)
        ReturnCase.objects.filter(pk=case.pk).update(polled_at=TransactionTimestamp())
    return changed


def returns_to_poll(at: datetime) -> QuerySet[ReturnCase]:
    """Return open cases whose prepaid parcel was not delivered yet and was declared lately."""
    due = Q(polled_at__isnull=True) | Q(polled_at__lt=at - POLLED_EVERY)
    cases = ReturnCase.objects.filter(
        due, state__in=[State.APPROVED, State.IN_TRANSIT], declared_at__gte=at - POLLED_FOR
    )
    numbered = cases.exclude(carrier="").exclude(drop_off_code="")
    return numbered.order_by(F("polled_at").asc(nulls_first=True), "pk")


def _case_of(event: CarrierEvent) -> ReturnCase | None:
    """Return the latest case whose prepaid parcel has the event's number."""
    if not event.tracking_number:
        return None
    named = Q(carrier__iexact=event.carrier, drop_off_code=event.tracking_number)
    return ReturnCase.objects.filter(named).order_by("-pk").first()


@transaction.atomic
def _move(case: ReturnCase, event: CarrierEvent) -> bool:
    """Move a case by an event, under the lock of its order; return False if nothing changed."""
    lock_order(case.order_id)
    case.refresh_from_db()
    if not case.declared_at - FARTHEST_BACK <= event.occurred_at <= clock_now() + FARTHEST_AHEAD:
        log.warning("tracking.ignored", carrier=event.carrier, event_key=event.key)
        return False
    if event.kind == Kind.DELIVERED and case.state in {State.APPROVED, State.IN_TRANSIT}:
        receive_parcel(case, by_id=None)
        return True
    if event.kind in MOVING and case.state == State.APPROVED:
        mark_in_transit(case, by_id=None)
        return True
    return False


@transaction.atomic
def _open_case(shipment: Shipment) -> None:
    """Open a case for a parcel that goes back to the sender, once for each parcel."""
    order = lock_order(shipment.order_id)
    in_parcel = set(shipment.lines.values_list("order_line_id", flat=True))
    units = {
        each.line.pk: each.left
        for each in returnable_lines(order, clock_now())
        if each.line.pk in in_parcel and each.left > 0
    }
    request = ReturnRequest(
        key=f"carrier:{shipment.pk}",
        order_id=order.pk,
        email=order.guest_email,
        units=units,
        reason=ReturnCase.Reason.NOT_ARRIVED,
        kind=ReturnCase.Kind.REFUSED,
    )
    try:
        with transaction.atomic():
            request_return(request)
    except ReturnRefused as refusal:
        log.info("return.not_opened", order=order.number, reason=refusal.data["reason"])
