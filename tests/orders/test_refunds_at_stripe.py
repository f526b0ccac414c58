"""Refunds made in Stripe's dashboard are recorded and never paid a second time."""

import pytest
from django.core import mail

from shop.finance.ledger.models import Account
from shop.finance.ledger.stripe_reconciliation import reconcile_balance
from shop.finance.payments.models import Refund, RefundFailure
from shop.identity.accounts.models import User
from shop.orders.aftersales.provider_refunds import sync_refunds
from shop.orders.aftersales.refund_failures import retry_refund
from shop.orders.aftersales.staff_queries import sales_since
from shop.oscar.order.models import Order, OrderState
from tests.orders.sandbox import attempt_of
from tests.orders.stripe_events import deliver_events
from tests.orders.test_failed_refunds import (
    account,
    agree,
    allow,
    broken,
    clerk,
    paid_order,
    refunded_at_stripe,
    refuse,
)
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import run_queued_jobs, units
from tools.testing.stripe_harness import Sandbox

__all__ = ["clerk"]


def refund_by_hand(stripe: Sandbox, order: Order, amount: int | None = None) -> None:
    """Refund at Stripe's dashboard; without an amount all that is left."""
    body = {} if amount is None else {"amount": amount}
    stripe.control("POST", f"intents/{attempt_of(order).intent_id}/refund", body)


def hear(stripe: Sandbox) -> None:
    assert deliver_events(stripe, "refund.", "charge.refund") > 0


def test_a_part_refunded_by_hand_counts_and_its_buyer_is_told(
    world: RightsWorld, stripe: Sandbox
) -> None:
    order = paid_order(world, stripe)
    mail.outbox.clear()
    refund_by_hand(stripe, order, 500)
    hear(stripe)
    order.refresh_from_db()
    assert (order.status, order.refunded_incl_tax) == (OrderState.PAID, 5)
    assert Refund.objects.get().by is None
    (taken,) = sales_since(order.date_placed)
    assert taken.total == order.total_incl_tax - 5
    (sent,) = mail.outbox
    assert "€5.00" in sent.body
    sync_refunds(attempt_of(order).pk)
    assert Refund.objects.count() == 1
    assert reconcile_balance().differences == ()
    assert broken() == []


def test_the_whole_refunded_by_hand_ends_the_order_and_frees_its_units(
    world: RightsWorld, stripe: Sandbox
) -> None:
    order = paid_order(world, stripe)
    product = order.lines.get().product
    refund_by_hand(stripe, order, 1000)
    hear(stripe)
    refund_by_hand(stripe, order)
    hear(stripe)
    order.refresh_from_db()
    assert order.status == OrderState.REFUNDED
    assert units(product) == (9, 0, 0)
    for name in (Account.SALES, Account.SHIPPING, Account.TAX, Account.OWED):
        assert account(name) == 0
    assert reconcile_balance().differences == ()
    assert broken() == []


def test_units_refunded_after_that_get_no_more_than_is_left(
    world: RightsWorld, stripe: Sandbox, clerk: User
) -> None:
    order = paid_order(world, stripe)
    refund_by_hand(stripe, order, 500)
    hear(stripe)
    refund = agree(order, clerk, 2, delivery=True)
    assert refund.amount == order.total_incl_tax - 5
    run_queued_jobs()
    order.refresh_from_db()
    assert order.status == OrderState.REFUNDED
    assert sum(refunded_at_stripe(stripe)) == int(order.total_incl_tax * 100)
    assert account(Account.SALES) == account(Account.TAX) == 0
    assert reconcile_balance().differences == ()
    assert broken() == []


@pytest.mark.parametrize("heard", ["webhook", "job"])
def test_a_refund_that_waits_and_is_made_by_hand_is_paid_once(
    world: RightsWorld, stripe: Sandbox, clerk: User, heard: str
) -> None:
    order = paid_order(world, stripe)
    agree(order, clerk)
    refund_by_hand(stripe, order, 2000)
    if heard == "webhook":
        hear(stripe)
    run_queued_jobs()
    assert refunded_at_stripe(stripe) == [2000]
    assert Refund.objects.get().state == Refund.State.SENT
    order.refresh_from_db()
    assert order.refunded_incl_tax == 20
    assert reconcile_balance().differences == ()
    assert broken() == []


def test_a_failed_refund_that_is_made_by_hand_is_settled(
    world: RightsWorld, stripe: Sandbox, clerk: User
) -> None:
    order = paid_order(world, stripe)
    agree(order, clerk)
    refuse(stripe)
    run_queued_jobs()
    allow(stripe)
    refund_by_hand(stripe, order, 2000)
    hear(stripe)
    assert RefundFailure.objects.get().settlement == RefundFailure.Settlement.PROVIDER
    assert Refund.objects.get().state == Refund.State.SENT
    assert account(Account.UNREFUNDED) == 0
    assert reconcile_balance().differences == ()
    assert broken() == []


def test_a_refund_by_hand_that_fails_later_is_owed_and_tried_again(
    world: RightsWorld, stripe: Sandbox, clerk: User
) -> None:
    order = paid_order(world, stripe, card="pm_card_refundFail")
    refund_by_hand(stripe, order, 500)
    hear(stripe)
    (at_stripe,) = stripe.control("GET", "ledger")["refunds"]
    stripe.control("POST", f"refunds/{at_stripe['id']}/fail")
    hear(stripe)
    assert Refund.objects.get().state == Refund.State.FAILED
    assert account(Account.UNREFUNDED) == -500
    assert broken() == []
    retry_refund(failure_id=RefundFailure.objects.get().pk, by_id=clerk.pk)
    run_queued_jobs()
    assert refunded_at_stripe(stripe) == [500]
    assert Refund.objects.get().state == Refund.State.SENT
    assert reconcile_balance().differences == ()
    assert broken() == []
