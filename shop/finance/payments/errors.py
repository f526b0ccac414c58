"""Refusals and failures of payment."""

from shop.platform.core.errors import DomainError


class PaymentUnavailable(DomainError):  # noqa: N818  a noun of the domain
    """Stripe was not reached, did not answer in time or refused; no outcome may be assumed."""

    code = "payment_unavailable"


class PaymentRefused(PaymentUnavailable):
    """Stripe refused for good: the same request will be refused again.

    `data` has `reason`, Stripe's code such as `charge_disputed`, and its `explanation`.
    """


class CustomerGone(PaymentUnavailable):
    """Stripe no longer knows the customer that we have for a person."""


class CardNotFound(DomainError):  # noqa: N818
    """A person has no such saved card."""

    code = "card_not_found"


class PaymentMismatch(DomainError):  # noqa: N818
    """An intent whose amount, currency or reference is not the order's; never finalized."""

    code = "payment_mismatch"


class ForgedEvent(DomainError):  # noqa: N818
    """A webhook whose signature does not fit its bytes."""

    code = "forged_event"


class IntentNotCancellable(DomainError):  # noqa: N818
    """Stripe refuses to cancel: the intent has moved on; look at it again."""

    code = "intent_not_cancellable"
