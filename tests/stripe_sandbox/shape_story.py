"""A scenario with every kind of response of the sandbox; each response is recorded."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import pytest
import stripe

from tools.testing.stripe_harness import PUBLISHABLE_KEY, Sandbox

RETURN_URL = "http://127.0.0.1:9/done"
ADDRESS = {"line1": "Bondi Road 3", "city": "Sydney", "postal_code": "2026", "country": "AU"}
EXPANDED = ["customer", "payment_method", "latest_charge.balance_transaction.source"]


@dataclass
class Answer:
    """One answer of the API."""

    method: str
    path: str
    status: int
    body: dict[str, Any]
    by_browser: bool


@dataclass
class Recorder(stripe.HTTPClient):
    """The client's HTTP layer, which records responses."""

    answers: list[Answer] = field(default_factory=list)
    name = "recorder"

    def __post_init__(self) -> None:
        super().__init__()
        self._client = stripe.new_default_http_client()

    def request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        post_data: Any = None,
        *,
        _usage: list[str] | None = None,
    ) -> tuple[Any, int, Any]:
        """Call, and keep the answer."""
        body, status, given = self._client.request(method, url, headers, post_data)
        by_browser = f"Bearer {PUBLISHABLE_KEY}" in (headers or {}).values()
        path = urlsplit(url).path
        answer = Answer(method.upper(), path, status, json.loads(body), by_browser)
        self.answers.append(answer)
        return body, status, given

    def close(self) -> None:
        """Close the connections."""
        self._client.close()


