"""Stripe's webhook: verified on the raw bytes, stored once, answered; a job does the rest."""

import hashlib
import hmac
import json
import time
from typing import Any

import pytest
from django.test import Client

from shop.finance.ledger.models import Account, Entry
from shop.finance.payments.gateway import API_VERSION
from shop.finance.payments.models import StripeEvent
from shop.orders.payment.settlement import settle_payment
from shop.orders.payment.tasks import UnknownIntentError, settle_event
from shop.oscar.order.models import Order, OrderState
from tests.orders.sandbox import attempt_of, confirm, decline, pay
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import queued_jobs, run_queued_jobs, waiting_order
from tools.testing.stripe_harness import WEBHOOK_SECRET, Sandbox

URL = "/webhooks/stripe/"


def signature(payload: bytes, secret: str = WEBHOOK_SECRET, at: int | None = None) -> str:
    """Sign as https://docs.stripe.com/webhooks#verify-manually describes it."""
    at = int(time.time()) if at is None else at
    digest = hmac.new(secret.encode(), f"{at}.".encode() + payload, hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"


def deliver(client: Client, payload: bytes, signed: str | None = None) -> int:
    """Post an event; return the status of the answer."""
    signed = signature(payload) if signed is None else signed
    answer = client.post(
        URL, payload, content_type="application/json", headers={"Stripe-Signature": signed}
    )
    return answer.status_code


def event(kind: str, intent_id: str, event_id: str = "evt_1") -> bytes:
    """Return an event about an intent, in the shape in which Stripe sends it."""
    subject = {"object": "payment_intent", "id": intent_id, "status": "succeeded"}
    content = {"id": event_id, "object": "event", "type": kind, "data": {"object": subject}}
    return json.dumps(content).encode()


def test_an_event_is_stored_and_its_job_pays_the_order(
    world: RightsWorld, stripe: Sandbox, client: Client
) -> None:
    order = waiting_order(world.product())
    pay(stripe, order)
    payload = event("payment_intent.succeeded", attempt_of(order).intent_id)
    assert deliver(client, payload) == 200
    assert Order.objects.get().status == OrderState.PENDING
    assert queued_jobs() == ["ordering.settle_event"]
    run_queued_jobs()
    assert Order.objects.get().status == OrderState.PAID
    assert StripeEvent.objects.get().handled_at is not None


def test_an_event_of_the_sandbox_itself_is_understood(
    world: RightsWorld, stripe: Sandbox, client: Client
) -> None:
    order = waiting_order(world.product())
    pay(stripe, order)
    (sent,) = stripe.client().v1.events.list({"type": "payment_intent.succeeded"}).data
    assert deliver(client, str(sent).encode()) == 200
    assert StripeEvent.objects.get().intent_id == attempt_of(order).intent_id


@pytest.mark.parametrize(
    "signed",
    [
        "",
        "t=1,v1=00",
        signature(b"{}"),
        signature(event("payment_intent.succeeded", "pi_1"), secret="whsec_other"),
        signature(event("payment_intent.succeeded", "pi_1"), at=int(time.time()) - 3600),
    ],
    ids=["none", "nonsense", "of other bytes", "by another secret", "an hour old"],
)
def test_a_bad_signature_is_refused_without_effect(
    world: RightsWorld, stripe: Sandbox, client: Client, signed: str
) -> None:
    assert deliver(client, event("payment_intent.succeeded", "pi_1"), signed) == 400
    assert not StripeEvent.objects.exists()
    assert queued_jobs() == []


def test_signed_bytes_that_are_no_json_are_refused(
    world: RightsWorld, stripe: Sandbox, client: Client
) -> None:
    assert deliver(client, b"not json") == 400
    assert not StripeEvent.objects.exists()


def test_the_same_event_twice_is_stored_and_handled_once(
    world: RightsWorld, stripe: Sandbox, client: Client
) -> None:
    payload = event("payment_intent.succeeded", "pi_1")
    assert [deliver(client, payload), deliver(client, payload)] == [200, 200]
    assert StripeEvent.objects.count() == 1
    assert queued_jobs() == ["ordering.settle_event"]


def test_an_event_that_means_nothing_to_us_is_stored_and_answered(
    world: RightsWorld, stripe: Sandbox, client: Client
) -> None:
    content = {"id": "evt_2", "object": "event", "type": "product.created"}
    content["data"] = {"object": {"object": "product", "id": "prod_1"}}
    assert deliver(client, json.dumps(content).encode()) == 200
    assert StripeEvent.objects.get().type == "product.created"
    assert queued_jobs() == []


def test_the_event_of_our_own_request_is_stored_without_a_job(
    world: RightsWorld, stripe: Sandbox, client: Client
) -> None:
    assert deliver(client, event("payment_intent.created", "pi_1")) == 200
    assert StripeEvent.objects.get().type == "payment_intent.created"
    assert queued_jobs() == []


def test_an_event_before_its_intent_is_known_is_kept_and_tried_again(
    world: RightsWorld, stripe: Sandbox, client: Client
) -> None:
    assert deliver(client, event("payment_intent.succeeded", "pi_unknown")) == 200
    with pytest.raises(UnknownIntentError):
        settle_event("evt_1")
    assert StripeEvent.objects.get().handled_at is None


def test_what_an_event_claims_does_not_count_stripe_is_asked(
    world: RightsWorld, stripe: Sandbox, client: Client
) -> None:
    order = waiting_order(world.product())
    deliver(client, event("payment_intent.succeeded", attempt_of(order).intent_id))
    run_queued_jobs()
    assert Order.objects.get().status == OrderState.PENDING


def test_the_webhook_is_posted_to_not_read(world: RightsWorld, client: Client) -> None:
    assert client.get(URL).status_code == 405


def test_both_secrets_are_accepted_while_one_is_rolled(
    world: RightsWorld, stripe: Sandbox, client: Client, settings: Any
) -> None:
    payload = event("payment_intent.created", "pi_1")
    former = signature(payload, secret="whsec_former")
    assert deliver(client, payload, former) == 400
    rolled = {"STRIPE_WEBHOOK_SECRET_PREVIOUS": "whsec_former"}
    settings.ENV = settings.ENV.with_values(rolled)
    assert deliver(client, payload, former) == 200
    assert deliver(client, payload) == 200
    assert deliver(client, payload, signature(payload, secret="whsec_other")) == 400
    assert StripeEvent.objects.count() == 1


def test_a_dispute_is_in_the_books_when_stripe_tells_of_it(
    world: RightsWorld, stripe: Sandbox, client: Client
) -> None:
    order = waiting_order(world.product())
    confirm(stripe, order, "pm_card_createDispute")
    settle_payment(attempt_of(order).pk)
    (sent,) = stripe.client().v1.events.list({"type": "charge.dispute.created"}).data
    assert deliver(client, str(sent).encode()) == 200
    run_queued_jobs()
    assert Entry.objects.filter(journal__order=order, account=Account.DISPUTES).exists()
    assert StripeEvent.objects.get(type="charge.dispute.created").handled_at is not None


@pytest.mark.parametrize("kind", ["payment_intent.payment_failed", "charge.failed"])
def test_of_an_event_no_card_address_or_secret_is_stored(
    world: RightsWorld, stripe: Sandbox, client: Client, kind: str
) -> None:
    order = waiting_order(world.product())
    decline(stripe, order, "pm_card_chargeDeclined")
    (sent,) = stripe.client().v1.events.list({"type": kind}).data
    assert "last4" in str(sent)
    assert deliver(client, str(sent).encode()) == 200
    stored = StripeEvent.objects.get()
    assert (stored.type, stored.intent_id) == (kind, attempt_of(order).intent_id)
    kept = json.dumps(stored.payload)
    for private in ("last4", "fingerprint", "exp_year", "_secret_", "billing_details"):
        assert private not in kept, private
    assert "generic_decline" in kept


def test_the_version_of_stripes_interface_is_asked_for_by_name(
    world: RightsWorld, stripe: Sandbox
) -> None:
    waiting_order(world.product())
    assert {call["stripe_version"] for call in stripe.control("GET", "calls")} == {API_VERSION}


@pytest.mark.parametrize(
    "content",
    [
        [],
        {"id": "evt_9", "type": "charge.refunded"},
        {"id": "evt_9", "type": "charge.refunded", "data": []},
        {"id": "evt_9", "type": "charge.refunded", "data": {"object": None}},
        {"id": 9, "type": "charge.refunded", "data": {"object": {}}},
        {"id": "evt_9", "type": None, "data": {"object": {}}},
    ],
)
def test_a_signed_event_of_another_shape_is_refused(
    world: RightsWorld, stripe: Sandbox, client: Client, content: object
) -> None:
    assert deliver(client, json.dumps(content).encode()) == 400
    assert StripeEvent.objects.count() == 0
