"""The person behind an account as Stripe's customer, made once, and the cards kept for them there.

Guests have neither. No card data is stored here: what is shown of a card comes from Stripe.
"""

from shop.finance.payments import gateway
from shop.finance.payments.errors import CardNotFound, CustomerGone, PaymentUnavailable
from shop.finance.payments.models import StripeCustomer
from shop.finance.payments.types import SavedCard
from shop.platform.core.ids import uuid7


def customer_of(user_id: int) -> str:
    """Return the id of a person's customer, made now if there is none.

    Two calls at once name the same key, so Stripe makes one customer for both; only one lost in an
    answer and asked for again after a day is made twice, and the first then stays without cards.
    Raises `PaymentUnavailable`.
    """
    StripeCustomer.objects.bulk_create([StripeCustomer(user_id=user_id)], ignore_conflicts=True)
    known = StripeCustomer.objects.get(pk=user_id)
    if known.customer_id is None:
        _create(known)
        known.refresh_from_db()
    return str(known.customer_id)


def replace_customer(user_id: int, *, gone: str) -> str:
    """Return another customer for a person whose own was deleted at Stripe."""
    StripeCustomer.objects.filter(pk=user_id, customer_id=gone).update(
        customer_id=None, public_id=uuid7()
    )
    return customer_of(user_id)


def saved_cards(user_id: int) -> list[SavedCard]:
    """Return the cards a person has saved, the newest first. Raises `PaymentUnavailable`."""
    known = StripeCustomer.objects.filter(pk=user_id, customer_id__isnull=False).first()
    try:
        return gateway.saved_cards(str(known.customer_id)) if known else []
    except CustomerGone:
        return []


def remove_card(user_id: int, card_id: str) -> None:
    """Make Stripe forget one of a person's own cards.

    Raises `CardNotFound`, also for a card of somebody else, and `PaymentUnavailable`.
    """
    if card_id not in {card.id for card in saved_cards(user_id)}:
        raise CardNotFound
    gateway.detach_card(card_id)


def _create(known: StripeCustomer) -> None:
    """Make the customer and store its id; who comes second at Stripe finds it stored by the first.

    Raises `PaymentUnavailable`.
    """
    own = StripeCustomer.objects.filter(pk=known.pk, public_id=known.public_id)
    try:
        customer_id = gateway.create_customer(public_id=known.public_id)
    except PaymentUnavailable:
        if own.filter(customer_id__isnull=False).exists():
            return
        raise
    own.filter(customer_id__isnull=True).update(customer_id=customer_id)
