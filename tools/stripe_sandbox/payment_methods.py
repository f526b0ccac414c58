"""PaymentMethods: cards by test number or token, their fingerprint and owner."""

import hashlib
from datetime import UTC, datetime

from tools.stripe_sandbox.cards import (
    BY_NUMBER,
    Authentication,
    SandboxCard,
    card_of_number,
    card_of_token,
)
from tools.stripe_sandbox.context import Call, private
from tools.stripe_sandbox.errors import ApiError, bad_param, missing_param, not_found
from tools.stripe_sandbox.events import emit
from tools.stripe_sandbox.ids import ALPHABET, new_id
from tools.stripe_sandbox.params import ADDRESS, Params
from tools.stripe_sandbox.store import Record

CREATE = frozenset(
    {"type", "card", "billing_details", "metadata", "customer", "payment_method",
     "allow_redisplay", "radar_options", "expand", "guid", "muid", "sid", "payment_user_agent",
     "referrer", "time_on_page", "client_attribution_metadata"}
)  # fmt: skip
CARD = frozenset({"number", "exp_month", "exp_year", "cvc", "token", "networks"})
BILLING = frozenset({"address", "email", "name", "phone", "tax_id"})
MONTHS_IN_YEAR = 12
CVC_LENGTHS = (3, 4)


def create(call: Call, params: Params) -> Record:
    """Create a PaymentMethod from card data."""
    return call.save(from_data(call, params))


def from_data(call: Call, params: Params) -> Record:
    """Return a new PaymentMethod for `type=card`, not saved yet."""
    params.refuse_unknown(CREATE)
    if params.required("type") != "card":
        message = f"The payment method type {params.text('type')} is not in the Stripe sandbox."
        raise bad_param(message, params.name("type"))
    data = params.nested("card", CARD)
    if data is None:
        raise missing_param(params.name("card"))
    token = data.text("token")
    if token:
        card = card_of_token(token)
        if card is None:
            raise not_found("token", token, data.name("token"))
        month, year = 12, call.now // 31_556_952 + 1970 + 5
    else:
        card = card_of_number(data.required("number"))
        month, year = _expiry(data)
        _check_cvc(data)
    return _build(call, card, month, year, params)


def _build(call: Call, card: SandboxCard, month: int, year: int, params: Params) -> Record:
    method: Record = {
        "id": new_id("pm"),
        "object": "payment_method",
        "allow_redisplay": params.text("allow_redisplay") or "unspecified",
        "billing_details": billing_details(params.nested("billing_details", BILLING)),
        "card": card_details(card, month, year),
        "created": call.now,
        "customer": None,
        "customer_account": None,
        "livemode": False,
        "metadata": params.metadata(),
        "type": "card",
    }
    private(method)["number"] = card.number
    return method


def billing_details(params: Params | None) -> Record:
    """Return billing details with every field."""
    blank = dict.fromkeys(sorted(ADDRESS))
    if params is None:
        return {"address": blank, "email": None, "name": None, "phone": None, "tax_id": None}
    return {
        "address": params.address("address") or blank,
        **{key: params.text(key) or None for key in ("email", "name", "phone", "tax_id")},
    }


def card_details(card: SandboxCard, month: int, year: int) -> Record:
    """Return the `card` hash of a PaymentMethod."""
    return {
        "brand": card.brand,
        "checks": {
            "address_line1_check": None,
            "address_postal_code_check": None,
            "cvc_check": card.cvc_check,
        },
        "country": card.country,
        "display_brand": card.brand,
        "exp_month": month,
        "exp_year": year,
        "fingerprint": fingerprint(card.number),
        "funding": card.funding,
        "generated_from": None,
        "last4": card.number[-4:],
        "networks": {"available": [card.brand], "preferred": None},
        "regulated_status": "unregulated",
        "three_d_secure_usage": {"supported": True},
        "wallet": None,
    }


def fingerprint(number: str) -> str:
    """Return 16 characters that are equal for equal numbers."""
    rest = int.from_bytes(hashlib.sha256(b"stripe-sandbox:" + number.encode()).digest())
    characters = []
    for _ in range(16):
        rest, index = divmod(rest, len(ALPHABET))
        characters.append(ALPHABET[index])
    return "".join(characters)


