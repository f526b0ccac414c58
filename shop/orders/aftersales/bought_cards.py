"""Gift cards of paid orders: mailed when they are due, and withdrawn while they are unused.

A card waits while its order is on hold or its payment is disputed.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from structlog import get_logger

from shop.commerce.giftcards.bought import cancel_card
from shop.commerce.giftcards.errors import GiftCardUsed
from shop.commerce.giftcards.models import OrderedGiftCard
from shop.commerce.giftcards.sending import send_code
from shop.finance.ledger.services import post_card_withdrawn
from shop.finance.payments.disputes import is_disputed, recorded_dispute
from shop.finance.payments.models import PaymentAttempt, Refund
from shop.orders.aftersales.held_orders import is_held
from shop.orders.aftersales.shipments import mark_sent_if_complete
from shop.orders.aftersales.whole_refunds import end_if_refunded
from shop.orders.errors import CardNotWithdrawable
from shop.orders.models import DomainEvent, HeldOrder
from shop.oscar.order.models import Order, OrderState
from shop.platform.database.clock import database_now
from shop.platform.database.jobs import queue_job

log = get_logger(__name__)
JOB = "ordering.send_gift_cards"
SOLD = (OrderState.PAID, OrderState.FULFILLED)
# Consumers may withdraw from the purchase: Directive 2011/83/EU Art. 9(1), read on 2026-11-30. The
# period begins when the card is issued, which is when its order is paid.
WITHDRAWAL_PERIOD = timedelta(days=14)
MOST_AT_ONCE = 1_000


def ordered_cards(order: Order) -> list[OrderedGiftCard]:
    """Return the gift cards that an order contains; no query if it contains none."""
    if not order.cards_bought:
        return []
    cards = OrderedGiftCard.objects.filter(order=order).select_related("gift_card")
    return list(cards.order_by("pk"))


def is_unused(ordered: OrderedGiftCard) -> bool:
    """Return whether an ordered card was issued, still works and has its whole balance."""
    card = ordered.gift_card
    if card is None or ordered.withdrawn_at is not None or card.disabled_at is not None:
        return False
    return card.balance == card.issued


def may_withdraw(ordered: OrderedGiftCard, at: datetime) -> bool:
    """Return whether a buyer may still give an ordered card back, as far as the card decides."""
    card = ordered.gift_card
    return card is not None and is_unused(ordered) and at < card.issued_at + WITHDRAWAL_PERIOD


def send_due_cards(order_id: int | None = None) -> int:
    """Mail the codes of cards that are due, of one order or of all; return how many."""
    due = _due_cards(database_now())
    if order_id is not None:
        due = due.filter(order=order_id)
    rows = list(due.order_by("pk").values_list("gift_card_id", "order_id")[:MOST_AT_ONCE])
    for card_id, _ in rows:
        send_code(card_id)
    for number in {number for _, number in rows}:
        with transaction.atomic():
            mark_sent_if_complete(Order.objects.select_for_update().get(pk=number))
    return len(rows)


def withdraw_card(
    *, order_number: str, public_id: UUID, by_id: int | None = None, reason: str = ""
) -> Refund:
    """Cancel an unused card and refund it; a second call returns the same refund.

    A buyer (`by_id` None) may do so within the withdrawal period, staff at any time. Raises
    `CardNotWithdrawable`.
    """
    with transaction.atomic():
        order = Order.objects.select_for_update().get(number=order_number)
        cards = list(OrderedGiftCard.objects.filter(order=order).order_by("pk"))
        position = next((n for n, card in enumerate(cards) if card.public_id == public_id), None)
        if position is None:
            raise CardNotWithdrawable(reason="unknown")
        key = f"gift-card:{order.number}:{position + 1}"
        if existing := Refund.objects.filter(key=key).first():
            return existing
        ordered = cards[position]
        _check(order, ordered, by_id)
        why = reason.strip() or "Withdrawal from a gift card"
        try:
            cancel_card(ordered, by_id=by_id, reason=why)
        except GiftCardUsed as error:
            raise CardNotWithdrawable(reason="used") from error
        return _refund(order, ordered, key, why, by_id)


def _check(order: Order, ordered: OrderedGiftCard, by_id: int | None) -> None:
    card = ordered.gift_card
    if order.status not in SOLD or card is None:
        raise CardNotWithdrawable(reason="closed")
    if is_disputed(order):
        raise CardNotWithdrawable(reason="disputed")
    if is_held(order):
        raise CardNotWithdrawable(reason="held")
    if by_id is None and database_now() >= card.issued_at + WITHDRAWAL_PERIOD:
        raise CardNotWithdrawable(reason="late")


def _refund(
    order: Order, ordered: OrderedGiftCard, key: str, reason: str, by_id: int | None
) -> Refund:
    refund = Refund.objects.create(
        key=key,
        request_hash="",
        attempt=PaymentAttempt.objects.get(order=order, state=PaymentAttempt.State.SUCCEEDED),
        amount=ordered.amount,
        reason=reason[:200],
        by_id=by_id,
        by_buyer=by_id is None,
    )
    Order.objects.filter(pk=order.pk).update(
        refunded_incl_tax=F("refunded_incl_tax") + ordered.amount,
        cards_withdrawn=F("cards_withdrawn") + ordered.amount,
    )
    order.refresh_from_db(fields=["refunded_incl_tax", "cards_withdrawn"])
    post_card_withdrawn(order=order, refund=refund)
    DomainEvent.objects.create(
        name="order.gift_card_withdrawn",
        subject=order.number,
        data={"amount": str(ordered.amount), "reason": refund.reason, "by": by_id},
    )
    queue_job("ordering.send_refund", refund_id=refund.pk)
    if not end_if_refunded(order, by_id=by_id):
        mark_sent_if_complete(order)
    log.info("order.gift_card_withdrawn", order=order.number, refund=str(refund.public_id))
    return refund


def _due_cards(at: datetime) -> QuerySet[OrderedGiftCard]:
    held = HeldOrder.objects.filter(order=OuterRef("order"), decision="")
    return OrderedGiftCard.objects.filter(
        Q(send_at__isnull=True) | Q(send_at__lte=at),
        ~Exists(held),
        ~recorded_dispute(),
        withdrawn_at__isnull=True,
        gift_card__seed__gt="",
        gift_card__disabled_at__isnull=True,
        order__status__in=SOLD,
    )
