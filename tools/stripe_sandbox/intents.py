"""PaymentIntents: create, update, capture and cancel; `confirming` confirms them."""

from tools.stripe_sandbox import charges
from tools.stripe_sandbox.confirming import check_confirmation, confirm_intent
from tools.stripe_sandbox.context import Call, private, public
from tools.stripe_sandbox.errors import bad_param, not_found, unexpected_state
from tools.stripe_sandbox.events import emit
from tools.stripe_sandbox.ids import new_id, random_text
from tools.stripe_sandbox.intent_fields import (
    CAPTURE_METHODS,
    CONFIRMING,
    METHOD_TYPES,
    automatic_methods,
    set_common_fields,
)
from tools.stripe_sandbox.money import checked_amount, checked_currency, written
from tools.stripe_sandbox.params import Params
from tools.stripe_sandbox.payment_methods import from_data, resolve
from tools.stripe_sandbox.store import Record

CANCELABLE = (
    "requires_payment_method",
    "requires_capture",
    "requires_confirmation",
    "requires_action",
)
CHANGEABLE = ("requires_payment_method", "requires_confirmation", "requires_action")
REASONS = ("duplicate", "fraudulent", "requested_by_customer", "abandoned")


def create(call: Call, params: Params) -> Record:
    """Create a PaymentIntent and, with `confirm=true`, try to pay it at once."""
    amount = params.required_integer("amount")
    currency = checked_currency(params.required("currency"))
    confirming = params.flag("confirm") or False
    if "return_url" in params and not confirming:
        message = "You cannot set `return_url` when creating a PaymentIntent without `confirm`."
        raise bad_param(message, "return_url")
    intent = _blank(call, checked_amount(amount, currency), currency)
    _choose_methods(intent, params)
    intent["capture_method"] = params.choice("capture_method", CAPTURE_METHODS) or "automatic"
    intent["confirmation_method"] = (
        params.choice("confirmation_method", ("automatic", "manual")) or "automatic"
    )
    set_common_fields(call, intent, params)
    _set_method(call, intent, params)
    to_confirm = Params({name: params.values[name] for name in params if name in CONFIRMING})
    if confirming:
        check_confirmation(intent, to_confirm)
    call.save(intent)
    emit(call, "payment_intent.created", intent)
    return confirm_intent(call, intent, to_confirm) if confirming else intent


def _blank(call: Call, amount: int, currency: str) -> Record:
    identifier = new_id("pi")
    unset = (
        "amount_details application application_fee_amount automatic_payment_methods canceled_at"
        " cancellation_reason customer customer_account description last_payment_error"
        " latest_charge next_action on_behalf_of payment_method processing receipt_email review"
        " setup_future_usage shipping source statement_descriptor statement_descriptor_suffix"
        " transfer_data transfer_group"
    )
    return {
        "id": identifier,
        "object": "payment_intent",
        **dict.fromkeys(unset.split()),
        "amount": amount,
        "amount_capturable": 0,
        "amount_received": 0,
        "client_secret": f"{identifier}_secret_{random_text(25)}",
        "created": call.now,
        "currency": currency,
        "livemode": False,
        "metadata": {},
        "payment_method_configuration_details": None,
        "payment_method_options": {"card": {"request_three_d_secure": "automatic"}},
        "payment_method_types": ["card"],
        "status": "requires_payment_method",
    }


def _choose_methods(intent: Record, params: Params) -> None:
    """Set the payment methods: given by the caller, or automatic by default."""
    types = params.texts("payment_method_types")
    automatic = automatic_methods(params)
    if types and automatic and automatic["enabled"]:
        message = (
            "You may only specify one of these parameters: automatic_payment_methods,"
            " payment_method_types."
        )
        raise bad_param(message, "payment_method_types")
    for kind in types:
        if kind not in METHOD_TYPES:
            message = f"The payment method type `{kind}` is invalid."
            raise bad_param(message, "payment_method_types")
    if types:
        intent["payment_method_types"] = types
    else:
        intent["automatic_payment_methods"] = automatic or {
            "allow_redirects": "always",
            "enabled": True,
        }


def _set_method(call: Call, intent: Record, params: Params) -> None:
    """Attach the payment method given by the caller."""
    data = params.nested("payment_method_data")
    if data is not None:
        method = call.save(from_data(call, data))
    elif params.text("payment_method"):
        method = resolve(call, params.required("payment_method"))
    else:
        return
    intent["payment_method"] = method["id"]
    intent["status"] = "requires_confirmation"
    intent["next_action"] = None


