"""Gift cards as issued by staff, and baskets that pay with one."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

from shop.commerce.giftcards.models import GiftCard
from shop.commerce.giftcards.services import IssuedGiftCard, IssueRequest, issue_gift_card
from shop.identity.accounts.models import User
from shop.oscar.basket.models import Basket
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import basket_with


def make_gift_card(amount: str = "15.00", currency: str = "EUR", **fields: Any) -> IssuedGiftCard:
    """Issue a card that is handed over in person, so the code is returned here only."""
    clerk = User.objects.filter(email="giver@example.org").first()
    by = clerk or UserFactory(email="giver@example.org")
    fields = {"purpose": "GOODWILL", "reason": "A late parcel.", "key": uuid4()} | fields
    return issue_gift_card(
        IssueRequest(amount=Decimal(amount), currency=currency, by_id=by.pk, **fields)
    )


def basket_paid_by(card: GiftCard, *products: Any, **changes: Any) -> Basket:
    """Return a guest's basket with the card."""
    basket = basket_with(*products, **changes)
    Basket.objects.filter(pk=basket.pk).update(gift_card=card)
    basket.refresh_from_db()
    return basket


def balance(card: GiftCard) -> Decimal:
    """Return the balance of a card."""
    return GiftCard.objects.get(pk=card.pk).balance