def _card_error(message: str, code: str, param: str) -> ApiError:
    return ApiError(message, status=402, kind="card_error", code=code, param=param)


def _expiry(data: Params) -> tuple[int, int]:
    """Return month and year of a card that has not expired."""
    month, year = data.required_integer("exp_month"), data.required_integer("exp_year")
    if not 1 <= month <= MONTHS_IN_YEAR:
        message = "Your card's expiration month is invalid."
        raise _card_error(message, "invalid_expiry_month", "exp_month")
    today = datetime.now(UTC)
    if year < 100:  # noqa: PLR2004 - two digits are of this century
        year += 2000
    if not today.year <= year <= today.year + 50:
        message = "Your card's expiration year is invalid."
        raise _card_error(message, "invalid_expiry_year", "exp_year")
    if (year, month) < (today.year, today.month):
        message = "Your card's expiration month is invalid."
        raise _card_error(message, "invalid_expiry_month", "exp_month")
    return month, year


def _check_cvc(data: Params) -> None:
    cvc = data.text("cvc")
    if cvc is not None and not (cvc.isascii() and cvc.isdecimal() and len(cvc) in CVC_LENGTHS):
        raise _card_error("Your card's security code is invalid.", "invalid_cvc", "cvc")


def resolve(call: Call, identifier: str, param: str = "payment_method") -> Record:
    """Return the PaymentMethod of an id; a `pm_card_…` token creates a new one each time."""
    if card_of_token(identifier) is None:
        return call.get("payment_method", identifier, param)
    token = Params({"type": "card", "card": {"token": identifier}})
    return create(call, token)


def card_behind(method: Record) -> SandboxCard:
    """Return the test card of a PaymentMethod."""
    return BY_NUMBER[private(method)["number"]]


def is_set_up(method: Record) -> bool:
    """Return whether the buyer has agreed to later payments with this card."""
    return method["customer"] is not None


def retrieve(call: Call, _params: Params) -> Record:
    """Return one PaymentMethod."""
    return resolve(call, call.path["id"])


def update(call: Call, params: Params) -> Record:
    """Change metadata or billing details."""
    method = call.get("payment_method", call.path["id"])
    method["metadata"] = params.metadata(method["metadata"])
    details = params.nested("billing_details", BILLING)
    if details is not None:
        given = billing_details(details)
        for key in details:
            method["billing_details"][key] = given[key]
    return call.save(method)


def attach(call: Call, params: Params) -> Record:
    """Attach a PaymentMethod to a customer, for later payments."""
    customer = call.get("customer", params.required("customer"), "customer")
    method = resolve(call, call.path["id"])
    if card_behind(method).authentication is Authentication.NEVER:
        decline = card_behind(method).decline
        if decline is not None and call.path["id"] != "pm_card_chargeCustomerFail":
            raise decline.error()
    return attach_to(call, method, customer["id"])


def refuse_spent(method: Record) -> None:
    """Refuse a PaymentMethod that was used without a customer, or detached from its customer."""
    if private(method).get("spent"):
        message = (
            "The provided PaymentMethod was previously used with a PaymentIntent without Customer"
            " attachment, shared with a connected account without Customer attachment, or was"
            " detached from a Customer. It may not be used again. To use a PaymentMethod multiple"
            " times, you must attach it to a Customer first."
        )
        raise ApiError(message, code="payment_method_unexpected_state")


def spend(call: Call, method: Record) -> None:
    """Record that the PaymentMethod cannot be used again."""
    private(method)["spent"] = True
    call.save(method)


def attach_to(call: Call, method: Record, customer: str) -> Record:
    """Attach the PaymentMethod to the customer."""
    refuse_spent(method)
    if method["customer"] not in {None, customer}:
        message = "The payment method you provided has already been attached to a customer."
        raise ApiError(message)
    method["customer"] = customer
    emit(call, "payment_method.attached", method)
    return call.save(method)


def detach(call: Call, _params: Params) -> Record:
    """Detach a PaymentMethod from its customer."""
    method = call.get("payment_method", call.path["id"])
    if method["customer"] is None:
        message = (
            "The payment method you provided is not attached to a customer so detachment is"
            " impossible."
        )
        raise ApiError(message, param="payment_method")
    previous, method["customer"] = {"customer": method["customer"]}, None
    emit(call, "payment_method.detached", method, previous)
    spend(call, method)
    return method
