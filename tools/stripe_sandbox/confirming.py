"""Confirmation of a PaymentIntent: from a payment method to success, decline, 3-D Secure or
waiting.
"""

from tools.stripe_sandbox import charges, disputes
from tools.stripe_sandbox.cards import (
    AUTHENTICATION_REQUIRED,
    GENERIC,
    Authentication,
    Decline,
    SandboxCard,
    Settlement,
)
from tools.stripe_sandbox.context import Call, private, public
from tools.stripe_sandbox.errors import ApiError, bad_param, unexpected_state
from tools.stripe_sandbox.events import emit
from tools.stripe_sandbox.ids import random_text
from tools.stripe_sandbox.intent_fields import CAPTURE_METHODS, set_common_fields
from tools.stripe_sandbox.params import Params
from tools.stripe_sandbox.payment_methods import (
    attach_to,
    card_behind,
    from_data,
    is_set_up,
    refuse_spent,
    resolve,
    spend,
)
from tools.stripe_sandbox.store import Record

CONFIRMABLE = ("requires_payment_method", "requires_confirmation", "requires_action")
NO_METHOD = (
    "You cannot confirm this PaymentIntent because it's missing a payment method. You can either"
    " update the PaymentIntent with a payment method and then confirm it again, or confirm it"
    " again directly with a payment method or ConfirmationToken."
)
NO_RETURN_URL = (
    "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because"
    " some of these payment methods might redirect your customer off of your page, you must"
    " provide a `return_url`. If you don't want to accept redirect-based payment methods, set"
    " `automatic_payment_methods[enabled]` to `true` and"
    " `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and"
    " Payment Intents."
)
AUTHENTICATION_FAILED = (
    "We are unable to authenticate your payment method. Please choose a different payment method"
    " and try again."
)


def confirm_intent(call: Call, intent: Record, params: Params) -> Record:
    """Try to pay the PaymentIntent and return it in its new state, or raise the card error."""
    check_confirmation(intent, params)
    return_url = params.url("return_url")
    capture_method = params.choice("capture_method", CAPTURE_METHODS)
    off_session = (params.text("off_session") or "false") != "false"
    method = _method(call, intent, params)
    _check_delay(capture_method or intent["capture_method"], card_behind(method))
    set_common_fields(call, intent, params)
    intent["capture_method"] = capture_method or intent["capture_method"]
    intent.update(payment_method=method["id"], last_payment_error=None, next_action=None)
    call.save(intent)
    private(intent)["return_url"] = return_url
    card = card_behind(method)
    if _must_authenticate(card, method, off_session=off_session):
        if off_session or params.flag("error_on_requires_action"):
            return _decline(call, intent, method, AUTHENTICATION_REQUIRED)
        return _ask_for_authentication(call, intent)
    return conclude(call, intent, authenticated=False)


def check_confirmation(intent: Record, params: Params) -> None:
    """Refuse invalid confirmations, before anything changes."""
    status = intent["status"]
    if status not in CONFIRMABLE:
        raise _not_confirmable(intent, status)
    given = "payment_method" in params or "payment_method_data" in params
    if not given and not intent["payment_method"]:
        raise unexpected_state(NO_METHOD, public(intent))
    _check_return_url(intent, params)


def _not_confirmable(intent: Record, status: str) -> ApiError:
    message = f"You cannot confirm this PaymentIntent because it has a status of {status}."
    if status == "succeeded":
        message = (
            "You cannot confirm this PaymentIntent because it has already succeeded after being"
            " previously confirmed."
        )
    return unexpected_state(message, public(intent))


def _check_return_url(intent: Record, params: Params) -> None:
    """Require a return URL if a redirect is possible, as Stripe does."""
    return_url = params.url("return_url")
    automatic = intent["automatic_payment_methods"]
    may_redirect = automatic and automatic["enabled"] and automatic["allow_redirects"] == "always"
    if may_redirect and not return_url and not params.flag("use_stripe_sdk"):
        raise bad_param(NO_RETURN_URL, "return_url", "parameter_missing")


def _method(call: Call, intent: Record, params: Params) -> Record:
    """Return the payment method: from new card data, by id, or the one set before."""
    data = params.nested("payment_method_data")
    if data is not None:
        return call.save(from_data(call, data))
    given = params.text("payment_method")
    method = resolve(call, given or intent["payment_method"])
    refuse_spent(method)
    if method["customer"] and method["customer"] != intent["customer"]:
        message = (
            f"The PaymentMethod {method['id']} belongs to the Customer {method['customer']}."
            " Please include the Customer in the `customer` parameter on the PaymentIntent."
        )
        raise bad_param(message, "payment_method")
    return method


def _check_delay(capture_method: str, card: SandboxCard) -> None:
    """Refuse a delayed payment with manual capture, as Stripe does."""
    if capture_method == "manual" and card.settlement is not Settlement.AT_ONCE:
        message = "The payment method cannot be used with a `capture_method` of `manual`."
        code = "payment_intent_incompatible_payment_method"
        raise ApiError(message, code=code, param="payment_method", saved=False)


