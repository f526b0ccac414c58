"""Record sent refunds, in a transaction that locks the order.

A refund may need several tries. Its provider key and its journal contain the number of earlier
failures, so each try is posted once; the gift card part is credited with the first.
"""

from decimal import Decimal

from django.db.models import QuerySet

from shop.commerce.giftcards.redemption import refund_gift_card
from shop.finance.ledger.services import RefundAmounts, post_refund
from shop.finance.payments.models import PaymentAttempt, Refund, RefundFailure
from shop.finance.royalties.services import reverse_accruals
from shop.orders.aftersales.refund_split import refundable_amounts
from shop.orders.messages import queue_message
from shop.orders.models import OutgoingMessage
from shop.orders.payment.state_machine import move_order
from shop.oscar.order.models import Order, OrderState
from shop.platform.database.clock import TransactionTimestamp

ZERO = Decimal("0.00")


def count_tries(attempt: PaymentAttempt, refund: Refund | None) -> int:
    """Return how often a refund has failed; None is the refund of the whole order."""
    return RefundFailure.objects.filter(attempt=attempt, refund=refund).count()


def refund_key(subject: Refund | PaymentAttempt, tries: int = 0) -> str:
    """Return the key of a refund's try; an attempt stands for the refund of the whole order."""
    return f"refund:{subject.public_id}" + (f":{tries}" if tries else "")


def record_part_sent(refund: Refund, order: Order, provider_id: str | None) -> None:
    """Record once that a refund was sent."""
    tries = count_tries(refund.attempt, refund)
    due = Refund.objects.filter(pk=refund.pk, state=Refund.State.DUE)
    if not due.update(
        state=Refund.State.SENT, sent_at=TransactionTimestamp(), provider_id=provider_id
    ):
        return
    gift_card = ZERO if tries else refund.gift_card_amount
    back = RefundAmounts(refund.card_amount, gift_card)
    post_refund(order=order, key=refund_key(refund, tries), back=back)
    refund_gift_card(order=order, amount=gift_card, key=refund_key(refund))


def record_whole_sent(order: Order, attempt: PaymentAttempt) -> None:
    """Record that a whole order was refunded. Raises `OrderStateConflict` the second time."""
    left = refundable_amounts(order, attempt)
    key = refund_key(attempt, count_tries(attempt, None))
    move_order(order, expected=OrderState.REFUND_DUE, to=OrderState.REFUNDED)
    reverse_accruals(order=order)
    post_refund(order=order, key=key, back=left)
    refund_gift_card(order=order, amount=left.gift_card, key=refund_key(attempt))
    queue_whole_refund_mail(order, left, key)


def queue_whole_refund_mail(
    order: Order, back: RefundAmounts, key: str, settlement: str = ""
) -> None:
    """Queue the mail about the refund of a whole order.

    `key` names the try or the settlement: a refund that fails after its mail has a second mail.
    """
    if back.amount:
        queue_message(
            order=order,
            kind=OutgoingMessage.Kind.REFUND,
            key=key,
            payload={
                "card": str(back.card),
                "gift_card": str(back.gift_card),
                "settlement": settlement,
            },
        )


def is_due_whole(order: Order, attempt: PaymentAttempt) -> bool:
    """Return whether a whole order is to be refunded and no failure waits for staff."""
    if order.status != OrderState.REFUND_DUE or order.refunded_in_parts:
        return False
    return not open_failures(attempt).filter(refund=None).exists()


def open_failures(attempt: PaymentAttempt) -> QuerySet[RefundFailure]:
    """Return the refund failures of an order that are not settled."""
    return RefundFailure.objects.filter(attempt=attempt, settlement="")
