"""Forced outcomes: a test or a demonstration ends a payment from outside."""

from collections.abc import Callable

from tools.stripe_sandbox import confirming, disputes, refunds
from tools.stripe_sandbox.context import Call
from tools.stripe_sandbox.errors import ApiError
from tools.stripe_sandbox.intents import cancel_intent
from tools.stripe_sandbox.params import Params
from tools.stripe_sandbox.payment_methods import resolve
from tools.stripe_sandbox.store import Record

WAITING_FOR_CARD = ("requires_payment_method", "requires_confirmation")


def _pay_with(call: Call, intent: Record, token: str) -> Record:
    """Pay with a test card, without 3-D Secure; a decline is a valid outcome."""
    intent["payment_method"] = resolve(call, token)["id"]
    try:
        return confirming.conclude(call, intent, authenticated=False)
    except ApiError:
        return intent


def succeed(call: Call, intent: Record, body: Record) -> Record:
    """Make the payment succeed from any waiting state."""
    if intent["status"] in WAITING_FOR_CARD:
        return _pay_with(call, intent, body.get("payment_method", "pm_card_visa"))
    if intent["status"] == "requires_action":
        return authenticate(call, intent, body)
    return confirming.settle(call, intent, fails=False)


def fail(call: Call, intent: Record, body: Record) -> Record:
    """Make the payment fail from any waiting state."""
    if intent["status"] in WAITING_FOR_CARD:
        return _pay_with(call, intent, body.get("payment_method", "pm_card_chargeDeclined"))
    if intent["status"] == "requires_action":
        return confirming.authentication_failed(call, intent)
    return confirming.settle(call, intent, fails=True)


def authenticate(call: Call, intent: Record, _body: Record) -> Record:
    """Pass 3-D Secure as the buyer would."""
    if intent["status"] != "requires_action":
        message = f"This PaymentIntent does not wait for 3-D Secure but is {intent['status']}."
        raise ApiError(message)
    try:
        return confirming.conclude(call, intent, authenticated=True)
    except ApiError:
        return intent


def expire(call: Call, intent: Record, _body: Record) -> Record:
    """Cancel like Stripe itself, for example when an authorization has expired."""
    return cancel_intent(call, intent, "automatic")


def dispute(call: Call, intent: Record, body: Record) -> Record:
    """Open a dispute over the captured amount or part of it."""
    charge = call.get("charge", intent["latest_charge"] or "none")
    amount = int(body.get("amount") or charge["amount_captured"])
    return disputes.open_dispute(call, charge, amount, body.get("reason", "fraudulent"))


def refund(call: Call, intent: Record, body: Record) -> Record:
    """Refund the payment or an amount of it, as by hand in Stripe's dashboard."""
    amount = {"amount": str(int(body["amount"]))} if "amount" in body else {}
    return refunds.create(call, Params({"payment_intent": intent["id"]} | amount))


ACTIONS: dict[str, Callable[[Call, Record, Record], Record]] = {
    "succeed": succeed,
    "fail": fail,
    "authenticate": authenticate,
    "expire": expire,
    "dispute": dispute,
    "refund": refund,
}
