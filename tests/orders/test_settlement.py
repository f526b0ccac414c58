"""Stripe's result becomes the order's state once, by any messenger and however often it arrives."""

import itertools
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import transaction
from django.test import Client

from shop.commerce.inventory.services import release_reserved
from shop.finance.payments import gateway
from shop.finance.payments.errors import PaymentMismatch, PaymentUnavailable
from shop.finance.payments.models import PaymentAttempt, StripeEvent
from shop.orders.aftersales.order_links import order_token
from shop.orders.invariants.registry import check_invariants
from shop.orders.models import DomainEvent, OutgoingMessage
from shop.orders.payment.expiry import reconcile_payments
from shop.orders.payment.settlement import apply_intent, settle_payment
from shop.orders.payment.state_machine import move_order
from shop.orders.payment.tasks import settle_event
from shop.oscar.order.models import Order, OrderState
from tests.orders.sandbox import attempt_of, confirm, decline, pay
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import (
    queued_jobs,
    run_queued_jobs,
    units,
    waiting_order,
)
from tools.testing.stripe_harness import Sandbox

Courier = Callable[[Order], object]


def by_webhook(order: Order) -> None:
    """Handle an event about a successful payment."""
    event, _ = StripeEvent.objects.get_or_create(
        id=f"evt_{order.pk}",
        type="payment_intent.succeeded",
        intent_id=attempt_of(order).intent_id,
        payload={},
    )
    settle_event(event.pk)


def by_return_page(order: Order) -> None:
    """Open the page to which the browser returns."""
    answer = Client().get(f"/en-fr/pay/{order_token(order)}/return/")
    assert answer.status_code == 302


def by_reconciler(order: Order) -> None:
    """Look up payments that should have settled by now."""
    PaymentAttempt.objects.update(created_at="2026-01-01T00:00:00Z")
    reconcile_payments()


COURIERS: tuple[Courier, ...] = (by_webhook, by_return_page, by_reconciler)


def is_paid_once(order: Order) -> bool:
    """Return whether the order is paid, its stock sold and one confirmation promised."""
    return (
        Order.objects.get(pk=order.pk).status == OrderState.PAID
        and OutgoingMessage.objects.filter(order=order, kind="CONFIRMATION").count() == 1
        and queued_jobs().count("ordering.send_message") == 1
        and DomainEvent.objects.filter(name="order.paid", subject=order.number).count() == 1
        and all(finding.holds for finding in check_invariants())
    )


@pytest.mark.parametrize(
    "couriers",
    list(itertools.permutations(COURIERS)),
    ids=lambda couriers: " ".join(courier.__name__ for courier in couriers),
)
def test_three_couriers_in_any_order_make_one_paid_order(
    world: RightsWorld, stripe: Sandbox, couriers: tuple[Courier, ...]
) -> None:
    product = world.product(stock=10)
    order = waiting_order(product, quantity=2)
    pay(stripe, order)
    for courier in couriers:
        courier(order)
    assert is_paid_once(order)
    assert units(product) == (10, 0, 2)


@pytest.mark.parametrize("courier", COURIERS)
def test_each_courier_alone_is_enough_and_twice_is_no_more(
    world: RightsWorld, stripe: Sandbox, courier: Courier
) -> None:
    order = waiting_order(world.product())
    pay(stripe, order)
    courier(order)
    courier(order)
    assert is_paid_once(order)
    assert attempt_of(order).state == PaymentAttempt.State.SUCCEEDED


def test_nothing_happens_before_the_money_is_there(world: RightsWorld, stripe: Sandbox) -> None:
    product = world.product()
    order = waiting_order(product)
    for courier in COURIERS:
        courier(order)
    order.refresh_from_db()
    assert order.status == OrderState.PENDING
    assert units(product) == (10, 1, 0)
    assert queued_jobs() == []


def test_the_intent_is_for_the_total_and_names_the_order(
    world: RightsWorld, stripe: Sandbox
) -> None:
    order = waiting_order(world.product(), market="jp", territory="JP")
    intent = stripe.client().v1.payment_intents.retrieve(attempt_of(order).intent_id)
    assert (intent.amount, intent.currency) == (3005, "jpy")
    assert intent.metadata["order"] == order.number


