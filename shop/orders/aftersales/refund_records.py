"""Note in the books that a refund was sent, in a transaction that locks the order.

A refund may need several tries. Its provider key and its journal carry the number of failures
before, so that each try is written once; the gift card's part is given back with the first.
"""

from decimal import Decimal

from django.db.models import QuerySet

from shop.commerce.giftcards.redemption import refund_gift_card
from shop.finance.ledger.services import Back, post_refund
from shop.finance.payments.models import PaymentAttempt, Refund, RefundFailure
from shop.finance.royalties.services import reverse_accruals
from shop.orders.aftersales.refund_split import left_to_give_back
from shop.orders.messages import queue_message
from shop.orders.models import OutgoingMessage
from shop.orders.payment.state_machine import move_order
from shop.oscar.order.models import Order, OrderState
from shop.platform.database.clock import TransactionTimestamp

ZERO = Decimal("0.00")


def tries_of(attempt: PaymentAttempt, refund: Refund | None) -> int:
    """Return how often a refund has failed; None is the refund of the order as a whole."""
    return RefundFailure.objects.filter(attempt=attempt, refund=refund).count()


def refund_key(subject: Refund | PaymentAttempt, tries: int = 0) -> str:
    """Return the key of a refund's try; the attempt names the refund of the order as a whole."""
    return f"refund:{subject.public_id}" + (f":{tries}" if tries else "")


def note_part_sent(refund: Refund, order: Order, provider_id: str | None) -> None:
    """Write once that a refund was sent."""
    tries = tries_of(refund.attempt, refund)
    due = Refund.objects.filter(pk=refund.pk, state=Refund.State.DUE)
    if not due.update(
        state=Refund.State.SENT, sent_at=TransactionTimestamp(), provider_id=provider_id
    ):
        return
    gift_card = ZERO if tries else refund.gift_card_amount
    back = Back(refund.card_amount, gift_card)
    post_refund(order=order, key=refund_key(refund, tries), back=back)
    refund_gift_card(order=order, amount=gift_card, key=refund_key(refund))


def note_whole_sent(order: Order, attempt: PaymentAttempt) -> None:
    """Write that an order was refunded as a whole. Raises `OrderStateConflict` the second time."""
    left = left_to_give_back(order, attempt)
    key = refund_key(attempt, tries_of(attempt, None))
    move_order(order, expected=OrderState.REFUND_DUE, to=OrderState.REFUNDED)
    reverse_accruals(order=order)
    post_refund(order=order, key=key, back=left)
    refund_gift_card(order=order, amount=left.gift_card, key=refund_key(attempt))
    tell_of_whole(order, left, key)


def tell_of_whole(order: Order, back: Back, key: str, way: str = "") -> None:
    """Queue the mail that an order was refunded as a whole.

    `key` names the try or the settlement: a refund that fails after its mail has a second one.
    """
    if back.amount:
        queue_message(
            order=order,
            kind=OutgoingMessage.Kind.REFUND,
            key=key,
            payload={
                "card": str(back.card),
                "gift_card": str(back.gift_card),
                "settlement": way,
            },
        )


def is_due_whole(order: Order, attempt: PaymentAttempt) -> bool:
    """Return whether an order is to be refunded as a whole and no failure waits for staff."""
    if order.status != OrderState.REFUND_DUE or order.refunded_in_parts:
        return False
    return not open_failures(attempt).filter(refund=None).exists()


def open_failures(attempt: PaymentAttempt) -> QuerySet[RefundFailure]:
    """Return the failures of an order's refunds that nobody has settled."""
    return RefundFailure.objects.filter(attempt=attempt, settlement="")
