"""Every answer of the sandbox has the shape that the installed `stripe` package declares."""

import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import stripe

import tools.stripe_sandbox
from tests.stripe_sandbox.shape_story import Answer, Story
from tests.stripe_sandbox.shapes import differences
from tools.stripe_sandbox.endpoints import ENDPOINTS
from tools.stripe_sandbox.render import CLIENT_FIELDS
from tools.testing.stripe_harness import WEBHOOK_SECRET, Sandbox, receiving, wait_until

KINDS: dict[str, Any] = {
    "payment_intents": stripe.PaymentIntent,
    "charges": stripe.Charge,
    "refunds": stripe.Refund,
    "disputes": stripe.Dispute,
    "files": stripe.File,
    "events": stripe.Event,
    "balance_transactions": stripe.BalanceTransaction,
    "customers": stripe.Customer,
    "payment_methods": stripe.PaymentMethod,
    "ephemeral_keys": stripe.EphemeralKey,
    "customer_sessions": stripe.CustomerSession,
}
# A payout is not asked for; its event has it.
BY_NAME = {kind.OBJECT_NAME: kind for kind in (*KINDS.values(), stripe.Payout)}
ON_PURPOSE = {
    "ephemeral_key.associated_objects: not known": "Stripe sends it, for the mobile SDKs only",
    "search_result.url: not known": "Stripe sends it; the package reads it undeclared",
    "search_result.next_page: None is not str": "Stripe sends null with the last page",
}
"""Differences that stay, with the reason; also in "Where it differs" of the sandbox's README."""

STATUSES = {
    "payment_intent": {
        "requires_payment_method",
        "requires_confirmation",
        "requires_action",
        "processing",
        "requires_capture",
        "succeeded",
        "canceled",
    },
    "charge": {"pending", "succeeded", "failed"},
    "refund": {"pending", "succeeded", "failed"},
    "dispute": {"needs_response", "under_review", "won", "lost"},
    "balance_transaction": {"pending"},
}
CUT = {"payment_intent"}
ERRORS = {"api_error", "card_error", "idempotency_error", "invalid_request_error"}


class ErrorBody(stripe.StripeObject):
    """Every answer other than 200."""

    error: stripe.ErrorObject


class Shape(NamedTuple):
    """A response in its declared type; partial objects may lack fields."""

    sent: Any
    declared: Any
    name: str
    partial: bool = False

    def differences(self) -> list[str]:
        return differences(self.sent, self.declared, self.name, partial=self.partial)


class Told(NamedTuple):
    """The answers of the story, and the events that came by webhook."""

    answers: list[Answer]
    webhooks: list[dict[str, Any]]

    def shapes(self) -> Iterator[Shape]:
        for answer in self.answers:
            yield shape_of(answer)
            yield from shapes_in_refusal(answer)
        for event in self.events():
            yield from shapes_of_event(event)

    def events(self) -> Iterator[dict[str, Any]]:
        for answer in self.answers:
            if answer.path == "/v1/events":
                yield from answer.body["data"]
        yield from self.webhooks

    def objects(self, kind: str) -> Iterator[dict[str, Any]]:
        """Return every object of a kind, wherever it is in an answer."""
        waiting: list[Any] = [answer.body for answer in self.answers]
        while waiting:
            value = waiting.pop()
            if isinstance(value, dict):
                waiting += value.values()
                if value.get("object") == kind:
                    yield value
            elif isinstance(value, list):
                waiting += value


def shape_of(answer: Answer) -> Shape:
    """Return the type that a path is answered with."""
    if answer.status != 200:
        error = {name: value for name, value in answer.body["error"].items() if name not in CUT}
        return Shape(
            {"error": error} if answer.by_browser else answer.body, ErrorBody, "error_body"
        )
    _, _, resource, *way = answer.path.split("/")
    last = way[-1] if way else resource
    kind = KINDS.get(last, KINDS[resource])
    if last == "search":
        return Shape(answer.body, stripe.SearchResultObject[kind], "search_result")
    if answer.method == "GET" and last in KINDS:
        return Shape(answer.body, stripe.ListObject[kind], f"list of {kind.OBJECT_NAME}")
    # Stripe shows a browser a part of a payment; the package declares the whole only.
    partial = answer.by_browser and kind is stripe.PaymentIntent
    return Shape(answer.body, kind, kind.OBJECT_NAME, partial)


def shapes_in_refusal(answer: Answer) -> Iterator[Shape]:
    """Return the payment in a refusal to a browser, of which Stripe shows a part as well."""
    found = answer.body.get("error", {}).get("payment_intent") if answer.by_browser else None
    if found is not None:
        assert CLIENT_FIELDS.issuperset(found)
        yield Shape(found, stripe.PaymentIntent, "error_body.error.payment_intent", partial=True)


