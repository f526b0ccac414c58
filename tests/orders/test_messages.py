"""Each message about an order is recorded once and mailed once."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from shop.commerce.fulfillment.models import Collection, PickUpPoint, Shipment
from shop.orders import tasks
from shop.orders.aftersales.message_sending import SENDERS
from shop.orders.aftersales.staff_actions import resend_confirmation
from shop.orders.aftersales.tracking import mark_delivered
from shop.orders.messages import queue_message
from shop.orders.models import OutgoingMessage
from shop.orders.returns.requests import request_return
from shop.oscar.order.models import Order
from shop.platform.database.clock import clock_now
from shop.platform.database.jobs import queue_job
from tests.licensee_portal.parcels import PaidOrder, send
from tests.returns.conftest import asked, policy
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import queued_jobs, run_queued_jobs, waiting_order

Kind = OutgoingMessage.Kind
BACK = {"card": "20.00", "gift_card": "0.00", "settlement": ""}
PAYLOADS: dict[str, dict[str, Any]] = {
    Kind.CANCELLATION: {"articles": ["Own pin"]},
    Kind.REFUND: BACK,
    Kind.ITEMS_CANCELLED: {
        "lines": [{"title": "Own pin", "size": "", "units": 1}],
        "whole": False,
        "amount": "10.00",
    },
}
EARLIER = [("ordering", "0012_erase_staff_notes")]
NOW = [("ordering", "0014_move_messages")]


@pytest.fixture
def order(world: RightsWorld, prepared_order: PaidOrder) -> Order:
    """Return a paid order of which one shipment was sent, with their two messages waiting."""
    made = prepared_order.order
    resend_confirmation(order=made, by_id=UserFactory().pk)
    send(made, world.licensee)
    mail.outbox.clear()
    return made


def record(order: Order, *, newer: bool = True) -> None:
    """Record a message of every other kind for the order; `newer` kinds were never jobs."""
    for kind in (Kind.LATE_REFUSAL, Kind.CANCELLATION, Kind.REFUND):
        queue_message(order=order, kind=kind, payload=PAYLOADS.get(kind))
    if not newer:
        return
    for kind in (Kind.ITEMS_CANCELLED, Kind.DELIVERY_CHANGED, Kind.ORDER_LINK):
        queue_message(order=order, kind=kind, payload=PAYLOADS.get(kind))
    point = PickUpPoint.objects.create(
        code="LYON", market=order.market, name="Lyon", line1="1 rue A", territory_id="FR",
        opening_hours="daily",
    )  # fmt: skip
    Collection.objects.create(order=order, point=point, code="123456", ready_by_id=UserFactory().pk)
    Order.objects.filter(pk=order.pk).update(shipping_code=point.delivery_code)
    queue_message(order=order, kind=Kind.READY)
    mark_delivered(shipment=order.shipments.get(), occurred_at=clock_now(), by_id=UserFactory().pk)
    policy(order)
    request_return(asked(order))


def migrate(target: list[tuple[str, str]]) -> None:
    with connection.cursor() as cursor:  # so that no check of a foreign key is pending
        cursor.execute("set constraints all immediate; set constraints all deferred")
    MigrationExecutor(connection).migrate(target)


def rows(query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def test_a_message_is_recorded_once_with_one_job(order: Order) -> None:
    assert queue_message(order=order, kind=Kind.LATE_REFUSAL)
    assert not queue_message(order=order, kind=Kind.LATE_REFUSAL)
    assert OutgoingMessage.objects.filter(order=order, kind=Kind.LATE_REFUSAL).count() == 1
    assert queued_jobs().count("ordering.send_message") == 3


@pytest.mark.parametrize(
    ("kind", "key"), [("CONFIRMATION", "order:{pk}"), ("SURVEY", "order:1"), ("REFUND", "")]
)
def test_the_database_refuses_a_second_message_an_unknown_kind_and_no_key(
    order: Order, kind: str, key: str
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        OutgoingMessage.objects.create(order=order, kind=kind, key=key.format(pk=order.pk))


def test_every_kind_is_mailed_once_however_often_its_job_runs(order: Order) -> None:
    record(order)
    unpaid = waiting_order(order.lines.order_by("pk")[0].product, key="unpaid")
    queue_message(order=unpaid, kind=Kind.PAYMENT_REMINDER)
    messages = OutgoingMessage.objects.all()
    assert {message.kind for message in messages} == set(SENDERS) == set(Kind)
    for _ in range(2):
        for message in messages:
            tasks.send_message(message.pk)
    assert len(mail.outbox) == len(messages) == len(Kind)
    assert not messages.filter(sent_at__isnull=True).exists()


def test_a_crash_between_mail_and_commit_sends_a_second_mail_and_loses_none(order: Order) -> None:
    message = OutgoingMessage.objects.get(order=order, kind=Kind.CONFIRMATION)

    with transaction.atomic():
        tasks.send_message(message.pk)
        transaction.set_rollback(True)
    message.refresh_from_db()
    assert (len(mail.outbox), message.sent_at) == (1, None)
    for _ in range(2):
        tasks.send_message(message.pk)
    message.refresh_from_db()
    assert len(mail.outbox) == 2
    assert message.sent_at is not None


def test_a_mail_that_the_server_refuses_stays_unsent(order: Order, settings: Any) -> None:
    message = OutgoingMessage.objects.get(order=order, kind=Kind.CONFIRMATION)
    working, smtp = settings.MAILERS, "django.core.mail.backends.smtp.EmailBackend"
    options = {"host": "127.0.0.1", "port": 9, "timeout": 1}
    settings.MAILERS = {"default": {"BACKEND": smtp, "OPTIONS": options}}
    with pytest.raises(OSError, match="refused"):
        tasks.send_message(message.pk)
    message.refresh_from_db()
    assert message.sent_at is None
    settings.MAILERS = working
    tasks.send_message(message.pk)
    assert len(mail.outbox) == 1


def test_the_jobs_of_earlier_releases_mail_their_message_once(order: Order) -> None:
    record(order, newer=False)
    OutgoingMessage.objects.filter(kind=Kind.REFUND).update(key="notice:5")
    shipment = Shipment.objects.get()
    earlier: list[tuple[Callable[..., None], int]] = [
        (tasks.send_confirmation, order.pk),
        (tasks.send_cancellation, order.pk),
        (tasks.send_late_refusal, order.pk),
        (tasks.send_dispatch, shipment.pk),
        (tasks.send_whole_refund_mail, 5),
    ]
    for _ in range(2):
        for send_earlier, number in earlier:
            send_earlier(number)
    assert len(mail.outbox) == 5
    run_queued_jobs()
    assert len(mail.outbox) == 5


@pytest.mark.skipif(not os.environ.get("FORMER_MIGRATIONS"), reason="run by make drills")
def test_an_upgrade_keeps_what_was_sent_and_sends_what_waits_once(order: Order) -> None:
    record(order, newer=False)
    sent = OutgoingMessage.objects.get(kind=Kind.CANCELLATION)
    tasks.send_message(sent.pk)
    before = rows("select kind, order_id, created_at, sent_at from ordering_outgoingmessage")
    mail.outbox.clear()
    migrate(EARLIER)
    assert "ordering.send_message" not in queued_jobs()
    assert sorted(queued_jobs()) == [
        "ordering.send_cancellation",
        "ordering.send_confirmation",
        "ordering.send_dispatch",
        "ordering.send_late_refusal",
        "ordering.send_whole_refund_mail",
    ]
    assert rows("select order_id, sent_at from ordering_confirmation") == [(order.pk, None)]
    assert rows("select articles from ordering_cancellation") == [('["Own pin"]',)]
    with connection.cursor() as cursor:  # as the earlier release wrote it, with its job
        cursor.execute(
            "insert into ordering_refundnotice (id, order_id, card, gift_card, settlement)"
            " values (7, %s, 5, 0, 'TRANSFER')",
            [order.pk],
        )
    queue_job("ordering.send_whole_refund_mail", notice_id=7)
    migrate(NOW)
    after = rows("select kind, order_id, created_at, sent_at from ordering_outgoingmessage")
    assert len(after) == len(before) + 1
    assert set(before) < set(after)
    run_queued_jobs()
    assert len(mail.outbox) == 5
    for message in OutgoingMessage.objects.all():
        tasks.send_message(message.pk)
    assert len(mail.outbox) == 5


def test_the_version_that_runs_while_the_database_is_migrated_goes_on(order: Order) -> None:
    tasks.send_message(OutgoingMessage.objects.get(kind=Kind.CONFIRMATION).pk)
    with connection.cursor() as cursor:  # the statements of the version before
        for table in ("laterefusal", "paymentreminder"):
            cursor.execute(
                f"insert into ordering_{table} (order_id, queued_at, sent_at)"
                " values (%s, default, null) returning queued_at",
                [order.pk],
            )
            assert cursor.fetchone()[0] is not None
        cursor.execute(
            "insert into ordering_cancellation (order_id, articles, queued_at, sent_at)"
            " values (%s, '[\"Own pin\"]', default, null)",
            [order.pk],
        )
        cursor.execute(
            "insert into ordering_refundnotice (order_id, card, gift_card, settlement, queued_at)"
            " values (%s, 20, 0, '', default) returning id",
            [order.pk],
        )
        notice = cursor.fetchone()[0]
        cursor.execute("select sent_at from ordering_confirmation for update")
        assert cursor.fetchone()[0] is not None
        cursor.execute("update ordering_laterefusal set sent_at = now()")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("insert into ordering_confirmation (order_id) values (%s)", [order.pk])
    assert OutgoingMessage.objects.get(kind=Kind.LATE_REFUSAL).sent_at is not None
    mail.outbox.clear()
    for _ in range(2):
        tasks.send_late_refusal(order.pk)
        tasks.send_cancellation(order.pk)
        tasks.send_whole_refund_mail(notice)
    assert len(mail.outbox) == 2
    assert "€20.00" in mail.outbox[1].body


def test_the_version_before_records_the_message_of_a_shipment(order: Order) -> None:
    OutgoingMessage.objects.filter(kind=Kind.SHIPMENT).delete()
    shipment = Shipment.objects.get()
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into ordering_dispatchnotice (shipment_id, queued_at) values (%s, default)",
            [shipment.pk],
        )
    message = OutgoingMessage.objects.get(kind=Kind.SHIPMENT)
    assert (message.order_id, message.key) == (order.pk, f"shipment:{shipment.pk}")
    tasks.send_dispatch(shipment.pk)
    assert len(mail.outbox) == 1
