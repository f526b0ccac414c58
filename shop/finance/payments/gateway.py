"""Gateway to Stripe: client, intents, customers and events (refunds: `refund_gateway`).

Amounts are in minor units. STRIPE_API_BASE points the client at the sandbox. Time-outs are 3 s to
connect and 10 s to read. The client does not retry: the caller's idempotency key and the reconciler
decide what is repeated.
"""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache, partial
from typing import Any
from urllib.parse import quote
from uuid import UUID

import stripe
from django.conf import settings

from shop.finance.payments.errors import (
    CustomerDeleted,
    ForgedEvent,
    IntentNotCancellable,
    PaymentRefused,
    PaymentUnavailable,
)
from shop.finance.payments.http_client import PooledClient
from shop.finance.payments.models import PaymentAttempt
from shop.finance.payments.types import Event, Intent, Movement, SavedCard
from shop.platform.core.money import to_minor

# The version of the API that the fields below belong to.
API_VERSION = "2026-10-28.endive"
FILES_API = "https://files.stripe.com"
CONNECT_TIMEOUT_S, READ_TIMEOUT_S = 3, 10
SIGNATURE_TOLERANCE_S = 300
SERVER_ERROR = 500
FINAL = frozenset(
    {400, 402, 404}
)  # the request itself is wrong: https://docs.stripe.com/api/errors
NEVER_STORED = frozenset(
    {
        "address",
        "billing_details",
        "card",
        "client_secret",
        "email",
        "evidence",
        "name",
        "payment_method_details",
        "phone",
        "receipt_email",
        "shipping",
    }
)


@cache
def stripe_client() -> stripe.StripeClient:
    """Return the client, one per process."""
    return stripe.StripeClient(
        settings.ENV.STRIPE_SECRET_KEY,
        stripe_version=API_VERSION,
        base_addresses={"api": settings.ENV.STRIPE_API_BASE, "files": _files_address()},
        max_network_retries=0,
        http_client=PooledClient(
            settings.ENV.STRIPE_API_BASE, connect_s=CONNECT_TIMEOUT_S, read_s=READ_TIMEOUT_S
        ),
    )


def _files_address() -> str:
    """Return the address for files: of Stripe, or of the stand-in that also answers for them."""
    env = settings.ENV
    return env.STRIPE_API_BASE if env.stripe_is_sandbox else FILES_API


def create_intent(attempt: PaymentAttempt, *, order_number: str, customer_id: str = "") -> Intent:
    """Create the attempt's intent, with a customer if given; repeated calls return the same.

    Raises `CustomerDeleted`, and `PaymentUnavailable` if the outcome is unknown.
    """
    params: Any = {
        "amount": to_minor(attempt.amount, attempt.currency),
        "currency": attempt.currency.lower(),
        "metadata": {"attempt": str(attempt.public_id), "order": order_number},
        "description": f"Order {order_number}",
    }
    if attempt.captures_later:  # cards only, authorized first, to count the card
        params |= {"payment_method_types": ["card"], "capture_method": "manual"}
    else:
        params["automatic_payment_methods"] = {"enabled": True}
    if customer_id:
        params["customer"] = customer_id
    create = partial(_intents, "post", "", **params, idempotency_key=f"pi:{attempt.public_id}:1")
    return _read(call(lambda: create_or_find(create, lambda: _search(attempt))))


def fetch_intent(intent_id: str) -> Intent:
    """Return the current intent, with the fingerprint of the card."""
    return _read(call(partial(_intents, "get", _path(intent_id), expand=["latest_charge"])))


def find_intent(attempt: PaymentAttempt) -> Intent | None:
    """Search the intent of an attempt whose id is unknown; None if there is none."""
    intent = call(lambda: _search(attempt))
    return _read(intent) if intent else None


def _search(attempt: PaymentAttempt) -> dict[str, Any] | None:
    found = _intents("get", "/search", query=f"metadata['attempt']:'{attempt.public_id}'")
    return next(iter(found["data"]), None)


def _intents(method: str, path: str, **params: Any) -> dict[str, Any]:
    """Return Stripe's answer about intents as plain values.

    Its classes of intents and charges take 2 MB of a process, and time in each order.
    """
    answer = stripe_client().raw_request(method, f"/v1/payment_intents{path}", **params)
    return dict(answer.data)


def _path(intent_id: str, action: str = "") -> str:
    return f"/{quote(intent_id, safe='')}{action}"


