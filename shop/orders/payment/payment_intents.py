"""The payment intent of an order, and the saved cards of its signed-in owner.

Orders of guests have no customer at Stripe. The link to an order allows paying it, but saved cards
are offered only to their owner.
"""

from dataclasses import dataclass, field

from structlog import get_logger

from shop.finance.payments import gateway
from shop.finance.payments.customers import customer_of, replace_customer
from shop.finance.payments.errors import CustomerDeleted, PaymentUnavailable
from shop.finance.payments.models import PaymentAttempt
from shop.finance.payments.types import Intent
from shop.oscar.order.models import Order

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Wallet:
    """Credentials for an app's payment sheet; the key is never logged."""

    customer_id: str
    ephemeral_key: str = field(repr=False)


def make_intent(attempt: PaymentAttempt, order: Order) -> Intent:
    """Create the attempt's intent for the order's owner; repeating it is safe.

    Raises `PaymentUnavailable`.
    """
    if order.user_id is None:
        return gateway.create_intent(attempt, order_number=order.number)
    customer = customer_of(order.user_id)
    try:
        return gateway.create_intent(attempt, order_number=order.number, customer_id=customer)
    except CustomerDeleted:
        log.warning("customer.replaced", order=order.number)
        customer = replace_customer(order.user_id, gone=customer)
        return gateway.create_intent(attempt, order_number=order.number, customer_id=customer)


def open_wallet(order: Order, intent: Intent, *, user_id: int | None) -> Wallet | None:
    """Return the owner's credentials for an app's payment sheet; None for anyone else.

    None too if the customer was deleted at Stripe: the owner then pays as a guest. Raises
    `PaymentUnavailable`.
    """
    if not _is_owners(order, intent, user_id):
        return None
    try:
        return Wallet(intent.customer_id, gateway.create_ephemeral_key(intent.customer_id))
    except CustomerDeleted:
        return None


def known_wallet(order: Order, intent: Intent, *, user_id: int | None) -> Wallet | None:
    """Return the owner's customer without a key for saved cards; None for anyone else."""
    if not _is_owners(order, intent, user_id):
        return None
    return Wallet(intent.customer_id, ephemeral_key="")


def open_form_session(order: Order, intent: Intent, *, user_id: int | None) -> str:
    """Return the client secret for the owner's saved cards in the payment form.

    Empty for anyone else, and while Stripe does not answer: a new card can still be entered.
    """
    if not _is_owners(order, intent, user_id):
        return ""
    try:
        return gateway.create_customer_session(intent.customer_id)
    except PaymentUnavailable as error:
        log.warning("saved_cards.omitted", order=order.number, reason=error.code)
        return ""


def _is_owners(order: Order, intent: Intent, user_id: int | None) -> bool:
    """Return whether the signed-in person placed the order and it has a customer."""
    return user_id is not None and order.user_id == user_id and bool(intent.customer_id)
