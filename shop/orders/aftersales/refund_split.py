"""Split refunds between the means of payment: the card first, then the gift card.

One rule for partial and whole refunds. The card is refunded up to what was charged, because money
is worth more to the buyer than credit; the gift card gets the rest. Neither gets more than it paid.
"""

from decimal import Decimal

from django.db.models import Sum

from shop.commerce.giftcards.redemption import taken_by
from shop.finance.ledger.services import RefundAmounts
from shop.finance.payments.models import PaymentAttempt, Refund
from shop.oscar.order.models import Order

ZERO = Decimal("0.00")


def refundable_amounts(order: Order, attempt: PaymentAttempt) -> RefundAmounts:
    """Return what is left to refund of an order's payment and gift card.

    An order that was given up has credited its gift card already: only late money is left. Gift
    cards that were bought are refunded one by one.
    """
    sums = Refund.objects.filter(attempt=attempt).aggregate(
        all=Sum("amount", default=ZERO), gift_card=Sum("gift_card_amount", default=ZERO)
    )
    paid = order.gift_card_amount if taken_by(order) else sums["gift_card"]
    by_card = attempt.amount - (sums["all"] - sums["gift_card"])
    return RefundAmounts(card=by_card - order.cards_left, gift_card=paid - sums["gift_card"])


def split(amount: Decimal, left: RefundAmounts) -> RefundAmounts:
    """Split an amount between card and gift card."""
    card = min(amount, left.card)
    return RefundAmounts(card=card, gift_card=amount - card)
