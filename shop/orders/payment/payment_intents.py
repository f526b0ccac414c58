"""The intent of an order and what its owner, signed in, may pay it with: the cards they saved.

An order of a guest has no customer at Stripe. Who holds the link to a fan's order may pay it, but
the fan's cards are offered to the fan alone.
"""

from dataclasses import dataclass, field

from structlog import get_logger

from shop.finance.payments import gateway
from shop.finance.payments.customers import customer_of, replace_customer
from shop.finance.payments.errors import CustomerGone, PaymentUnavailable
from shop.finance.payments.models import PaymentAttempt
from shop.finance.payments.types import Intent
from shop.oscar.order.models import Order

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Wallet:
    """What an app's payment sheet needs to act for its owner; the key is never shown in a log."""

    customer_id: str
    ephemeral_key: str = field(repr=False)


def make_intent(attempt: PaymentAttempt, order: Order) -> Intent:
    """Create the attempt's intent, for the customer of the order's owner; repeating it is safe.

    Raises `PaymentUnavailable`.
    """
    if order.user_id is None:
        return gateway.create_intent(attempt, order_number=order.number)
    customer = customer_of(order.user_id)
    try:
        return gateway.create_intent(attempt, order_number=order.number, customer_id=customer)
    except CustomerGone:
        log.warning("customer.replaced", order=order.number)
        customer = replace_customer(order.user_id, gone=customer)
        return gateway.create_intent(attempt, order_number=order.number, customer_id=customer)


def open_wallet(order: Order, intent: Intent, *, user_id: int | None) -> Wallet | None:
    """Return the owner's means for an app's payment sheet; None for anybody else.

    None too when their customer was deleted at Stripe: then they pay as a guest does.
    Raises `PaymentUnavailable`.
    """
    if not _is_owners(order, intent, user_id):
        return None
    try:
        return Wallet(intent.customer_id, gateway.create_ephemeral_key(intent.customer_id))
    except CustomerGone:
        return None


def known_wallet(order: Order, intent: Intent, *, user_id: int | None) -> Wallet | None:
    """Return the owner's customer without a key for their cards; None for anybody else."""
    if not _is_owners(order, intent, user_id):
        return None
    return Wallet(intent.customer_id, ephemeral_key="")


def open_form_session(order: Order, intent: Intent, *, user_id: int | None) -> str:
    """Return the secret for the owner's cards in the page's form; empty for anybody else.

    Empty too while Stripe does not answer: a new card can still be typed.
    """
    if not _is_owners(order, intent, user_id):
        return ""
    try:
        return gateway.create_customer_session(intent.customer_id)
    except PaymentUnavailable as error:
        log.warning("saved_cards.left_out", order=order.number, reason=error.code)
        return ""


def _is_owners(order: Order, intent: Intent, user_id: int | None) -> bool:
    """Whether the signed-in person ordered it; an intent may be older than our customers."""
    return user_id is not None and order.user_id == user_id and bool(intent.customer_id)
