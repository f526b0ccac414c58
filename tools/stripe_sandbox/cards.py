"""The test cards: valid numbers and `pm_card_…` tokens, and the behavior of each."""

from dataclasses import dataclass
from enum import StrEnum

from tools.stripe_sandbox.errors import ApiError


class Authentication(StrEnum):
    """The moments at which a card asks for 3-D Secure."""

    NEVER = "never"
    UNLESS_SET_UP = "unless_set_up"
    ALWAYS = "always"


class Settlement(StrEnum):
    """Time and result of the settlement of an accepted payment."""

    AT_ONCE = "at_once"
    LATER = "later"
    FAILS_LATER = "fails_later"


class RefundOutcome(StrEnum):
    """Outcome of a refund to the card."""

    AT_ONCE = "at_once"
    LATER = "later"
    FAILS_LATER = "fails_later"


@dataclass(frozen=True)
class Decline:
    """The reason an issuer declines: Stripe's codes and message."""

    code: str
    decline_code: str
    message: str
    param: str | None = None
    blocked: bool = False

    def error(self) -> ApiError:
        """Return the error with status 402."""
        return ApiError(
            self.message,
            status=402,
            kind="card_error",
            code=self.code,
            decline_code=self.decline_code,
            param=self.param,
        )


@dataclass(frozen=True)
class SandboxCard:
    """A card of the test range. `tokens` are the endings of `pm_card_…` and `tok_…`."""

    number: str
    tokens: tuple[str, ...] = ()
    brand: str = "visa"
    country: str = "US"
    funding: str = "credit"
    decline: Decline | None = None
    authentication: Authentication = Authentication.NEVER
    settlement: Settlement = Settlement.AT_ONCE
    refund: RefundOutcome = RefundOutcome.AT_ONCE
    dispute: str | None = None
    cvc_check: str = "pass"


def _declined(decline_code: str, message: str = "Your card was declined.") -> Decline:
    return Decline("card_declined", decline_code, message)


GENERIC = _declined("generic_decline")
INSUFFICIENT_FUNDS = _declined("insufficient_funds", "Your card has insufficient funds.")
FRAUDULENT = Decline("card_declined", "fraudulent", "Your card was declined.", blocked=True)
EXPIRED = Decline("expired_card", "expired_card", "Your card has expired.", "exp_month")
INCORRECT_CVC = Decline(
    "incorrect_cvc", "incorrect_cvc", "Your card's security code is incorrect.", "cvc"
)
PROCESSING_ERROR = Decline(
    "processing_error",
    "processing_error",
    "An error occurred while processing your card. Try again in a little bit.",
)
AUTHENTICATION_REQUIRED = Decline(
    "authentication_required",
    "authentication_required",
    "Your card was declined. This transaction requires authentication.",
)
NOT_A_TEST_CARD = _declined(
    "test_mode_live_card",
    "Your card was declined. Your request was in test mode, but used a non test (live) card."
    " For a list of valid test cards, visit: https://stripe.com/docs/testing.",
)

