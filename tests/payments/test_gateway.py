"""Requests of the gateway to Stripe: minor units, one intent per attempt, one refund per key."""

from decimal import Decimal

import pytest

from shop.finance.payments import gateway, refund_gateway
from shop.finance.payments.errors import IntentNotCancellable, PaymentUnavailable
from shop.finance.payments.models import PaymentAttempt
from tools.testing.stripe_harness import Sandbox

pytestmark = pytest.mark.django_db
REFUNDED = {"method": "POST", "path": "refunds"}


def attempt(amount: str = "25.00", currency: str = "EUR") -> PaymentAttempt:
    """Store an attempt to be paid."""
    return PaymentAttempt.objects.create(
        idempotency_key="key-1", request_hash="0" * 64, amount=Decimal(amount), currency=currency
    )


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [("25.00", "EUR", 2500), ("0.99", "USD", 99), ("3005.00", "JPY", 3005), ("80.50", "AED", 8050)],
)
def test_amounts_cross_in_minor_units(
    stripe: Sandbox, amount: str, currency: str, minor: int
) -> None:
    intent = gateway.create_intent(attempt(amount, currency), order_number="MS-1")
    assert (intent.amount, intent.currency) == (minor, currency.lower())
    assert intent.order_number == "MS-1"
    assert not intent.settled
    assert not intent.ended_unpaid


def test_one_attempt_has_one_intent(stripe: Sandbox) -> None:
    first = attempt()
    one = gateway.create_intent(first, order_number="MS-1")
    two = gateway.create_intent(first, order_number="MS-1")
    assert one.id == two.id
    assert len(stripe.control("GET", "ledger")["intents"]) == 1


def test_another_amount_under_the_same_attempt_is_refused(stripe: Sandbox) -> None:
    first = attempt()
    gateway.create_intent(first, order_number="MS-1")
    first.amount = Decimal("1.00")
    with pytest.raises(PaymentUnavailable):
        gateway.create_intent(first, order_number="MS-1")


def test_an_intent_is_found_by_its_attempt(stripe: Sandbox) -> None:
    first = attempt()
    assert gateway.find_intent(first) is None
    made = gateway.create_intent(first, order_number="MS-1")
    assert gateway.find_intent(first).id == made.id


def test_what_a_kept_failure_hides_is_found(stripe: Sandbox) -> None:
    first = attempt()
    stripe.control("POST", "faults", [{"action": "status_500_after", "match": {"method": "POST"}}])
    made = gateway.create_intent(first, order_number="MS-1")
    assert gateway.create_intent(first, order_number="MS-1").id == made.id
    stripe.control("POST", f"intents/{made.id}/succeed", {})
    stripe.control("POST", "faults", [{"action": "status_500_after", "match": REFUNDED}])
    refund_gateway.refund_intent(made.id, key="refund:1")
    refund_gateway.refund_intent(made.id, key="refund:1")
    refund_gateway.refund_intent(made.id, key="the day after")
    ledger = stripe.control("GET", "ledger")
    assert len(ledger["intents"]) == len(ledger["charges"]) == 1
    assert ledger["charges"][0]["amount_given_back"] == made.amount


def test_a_failure_that_hides_nothing_stays_a_failure(stripe: Sandbox) -> None:
    first = attempt()
    kept = {"action": "status_500_before", "saved": True, "match": {"method": "POST"}}
    stripe.control("POST", "faults", [kept])
    for _ in range(2):
        with pytest.raises(PaymentUnavailable):
            gateway.create_intent(first, order_number="MS-1")
    assert stripe.control("GET", "ledger")["intents"] == []


def test_a_paid_intent_is_not_cancelled(stripe: Sandbox) -> None:
    intent = gateway.create_intent(attempt(), order_number="MS-1")
    stripe.control("POST", f"intents/{intent.id}/succeed", {})
    with pytest.raises(IntentNotCancellable):
        gateway.cancel_intent(intent.id)
    assert gateway.fetch_intent(intent.id).settled


def test_a_cancelled_intent_can_never_be_paid(stripe: Sandbox) -> None:
    intent = gateway.create_intent(attempt(), order_number="MS-1")
    assert gateway.cancel_intent(intent.id).ended_unpaid
    with pytest.raises(IntentNotCancellable):
        gateway.cancel_intent(intent.id)


def test_the_same_key_refunds_once(stripe: Sandbox) -> None:
    intent = gateway.create_intent(attempt(), order_number="MS-1")
    stripe.control("POST", f"intents/{intent.id}/succeed", {})
    refund_gateway.refund_intent(intent.id, key="refund:1")
    refund_gateway.refund_intent(intent.id, key="refund:1")
    assert [r["amount"] for r in stripe.control("GET", "ledger")["refunds"]] == [2500]


@pytest.mark.parametrize(
    "action", ["reset_before", "reset_after", "truncate", "status_500_before", "429"]
)
def test_whatever_leaves_the_outcome_unknown_is_one_error(stripe: Sandbox, action: str) -> None:
    stripe.control("POST", "faults", {"action": action})
    with pytest.raises(PaymentUnavailable):
        gateway.create_intent(attempt(), order_number="MS-1")


def test_a_wrong_key_is_the_same_error(stripe: Sandbox, settings: object) -> None:
    settings.ENV = settings.ENV.with_values({"STRIPE_SECRET_KEY": "sk_test_expired"})
    gateway.stripe_client.cache_clear()
    with pytest.raises(PaymentUnavailable):
        gateway.create_intent(attempt(), order_number="MS-1")