def cancel_intent(intent_id: str) -> Intent:
    """Cancel an intent. Raises `IntentNotCancellable` if it was paid or cancelled."""

    def cancel() -> dict[str, Any]:
        try:
            return _intents("post", _path(intent_id, "/cancel"))
        except stripe.InvalidRequestError as error:
            message = str(error.user_message or error)
            raise IntentNotCancellable(message, intent=intent_id) from error

    return _read(call(cancel))


def capture_intent(intent_id: str, *, key: str) -> None:
    """Capture an authorized intent; the same key captures once.

    Raises `PaymentUnavailable`, also if the authorization has expired.
    """
    call(partial(_intents, "post", _path(intent_id, "/capture"), idempotency_key=key))


def balance_since(since: datetime | None) -> Iterator[Movement]:
    """Yield balance transactions since an instant, the newest first; None yields all."""
    params: Any = {"limit": 100, "expand": ["data.source"]}
    if since is not None:
        params["created"] = {"gte": int(since.timestamp())}
    while True:
        page = call(partial(stripe_client().v1.balance_transactions.list, params))
        for row in page.data:
            yield _movement(row.to_dict())
        if not page.has_more:
            return
        params = {**params, "starting_after": page.data[-1].id}


def create_customer(*, public_id: UUID) -> str:
    """Create a customer identified by our id; the same id creates one customer."""
    params: Any = {"metadata": {"person": str(public_id)}}
    options: Any = {"idempotency_key": f"cus:{public_id}:1"}
    return str(call(lambda: stripe_client().v1.customers.create(params, options)).id)


def create_ephemeral_key(customer_id: str) -> str:
    """Return a secret for an app's payment sheet to act for a customer, valid for an hour."""
    params: Any = {"customer": customer_id}
    options: Any = {"stripe_version": API_VERSION}
    return str(call(lambda: stripe_client().v1.ephemeral_keys.create(params, options)).secret)


def create_customer_session(customer_id: str) -> str:
    """Return a secret for the payment form to show and save a customer's cards.

    All saved cards are shown, because each was saved at its owner's request. They can be used only
    while the owner is present.
    """
    features = {
        "payment_method_redisplay": "enabled",
        "payment_method_redisplay_limit": 10,
        "payment_method_allow_redisplay_filters": ["always", "limited", "unspecified"],
        "payment_method_save": "enabled",
        "payment_method_save_usage": "on_session",
    }
    component = {"enabled": True, "features": features}
    params: Any = {"customer": customer_id, "components": {"payment_element": component}}
    return str(call(lambda: stripe_client().v1.customer_sessions.create(params)).client_secret)


def saved_cards(customer_id: str) -> list[SavedCard]:
    """Return a customer's saved cards, the newest first."""
    params: Any = {"type": "card", "limit": 100}
    methods = call(lambda: stripe_client().v1.customers.payment_methods.list(customer_id, params))
    rows = [method.to_dict() for method in methods.data]
    facts = ("brand", "last4", "exp_month", "exp_year")
    return [SavedCard(row["id"], **{name: row["card"][name] for name in facts}) for row in rows]


def detach_card(card_id: str) -> None:
    """Delete a saved card at Stripe; the caller has checked its owner."""
    call(lambda: stripe_client().v1.payment_methods.detach(card_id))


def read_event(payload: bytes, signature: str) -> Event:
    """Verify the signature over the raw bytes and return the event. Raises `ForgedEvent`."""
    try:
        content = _verified(payload, signature)
        return _read_content(content)
    except (ValueError, RecursionError, stripe.SignatureVerificationError) as error:
        raise ForgedEvent(str(error)) from error
    except (AttributeError, KeyError, TypeError) as error:
        raise ForgedEvent("the event has another shape than Stripe's") from error


def _read_content(content: dict[str, Any]) -> Event:
    """Return a verified event. Raises `KeyError`, `TypeError` or `ValueError` if malformed."""
    subject = content["data"]["object"]
    intent = subject["id"] if subject.get("object") == "payment_intent" else None
    number, kind = content["id"], content["type"]
    if not (isinstance(number, str) and isinstance(kind, str) and number.startswith("evt_")):
        raise TypeError("id and type of an event are texts")
    return Event(
        id=number,
        type=kind,
        intent_id=str(intent or subject.get("payment_intent") or ""),
        payload=_without_persons(content),
    )


