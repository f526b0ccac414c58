"""Payments by the official client: success, decline, manual capture, refunds, minor units."""

from typing import Any

import pytest
import stripe

from tools.testing.stripe_harness import Sandbox

RETURN_URL = "http://127.0.0.1:9/done"


def create(api: stripe.StripeClient, **changes: object) -> stripe.PaymentIntent:
    """Create a PaymentIntent over 49.90 EUR."""
    params: Any = {
        "amount": 4990,
        "currency": "eur",
        "automatic_payment_methods": {"enabled": True},
        "metadata": {"order": "A1"},
        **changes,
    }
    return api.v1.payment_intents.create(params)


def pay(api: stripe.StripeClient, intent: str, card: str) -> stripe.PaymentIntent:
    """Confirm with a test card."""
    return api.v1.payment_intents.confirm(
        intent, {"payment_method": card, "return_url": RETURN_URL}
    )


def test_a_new_intent_waits_for_a_payment_method(api: stripe.StripeClient) -> None:
    intent = create(api)
    assert intent.status == "requires_payment_method"
    assert intent.client_secret is not None
    assert intent.client_secret.startswith(f"{intent.id}_secret_")
    assert api.v1.payment_intents.retrieve(intent.id).metadata.to_dict() == {"order": "A1"}


def test_a_good_card_pays_the_intent(api: stripe.StripeClient, sandbox: Sandbox) -> None:
    paid = pay(api, create(api).id, "pm_card_visa")
    assert (paid.status, paid.amount_received) == ("succeeded", 4990)
    assert sandbox.control("GET", "ledger")["totals"] == {
        "eur": {"captured": 4990, "refunded": 0, "fees": 100, "net": 4890}
    }


def test_a_declined_card_raises_the_card_error_and_leaves_the_intent_open(
    api: stripe.StripeClient,
) -> None:
    intent = create(api)
    with pytest.raises(stripe.CardError) as refusal:
        pay(api, intent.id, "pm_card_chargeDeclined")
    assert refusal.value.http_status == 402
    assert refusal.value.code == "card_declined"
    assert refusal.value.error is not None
    assert refusal.value.error.decline_code == "generic_decline"
    again = api.v1.payment_intents.retrieve(intent.id)
    assert again.status == "requires_payment_method"
    assert again.last_payment_error is not None
    assert again.last_payment_error.decline_code == "generic_decline"
    assert pay(api, intent.id, "pm_card_visa").status == "succeeded"


def test_insufficient_funds_are_named(api: stripe.StripeClient) -> None:
    with pytest.raises(stripe.CardError, match="insufficient funds"):
        pay(api, create(api).id, "pm_card_chargeDeclinedInsufficientFunds")


def test_manual_capture_takes_part_of_what_was_authorized(api: stripe.StripeClient) -> None:
    held = pay(api, create(api, capture_method="manual").id, "pm_card_visa")
    assert (held.status, held.amount_capturable) == ("requires_capture", 4990)
    taken = api.v1.payment_intents.capture(held.id, {"amount_to_capture": 4000})
    assert (taken.status, taken.amount_received) == ("succeeded", 4000)


def test_a_canceled_intent_cannot_be_paid_nor_canceled_again(api: stripe.StripeClient) -> None:
    intent = create(api)
    assert api.v1.payment_intents.cancel(intent.id).status == "canceled"
    with pytest.raises(stripe.InvalidRequestError) as again:
        api.v1.payment_intents.cancel(intent.id)
    assert again.value.code == "payment_intent_unexpected_state"
    with pytest.raises(stripe.InvalidRequestError):
        pay(api, intent.id, "pm_card_visa")


def test_a_paid_intent_cannot_be_canceled(api: stripe.StripeClient) -> None:
    intent = pay(api, create(api).id, "pm_card_visa")
    with pytest.raises(stripe.InvalidRequestError, match="status of succeeded"):
        api.v1.payment_intents.cancel(intent.id)


