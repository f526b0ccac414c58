"""Idempotency keys as in Stripe: one effect, the first response again, faults included."""

import threading

import pytest
import stripe

from tools.testing.stripe_harness import Sandbox


def create(api: stripe.StripeClient, key: str, amount: int = 2500) -> stripe.PaymentIntent:
    """Create a PaymentIntent under a key."""
    return api.v1.payment_intents.create(
        {"amount": amount, "currency": "eur"}, {"idempotency_key": key}
    )


def intents(sandbox: Sandbox) -> int:
    """Return the number of intents in the sandbox."""
    return len(sandbox.control("GET", "ledger")["intents"])


def test_the_same_key_gives_the_same_intent(api: stripe.StripeClient, sandbox: Sandbox) -> None:
    first, second = create(api, "k1"), create(api, "k1")
    assert first.id == second.id
    assert second.last_response is not None
    assert second.last_response.headers["Idempotent-Replayed"] == "true"
    assert intents(sandbox) == 1


def test_the_same_key_with_other_parameters_is_refused(api: stripe.StripeClient) -> None:
    create(api, "k1")
    with pytest.raises(stripe.IdempotencyError, match="same parameters"):
        create(api, "k1", amount=2600)


def test_the_same_key_while_the_first_call_runs_is_a_conflict(
    api: stripe.StripeClient, sandbox: Sandbox
) -> None:
    slow = {"action": "delay", "seconds": 0.6, "match": {"path": "^/v1/payment_intents$"}}
    sandbox.control("POST", "faults", slow)
    first = threading.Thread(target=create, args=(sandbox.client(), "k1"))
    first.start()
    pause = threading.Event()
    pause.wait(0.2)
    with pytest.raises(stripe.APIError) as conflict:
        create(api, "k1")
    first.join()
    assert conflict.value.http_status == 409
    assert intents(sandbox) == 1


def test_an_answer_lost_on_the_way_is_given_again(
    api: stripe.StripeClient, sandbox: Sandbox
) -> None:
    sandbox.control("POST", "faults", {"action": "reset_after"})
    with pytest.raises(stripe.APIConnectionError):
        create(api, "k1")
    assert intents(sandbox) == 1
    assert create(api, "k1").status == "requires_payment_method"
    assert intents(sandbox) == 1


def test_a_call_that_never_arrived_can_be_repeated(
    api: stripe.StripeClient, sandbox: Sandbox
) -> None:
    sandbox.control("POST", "faults", {"action": "reset_before"})
    with pytest.raises(stripe.APIConnectionError):
        create(api, "k1")
    assert intents(sandbox) == 0
    assert create(api, "k1").amount == 2500
    assert intents(sandbox) == 1


def test_an_answer_cut_in_the_middle_is_a_connection_error(
    api: stripe.StripeClient, sandbox: Sandbox
) -> None:
    sandbox.control("POST", "faults", {"action": "truncate"})
    with pytest.raises(stripe.APIConnectionError):
        create(api, "k1")
    assert create(api, "k1").amount == 2500
    assert intents(sandbox) == 1


def test_a_500_after_the_effect_stays_the_answer_of_its_key(
    api: stripe.StripeClient, sandbox: Sandbox
) -> None:
    sandbox.control("POST", "faults", {"action": "status_500_after"})
    for _ in range(2):
        with pytest.raises(stripe.APIError) as failure:
            create(api, "k1")
        assert failure.value.http_status == 500
    assert intents(sandbox) == 1


def test_a_429_is_a_rate_limit_and_keeps_nothing(
    api: stripe.StripeClient, sandbox: Sandbox
) -> None:
    sandbox.control("POST", "faults", {"action": "429"})
    with pytest.raises(stripe.RateLimitError):
        create(api, "k1")
    assert create(api, "k1").amount == 2500


def test_a_refund_under_one_key_happens_once(api: stripe.StripeClient, sandbox: Sandbox) -> None:
    intent = create(api, "k1")
    api.v1.payment_intents.confirm(
        intent.id, {"payment_method": "pm_card_visa", "return_url": "http://127.0.0.1:9/"}
    )
    for _ in range(2):
        api.v1.refunds.create(
            {"payment_intent": intent.id, "amount": 1000}, {"idempotency_key": "refund:1"}
        )
    assert sandbox.control("GET", "ledger")["totals"]["eur"]["refunded"] == 1000
