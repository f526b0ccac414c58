"""By which means money goes back: first to what was paid with, what is left to the gift card.

One rule for parts and for the whole, written here alone. What a card or an account paid goes there
first, up to what was charged: that money buys anything anywhere, and a shop that kept it and gave
credit instead would do the buyer a bad turn. The gift card has the rest, so neither ever gets more
than it paid.
"""

from decimal import Decimal

from django.db.models import Sum

from shop.commerce.giftcards.redemption import taken_by
from shop.finance.ledger.services import Back
from shop.finance.payments.models import PaymentAttempt, Refund
from shop.oscar.order.models import Order

ZERO = Decimal("0.00")


def left_to_give_back(order: Order, attempt: PaymentAttempt) -> Back:
    """Return what no refund has promised yet of what an order's payment and gift card paid.

    An order that was given up has given its card back before: late money is all there is.
    """
    sums = Refund.objects.filter(attempt=attempt).aggregate(
        all=Sum("amount", default=ZERO), gift_card=Sum("gift_card_amount", default=ZERO)
    )
    paid = order.gift_card_amount if taken_by(order) else sums["gift_card"]
    by_card = attempt.amount - (sums["all"] - sums["gift_card"])
    return Back(card=by_card, gift_card=paid - sums["gift_card"])


def split(amount: Decimal, left: Back) -> Back:
    """Return by which means an amount goes back."""
    card = min(amount, left.card)
    return Back(card=card, gift_card=amount - card)