def test_a_declined_card_keeps_the_hold_for_another_card(
    world: RightsWorld, stripe: Sandbox
) -> None:
    product = world.product()
    order = waiting_order(product)
    decline(stripe, order, "pm_card_chargeDeclinedInsufficientFunds")
    settle_payment(attempt_of(order).pk)
    order.refresh_from_db()
    assert order.status == OrderState.PENDING
    assert attempt_of(order).decline_code == "insufficient_funds"
    assert units(product) == (10, 1, 0)
    confirm(stripe, order, "pm_card_visa")
    settle_payment(attempt_of(order).pk)
    assert is_paid_once(order)


@pytest.mark.parametrize(
    "change",
    [{"amount": 1}, {"currency": "usd"}, {"attempt": "another"}, {"order_number": "MS-OTHER"}],
    ids=str,
)
def test_an_intent_that_is_not_the_orders_is_never_finalized(
    world: RightsWorld, stripe: Sandbox, change: dict[str, object]
) -> None:
    order = waiting_order(world.product())
    pay(stripe, order)
    attempt = attempt_of(order)
    intent = gateway.fetch_intent(attempt.intent_id)
    with pytest.raises(PaymentMismatch):
        apply_intent(attempt, replace(intent, **change))
    order.refresh_from_db()
    assert order.status == OrderState.PENDING
    assert not OutgoingMessage.objects.exists()


def expire(order: Order) -> None:
    """Give an order up although its intent stays open, as after a sweep that lost a race."""
    with transaction.atomic():
        release_reserved(order=order, reason="hold expired")
        move_order(order, expected=OrderState.PENDING, to=OrderState.EXPIRED)


def test_late_money_is_an_order_while_the_stock_is_there(
    world: RightsWorld, stripe: Sandbox
) -> None:
    product = world.product(stock=1)
    order = waiting_order(product)
    expire(order)
    assert units(product) == (1, 0, 0)
    pay(stripe, order)
    settle_payment(attempt_of(order).pk)
    assert is_paid_once(order)
    assert units(product) == (1, 0, 1)


def test_late_money_is_sent_back_when_the_stock_is_gone(
    world: RightsWorld, stripe: Sandbox
) -> None:
    product = world.product(stock=1)
    late = waiting_order(product, key="late")
    expire(late)
    waiting_order(product, key="quick")
    pay(stripe, late)
    settle_payment(attempt_of(late).pk)
    late.refresh_from_db()
    assert late.status == OrderState.REFUND_DUE
    assert units(product) == (1, 1, 0)
    assert stripe.control("GET", "ledger")["refunds"] == []
    run_queued_jobs()
    late.refresh_from_db()
    assert late.status == OrderState.REFUNDED
    (refund,) = stripe.control("GET", "ledger")["refunds"]
    assert (refund["amount"], refund["currency"]) == (2500, "eur")
    assert not OutgoingMessage.objects.filter(order=late, kind="CONFIRMATION").exists()
    assert all(finding.holds for finding in check_invariants())


def test_a_refund_asked_for_twice_is_made_once(world: RightsWorld, stripe: Sandbox) -> None:
    product = world.product(stock=1)
    late = waiting_order(product, key="late")
    expire(late)
    waiting_order(product, key="quick")
    pay(stripe, late)
    settle_payment(attempt_of(late).pk)
    stripe.control(
        "POST", "faults", {"action": "reset_after", "match": {"method": "POST", "path": "refunds"}}
    )
    with pytest.raises(PaymentUnavailable):
        run_queued_jobs()
    late.refresh_from_db()
    assert late.status == OrderState.REFUND_DUE
    run_queued_jobs()
    late.refresh_from_db()
    assert late.status == OrderState.REFUNDED
    assert len(stripe.control("GET", "ledger")["refunds"]) == 1


def test_stripe_out_of_reach_leaves_the_order_waiting(world: RightsWorld, stripe: Sandbox) -> None:
    order = waiting_order(world.product())
    pay(stripe, order)
    stripe.control("POST", "faults", {"action": "status_500_before", "times": 1})
    with pytest.raises(PaymentUnavailable):
        settle_payment(attempt_of(order).pk)
    order.refresh_from_db()
    assert order.status == OrderState.PENDING
    settle_payment(attempt_of(order).pk)
    assert is_paid_once(order)


def test_an_intent_that_stripe_does_not_know_is_an_error_of_ours(
    world: RightsWorld, stripe: Sandbox
) -> None:
    order = waiting_order(world.product())
    stripe.control("POST", "reset")
    with pytest.raises(PaymentUnavailable):
        settle_payment(attempt_of(order).pk)
