"""Customers at Stripe for people with an account, and their saved cards.

Guests have neither. No card data is stored here; card details shown come from Stripe.
"""

from shop.finance.payments import gateway
from shop.finance.payments.errors import CardNotFound, CustomerDeleted, PaymentUnavailable
from shop.finance.payments.models import StripeCustomer
from shop.finance.payments.types import SavedCard
from shop.platform.core.ids import uuid7


def customer_of(user_id: int) -> str:
    """Return the id of a person's customer, created if there is none.

    Simultaneous calls use the same key, so Stripe creates one customer. A second one is created
    only if the answer was lost and the call is repeated after a day; the first one then stays
    without cards. Raises `PaymentUnavailable`.
    """
    customer = StripeCustomer.objects.filter(pk=user_id).first()
    if customer is None:
        StripeCustomer.objects.bulk_create([StripeCustomer(user_id=user_id)], ignore_conflicts=True)
        customer = StripeCustomer.objects.get(pk=user_id)
    if customer.customer_id is None:
        _create(customer)
        customer.refresh_from_db()
    return str(customer.customer_id)


def replace_customer(user_id: int, *, gone: str) -> str:
    """Return a new customer for a person whose customer was deleted at Stripe."""
    StripeCustomer.objects.filter(pk=user_id, customer_id=gone).update(
        customer_id=None, public_id=uuid7()
    )
    return customer_of(user_id)


def saved_cards(user_id: int) -> list[SavedCard]:
    """Return a person's saved cards, the newest first. Raises `PaymentUnavailable`."""
    customer = StripeCustomer.objects.filter(pk=user_id, customer_id__isnull=False).first()
    try:
        return gateway.saved_cards(str(customer.customer_id)) if customer else []
    except CustomerDeleted:
        return []


def remove_card(user_id: int, card_id: str) -> None:
    """Delete one of a person's saved cards at Stripe.

    Raises `CardNotFound`, also for a card of another person, and `PaymentUnavailable`.
    """
    if card_id not in {card.id for card in saved_cards(user_id)}:
        raise CardNotFound
    gateway.detach_card(card_id)


def _create(customer: StripeCustomer) -> None:
    """Create the customer and store its id; the second of two simultaneous calls uses the first's.

    Raises `PaymentUnavailable`.
    """
    own = StripeCustomer.objects.filter(pk=customer.pk, public_id=customer.public_id)
    try:
        customer_id = gateway.create_customer(public_id=customer.public_id)
    except PaymentUnavailable:
        if own.filter(customer_id__isnull=False).exists():
            return
        raise
    own.filter(customer_id__isnull=True).update(customer_id=customer_id)