_ALWAYS = Authentication.ALWAYS
_SUCCEEDING = (
    SandboxCard("4242424242424242", ("visa", "us")),
    SandboxCard("4000056655665556", ("visa_debit",), funding="debit"),
    SandboxCard("5555555555554444", ("mastercard",), brand="mastercard"),
    SandboxCard("2223003122003222", brand="mastercard"),
    SandboxCard("5200828282828210", ("mastercard_debit",), "mastercard", funding="debit"),
    SandboxCard("378282246310005", ("amex",), brand="amex"),
    SandboxCard("6011111111111117", ("discover",), brand="discover"),
    SandboxCard("3056930009020004", ("diners",), brand="diners"),
    SandboxCard("3566002020360505", ("jcb",), brand="jcb", country="JP"),
    SandboxCard("6200000000000005", ("unionpay",), brand="unionpay", country="CN"),
    SandboxCard("4000002500000003", ("fr",), country="FR"),
    SandboxCard("4000002760000016", ("de",), country="DE"),
    SandboxCard("4000003800000008", ("it",), country="IT"),
    SandboxCard("4000007240000007", ("es",), country="ES"),
    SandboxCard("4000008260000000", ("gb",), country="GB"),
    SandboxCard("4000003920000003", ("jp",), country="JP"),
    SandboxCard("4000007840000001", ("ae",), country="AE"),
    SandboxCard("4000000760000002", ("br",), country="BR"),
    SandboxCard("4000000000003055", ("threeDSecureOptional",)),
    SandboxCard("4000000000000077", ("bypassPending",)),
)
_DECLINED = (
    SandboxCard("4000000000000002", ("chargeDeclined", "visa_chargeDeclined"), decline=GENERIC),
    SandboxCard(
        "4000000000009995",
        ("chargeDeclinedInsufficientFunds", "visa_chargeDeclinedInsufficientFunds"),
        decline=INSUFFICIENT_FUNDS,
    ),
    SandboxCard(
        "4000000000009987",
        ("chargeDeclinedLostCard", "visa_chargeDeclinedLostCard"),
        decline=_declined("lost_card"),
    ),
    SandboxCard(
        "4000000000009979",
        ("chargeDeclinedStolenCard", "visa_chargeDeclinedStolenCard"),
        decline=_declined("stolen_card"),
    ),
    SandboxCard("4000000000000069", ("chargeDeclinedExpiredCard",), decline=EXPIRED),
    SandboxCard(
        "4000000000000127",
        ("chargeDeclinedIncorrectCvc",),
        decline=INCORRECT_CVC,
        cvc_check="fail",
    ),
    SandboxCard("4000000000000119", ("chargeDeclinedProcessingError",), decline=PROCESSING_ERROR),
    SandboxCard(
        "4100000000000019",
        ("chargeDeclinedFraudulent", "radarBlock"),
        decline=FRAUDULENT,
    ),
    SandboxCard(
        "4000000000006975",
        ("chargeDeclinedVelocityLimitExceeded",),
        decline=_declined("card_velocity_exceeded"),
    ),
    SandboxCard("4000000000000101", ("cvcCheckFail",), decline=INCORRECT_CVC, cvc_check="fail"),
    SandboxCard("4000000000000341", ("chargeCustomerFail",), decline=GENERIC),
)
_AUTHENTICATED = (
    SandboxCard(
        "4000002500003155",
        ("authenticationRequiredOnSetup",),
        authentication=Authentication.UNLESS_SET_UP,
    ),
    SandboxCard("4000002760003184", ("authenticationRequired",), authentication=_ALWAYS),
    SandboxCard(
        "4000000000003220",
        ("threeDSecure2Required", "threeDSecureRequired"),
        authentication=_ALWAYS,
    ),
    SandboxCard(
        "4000008260003178",
        ("authenticationRequiredChargeDeclinedInsufficientFunds",),
        authentication=_ALWAYS,
        decline=INSUFFICIENT_FUNDS,
    ),
    SandboxCard(
        "4000008400001629",
        ("threeDSecureRequiredChargeDeclined",),
        authentication=_ALWAYS,
        decline=GENERIC,
    ),
)
_AFTERWARDS = (
    SandboxCard("4000000000000259", ("createDispute",), dispute="fraudulent"),
    SandboxCard(
        "4000000000002685", ("createDisputeProductNotReceived",), dispute="product_not_received"
    ),
    SandboxCard("4000000000007726", ("pendingRefund",), refund=RefundOutcome.LATER),
    SandboxCard("4000000000005126", ("refundFail",), refund=RefundOutcome.FAILS_LATER),
    SandboxCard("4000000000009235", ("riskLevelElevated",)),
    SandboxCard("4000000000004954", ("riskLevelHighest",)),
    # The sandbox's own: Stripe has no card that stays in `processing`.
    SandboxCard("4000000000008005", ("sandboxProcessing",), settlement=Settlement.LATER),
    SandboxCard("4000000000008013", ("sandboxLateFailure",), settlement=Settlement.FAILS_LATER),
)
CARDS = (*_SUCCEEDING, *_DECLINED, *_AUTHENTICATED, *_AFTERWARDS)
BY_NUMBER = {card.number: card for card in CARDS}
BY_TOKEN = {token: card for card in CARDS for token in card.tokens}


def passes_luhn(number: str) -> bool:
    """Return whether the last digit of a card number is the check digit of the others."""
    total = 0
    for position, character in enumerate(reversed(number)):
        digit = int(character) * (1 + position % 2)
        total += digit - 9 if digit > 9 else digit  # noqa: PLR2004 - sum of the two digits
    return total % 10 == 0


def card_of_number(number: str) -> SandboxCard:
    """Return the test card, or refuse a malformed number or a card that is not for tests."""
    digits = number.replace(" ", "").replace("-", "")
    if not (digits.isascii() and digits.isdecimal() and passes_luhn(digits)):
        message = "Your card number is incorrect."
        raise ApiError(
            message, status=402, kind="card_error", code="incorrect_number", param="number"
        )
    card = BY_NUMBER.get(digits)
    if card is None:
        raise NOT_A_TEST_CARD.error()
    return card


def card_of_token(token: str) -> SandboxCard | None:
    """Return the test card of `pm_card_visa` or `tok_visa`, or None."""
    for prefix in ("pm_card_", "tok_"):
        if token.startswith(prefix):
            return BY_TOKEN.get(token.removeprefix(prefix))
    return None
