"""Open orders after a license was taken away: cancelled at Stripe first, or held for an officer."""

from datetime import timedelta

import pytest
from django.core import mail

from licensing.services import place_hold, revoke_agreement
from shop.database.clock import database_now
from shop.forks.order.models import Order, OrderState
from shop.ordering.errors import OrderHeld, OrderStateConflict, ReferenceMissing
from shop.ordering.invariants import check_invariants
from shop.ordering.models import DomainEvent, HeldOrder
from shop.ordering.revocation import decide_held_order, enforce_rights
from shop.ordering.settlement import settle_payment
from shop.ordering.states import move_order
from tests.factories.catalog import Shop
from tests.factories.models import UserFactory
from tests.factories.orders import run_queued_jobs, units, waiting_order
from tests.ordering.sandbox import attempt_of, pay, status_at_stripe
from tests.ordering.test_giving_up import CANCEL, fault
from tests.stripe_sandbox.harness import Sandbox

FIRST = "Your order %s was cancelled"


def status(order: Order) -> str:
    """Return the order's state as stored."""
    return Order.objects.get(pk=order.pk).status


def paid_order(shop: Shop, stripe: Sandbox) -> Order:
    """Return an order that is paid and not sent."""
    order = waiting_order(shop.product())
    pay(stripe, order)
    settle_payment(attempt_of(order).pk)
    run_queued_jobs()
    mail.outbox.clear()
    return order


def recall(order: Order) -> None:
    """Take the license of all goods of an order away."""
    (line,) = order.lines.all()
    product = line.product.top
    place_hold(kind="RECALL", reason="r", at=database_now(), product_id=product.pk)


def test_a_pending_order_is_cancelled_at_stripe_and_its_buyer_told(
    shop: Shop, stripe: Sandbox
) -> None:
    product = shop.product()
    order = waiting_order(product, quantity=3)
    recall(order)
    assert enforce_rights() == 1
    assert status(order) == OrderState.CANCELLED
    assert status_at_stripe(stripe, order) == "canceled"
    assert units(product) == (10, 0, 0)
    run_queued_jobs()
    (letter,) = mail.outbox
    assert letter.subject == FIRST % order.number
    assert "You have not been charged." in letter.body
    assert "You have not been charged." in str(letter.alternatives[0][0])
    assert enforce_rights() == 0
    assert all(finding.holds for finding in check_invariants())


def test_an_order_stays_pending_until_stripe_has_answered(shop: Shop, stripe: Sandbox) -> None:
    order = waiting_order(shop.product())
    recall(order)
    fault(stripe, "reset_before", CANCEL, times=3)
    assert enforce_rights() == 0
    assert status(order) == OrderState.PENDING
    stripe.control("DELETE", "faults", {})
    assert enforce_rights() == 1
    assert status(order) == OrderState.CANCELLED


def test_money_that_came_in_the_meantime_goes_back_and_is_an_incident(
    shop: Shop, stripe: Sandbox
) -> None:
    order = waiting_order(shop.product())
    pay(stripe, order)
    recall(order)
    assert enforce_rights() == 1
    assert status(order) == OrderState.REFUND_DUE
    assert DomainEvent.objects.filter(name="order.paid_after_revocation").count() == 1
    run_queued_jobs()
    assert status(order) == OrderState.REFUNDED
    assert [letter.subject for letter in mail.outbox].count(FIRST % order.number) == 1
    assert "on its way back to you" in mail.outbox[-1].body


def test_a_paid_order_waits_for_an_officer_and_is_not_sent(shop: Shop, stripe: Sandbox) -> None:
    order = paid_order(shop, stripe)
    recall(order)
    assert enforce_rights() == 1
    assert status(order) == OrderState.PAID
    assert HeldOrder.objects.get(order=order).reasons == {"PIN-1": ["RECALLED"]}
    with pytest.raises(OrderHeld):
        move_order(order, expected=OrderState.PAID, to=OrderState.FULFILLED)


def test_a_held_order_is_sent_only_under_a_reference(shop: Shop, stripe: Sandbox) -> None:
    order = paid_order(shop, stripe)
    recall(order)
    enforce_rights()
    officer = UserFactory()
    with pytest.raises(ReferenceMissing):
        decide_held_order(order=order, verdict="SHIP", by_id=officer.pk, reference=" ")
    decide_held_order(order=order, verdict="SHIP", by_id=officer.pk, reference="IOC-7")
    order.refresh_from_db()
    move_order(order, expected=OrderState.PAID, to=OrderState.FULFILLED)
    with pytest.raises(OrderStateConflict):
        decide_held_order(order=order, verdict="REFUND", by_id=officer.pk)


def test_a_held_order_is_refunded_in_full(shop: Shop, stripe: Sandbox) -> None:
    order = paid_order(shop, stripe)
    recall(order)
    enforce_rights()
    decide_held_order(order=order, verdict="REFUND", by_id=UserFactory().pk)
    run_queued_jobs()
    assert status(order) == OrderState.REFUNDED


def test_what_ran_out_by_itself_leaves_an_order_alone(shop: Shop, stripe: Sandbox) -> None:
    order = waiting_order(shop.product(agreement=shop.agreement(unit_cap=1)))
    assert enforce_rights() == 0
    assert status(order) == OrderState.PENDING


def test_a_revocation_that_begins_later_waits(shop: Shop, stripe: Sandbox) -> None:
    agreement = shop.agreement()
    order = waiting_order(shop.product(agreement=agreement))
    now = database_now()
    later = now + timedelta(days=1)
    revoke_agreement(agreement=agreement, by_id=None, reason="r", at=now, effective_at=later)
    assert enforce_rights() == 0
    assert status(order) == OrderState.PENDING
