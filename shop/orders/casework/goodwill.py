"""Gift cards that staff give to the buyer of an order as goodwill."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from shop.commerce.giftcards.models import GiftCard
from shop.commerce.giftcards.services import IssueRequest, issue_gift_card
from shop.orders.casework.errors import GoodwillRefused
from shop.orders.models import DomainEvent
from shop.oscar.order.models import Order, OrderState

EVENT = "order.goodwill_given"
PAID = (OrderState.PAID, OrderState.FULFILLED, OrderState.REFUND_DUE, OrderState.REFUNDED)


@dataclass(frozen=True, slots=True)
class GoodwillRequest:
    """A card for the buyer of an order; `key` makes the request idempotent."""

    key: UUID
    order_number: str
    amount: Decimal
    reason: str
    by_id: int


@transaction.atomic
def give_goodwill_card(request: GoodwillRequest) -> GiftCard:
    """Issue a card in the order's currency and mail it to the buyer in the order's language.

    The same request returns the same card. Cards of one order together are worth at most its
    total. Raises `GoodwillRefused`, and `GiftCardNotIssued` for an amount or a reason.
    """
    order = Order.objects.select_for_update().get(number=request.order_number)
    if order.status not in PAID:
        raise GoodwillRefused(reason="unpaid")
    if not order.guest_email:
        raise GoodwillRefused(reason="no_email")
    given = DomainEvent.objects.filter(name=EVENT, subject=order.number)
    already = given.filter(data__key=str(request.key)).exists()
    left = goodwill_left(order)
    if not already and request.amount > left:
        raise GoodwillRefused(reason="above_total", left=left, currency=order.currency)
    issued = issue_gift_card(
        IssueRequest(
            key=request.key,
            amount=request.amount,
            currency=order.currency,
            purpose=GiftCard.Purpose.GOODWILL,
            reason=f"Order {order.number}: {request.reason.strip()}"[:200],
            by_id=request.by_id,
            recipient=order.guest_email,
            language=order.language,
        )
    )
    if not already:
        DomainEvent.objects.create(
            name=EVENT,
            subject=order.number,
            data={
                "amount": str(request.amount),
                "reason": request.reason.strip(),
                "by": request.by_id,
                "card": str(issued.card.public_id),
                "key": str(request.key),
            },
        )
    return issued.card


def goodwill_left(order: Order) -> Decimal:
    """Return what goodwill cards of an order may still be worth."""
    events = DomainEvent.objects.filter(name=EVENT, subject=order.number)
    given = sum(
        (Decimal(data["amount"]) for data in events.values_list("data", flat=True)), Decimal(0)
    )
    return order.total_incl_tax - given
