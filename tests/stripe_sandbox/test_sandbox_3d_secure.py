"""3-D Secure: the intent requires it, the buyer decides on the sandbox's page and returns."""

import urllib.error
import urllib.request
from http.client import HTTPMessage
from typing import IO
from urllib.parse import parse_qs, urlsplit

import pytest
import stripe

from tools.testing.stripe_harness import PUBLISHABLE_KEY, Sandbox

RETURN_URL = "http://127.0.0.1:9/orders/A1/?basket=7"


class Stay(urllib.request.HTTPRedirectHandler):
    """Do not follow redirects: the shop's address does not exist here."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> None:
        """Return no request to follow."""


def challenge(api: stripe.StripeClient) -> tuple[str, str]:
    """Return the id of a payment that waits for the buyer, and the address of the page."""
    intent = api.v1.payment_intents.create(
        {
            "amount": 4990,
            "currency": "eur",
            "confirm": True,
            "payment_method": "pm_card_authenticationRequired",
            "return_url": RETURN_URL,
        }
    )
    assert intent.status == "requires_action"
    assert intent.next_action is not None
    assert intent.next_action.redirect_to_url is not None
    return intent.id, intent.next_action.redirect_to_url.url or ""


def decide(page: str, decision: str) -> dict[str, list[str]]:
    """Press a button of the page; return the query the shop is called with."""
    opener = urllib.request.build_opener(Stay)
    with pytest.raises(urllib.error.HTTPError) as redirect:
        opener.open(page, data=f"decision={decision}".encode())
    assert redirect.value.code == 303
    target = redirect.value.headers["Location"]
    assert target.startswith(RETURN_URL)
    return parse_qs(urlsplit(target).query)


def test_completing_the_challenge_pays_and_leads_back(api: stripe.StripeClient) -> None:
    intent, page = challenge(api)
    query = decide(page, "complete")
    paid = api.v1.payment_intents.retrieve(intent)
    assert paid.status == "succeeded"
    assert query == {
        "basket": ["7"],
        "payment_intent": [intent],
        "payment_intent_client_secret": [paid.client_secret],
        "redirect_status": ["succeeded"],
    }


def test_failing_the_challenge_leaves_the_intent_open(api: stripe.StripeClient) -> None:
    intent, page = challenge(api)
    assert decide(page, "fail")["redirect_status"] == ["failed"]
    again = api.v1.payment_intents.retrieve(intent)
    assert again.status == "requires_payment_method"
    assert again.last_payment_error is not None
    assert again.last_payment_error.code == "payment_intent_authentication_failure"


def test_the_challenge_is_answered_once(api: stripe.StripeClient) -> None:
    intent, page = challenge(api)
    decide(page, "complete")
    assert decide(page, "fail")["redirect_status"] == ["succeeded"]
    assert api.v1.payment_intents.retrieve(intent).status == "succeeded"


def test_a_guessed_address_is_not_found(api: stripe.StripeClient) -> None:
    _, page = challenge(api)
    with pytest.raises(urllib.error.HTTPError) as refusal:
        urllib.request.urlopen(page + "x")
    assert refusal.value.code == 404


def test_a_browser_reads_an_intent_with_its_secret_only(
    api: stripe.StripeClient, sandbox: Sandbox
) -> None:
    intent = api.v1.payment_intents.create(
        {"amount": 4990, "currency": "eur", "metadata": {"a": "b"}}
    )
    browser = sandbox.client(PUBLISHABLE_KEY)
    with pytest.raises(stripe.InvalidRequestError, match="client_secret"):
        browser.v1.payment_intents.retrieve(intent.id)
    seen = browser.v1.payment_intents.retrieve(
        intent.id, {"client_secret": intent.client_secret or ""}
    )
    assert seen.amount == 4990
    assert "metadata" not in seen