def find(call: Call, params: Params) -> Record:
    """Return the PaymentIntent of the path; a publishable key needs its client secret."""
    intent = call.get("payment_intent", call.path["id"], "intent")
    secret = params.text("client_secret")
    if call.by_client and secret is None:
        message = "When using a publishable key you must provide the client_secret."
        raise bad_param(message, "client_secret", "parameter_missing")
    if secret is not None and secret != intent["client_secret"]:
        message = (
            "The client_secret provided does not match the client_secret associated with the"
            " PaymentIntent."
        )
        raise bad_param(message, "client_secret")
    return intent


def retrieve(call: Call, params: Params) -> Record:
    """Return one PaymentIntent."""
    return find(call, params)


def update(call: Call, params: Params) -> Record:
    """Change a PaymentIntent; amount, currency and methods only before it is paid."""
    intent = call.get("payment_intent", call.path["id"], "intent")
    fixed = ("amount", "currency", "payment_method", "payment_method_data", "capture_method",
             "payment_method_types", "setup_future_usage")  # fmt: skip
    for name in fixed:
        if name in params and intent["status"] not in CHANGEABLE:
            allowed = ", ".join(CHANGEABLE)
            message = (
                f"This PaymentIntent's {name} could not be updated because it has a status of"
                f" {intent['status']}. You may only update the {name} of a PaymentIntent with one"
                f" of the following statuses: {allowed}."
            )
            raise unexpected_state(message, public(intent))
    currency = checked_currency(params.text("currency") or intent["currency"])
    amount = params.integer("amount")
    checked = checked_amount(intent["amount"] if amount is None else amount, currency)
    types = params.texts("payment_method_types")
    capture_method = params.choice("capture_method", CAPTURE_METHODS)
    set_common_fields(call, intent, params)
    _set_method(call, intent, params)
    intent.update(amount=checked, currency=currency)
    intent["capture_method"] = capture_method or intent["capture_method"]
    intent["payment_method_types"] = types or intent["payment_method_types"]
    if amount is not None and intent["status"] == "requires_action":
        # The buyer is approving an amount that will no longer be charged.
        intent.update(status="requires_confirmation", next_action=None)
    return call.save(intent)


def confirm(call: Call, params: Params) -> Record:
    """Confirm the PaymentIntent of the path."""
    return confirm_intent(call, find(call, params), params)


def cancel(call: Call, params: Params) -> Record:
    """Cancel a PaymentIntent that has not been paid."""
    reason = params.choice("cancellation_reason", REASONS)
    intent = call.get("payment_intent", call.path["id"], "intent")
    return cancel_intent(call, intent, reason)


def cancel_intent(call: Call, intent: Record, reason: str | None) -> Record:
    """Cancel, and release the authorized amount."""
    if intent["status"] not in CANCELABLE:
        allowed = ", ".join(CANCELABLE)
        message = (
            f"You cannot cancel this PaymentIntent because it has a status of {intent['status']}."
            f" Only a PaymentIntent with one of the following statuses may be canceled: {allowed}."
        )
        raise unexpected_state(message, public(intent))
    if intent["status"] == "requires_capture":
        charges.release(call, call.get("charge", intent["latest_charge"]))
    intent.update(
        status="canceled",
        canceled_at=call.now,
        cancellation_reason=reason,
        amount_capturable=0,
        next_action=None,
    )
    emit(call, "payment_intent.canceled", intent)
    return call.save(intent)


def capture(call: Call, params: Params) -> Record:
    """Capture an authorized PaymentIntent, wholly or in part, once."""
    intent = call.get("payment_intent", call.path["id"], "intent")
    if intent["status"] != "requires_capture":
        message = (
            f"This PaymentIntent could not be captured because it has a status of"
            f" {intent['status']}. Only a PaymentIntent with one of the following statuses may be"
            f" captured: requires_capture."
        )
        raise unexpected_state(message, public(intent))
    requested = params.integer("amount_to_capture")
    amount = intent["amount_capturable"] if requested is None else requested
    if not 1 <= amount <= intent["amount_capturable"]:
        limit = written(intent["amount_capturable"], intent["currency"])
        message = f"The amount_to_capture must be between 1 and the capturable amount, {limit}."
        raise bad_param(message, "amount_to_capture", "amount_too_large")
    intent["metadata"] = params.metadata(intent["metadata"])
    charge = charges.capture(call, call.get("charge", intent["latest_charge"]), amount)
    intent.update(status="succeeded", amount_capturable=0, amount_received=amount)
    emit(call, "charge.captured", charge)
    emit(call, "payment_intent.succeeded", intent)
    return call.save(intent)


def intent_of_token(call: Call, identifier: str, token: str) -> Record:
    """Return the PaymentIntent whose 3-D Secure page has this token."""
    intent = call.get("payment_intent", identifier, "intent")
    if private(intent).get("token") != token:
        raise not_found("page", token)
    return intent
