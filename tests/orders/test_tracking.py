"""Parcels are followed by events of carriers: late, doubled, in any order, forged or unknown."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import permutations
from threading import Thread
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from shop.commerce.fulfillment.carrier_events import (
    CarrierEvent,
    carrier_adapter,
    sign_notification,
)
from shop.commerce.fulfillment.models import ParcelTracking, Shipment, TrackingEvent
from shop.orders.aftersales.tracking import (
    delivered_at,
    delivered_times,
    mark_delivered,
    parcels_to_poll,
    poll_parcels,
    record_events,
)
from shop.orders.errors import DeliveryRefusedByTime
from shop.orders.models import OutgoingMessage
from shop.orders.returns.carrier_events import poll_returns, returns_to_poll
from shop.orders.returns.models import ReturnCase
from shop.orders.returns.requests import request_return
from shop.oscar.order.models import Order
from shop.platform.database.clock import clock_now
from tests.dashboard.conftest import staff_with
from tests.licensee_portal.parcels import send
from tests.returns.conftest import asked, policy
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import run_queued_jobs
from tools.tracking_stand_in.service import Parcel, TrackingStandIn

SECRET = "tracking-secret-of-tests-0123456789"
NUMBER = "JD 0146/00"
PARCEL = Parcel("dhl", NUMBER)


@pytest.fixture
def shipment(world: RightsWorld, order: Order) -> Shipment:
    made = send(order, world.licensee)
    run_queued_jobs()
    mail.outbox.clear()
    made.refresh_from_db()
    return made


@pytest.fixture
def service(settings: Any) -> TrackingStandIn:
    settings.ENV = settings.ENV.with_values({"TRACKING_WEBHOOK_SECRET": SECRET})
    return TrackingStandIn(SECRET)


@pytest.fixture
def running(settings: Any, service: TrackingStandIn) -> Iterator[TrackingStandIn]:
    """Run the stand-in on loopback and configure it."""
    server = service.server()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}"
    values = {"TRACKING_API_URL": address, "TRACKING_API_TOKEN": service.token}
    settings.ENV = settings.ENV.with_values(values)
    yield service
    server.shutdown()
    thread.join()
    server.server_close()


def notify(body: bytes, signature: str) -> int:
    answer = Client().post(
        "/webhooks/tracking/",
        body,
        content_type="application/json",
        headers={"Tracking-Signature": signature},
    )
    return answer.status_code


def event(key: str, kind: str, at: datetime, **changes: Any) -> CarrierEvent:
    fields = {"carrier": "dhl", "tracking_number": NUMBER} | changes
    return CarrierEvent(key=key, kind=kind, occurred_at=at, **fields)


def test_a_delivery_is_told_once_by_mail_and_counts_for_the_lines_of_the_parcel(
    order: Order, shipment: Shipment, service: TrackingStandIn
) -> None:
    at = shipment.sent_at + timedelta(minutes=1)
    sent = service.report(PARCEL, "delivered", at, place="Paris")
    for _ in range(2):
        assert notify(*service.notification(sent)) == 200
        run_queued_jobs()
    (told,) = mail.outbox
    assert order.number in told.subject
    assert "2 x Own pin" in told.body
    assert "Rival" not in told.body
    own, rival = order.lines.order_by("upc")
    assert (delivered_at(own), delivered_at(rival)) == (at, None)
    assert delivered_times([own.pk, rival.pk]) == {own.pk: at}
    assert TrackingEvent.objects.count() == 1


def test_the_order_in_which_events_arrive_changes_nothing(shipment: Shipment) -> None:
    start = shipment.sent_at
    events = [
        event("1", "IN_TRANSIT", start + timedelta(minutes=1)),
        event("2", "DELIVERED", start + timedelta(minutes=2)),
        event("3", "RETURNING", start + timedelta(minutes=3)),
        event("4", "DELIVERED", start + timedelta(minutes=4)),
    ]
    for arrival in list(permutations(events))[::3]:
        TrackingEvent.objects.all().delete()
        ParcelTracking.objects.all().delete()
        for each in arrival:
            record_events([each, each], source="WEBHOOK")
        tracking = ParcelTracking.objects.get()
        assert (tracking.kind, tracking.delivered_at) == ("DELIVERED", events[3].occurred_at)
    assert OutgoingMessage.objects.filter(kind="DELIVERED").count() == 1


def test_a_parcel_that_goes_back_is_no_longer_shown_as_delivered(shipment: Shipment) -> None:
    at = shipment.sent_at
    record_events([event("1", "DELIVERED", at), event("2", "RETURNING", at + timedelta(minutes=1))],
                  source="POLL")  # fmt: skip
    tracking = ParcelTracking.objects.get()
    assert (tracking.kind, tracking.delivered_at) == ("RETURNING", at)


def test_events_of_unknown_parcels_and_impossible_times_are_left_out(shipment: Shipment) -> None:
    wrong: list[dict[str, Any]] = [
        {"tracking_number": "unknown"},
        {"tracking_number": ""},
        {"carrier": "pigeon"},
        {"at": timedelta(days=2)},
        {"at": timedelta(days=-40)},
    ]
    for changes in wrong:
        at = shipment.sent_at + changes.pop("at", timedelta())
        assert record_events([event("1", "DELIVERED", at, **changes)], source="WEBHOOK") == 0
    assert not TrackingEvent.objects.exists()


def test_forged_old_and_unreadable_notifications_are_refused(
    shipment: Shipment, service: TrackingStandIn
) -> None:
    body, signature = service.notification(service.report(PARCEL, "delivered", shipment.sent_at))
    now = datetime.now(UTC)
    assert notify(body, "") == 400
    assert notify(body + b" ", signature) == 400
    assert notify(body, sign_notification(body, secret="other", at=now)) == 400
    old = sign_notification(body, secret=SECRET, at=now - timedelta(minutes=6))
    assert notify(body, old) == 400
    for unreadable in (b"{", b"[]", b'{"events": [{"status": "delivered"}]}'):
        signed = sign_notification(unreadable, secret=SECRET, at=now)
        assert notify(unreadable, signed) == 400
    assert not TrackingEvent.objects.exists()
    unknown = b'{"events": [{"status": "teleported"}, 7]}'
    assert notify(unknown, sign_notification(unknown, secret=SECRET, at=now)) == 200


def test_without_a_secret_no_notification_is_accepted(shipment: Shipment) -> None:
    body = b'{"events": []}'
    assert notify(body, sign_notification(body, secret="", at=datetime.now(UTC))) == 400


def test_undelivered_parcels_are_asked_for(
    order: Order, shipment: Shipment, running: TrackingStandIn
) -> None:
    running.report(PARCEL, "in_transit", shipment.sent_at)
    assert poll_parcels(carrier_adapter()) == 1
    assert poll_parcels(carrier_adapter()) == 0  # asked a moment ago
    ParcelTracking.objects.update(polled_at=clock_now() - timedelta(hours=3))
    running.report(PARCEL, "delivered", shipment.sent_at + timedelta(minutes=1))
    running.status = 500
    assert poll_parcels(carrier_adapter()) == 0
    running.status = 200
    assert poll_parcels(carrier_adapter()) == 1
    assert not parcels_to_poll(clock_now() + timedelta(days=1)).exists()


def test_prepaid_parcels_that_come_back_are_asked_for_until_they_arrive(
    order: Order, shipment: Shipment, running: TrackingStandIn
) -> None:
    policy(order)
    case = request_return(asked(order))
    ReturnCase.objects.update(carrier="DHL", drop_off_code="RET-1")
    parcel = Parcel("dhl", "RET-1")
    running.report(parcel, "in_transit", clock_now())
    running.status = 500
    assert poll_returns(carrier_adapter()) == 0
    running.status = 200
    assert poll_returns(carrier_adapter()) == 1
    running.report(parcel, "delivered", clock_now())
    assert poll_returns(carrier_adapter()) == 0  # asked a moment ago
    ReturnCase.objects.update(polled_at=clock_now() - timedelta(hours=3))
    assert poll_returns(carrier_adapter()) == 1
    case.refresh_from_db()
    assert case.state == "RECEIVED"
    assert not returns_to_poll(clock_now() + timedelta(days=1)).exists()


def test_staff_record_a_delivery_between_the_shipment_and_now(
    world: RightsWorld, shipment: Shipment
) -> None:
    at = shipment.sent_at
    for wrong in (at - timedelta(minutes=1), at + timedelta(days=1)):
        with pytest.raises(DeliveryRefusedByTime):
            mark_delivered(shipment=shipment, occurred_at=wrong, by_id=world.officer_id)
    assert mark_delivered(shipment=shipment, occurred_at=at, by_id=world.officer_id)
    assert not mark_delivered(shipment=shipment, occurred_at=at, by_id=world.officer_id)
    assert ParcelTracking.objects.get().delivered_at == at


def test_staff_have_a_page_for_it(shipment: Shipment) -> None:
    clerk = staff_with("order.view_order", "order.change_order")
    page = f"/dashboard/orders/{shipment.order.number}/"
    form = f"{page}parcels/{shipment.public_id}/delivered/"
    assert form in clerk.get(page).text
    assert 'type="datetime-local"' in clerk.get(form).text
    assert clerk.post(form, {"occurred_at": "tomorrow"}).status_code == 422
    assert clerk.post(form, {"occurred_at": "2020-01-01T10:00"}).status_code == 422
    soon = shipment.sent_at.astimezone(UTC)
    answer = clerk.post(form, {"occurred_at": f"{soon:%Y-%m-%d %H:%M:%S.%f}"})
    assert answer.status_code == 302
    assert "Delivered" in clerk.get(page).text
