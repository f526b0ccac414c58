"""Webhooks: signed as Stripe signs, repeated until answered, lost, held or doubled on request."""

import json

import pytest
import stripe

from tools.testing.stripe_harness import WEBHOOK_SECRET, Receiver, Sandbox, wait_until

PAID = "payment_intent.succeeded"


def pay(api: stripe.StripeClient) -> stripe.PaymentIntent:
    """Pay 49.90 EUR."""
    return api.v1.payment_intents.create(
        {
            "amount": 4990,
            "currency": "eur",
            "confirm": True,
            "payment_method": "pm_card_visa",
            "return_url": "http://127.0.0.1:9/",
            "metadata": {"order": "A1"},
        }
    )


def deliveries(sandbox: Sandbox, status: str) -> int:
    """Return how many deliveries of "paid" have a status."""
    return len(sandbox.control("GET", f"deliveries?type={PAID}&status={status}"))


def test_a_payment_is_told_with_a_signature_the_official_client_accepts(
    api: stripe.StripeClient, receiver: Receiver
) -> None:
    intent = pay(api)
    wait_until(lambda: len(receiver.received) == 3)
    assert sorted(receiver.types()) == ["charge.succeeded", "payment_intent.created", PAID]
    paid = next(event for event in receiver.events() if event.type == PAID)
    assert paid.data.object["id"] == intent.id
    assert paid.data.object["metadata"]["order"] == "A1"
    assert api.v1.events.retrieve(paid.id).type == PAID


def test_a_changed_payload_or_another_secret_is_refused(
    api: stripe.StripeClient, receiver: Receiver
) -> None:
    pay(api)
    wait_until(lambda: receiver.received)
    payload, signature = receiver.received[0]
    for body, secret in ((payload + b" ", WEBHOOK_SECRET), (payload, "whsec_another")):
        with pytest.raises(stripe.SignatureVerificationError):
            stripe.Webhook.construct_event(body, signature, secret)


def test_an_event_is_sent_again_until_it_is_answered(
    api: stripe.StripeClient, receiver: Receiver, sandbox: Sandbox
) -> None:
    receiver.answers = [500, 500, 500]
    pay(api)
    wait_until(lambda: len(receiver.received) == 6)
    wait_until(lambda: deliveries(sandbox, "delivered") == 1)
    attempts = sandbox.control("GET", f"deliveries?type={PAID}")[0]["attempts"]
    assert [attempt["outcome"] for attempt in attempts] == [500, 200]


def test_a_lost_event_is_known_to_the_api_and_can_be_sent_again(
    api: stripe.StripeClient, receiver: Receiver, sandbox: Sandbox
) -> None:
    sandbox.control("POST", "faults", {"action": "lose", "match": {"type": f"^{PAID}$"}})
    pay(api)
    wait_until(lambda: len(receiver.received) == 2)
    assert PAID not in receiver.types()
    assert deliveries(sandbox, "lost") == 1
    sandbox.control("DELETE", "faults")
    [event] = api.v1.events.list({"type": PAID}).data
    sandbox.control("POST", f"events/{event.id}/resend")
    wait_until(lambda: PAID in receiver.types())


def test_a_doubled_event_comes_twice_with_one_id(
    api: stripe.StripeClient, receiver: Receiver, sandbox: Sandbox
) -> None:
    double = {"action": "duplicate", "seconds": 0.1, "match": {"type": PAID}}
    sandbox.control("POST", "faults", double)
    pay(api)
    wait_until(lambda: receiver.types().count(PAID) == 2)
    assert len({event.id for event in receiver.events() if event.type == PAID}) == 1


def test_held_events_wait_for_their_release(
    api: stripe.StripeClient, receiver: Receiver, sandbox: Sandbox
) -> None:
    sandbox.control("POST", "faults", {"action": "hold"})
    pay(api)
    assert deliveries(sandbox, "held") == 1
    assert receiver.received == []
    assert len(sandbox.control("POST", "deliveries/release")) == 3
    wait_until(lambda: len(receiver.received) == 3)


def test_switched_off_targets_get_nothing(
    api: stripe.StripeClient, receiver: Receiver, sandbox: Sandbox
) -> None:
    sandbox.control("POST", "webhooks", {"enabled": False})
    pay(api)
    assert sandbox.control("GET", "deliveries") == []
    assert receiver.received == []


def test_a_decline_is_told_with_its_reason(api: stripe.StripeClient, receiver: Receiver) -> None:
    intent = api.v1.payment_intents.create({"amount": 4990, "currency": "eur"})
    with pytest.raises(stripe.CardError):
        api.v1.payment_intents.confirm(
            intent.id,
            {"payment_method": "pm_card_chargeDeclined", "return_url": "http://127.0.0.1:9/"},
        )
    wait_until(lambda: "payment_intent.payment_failed" in receiver.types())
    bodies = [json.loads(payload) for payload, _ in receiver.received]
    failed = next(body for body in bodies if body["type"] == "payment_intent.payment_failed")
    assert failed["data"]["object"]["last_payment_error"]["decline_code"] == "generic_decline"
