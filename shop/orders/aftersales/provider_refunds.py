"""Follow what became of an order's refunds at the payment provider, whoever made them.

Stripe is asked for all refunds of the payment; an event is only a reason to ask. A refund that was
made at Stripe itself is recorded as one of ours, so that totals, books and state count it and the
shop does not pay it a second time.
"""

from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import F
from structlog import get_logger

from shop.finance.ledger.services import Back, post_amount_agreed, post_refund
from shop.finance.payments import refund_gateway
from shop.finance.payments.models import PaymentAttempt, Refund, RefundFailure
from shop.finance.payments.types import ProviderRefund
from shop.orders.aftersales.refund_failures import FailedRefund, fail_refund, resolve_failure
from shop.orders.aftersales.refund_records import (
    is_due_whole,
    note_part_sent,
    note_whole_sent,
    refund_key,
)
from shop.orders.aftersales.refund_split import left_to_give_back
from shop.orders.aftersales.shipments import finish_dispatch
from shop.orders.aftersales.staff_alerts import tell_staff
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


def follow_refunds(attempt_id: int) -> None:
    """Bring the refunds of a payment in line with Stripe's; repeating it changes nothing more.

    Raises `PaymentUnavailable`.
    """
    attempt = PaymentAttempt.objects.get(pk=attempt_id)
    if attempt.intent_id is None or attempt.state != PaymentAttempt.State.SUCCEEDED:
        return
    for told in refund_gateway.refunds_of(attempt.intent_id):
        _follow(attempt, told)


@transaction.atomic
def _follow(attempt: PaymentAttempt, told: ProviderRefund) -> None:
    order = Order.objects.select_for_update().get(pk=attempt.order_id)
    if RefundFailure.objects.filter(provider_id=told.id).exists():
        return
    refund = Refund.objects.filter(attempt=attempt, provider_id=told.id).first()
    refund = refund or _named(attempt, told.key)
    whole = told.key.startswith(refund_key(attempt))
    if told.failed:
        _note_failed(attempt, refund, whole=whole, told=told)
    elif refund is not None:
        if refund.state in UNSENT:
            resolve_failure(order, attempt, refund)
            _note_sent(refund, order, told)
    elif whole:
        resolve_failure(order, attempt, None)
        if is_due_whole(order, attempt):
            note_whole_sent(order, attempt)
    elif told.stands and order.status != OrderState.REFUNDED:
        _adopt(order, attempt, told)


def _named(attempt: PaymentAttempt, key: str) -> Refund | None:
    """Return our refund that a provider's key names, whichever try it was."""
    public_id = key.removeprefix("refund:").partition(":")[0]
    try:
        return Refund.objects.filter(attempt=attempt, public_id=UUID(public_id)).first()
    except ValueError:
        return None


def _note_failed(
    attempt: PaymentAttempt, refund: Refund | None, *, whole: bool, told: ProviderRefund
) -> None:
    if refund is None and not whole:
        return  # made and failed at Stripe itself: nothing of ours has changed
    amount = from_minor(told.amount, attempt.currency)
    reason = told.failure_reason or told.status
    fail_refund(FailedRefund(attempt, refund, amount, reason, provider_id=told.id))


def _note_sent(refund: Refund, order: Order, told: ProviderRefund) -> None:
    refund.refresh_from_db()
    note_part_sent(refund, order, told.id)
    queue_job("ordering.send_refund", refund_id=refund.pk)  # which writes to the buyer


def _adopt(order: Order, attempt: PaymentAttempt, told: ProviderRefund) -> None:
    """Record a refund that was made at Stripe: as the one of ours that waits, or as a new one."""
    amount = from_minor(told.amount, attempt.currency)
    waiting = Refund.objects.filter(attempt=attempt, state__in=UNSENT).order_by("pk")
    for refund in waiting:
        if refund.card_amount == amount:
            resolve_failure(order, attempt, refund)
            _note_sent(refund, order, told)
            return
    left = left_to_give_back(order, attempt).card
    if order.status == OrderState.REFUND_DUE and not order.refunded_in_parts and left == amount:
        resolve_failure(order, attempt, None)
        note_whole_sent(order, attempt)
    elif left > 0:
        _record(order, attempt, told, min(amount, left))
    if amount > left:
        _report(order, told, amount - left)


def _record(order: Order, attempt: PaymentAttempt, told: ProviderRefund, amount: Decimal) -> None:
    refund = Refund.objects.create(
        key=f"stripe:{told.id}",
        request_hash="",
        attempt=attempt,
        amount=amount,
        reason=AT_STRIPE,
        state=State.SENT,
        sent_at=TransactionTimestamp(),
        provider_id=told.id,
    )
    Order.objects.filter(pk=order.pk).update(refunded_incl_tax=F("refunded_incl_tax") + amount)
    if order.status in EARNED:  # an order that is refunded as a whole owes it already
        post_amount_agreed(order=order, refund=refund)
    post_refund(order=order, key=refund_key(refund), back=Back(amount, Decimal("0.00")))
    DomainEvent.objects.create(
        name="order.refunded_at_provider",
        subject=order.number,
        data={"amount": str(amount), "reason": AT_STRIPE},
    )
    queue_job("ordering.send_refund", refund_id=refund.pk)
    if not end_if_refunded(order, by_id=None):
        finish_dispatch(order)
    finish_refund(order)
    log.warning("refund.made_at_provider", order=order.number, refund=told.id)


def _report(order: Order, told: ProviderRefund, excess: Decimal) -> None:
    """Tell staff of money that left at Stripe and that this order does not explain."""
    log.error("refund.unexplained", order=order.number, refund=told.id)
    tell_staff(
        permission="payments.add_refund",
        code="refund.unexplained",
        key=f"refund-unexplained:{told.id}",
        order=order,
        amount=excess,
    )
