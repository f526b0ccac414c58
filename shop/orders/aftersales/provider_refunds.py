"""Sync an order's refunds with those at the payment provider, whoever made them.

All refunds of the payment are fetched; an event only triggers this. A refund made at Stripe is
recorded as one of the shop's, so that totals, ledger and state count it and it is not paid twice.
"""

from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import F
from structlog import get_logger

from shop.finance.ledger.services import RefundAmounts, post_amount_agreed, post_refund
from shop.finance.payments import refund_gateway
from shop.finance.payments.models import PaymentAttempt, Refund, RefundFailure
from shop.finance.payments.types import ProviderRefund
from shop.orders.aftersales.refund_failures import FailedRefund, fail_refund, resolve_failure
from shop.orders.aftersales.refund_records import (
    is_due_whole,
    record_part_sent,
    record_whole_sent,
    refund_key,
)
from shop.orders.aftersales.refund_split import refundable_amounts
from shop.orders.aftersales.shipments import mark_sent_if_complete
from shop.orders.aftersales.staff_alerts import notify_staff
from shop.orders.aftersales.whole_refunds import EARNED, end_if_refunded, finish_refund
from shop.orders.models import DomainEvent
from shop.oscar.order.models import Order, OrderState
from shop.platform.core.money import from_minor
from shop.platform.database.clock import TransactionTimestamp
from shop.platform.database.jobs import queue_job

log = get_logger(__name__)
State = Refund.State
UNSENT = (State.DUE, State.FAILED)
AT_STRIPE = "Refunded at Stripe"


def sync_refunds(attempt_id: int) -> None:
    """Sync the refunds of a payment with Stripe's; repeating it changes nothing.

    Raises `PaymentUnavailable`.
    """
    attempt = PaymentAttempt.objects.get(pk=attempt_id)
    if attempt.intent_id is None or attempt.state != PaymentAttempt.State.SUCCEEDED:
        return
    for provider_refund in refund_gateway.refunds_of(attempt.intent_id):
        _follow(attempt, provider_refund)


@transaction.atomic
def _follow(attempt: PaymentAttempt, provider_refund: ProviderRefund) -> None:
    order = Order.objects.select_for_update().get(pk=attempt.order_id)
    if RefundFailure.objects.filter(provider_id=provider_refund.id).exists():
        return
    refund = Refund.objects.filter(attempt=attempt, provider_id=provider_refund.id).first()
    refund = refund or _named(attempt, provider_refund.key)
    whole = provider_refund.key.startswith(refund_key(attempt))
    if provider_refund.failed:
        _note_failed(attempt, refund, whole=whole, provider_refund=provider_refund)
    elif refund is not None:
        if refund.state in UNSENT:
            resolve_failure(order, attempt, refund)
            _note_sent(refund, order, provider_refund)
    elif whole:
        resolve_failure(order, attempt, None)
        if is_due_whole(order, attempt):
            record_whole_sent(order, attempt)
    elif provider_refund.is_valid and order.status != OrderState.REFUNDED:
        _adopt(order, attempt, provider_refund)


def _named(attempt: PaymentAttempt, key: str) -> Refund | None:
    """Return the shop's refund named by a provider's key, for any of its tries."""
    public_id = key.removeprefix("refund:").partition(":")[0]
    try:
        return Refund.objects.filter(attempt=attempt, public_id=UUID(public_id)).first()
    except ValueError:
        return None


def _note_failed(
    attempt: PaymentAttempt, refund: Refund | None, *, whole: bool, provider_refund: ProviderRefund
) -> None:
    if refund is None and not whole:
        return  # made and failed at Stripe: the shop's records are unchanged
    amount = from_minor(provider_refund.amount, attempt.currency)
    reason = provider_refund.failure_reason or provider_refund.status
    fail_refund(FailedRefund(attempt, refund, amount, reason, provider_id=provider_refund.id))


def _note_sent(refund: Refund, order: Order, provider_refund: ProviderRefund) -> None:
    refund.refresh_from_db()
    record_part_sent(refund, order, provider_refund.id)
    queue_job("ordering.send_refund", refund_id=refund.pk)  # mails the buyer


def _adopt(order: Order, attempt: PaymentAttempt, provider_refund: ProviderRefund) -> None:
    """Record a refund made at Stripe, as a waiting refund of the same amount or as a new one."""
    amount = from_minor(provider_refund.amount, attempt.currency)
    waiting = Refund.objects.filter(attempt=attempt, state__in=UNSENT).order_by("pk")
    for refund in waiting:
        if refund.card_amount == amount:
            resolve_failure(order, attempt, refund)
            _note_sent(refund, order, provider_refund)
            return
    left = refundable_amounts(order, attempt).card
    if order.status == OrderState.REFUND_DUE and not order.refunded_in_parts and left == amount:
        resolve_failure(order, attempt, None)
        record_whole_sent(order, attempt)
    elif left > 0:
        _record(order, attempt, provider_refund, min(amount, left))
    if amount > left:
        _report(order, provider_refund, amount - left)


def _record(
    order: Order, attempt: PaymentAttempt, provider_refund: ProviderRefund, amount: Decimal
) -> None:
    refund = Refund.objects.create(
        key=f"stripe:{provider_refund.id}",
        request_hash="",
        attempt=attempt,
        amount=amount,
        reason=AT_STRIPE,
        state=State.SENT,
        sent_at=TransactionTimestamp(),
        provider_id=provider_refund.id,
    )
    Order.objects.filter(pk=order.pk).update(refunded_incl_tax=F("refunded_incl_tax") + amount)
    if order.status in EARNED:  # otherwise the whole order is owed already
        post_amount_agreed(order=order, refund=refund)
    post_refund(order=order, key=refund_key(refund), back=RefundAmounts(amount, Decimal("0.00")))
    DomainEvent.objects.create(
        name="order.refunded_at_provider",
        subject=order.number,
        data={"amount": str(amount), "reason": AT_STRIPE},
    )
    queue_job("ordering.send_refund", refund_id=refund.pk)
    if not end_if_refunded(order, by_id=None):
        mark_sent_if_complete(order)
    finish_refund(order)
    log.warning("refund.made_at_provider", order=order.number, refund=provider_refund.id)


def _report(order: Order, provider_refund: ProviderRefund, excess: Decimal) -> None:
    """Notify staff of money refunded at Stripe beyond what the order has left.

    If the excess is the amount that paid for gift cards, the notice asks staff to withdraw the
    cards.
    """
    paid_cards = excess <= order.cards_left
    if paid_cards:
        log.error("refund.of_gift_cards", order=order.number, refund=provider_refund.id)
    else:
        log.error("refund.unexplained", order=order.number, refund=provider_refund.id)
    notify_staff(
        permission="payments.add_refund",
        code="refund.of_gift_cards" if paid_cards else "refund.unexplained",
        key=f"refund-unexplained:{provider_refund.id}",
        order=order,
        amount=excess,
    )