def shapes_of_event(event: dict[str, Any]) -> Iterator[Shape]:
    """Return the shape of an event, and its parts without a type in the package."""
    name, data = event["type"], event["data"]
    declared = BY_NAME[data["object"]["object"]]
    yield Shape(event, stripe.Event, name)
    yield Shape(data["object"], declared, f"{name}.data.object")
    previous = data.get("previous_attributes", {})
    yield Shape(previous, declared, f"{name}.data.previous_attributes", partial=True)


@pytest.fixture(scope="module")
def told(sandbox_process: Sandbox) -> Iterator[Told]:
    """Run the scenario once."""
    control = sandbox_process.control
    control("DELETE", "webhooks")
    control("POST", "reset")
    with receiving() as receiver:
        control("POST", "webhooks", {"url": receiver.url, "secret": WEBHOOK_SECRET})
        story = Story(sandbox_process)
        answers = story.tell()
        wait_until(lambda: len(receiver.received) == len(control("GET", "deliveries")))
        control("DELETE", "webhooks")
    yield Told(answers, [event.to_dict() for event in receiver.events()])
    story.recorder.close()


def test_answers_and_webhooks_are_as_the_package_declares(told: Told) -> None:
    shapes = list(told.shapes())
    found = {difference for shape in shapes for difference in shape.differences()}
    assert sorted(found - set(ON_PURPOSE)) == [], f"of {len(shapes)} shapes"
    assert set(ON_PURPOSE) <= found, "no longer so: take it from the table"


def test_the_story_asks_every_endpoint(told: Told) -> None:
    asked = {f"{a.method} {a.path}" for a in told.answers if a.status == 200}
    for endpoint in ENDPOINTS:
        path = re.sub(r"{\w+}", r"[a-z]+_\\w+", endpoint.path)
        assert any(re.fullmatch(f"{endpoint.method} {path}", call) for call in asked), endpoint.path


def test_the_story_sees_every_status_error_and_type_of_event(told: Told) -> None:
    for kind, statuses in STATUSES.items():
        assert {found["status"] for found in told.objects(kind)} == statuses
    bodies = [a.body["error"] for a in told.answers if a.status != 200]
    assert {error["type"] for error in bodies} == ERRORS
    assert any(intent.get("last_payment_error") for intent in told.objects("payment_intent"))
    source = "".join(
        file.read_text() for file in Path(tools.stripe_sandbox.__path__[0]).glob("*.py")
    )
    sent = set(re.findall(r'emit\(call, "([a-z_.]+)"', source))
    assert {event["type"] for event in told.events()} == sent
    assert {event["type"] for event in told.webhooks} == sent


GONE = object()


@pytest.mark.parametrize(
    ("steps", "value", "difference"),
    [
        (["amount"], GONE, "charge.amount: missing"),
        (["billing_details"], GONE, "charge.billing_details: missing"),
        (["prise"], 3, "charge.prise: not known"),
        (["_sandbox"], {}, "charge._sandbox: not known"),
        (["amount"], "4990", "charge.amount: '4990' is not int"),
        (["amount"], True, "charge.amount: True is not int"),
        (["paid"], 1, "charge.paid: 1 is not bool"),
        (["currency"], None, "charge.currency: None is not str"),
        (["customer"], 5, "charge.customer: 5 is not str or Customer or NoneType"),
        (["status"], "paid", "charge.status: 'paid' is not one of failed, pending, succeeded"),
        (["object"], "refund", "charge.object: 'refund' is not one of charge"),
        (["metadata", "order"], 7, "charge.metadata.order: 7 is not str"),
        (["refunds", "url"], GONE, "charge.refunds.url: missing"),
        (["refunds", "data"], {}, "charge.refunds.data: an object is not list"),
        (["refunds", "data", 0, "prise"], 3, "charge.refunds.data[0].prise: not known"),
        (
            ["payment_intent", "payment_method_types", 0],
            None,
            "charge.payment_intent.payment_method_types[0]: None is not str",
        ),
        (
            ["payment_method_details", "card", "exp_month"],
            GONE,
            "charge.payment_method_details.card.exp_month: missing",
        ),
    ],
)
def test_a_broken_shape_is_found_by_its_path(
    told: Told, steps: list[Any], value: Any, difference: str
) -> None:
    charge = deepcopy(next(found for found in told.objects("charge") if "refunds" in found))
    assert differences(charge, stripe.Charge, "charge") == []
    *way, last = steps
    owner = charge
    for step in way:
        owner = owner[step]
    if value is GONE:
        del owner[last]
    else:
        owner[last] = value
    assert differences(charge, stripe.Charge, "charge") == [difference]


def test_all_differences_are_told_at_once() -> None:
    found = differences({"object": "ephemeral_key", "id": 1}, stripe.EphemeralKey, "key")
    missing = [f"key.{name}: missing" for name in ("created", "expires", "livemode")]
    assert found == ["key.id: 1 is not str", *missing]


def test_of_a_deleted_object_the_id_is_enough() -> None:
    stub: dict[str, object] = {"object": "customer", "id": "cus_1", "deleted": True}
    assert differences(stub, stripe.Customer, "customer") == []
    assert differences({**stub, "deleted": False}, stripe.Customer, "customer") != []
