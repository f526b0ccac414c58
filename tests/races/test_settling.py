"""News of one payment by every way at once, and the sweeper against a buyer who pays."""

from datetime import timedelta
from functools import partial

import pytest
from django.test import Client

from shop.finance.payments.models import PaymentAttempt, StripeEvent
from shop.orders.aftersales.order_links import order_token
from shop.orders.models import OutgoingMessage
from shop.orders.payment.expiry import reconcile_payments, sweep_expired_orders
from shop.orders.payment.settlement import settle_payment
from shop.orders.payment.tasks import settle_event
from shop.orders.tasks import send_message
from shop.oscar.order.models import Order, OrderState
from shop.platform.database.clock import database_now
from tests.orders.sandbox import attempt_of, pay
from tests.races.together import all_at_once, broken_rules
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import queued_jobs, run_queued_jobs, units, waiting_order
from tools.testing.stripe_harness import Sandbox


def test_webhook_return_page_and_reconciler_at_once_are_one_paid_order(
    committed_world: RightsWorld, stripe: Sandbox
) -> None:
    product = committed_world.product(stock=10)
    order = waiting_order(product, quantity=2)
    pay(stripe, order)
    attempt = attempt_of(order)
    PaymentAttempt.objects.update(created_at=database_now() - timedelta(minutes=2))
    events = [
        StripeEvent.objects.create(
            id=f"evt_{n}", type="payment_intent.succeeded", intent_id=attempt.intent_id, payload={}
        ).pk
        for n in range(3)
    ]

    def come_back() -> None:
        assert Client().get(f"/en-fr/pay/{order_token(order)}/return/").status_code == 302

    all_at_once(
        [
            *(partial(settle_event, event_id=event) for event in events),
            come_back,
            come_back,
            reconcile_payments,
            reconcile_payments,
            partial(settle_payment, attempt.pk),
        ]
    )
    assert Order.objects.get().status == OrderState.PAID
    assert OutgoingMessage.objects.count() == 1
    assert queued_jobs() == ["ordering.send_message"]
    assert units(product) == (10, 0, 2)
    assert broken_rules() == []


def test_the_confirmation_job_in_six_workers_at_once_sends_one_mail(
    committed_world: RightsWorld, stripe: Sandbox, mailoutbox: list[object]
) -> None:
    order = waiting_order(committed_world.product())
    pay(stripe, order)
    settle_payment(attempt_of(order).pk)
    (message,) = OutgoingMessage.objects.all()
    all_at_once([partial(send_message, message_id=message.pk)] * 6)
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("attempts", range(3))
def test_the_sweeper_and_a_payment_at_once_end_in_one_truth(
    committed_world: RightsWorld, stripe: Sandbox, attempts: int
) -> None:
    """Either the money came and the order is paid, or Stripe cancelled and the stock is free."""
    product = committed_world.product(stock=20)
    orders = [waiting_order(product, key=f"key-{n}") for n in range(4)]
    Order.objects.update(hold_expires_at=database_now() - timedelta(seconds=1))

    def buy(order: Order) -> None:
        try:
            pay(stripe, order)
        except OSError:
            return  # the sandbox refuses: the intent is cancelled already
        settle_payment(attempt_of(order).pk)

    all_at_once(
        [sweep_expired_orders, *(partial(buy, order) for order in orders), sweep_expired_orders]
    )
    sweep_expired_orders()
    by_status = {order.number: order.status for order in Order.objects.all()}
    at_stripe = {
        intent["metadata"]["order"]: intent["status"]
        for intent in stripe.control("GET", "ledger")["intents"]
    }
    expected = {"succeeded": OrderState.PAID, "canceled": OrderState.EXPIRED}
    assert {number: expected[status] for number, status in at_stripe.items()} == by_status
    paid = sum(status == OrderState.PAID for status in by_status.values())
    assert units(product) == (20, 0, paid)
    assert broken_rules() == []


def test_two_sweepers_and_a_late_buyer_release_each_unit_once(
    committed_world: RightsWorld, stripe: Sandbox
) -> None:
    product = committed_world.product(stock=6)
    for n in range(6):
        waiting_order(product, key=f"key-{n}")
    Order.objects.update(hold_expires_at=database_now() - timedelta(seconds=1))
    all_at_once([sweep_expired_orders] * 4)
    assert units(product) == (6, 0, 0)
    assert set(Order.objects.values_list("status", flat=True)) == {OrderState.EXPIRED}
    run_queued_jobs()
    assert broken_rules() == []


def test_one_order_that_cannot_be_given_up_keeps_no_other_from_it(
    committed_world: RightsWorld, stripe: Sandbox
) -> None:
    product = committed_world.product(stock=9)
    orders = [waiting_order(product, key=f"key-{n}") for n in range(9)]
    Order.objects.update(hold_expires_at=database_now() - timedelta(seconds=1))
    path = f"/{attempt_of(orders[4]).intent_id}/cancel$"
    stripe.control("POST", "faults", {"action": "429", "match": {"path": path}, "times": 9})
    assert sweep_expired_orders(at_once=4) == 9
    kept = Order.objects.filter(status=OrderState.PENDING)
    assert [order.number for order in kept] == [orders[4].number]
    assert units(product) == (9, 1, 0)