def test_refunds_never_exceed_what_was_captured(api: stripe.StripeClient, sandbox: Sandbox) -> None:
    intent = pay(api, create(api).id, "pm_card_visa")
    part = api.v1.refunds.create({"payment_intent": intent.id, "amount": 990})
    assert (part.status, part.amount) == ("succeeded", 990)
    with pytest.raises(stripe.InvalidRequestError, match="greater than unrefunded"):
        api.v1.refunds.create({"payment_intent": intent.id, "amount": 4001})
    assert api.v1.refunds.create({"payment_intent": intent.id}).amount == 4000
    with pytest.raises(stripe.InvalidRequestError) as nothing_left:
        api.v1.refunds.create({"payment_intent": intent.id})
    assert nothing_left.value.code == "charge_already_refunded"
    assert sandbox.control("GET", "ledger")["totals"]["eur"]["refunded"] == 4990


def test_yen_have_no_minor_unit(api: stripe.StripeClient, sandbox: Sandbox) -> None:
    paid = pay(api, create(api, amount=12800, currency="jpy").id, "pm_card_jp")
    assert (paid.amount_received, paid.currency) == (12800, "jpy")
    with pytest.raises(stripe.InvalidRequestError, match="¥50 jpy"):
        create(api, amount=49, currency="jpy")
    assert sandbox.control("GET", "ledger")["totals"]["jpy"]["captured"] == 12800


@pytest.mark.parametrize(
    ("changes", "param"),
    [
        ({"amount": 0}, "amount"),
        ({"amount": "12.50"}, "amount"),
        ({"currency": "xyz"}, "currency"),
        ({"prise": 3}, "prise"),
    ],
)
def test_wrong_parameters_are_refused_by_name(
    api: stripe.StripeClient, changes: dict[str, object], param: str
) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        create(api, **changes)
    assert refusal.value.param == param


def test_an_unknown_intent_is_not_found(api: stripe.StripeClient) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        api.v1.payment_intents.retrieve("pi_unknown")
    assert (refusal.value.http_status, refusal.value.code) == (404, "resource_missing")


def test_only_the_agreed_keys_are_taken(sandbox: Sandbox) -> None:
    for key in ("sk_test_another", "sk_live_real", "pk_test_harness"):
        with pytest.raises(stripe.AuthenticationError):
            create(sandbox.client(key))


def test_an_intent_is_found_by_its_metadata(api: stripe.StripeClient) -> None:
    wanted = create(api, metadata={"order": "B7"})
    create(api)
    found = api.v1.payment_intents.search({"query": "metadata['order']:'B7'"})
    assert [intent.id for intent in found.data] == [wanted.id]


def test_customers_keep_cards_and_lists_come_in_pages(api: stripe.StripeClient) -> None:
    customers = [
        api.v1.customers.create({"email": f"{name}@example.org"}) for name in ("ana", "bo", "cy")
    ]
    api.v1.payment_methods.attach("pm_card_visa", {"customer": customers[0].id})
    kept = api.v1.customers.payment_methods.list(customers[0].id)
    assert [method.card.last4 for method in kept.data if method.card] == ["4242"]
    page = api.v1.customers.list({"limit": 2})
    assert page.has_more
    assert [customer.email for customer in page.auto_paging_iter()] == [
        "cy@example.org",
        "bo@example.org",
        "ana@example.org",
    ]


def test_a_slow_method_stays_processing_until_it_is_settled(
    api: stripe.StripeClient, sandbox: Sandbox
) -> None:
    waiting = pay(api, create(api).id, "pm_card_sandboxProcessing")
    assert waiting.status == "processing"
    assert sandbox.control("POST", f"intents/{waiting.id}/succeed")["status"] == "succeeded"


def test_a_dispute_takes_the_money_back(api: stripe.StripeClient, sandbox: Sandbox) -> None:
    intent = pay(api, create(api).id, "pm_card_visa")
    sandbox.control("POST", f"intents/{intent.id}/dispute")
    disputes = api.v1.disputes.list({"payment_intent": intent.id}).data
    assert [(dispute.amount, dispute.status) for dispute in disputes] == [(4990, "needs_response")]
    with pytest.raises(stripe.InvalidRequestError, match="charged back"):
        api.v1.refunds.create({"payment_intent": intent.id})
