"""What we read of Stripe's objects: plain values, amounts in minor units."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Intent:
    """What we read of a PaymentIntent."""

    id: str
    status: str
    amount: int
    currency: str
    client_secret: str
    attempt: str
    order_number: str
    decline_code: str
    decline_message: str
    card_fingerprint: str
    customer_id: str

    @property
    def authorized(self) -> bool:
        """Whether the card agreed and the money is still to be taken."""
        return self.status == "requires_capture"

    @property
    def settled(self) -> bool:
        """Whether the money is ours."""
        return self.status == "succeeded"

    @property
    def refused(self) -> bool:
        """Whether it has no means of payment, or has lost the one it had."""
        return self.status == "requires_payment_method"

    @property
    def ended_unpaid(self) -> bool:
        """Whether it can never be paid any more."""
        return self.status == "canceled"


@dataclass(frozen=True, slots=True)
class Event:
    """A verified webhook event; its payload is without cards, addresses and secrets."""

    id: str
    type: str
    intent_id: str
    payload: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Movement:
    """A balance transaction; `intent_id` of the charge, refund or dispute it is about."""

    id: str
    type: str
    currency: str
    amount: int
    fee: int
    source: str
    intent_id: str
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class SavedCard:
    """A card that Stripe keeps for a customer, as much of it as its owner needs to know it."""

    id: str
    brand: str
    last4: str
    exp_month: int
    exp_year: int


@dataclass(frozen=True, slots=True)
class ProviderRefund:
    """A refund at Stripe; `key` is ours, or empty for a refund that was made at Stripe itself."""

    id: str
    status: str
    amount: int
    currency: str
    key: str
    failure_reason: str
    created_at: datetime

    @property
    def failed(self) -> bool:
        """Return whether its money did not reach the buyer."""
        return self.status in {"failed", "canceled"}

    @property
    def stands(self) -> bool:
        """Return whether its money has gone, or goes as soon as a bank takes it."""
        return self.status in {"succeeded", "pending"}


@dataclass(frozen=True, slots=True)
class ProviderDispute:
    """A dispute at Stripe."""

    id: str
    intent_id: str
    status: str
    reason: str
    amount: int
    currency: str
    opened_at: datetime
    evidence_due: datetime | None
