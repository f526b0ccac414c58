"""The fields of Stripe's objects that the shop uses; amounts in minor units."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Intent:
    """The used fields of a PaymentIntent."""

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
    risk_level: str = ""
    risk_score: int | None = None

    @property
    def authorized(self) -> bool:
        """Return whether the card is authorized and the money not captured yet."""
        return self.status == "requires_capture"

    @property
    def settled(self) -> bool:
        """Return whether the payment succeeded."""
        return self.status == "succeeded"

    @property
    def refused(self) -> bool:
        """Return whether it has no payment method, or lost it to a decline."""
        return self.status == "requires_payment_method"

    @property
    def ended_unpaid(self) -> bool:
        """Return whether it was cancelled and can never be paid."""
        return self.status == "canceled"


@dataclass(frozen=True, slots=True)
class Event:
    """A verified webhook event, without personal data and secrets."""

    id: str
    type: str
    intent_id: str
    payload: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Movement:
    """A balance transaction; `intent_id` of its charge, refund or dispute."""

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
    """A saved card, as shown to its owner."""

    id: str
    brand: str
    last4: str
    exp_month: int
    exp_year: int


@dataclass(frozen=True, slots=True)
class ProviderRefund:
    """A refund at Stripe; `key` is the shop's, or empty if it was made at Stripe."""

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
    def is_valid(self) -> bool:
        """Return whether the money was sent, or will be."""
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