def _without_persons(content: Any) -> Any:
    """Remove personal data and secrets from an event."""
    if isinstance(content, dict):
        return {
            name: _without_persons(value)
            for name, value in content.items()
            if name not in NEVER_STORED
        }
    return [_without_persons(value) for value in content] if isinstance(content, list) else content


def _verified(payload: bytes, signature: str) -> dict[str, Any]:
    """Return the event if one of the webhook secrets signed it; two are valid during rotation."""
    secrets = [settings.ENV.STRIPE_WEBHOOK_SECRET]
    if settings.ENV.STRIPE_WEBHOOK_SECRET_PREVIOUS:
        secrets.append(settings.ENV.STRIPE_WEBHOOK_SECRET_PREVIOUS)
    verify = stripe.WebhookSignature.verify_header
    *former, last = secrets
    if not any(_is_signed(payload, signature, secret) for secret in former):
        verify(payload, signature, last, SIGNATURE_TOLERANCE_S)
    # Read as plain values: Stripe's objects for each part take most of the time of an event.
    content: dict[str, Any] = json.loads(payload)
    return content


def _is_signed(payload: bytes, signature: str, secret: str) -> bool:
    verify = stripe.WebhookSignature.verify_header
    try:
        return bool(verify(payload, signature, secret, SIGNATURE_TOLERANCE_S))
    except stripe.SignatureVerificationError:
        return False


def _movement(content: dict[str, Any]) -> Movement:
    source = content.get("source") or {}
    named = source if isinstance(source, dict) else {"id": source}
    return Movement(
        id=content["id"],
        type=content["type"],
        currency=content["currency"].upper(),
        amount=content["amount"],
        fee=content["fee"],
        source=str(named.get("id") or ""),
        intent_id=str(named.get("payment_intent") or ""),
        happened_at=datetime.fromtimestamp(content["created"], UTC),
    )


def call[T](operation: Callable[[], T]) -> T:
    """Call Stripe and convert its errors.

    Raises `PaymentRefused` for a final refusal, and `PaymentUnavailable` for temporary failures (no
    connection, time-out, 429, 5xx, rejected keys). The first is a subclass of the second, so that
    one failing order does not stop the sweeper.
    """
    try:
        return operation()
    except stripe.StripeError as error:
        if error.code == "resource_missing" and getattr(error, "param", "") == "customer":
            raise CustomerDeleted(type(error).__name__) from error
        if _is_final(error):
            reason, message = error.code or "invalid_request", str(error.user_message or error)
            raise PaymentRefused(message, reason=reason, explanation=message) from error
        raise PaymentUnavailable(type(error).__name__) from error


def _is_final(error: stripe.StripeError) -> bool:
    refused = isinstance(error, stripe.InvalidRequestError | stripe.CardError)
    return refused and error.http_status in FINAL


def create_or_find[T](make: Callable[[], T], find: Callable[[], T | None]) -> T:
    """Return the created object, or the existing one if Stripe answers 500 or "done already".

    Stripe stores a 500 under the key and repeats it for a day, whether the call succeeded or not.
    """
    try:
        return make()
    except stripe.StripeError as error:
        if error.http_status != SERVER_ERROR and error.code != "charge_already_refunded":
            raise
        existing = find()
        if existing is None:
            raise
        return existing


def _read(content: dict[str, Any]) -> Intent:
    """Return the fields of an intent that the shop uses; Stripe omits what does not apply."""
    error = content.get("last_payment_error") or {}
    metadata = content.get("metadata") or {}
    charge = content.get("latest_charge")
    paid_with = (charge.get("payment_method_details") or {}) if isinstance(charge, dict) else {}
    outcome = (charge.get("outcome") or {}) if isinstance(charge, dict) else {}
    return Intent(
        id=content["id"],
        status=content["status"],
        amount=content["amount"],
        currency=content["currency"],
        client_secret=content.get("client_secret") or "",
        attempt=metadata.get("attempt", ""),
        order_number=metadata.get("order", ""),
        decline_code=error.get("decline_code") or error.get("code") or "",
        decline_message=error.get("message") or "",
        card_fingerprint=(paid_with.get("card") or {}).get("fingerprint") or "",
        customer_id=content.get("customer") or "",
        risk_level=outcome.get("risk_level") or "",
        risk_score=outcome.get("risk_score"),
    )
