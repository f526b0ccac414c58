"""An unpaid order's link to pay is mailed once, while the stock is held, and in its language."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from shop.orders.aftersales.order_links import order_token
from shop.orders.models import OutgoingMessage
from shop.orders.payment.payment_reminders import queue_payment_reminders
from shop.orders.payment.settlement import settle_payment
from shop.oscar.order.models import Order
from shop.platform.database.clock import database_now
from tests.orders.sandbox import attempt_of, pay
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import run_queued_jobs, waiting_order
from tools.testing.stripe_harness import Sandbox


def age(order: Order, *, minutes: float, held_for: float = 10) -> None:
    """Move the begin of an order's reservation into the past."""
    placed = database_now() - timedelta(minutes=minutes)
    until = placed + timedelta(minutes=held_for)
    Order.objects.filter(pk=order.pk).update(date_placed=placed, hold_expires_at=until)


def mails_of(order: Order) -> list[str]:
    queue_payment_reminders()
    run_queued_jobs()
    return [message.body for message in mail.outbox if message.to == [order.guest_email]]


@pytest.mark.parametrize(
    ("minutes", "held_for", "sent"),
    [(0, 10, 0), (4.9, 10, 0), (5.1, 10, 1), (7.5, 10, 1), (8.5, 10, 0), (2.6, 5, 1), (11, 10, 0)],
)
def test_the_link_goes_when_half_of_the_hold_is_over_and_two_minutes_are_left(
    world: RightsWorld, stripe: Sandbox, minutes: float, held_for: float, sent: int
) -> None:
    order = waiting_order(world.product())
    age(order, minutes=minutes, held_for=held_for)
    assert len(mails_of(order)) == sent


def test_it_goes_once_and_opens_the_payment_page(
    world: RightsWorld, stripe: Sandbox, client: Client
) -> None:
    order = waiting_order(world.product())
    age(order, minutes=6)
    (body,) = mails_of(order)
    path = f"/en-fr/pay/{order_token(order)}/"
    assert path in body
    assert client.get(path).status_code == 200
    assert " CET" in body or " CEST" in body
    assert len(mails_of(order)) == 1
    client.post(f"/en-fr/order/{order_token(order)}/payment-link/")
    assert len(mails_of(order)) == 1


def test_who_paid_gets_none(world: RightsWorld, stripe: Sandbox) -> None:
    order = waiting_order(world.product())
    age(order, minutes=6)
    queue_payment_reminders()
    pay(stripe, order)
    settle_payment(attempt_of(order).pk)
    run_queued_jobs()
    assert OutgoingMessage.objects.get(kind="PAYMENT_REMINDER").sent_at is None
    assert [message.subject for message in mail.outbox] == [f"Your order {order.number}"]


def test_a_buyer_without_javascript_asks_for_it_at_once(
    world: RightsWorld, stripe: Sandbox, client: Client
) -> None:
    order = waiting_order(world.product(), language="fr")
    token = order_token(order)
    page = client.get(f"/en-fr/pay/{token}/").content.decode()
    without_script = page.split("<noscript>")[1].split("</noscript>")[0]
    assert f"/order/{token}/payment-link/" in without_script
    assert '<p id="payment-loading" hidden>' in page
    answer = client.post(f"/en-fr/order/{token}/payment-link/", follow=True)
    assert "We have sent a payment link to" in answer.text
    (body,) = mails_of(order)
    assert body.startswith("Finalisez le paiement")
    assert mail.outbox[0].alternatives[0][1] == "text/html"  # type: ignore[attr-defined]
