"""Errors of payments."""

from shop.platform.core.errors import DomainError


class PaymentUnavailable(DomainError):  # noqa: N818  a noun of the domain
    """Stripe was not reached, timed out or refused; the outcome is unknown."""

    code = "payment_unavailable"


class PaymentRefused(PaymentUnavailable):
    """Stripe refused the request for good: a repetition will be refused too.

    `data` has `reason`, Stripe's code such as `charge_disputed`, and its `explanation`.
    """


class CustomerDeleted(PaymentUnavailable):
    """The customer of a person no longer exists at Stripe."""


class CardNotFound(DomainError):  # noqa: N818
    """The person has no such saved card."""

    code = "card_not_found"


class PaymentMismatch(DomainError):  # noqa: N818
    """Amount, currency or reference of an intent differ from the order's; it is never settled."""

    code = "payment_mismatch"


class ForgedEvent(DomainError):  # noqa: N818
    """The signature of a webhook does not match its content."""

    code = "forged_event"


class IntentNotCancellable(DomainError):  # noqa: N818
    """Stripe cannot cancel the intent because its state has changed; fetch it again."""

    code = "intent_not_cancellable"