@dataclass
class Story:
    """The calls, by a shop and by a browser."""

    sandbox: Sandbox
    recorder: Recorder = field(default_factory=Recorder)

    def __post_init__(self) -> None:
        self.api = self.sandbox.client(http_client=self.recorder).v1
        self.browser = self.sandbox.client(PUBLISHABLE_KEY, self.recorder).v1

    def tell(self) -> list[Answer]:
        """Return every answer."""
        customer = self._customers()
        self._cards(customer)
        self._payments(customer)
        self._waiting()
        self._refunds()
        self._disputes()
        self._errors()
        self._force("payouts")
        self._balance_and_events()
        return self.recorder.answers

    def _pay(self, card: str, **changes: Any) -> stripe.PaymentIntent:
        params: Any = {"amount": 4990, "currency": "eur", "metadata": {"order": "A1"}}
        params |= {"confirm": True, "payment_method": card, "return_url": RETURN_URL}
        return self.api.payment_intents.create(params | changes)

    def _force(self, path: str, **body: object) -> None:
        self.sandbox.control("POST", path, body)

    def _customers(self) -> str:
        customers = self.api.customers
        params: Any = {
            "name": "Ana", "email": "ana@example.org", "phone": "+61255550101", "address": ADDRESS,
            "shipping": {"name": "Ana", "address": ADDRESS}, "preferred_locales": ["en", "fr"],
            "metadata": {"shop": "1"}, "description": "a fan", "payment_method": "pm_card_visa",
        }  # fmt: skip
        customer = customers.create(params).id
        bare = customers.create().id
        customers.update(customer, {"name": "Ana B."})
        customers.retrieve(customer)
        customers.list({"limit": 1})
        customers.list({"starting_after": customer})
        customers.search({"query": "email:'ana@example.org'"})
        customers.search({"query": "email:null OR name~'Ana'", "limit": 1})
        options: Any = {"stripe_version": stripe.api_version}
        key = self.api.ephemeral_keys.create({"customer": customer}, options)
        self.api.customer_sessions.create(
            {"customer": customer, "components": {"payment_element": {"enabled": True}}}
        )
        features: Any = {
            "payment_method_redisplay": "enabled",
            "payment_method_save": "enabled",
            "payment_method_save_usage": "on_session",
            "payment_method_allow_redisplay_filters": ["always", "unspecified"],
        }
        component: Any = {"enabled": True, "features": features}
        self.api.customer_sessions.create(
            {"customer": customer, "components": {"payment_element": component}}
        )
        self.api.ephemeral_keys.delete(key.id)
        customers.delete(bare)
        return customer

    def _cards(self, customer: str) -> None:
        methods = self.api.payment_methods
        card: Any = {"number": "4242424242424242", "exp_month": 12, "exp_year": 2040, "cvc": "123"}
        billing: Any = {"name": "Ana", "email": "ana@example.org", "address": ADDRESS}
        self.browser.payment_methods.create({"type": "card", "card": card})
        method = methods.create({"type": "card", "card": card, "billing_details": billing}).id
        methods.attach(method, {"customer": customer})
        methods.update(method, {"metadata": {"kept": "yes"}})
        methods.retrieve(method, {"expand": ["customer"]})
        methods.list({"customer": customer})
        self.api.customers.payment_methods.list(customer)
        methods.detach(method)

    def _payments(self, customer: str) -> None:
        intents, charges = self.api.payment_intents, self.api.charges
        waiting = intents.create({"amount": 4990, "currency": "eur"})
        intents.update(waiting.id, {"description": "two towels", "metadata": {"order": "A2"}})
        intents.create({"amount": 4990, "currency": "eur", "payment_method": "pm_card_visa"})
        secret: Any = {"client_secret": waiting.client_secret}
        self.browser.payment_intents.retrieve(waiting.id, secret)
        paying: Any = {"payment_method": "pm_card_visa", "return_url": RETURN_URL}
        declined: Any = {"payment_method": "pm_card_chargeDeclined", "return_url": RETURN_URL}
        with refused(stripe.CardError):
            self.browser.payment_intents.confirm(waiting.id, secret | declined)
        self.browser.payment_intents.confirm(waiting.id, secret | paying)
        paid = self._pay(
            "pm_card_mastercard",
            customer=customer,
            receipt_email="ana@example.org",
            setup_future_usage="off_session",
            shipping={"name": "Ana", "phone": "+61255550101", "address": ADDRESS},
            statement_descriptor_suffix="TOWELS",
        )
        self._pay("pm_card_jp", amount=4990, currency="jpy", payment_method_types=["card"])
        intents.retrieve(paid.id, {"expand": EXPANDED})
        charge = str(paid.latest_charge)
        self.api.refunds.create({"charge": charge, "amount": 100})
        charges.retrieve(charge, {"expand": ["refunds", "payment_intent", "balance_transaction"]})
        charges.update(charge, {"description": "two towels"})
        charges.list()
        charges.search({"query": "status:'succeeded'"})
        part = self._pay("pm_card_visa", capture_method="manual")
        intents.capture(part.id, {"amount_to_capture": 4000})
        given_up = self._pay("pm_card_visa", capture_method="manual")
        intents.cancel(given_up.id, {"cancellation_reason": "requested_by_customer"})
        expired = intents.create({"amount": 4990, "currency": "eur"}).id
        self._force(f"intents/{expired}/expire")
        intents.retrieve(expired)
        intents.list({"expand": ["data.latest_charge"], "limit": 100})
        intents.search({"query": "metadata['order']:'A1'"})

    def _waiting(self) -> None:
        """3-D Secure and slow payments, each with both ends."""
        for card, end in (
            ("authenticationRequired", "authenticate"),
            ("authenticationRequired", "fail"),
            ("sandboxProcessing", "succeed"),
            ("sandboxLateFailure", "fail"),
        ):
            intent = self._pay(f"pm_card_{card}").id
            self._force(f"intents/{intent}/{end}")
            self.api.payment_intents.retrieve(intent, {"expand": ["latest_charge"]})
        self.api.payment_intents.create(
            {
                "amount": 4990,
                "currency": "eur",
                "confirm": True,
                "payment_method": "pm_card_authenticationRequired",
                "automatic_payment_methods": {"enabled": True, "allow_redirects": "never"},
            }
        )

    def _refunds(self) -> None:
        refunds = self.api.refunds
        for card, end in (("visa", ""), ("pendingRefund", "succeed"), ("refundFail", "fail")):
            intent = self._pay(f"pm_card_{card}").id
            refund = refunds.create({"payment_intent": intent, "reason": "duplicate"}).id
            if end:
                self._force(f"refunds/{refund}/{end}")
            refunds.update(refund, {"metadata": {"why": "torn"}})
            expand = ["charge", "payment_intent", "balance_transaction.source", "payment_method"]
            refunds.retrieve(refund, {"expand": expand})
        refunds.list()

    def _disputes(self) -> None:
        disputes = self.api.disputes
        self._pay("pm_card_createDispute")
        first = disputes.list().data[0].id
        disputes.retrieve(first, {"expand": ["charge", "payment_intent"]})
        disputes.update(first, {"evidence": {"product_description": "a towel"}})
        letter = BytesIO(b"%PDF-1.4")
        letter.name = "letter.pdf"  # its type goes by its name
        self.api.files.create({"purpose": "dispute_evidence", "file": letter})
        self._force(f"disputes/{first}/close", won=True)
        disputes.retrieve(first)
        self._pay("pm_card_createDisputeProductNotReceived")
        second = disputes.list().data[0].id
        disputes.close(second)

    def _errors(self) -> None:
        intents = self.api.payment_intents
        for card in ("chargeDeclined", "radarBlock", "chargeDeclinedIncorrectCvc",
                     "chargeDeclinedProcessingError", "chargeDeclinedExpiredCard"):  # fmt: skip
            with refused(stripe.CardError) as refusal:
                self._pay(f"pm_card_{card}")
        intents.retrieve(refusal()["payment_intent"]["id"], {"expand": ["latest_charge"]})
        with refused(stripe.CardError):
            self._pay("pm_card_authenticationRequired", off_session=True)
        with refused(stripe.InvalidRequestError):
            intents.retrieve("pi_unknown")
        with refused(stripe.InvalidRequestError):
            intents.create({"amount": 0, "currency": "eur"})
        with refused(stripe.InvalidRequestError):
            intents.cancel(self._pay("pm_card_visa").id)
        with refused(stripe.InvalidRequestError):
            self.api.setup_intents.create()
        with refused(stripe.AuthenticationError):
            self.sandbox.client("sk_test_another", self.recorder).v1.charges.list()
        self.api.customers.create({"name": "Bo"}, {"idempotency_key": "same"})
        with refused(stripe.IdempotencyError):
            self.api.customers.create({"name": "Cy"}, {"idempotency_key": "same"})
        for action, kind in (("429", stripe.RateLimitError), ("status_500_after", stripe.APIError)):
            self._force("faults", action=action)
            with refused(kind):
                self.api.charges.list()

    def _balance_and_events(self) -> None:
        entries = self.api.balance_transactions.list({"expand": ["data.source"], "limit": 100})
        self.api.balance_transactions.retrieve(entries.data[0].id)
        events = list(self.api.events.list({"limit": 100}).auto_paging_iter())
        self.api.events.retrieve(events[0].id)


@contextmanager
def refused(kind: type[stripe.StripeError]) -> Iterator[Callable[[], Any]]:
    """Expect an error; the yielded function returns its body afterwards."""
    with pytest.raises(kind) as refusal:
        yield lambda: json.loads(str(refusal.value.http_body))["error"]
    assert type(refusal.value) is kind