def _must_authenticate(card: SandboxCard, method: Record, *, off_session: bool) -> bool:
    if card.authentication is Authentication.UNLESS_SET_UP:
        return not (off_session and is_set_up(method))
    return card.authentication is Authentication.ALWAYS


def _ask_for_authentication(call: Call, intent: Record) -> Record:
    """Send the buyer to the 3-D Secure page."""
    memory = private(intent)
    memory["token"] = random_text(24)
    url = f"{call.base_url}/3d_secure/{intent['id']}/{memory['token']}"
    return_url = memory["return_url"]
    if return_url:
        action = {
            "type": "redirect_to_url",
            "redirect_to_url": {"url": url, "return_url": return_url},
        }
    else:
        action = {
            "type": "use_stripe_sdk",
            "use_stripe_sdk": {"type": "three_d_secure_redirect", "stripe_js": url},
        }
    intent.update(status="requires_action", next_action=action)
    emit(call, "payment_intent.requires_action", intent)
    return call.save(intent)


def conclude(call: Call, intent: Record, *, authenticated: bool) -> Record:
    """Ask the issuer, after 3-D Secure or without it."""
    method = call.get("payment_method", intent["payment_method"])
    card = card_behind(method)
    intent["next_action"] = None
    if card.decline:
        return _decline(call, intent, method, card.decline, authenticated=authenticated)
    if card.settlement is Settlement.AT_ONCE:
        return succeed(call, intent, authenticated=authenticated)
    memory = private(intent)
    memory["due"] = call.due()
    memory["fails"] = card.settlement is Settlement.FAILS_LATER
    intent["status"] = "processing"
    charge = charges.open_charge(call, intent, method, authenticated=authenticated)
    intent["latest_charge"] = call.save(charge)["id"]
    emit(call, "charge.pending", charge)
    emit(call, "payment_intent.processing", intent)
    call.box.scheduler.watch(intent)
    return call.save(intent)


def authentication_failed(call: Call, intent: Record) -> Record:
    """Record that the buyer did not pass 3-D Secure."""
    error = ApiError(AUTHENTICATION_FAILED, code="payment_intent_authentication_failure")
    return _back_to_start(call, intent, error)


def settle(call: Call, intent: Record, *, fails: bool) -> Record:
    """End a `processing` payment."""
    if intent["status"] != "processing":
        message = f"This PaymentIntent has a status of {intent['status']}, not processing."
        raise unexpected_state(message, public(intent))
    if not fails:
        return succeed(call, intent, authenticated=False)
    charge = call.get("charge", intent["latest_charge"])
    charges.mark_failed(call, charge, GENERIC)
    return _back_to_start(call, intent, GENERIC.error(), charge)


def succeed(call: Call, intent: Record, *, authenticated: bool) -> Record:
    """Authorize the amount and, unless the capture is manual, capture it."""
    method = call.get("payment_method", intent["payment_method"])
    if intent["status"] == "processing":
        charge = call.get("charge", intent["latest_charge"])
    else:
        charge = charges.open_charge(call, intent, method, authenticated=authenticated)
    charges.mark_authorized(charge)
    intent["latest_charge"] = call.save(charge)["id"]
    if intent["setup_future_usage"] and intent["customer"] and not method["customer"]:
        attach_to(call, method, intent["customer"])
    if not method["customer"]:
        spend(call, method)
    if intent["capture_method"] == "manual":
        intent.update(status="requires_capture", amount_capturable=intent["amount"])
        emit(call, "charge.succeeded", charge)
        emit(call, "payment_intent.amount_capturable_updated", intent)
        return call.save(intent)
    charges.capture(call, charge, intent["amount"])
    intent.update(status="succeeded", amount_received=intent["amount"])
    emit(call, "charge.succeeded", charge)
    emit(call, "payment_intent.succeeded", intent)
    card = card_behind(method)
    if card.dispute:
        disputes.open_dispute(call, charge, intent["amount"], card.dispute)
    return call.save(intent)


def _decline(
    call: Call, intent: Record, method: Record, decline: Decline, *, authenticated: bool = False
) -> Record:
    """Record a failed charge and raise the error 402; never returns."""
    charge = charges.open_charge(call, intent, method, authenticated=authenticated)
    charges.mark_failed(call, charge, decline)
    error = decline.error()
    _back_to_start(call, intent, error, charge)
    error.extra = {
        "charge": charge["id"],
        "payment_intent": public(intent),
        "payment_method": public(method),
    }
    raise error


def _back_to_start(
    call: Call, intent: Record, error: ApiError, charge: Record | None = None
) -> Record:
    """Make the PaymentIntent ready for another payment method, with the reason of the failure."""
    method = call.get("payment_method", intent["payment_method"])
    detail = error.detail()
    if charge is not None:
        intent["latest_charge"] = detail["charge"] = charge["id"]
    detail["payment_method"] = public(method)
    intent.update(
        status="requires_payment_method",
        payment_method=None,
        next_action=None,
        last_payment_error=detail,
    )
    emit(call, "payment_intent.payment_failed", intent)
    return call.save(intent)
