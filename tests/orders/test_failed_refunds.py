"""Refunds that Stripe refuses or that come back fail visibly, once, and staff settle them."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from procrastinate.contrib.django.models import ProcrastinateJob

from shop.finance.ledger.models import Account, Entry
from shop.finance.ledger.stripe_reconciliation import reconcile_balance
from shop.finance.payments.errors import PaymentUnavailable
from shop.finance.payments.models import Refund, RefundFailure
from shop.identity.accounts.models import User
from shop.identity.notices.models import Notice
from shop.orders.aftersales.overdue_refunds import queue_overdue_refunds
from shop.orders.aftersales.refund_failures import retry_refund, settle_refund
from shop.orders.aftersales.refunds import RefundRequest, refund_part
from shop.orders.checkout.placement import begin_payment
from shop.orders.denials.revocation import refund_held_order
from shop.orders.errors import RefundRefused
from shop.orders.invariants.registry import check_invariants
from shop.orders.models import HeldOrder
from shop.orders.payment.settlement import settle_payment
from shop.orders.tasks import refund_late_payment, send_refund
from shop.oscar.order.models import Order, OrderState
from shop.platform.database.clock import database_now
from tests.orders.sandbox import attempt_of, confirm, pay
from tests.orders.stripe_events import deliver_events
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.giftcards import balance, make_gift_card
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import basket_with, request_for, run_queued_jobs
from tools.testing.stripe_harness import Sandbox

REFUSALS = [
    ("charge_disputed", "Charge has been charged back; cannot issue a refund."),
    ("charge_already_refunded", "Charge has already been refunded."),
    ("balance_insufficient", "Insufficient funds in your Stripe balance."),
    ("invalid_request", "Something is wrong with this request."),
]


def broken() -> list[str]:
    return [f"{one.name}: {one.detail}" for one in check_invariants() if not one.holds]


@pytest.fixture
def clerk(db: None) -> User:
    """Return a member of shop staff who may refund."""
    user = UserFactory(email="clerk@example.org", role=User.Role.STAFF, is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="add_refund"))
    return user


def paid_order(world: RightsWorld, stripe: Sandbox, *, on_card: str = "", card: str = "") -> Order:
    """Return a paid order of two units for 20.00 each; a gift card of `on_card` pays its part."""
    basket = basket_with(world.product(stock=9), quantity=2)
    if on_card:
        basket.gift_card = make_gift_card(on_card, "EUR").card
        basket.save()
    order = begin_payment(request_for(basket)).order
    if card:
        confirm(stripe, order, card)
    else:
        pay(stripe, order)
    settle_payment(attempt_of(order).pk)
    run_queued_jobs()
    order.refresh_from_db()
    assert order.status == OrderState.PAID
    return order


def agree(order: Order, clerk: User, units: int = 1, *, key: str = "k", **more: Any) -> Refund:
    numbers = {order.lines.get().pk: units} if units else {}
    fields = {"delivery": False, "reason": "broken"} | more
    return refund_part(RefundRequest(key, order.number, numbers, by_id=clerk.pk, **fields))


def refuse(stripe: Sandbox, code: str = "charge_disputed", message: str = "No.") -> None:
    """Make Stripe refuse every refund from now on."""
    match = {"method": "POST", "path": "^/v1/refunds$"}
    rule = {"action": "refuse", "match": match, "times": 0, "code": code, "message": message}
    stripe.control("POST", "faults", rule)


def allow(stripe: Sandbox) -> None:
    stripe.control("DELETE", "faults")


def refunded_at_stripe(stripe: Sandbox) -> list[int]:
    rows = stripe.control("GET", "ledger")["refunds"]
    return [row["amount"] for row in rows if row["status"] != "failed"]


def account(name: Account) -> int:
    return sum(Entry.objects.filter(account=name).values_list("amount", flat=True))


@pytest.mark.parametrize(("code", "message"), REFUSALS)
def test_a_refusal_for_good_fails_the_refund_once_and_tells_staff(
    world: RightsWorld, stripe: Sandbox, clerk: User, code: str, message: str
) -> None:
    order = paid_order(world, stripe)
    refund = agree(order, clerk)
    refuse(stripe, code, message)
    mail.outbox.clear()
    run_queued_jobs()
    run_queued_jobs()  # the mails of notices
    refund.refresh_from_db()
    failure = RefundFailure.objects.get()
    assert refund.state == Refund.State.FAILED
    assert (failure.reason, failure.message, failure.amount) == (code, message, refund.amount)
    assert (account(Account.OWED), account(Account.UNREFUNDED)) == (0, -2000)
    assert Notice.objects.get().user == clerk
    assert [sent.to for sent in mail.outbox] == [["clerk@example.org"]]
    assert order.number in mail.outbox[0].subject
    assert queue_overdue_refunds() == 0
    send_refund(refund_id=refund.pk)
    asked = [call for call in stripe.control("GET", "calls") if call["path"] == "/v1/refunds"]
    assert len([call for call in asked if call["method"] == "POST"]) == 1
    assert broken() == []


def test_a_failed_refund_is_tried_again_under_another_key(
    world: RightsWorld, stripe: Sandbox, clerk: User
) -> None:
    order = paid_order(world, stripe)
    refund = agree(order, clerk)
    refuse(stripe)
    run_queued_jobs()
    allow(stripe)
    retry_refund(failure_id=RefundFailure.objects.get().pk, by_id=clerk.pk)
    assert broken() == []
    run_queued_jobs()
    refund.refresh_from_db()
    assert refund.state == Refund.State.SENT
    assert refunded_at_stripe(stripe) == [2000]
    assert (account(Account.OWED), account(Account.UNREFUNDED)) == (0, 0)
    assert reconcile_balance().differences == ()
    assert broken() == []
    with pytest.raises(RefundRefused) as refusal:
        retry_refund(failure_id=RefundFailure.objects.get().pk, by_id=clerk.pk)
    assert refusal.value.data["reason"] == "settled"


def test_a_failed_refund_is_paid_by_bank_transfer_and_ends_the_order(
    world: RightsWorld, stripe: Sandbox, clerk: User
) -> None:
    order = paid_order(world, stripe)
    agree(order, clerk, 2, delivery=True)
    refuse(stripe)
    run_queued_jobs()
    order.refresh_from_db()
    assert order.status == OrderState.REFUND_DUE
    failure = RefundFailure.objects.get()
    for way, reason in (("TRANSFER", "no_reference"), ("DISPUTE", "not_disputed")):
        with pytest.raises(RefundRefused) as refusal:
            settle_refund(failure_id=failure.pk, settlement=way, reference=" ", by_id=clerk.pk)
        assert refusal.value.data["reason"] == reason
    settle_refund(failure_id=failure.pk, settlement="TRANSFER", reference="SEPA 17", by_id=clerk.pk)
    order.refresh_from_db()
    assert order.status == OrderState.REFUNDED
    assert account(Account.BANK) == -int(order.total_incl_tax * 100)
    assert account(Account.UNREFUNDED) == 0
    assert Refund.objects.get().state == Refund.State.SETTLED
    assert broken() == []


def test_a_dispute_that_comes_between_fails_the_refund_and_settles_it(
    world: RightsWorld, stripe: Sandbox, clerk: User
) -> None:
    order = paid_order(world, stripe)
    agree(order, clerk, 2, delivery=True)
    intent = attempt_of(order).intent_id
    stripe.control("POST", f"intents/{intent}/dispute", {})
    run_queued_jobs()
    failure = RefundFailure.objects.get()
    assert failure.reason == "charge_disputed"
    deliver_events(stripe, "charge.dispute.")
    with pytest.raises(RefundRefused) as refusal:
        retry_refund(failure_id=failure.pk, by_id=clerk.pk)
    assert refusal.value.data["reason"] == "disputed"
    settle_refund(failure_id=failure.pk, settlement="DISPUTE", reference="", by_id=clerk.pk)
    order.refresh_from_db()
    assert order.status == OrderState.REFUNDED
    assert account(Account.DISPUTES) == 0
    assert broken() == []


@pytest.mark.parametrize("part", [True, False])
def test_the_part_of_a_gift_card_goes_back_though_stripe_refuses_the_rest(
    world: RightsWorld, stripe: Sandbox, clerk: User, *, part: bool
) -> None:
    order = paid_order(world, stripe, on_card="30.00")
    if part:
        agree(order, clerk, 2, delivery=True)
    else:
        held = HeldOrder.objects.create(order=order, denied=[])
        refund_held_order(held=held, by_id=clerk.pk)
    refuse(stripe)
    run_queued_jobs()
    assert order.gift_card is not None
    assert balance(order.gift_card) == Decimal("30.00")
    assert RefundFailure.objects.get().amount == order.to_pay
    assert broken() == []
    allow(stripe)
    retry_refund(failure_id=RefundFailure.objects.get().pk, by_id=clerk.pk)
    assert broken() == []
    run_queued_jobs()
    order.refresh_from_db()
    assert order.status == OrderState.REFUNDED
    assert balance(order.gift_card) == Decimal("30.00")
    assert refunded_at_stripe(stripe) == [int(order.to_pay * 100)]
    assert reconcile_balance().differences == ()
    assert broken() == []


@pytest.mark.parametrize("retried", [True, False])
def test_a_refund_of_the_whole_order_that_is_refused_waits_for_staff(
    world: RightsWorld, stripe: Sandbox, clerk: User, *, retried: bool
) -> None:
    order = paid_order(world, stripe)
    refund_held_order(held=HeldOrder.objects.create(order=order, denied=[]), by_id=clerk.pk)
    refuse(stripe)
    run_queued_jobs()
    failure = RefundFailure.objects.get()
    assert (failure.refund, failure.amount) == (None, order.total_incl_tax)
    assert queue_overdue_refunds() == 0
    refund_late_payment(attempt_id=attempt_of(order).pk)
    assert RefundFailure.objects.count() == 1
    assert broken() == []
    allow(stripe)
    if retried:
        retry_refund(failure_id=failure.pk, by_id=clerk.pk)
        run_queued_jobs()
        assert refunded_at_stripe(stripe) == [int(order.total_incl_tax * 100)]
    else:
        settle_refund(
            failure_id=failure.pk, settlement="TRANSFER", reference="SEPA", by_id=clerk.pk
        )
        assert refunded_at_stripe(stripe) == []
    order.refresh_from_db()
    assert order.status == OrderState.REFUNDED
    assert broken() == []


@pytest.mark.parametrize("whole", [True, False])
def test_a_refund_that_comes_back_later_fails_and_the_order_is_not_refunded(
    world: RightsWorld, stripe: Sandbox, clerk: User, *, whole: bool
) -> None:
    order = paid_order(world, stripe, card="pm_card_refundFail")
    if whole:
        refund_held_order(held=HeldOrder.objects.create(order=order, denied=[]), by_id=clerk.pk)
    else:
        agree(order, clerk, 2, delivery=True)
    run_queued_jobs()
    order.refresh_from_db()
    assert order.status == OrderState.REFUNDED
    (at_stripe,) = stripe.control("GET", "ledger")["refunds"]
    stripe.control("POST", f"refunds/{at_stripe['id']}/fail")
    assert deliver_events(stripe, "refund.", "charge.refund") > 0
    order.refresh_from_db()
    assert order.status == OrderState.REFUND_DUE
    failure = RefundFailure.objects.get()
    assert failure.reason == "expired_or_canceled_card"
    assert account(Account.UNREFUNDED) == -int(order.total_incl_tax * 100)
    assert reconcile_balance().differences == ()
    assert broken() == []
    settle_refund(failure_id=failure.pk, settlement="TRANSFER", reference="SEPA", by_id=clerk.pk)
    order.refresh_from_db()
    assert order.status == OrderState.REFUNDED
    assert broken() == []


def test_what_has_no_answer_is_repeated_for_three_days_and_fails_then(
    world: RightsWorld, stripe: Sandbox, clerk: User
) -> None:
    order = paid_order(world, stripe)
    refund = agree(order, clerk)
    match = {"path": "^/v1/refunds$"}
    stripe.control("POST", "faults", {"action": "429", "match": match, "times": 0})
    with pytest.raises(PaymentUnavailable):
        send_refund(refund_id=refund.pk)
    Refund.objects.update(created_at=database_now() - timedelta(days=3, minutes=1))
    ProcrastinateJob.objects.filter(status="todo").delete()
    assert queue_overdue_refunds() == 1
    run_queued_jobs()
    assert RefundFailure.objects.get().reason == "no_answer"
    assert queue_overdue_refunds() == 0
    assert broken() == []


def test_a_refund_that_went_through_unheard_is_not_sent_twice(
    world: RightsWorld, stripe: Sandbox, clerk: User
) -> None:
    """The response was lost, the shop stopped retrying after three days, and staff retry."""
    order = paid_order(world, stripe)
    refund = agree(order, clerk)
    rule = {"action": "reset_after", "match": {"method": "POST", "path": "^/v1/refunds$"}}
    stripe.control("POST", "faults", rule)
    Refund.objects.update(created_at=database_now() - timedelta(days=4))
    send_refund(refund_id=refund.pk)
    failure = RefundFailure.objects.get()
    assert failure.reason == "no_answer"
    retry_refund(failure_id=failure.pk, by_id=clerk.pk)
    run_queued_jobs()
    assert refunded_at_stripe(stripe) == [2000]
    assert Refund.objects.get().state == Refund.State.SENT
    assert reconcile_balance().differences == ()
    assert broken() == []
