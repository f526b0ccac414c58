"""Send agreed refunds to the payment provider.

A final refusal marks the refund as failed. Temporary errors (no answer, 429, 5xx) are retried with
growing pauses for three days, and fail then. Staff settle failed refunds, see `refund_failures`.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from shop.finance.payments import refund_gateway
from shop.finance.payments.errors import PaymentRefused, PaymentUnavailable
from shop.finance.payments.models import PaymentAttempt, Refund, RefundFailure
from shop.orders.aftersales.provider_refunds import sync_refunds
from shop.orders.aftersales.refund_failures import FailedRefund, fail_refund
from shop.orders.aftersales.refund_records import (
    count_tries,
    is_due_whole,
    record_part_sent,
    record_whole_sent,
    refund_key,
)
from shop.orders.aftersales.refund_split import refundable_amounts
from shop.orders.models import DomainEvent
from shop.oscar.order.models import Order
from shop.platform.core.failpoints import failpoint
from shop.platform.core.money import to_minor
from shop.platform.database.clock import database_now

GIVE_UP_AFTER = timedelta(days=3)
NO_ANSWER = "no_answer"


def send_part(refund_id: int) -> None:
    """Send the money of a refund; a sent, failed or settled one is left alone.

    Raises `PaymentUnavailable` if the job is to be retried.
    """
    refund = Refund.objects.select_related("attempt__order").get(pk=refund_id)
    if refund.state == Refund.State.DUE and refund.attempt.order is not None:
        failed = FailedRefund(refund.attempt, refund, refund.card_amount)
        _try(failed, refund.created_at, lambda: _send_part(refund))


def send_whole(attempt_id: int) -> None:
    """Send the money of an order that is refunded as a whole, like `send_part`."""
    attempt = PaymentAttempt.objects.select_related("order").get(pk=attempt_id)
    order = attempt.order
    if order is not None and is_due_whole(order, attempt):
        failed = FailedRefund(attempt, None, refundable_amounts(order, attempt).card)
        _try(failed, _due_since(order), lambda: _send_whole(attempt))


def _try(failed: FailedRefund, agreed_at: datetime, send: Callable[[], None]) -> None:
    """Send a refund; mark it as failed if Stripe refuses it or has not answered for too long."""
    try:
        send()
    except PaymentRefused as refusal:
        reason, message = str(refusal.data["reason"]), str(refusal.data["explanation"])
        fail_refund(failed.because(reason, message))
    except PaymentUnavailable as error:
        if database_now() - _tried_since(failed, agreed_at) < GIVE_UP_AFTER:
            raise
        fail_refund(failed.because(NO_ANSWER, str(error)))


def _send_part(refund: Refund) -> None:
    attempt, provider_id = refund.attempt, None
    if refund.card_amount:
        # The tries are counted before the state is read. If another process records a refusal
        # after that, Stripe repeats the refusal under this key; a new try needs a person.
        key = refund_key(refund, count_tries(attempt, refund))
        sync_refunds(attempt.pk)
        refund.refresh_from_db(fields=["state"])
        if refund.state != Refund.State.DUE:
            return
        provider_id = _refund_at_stripe(
            attempt, key, to_minor(refund.card_amount, attempt.currency)
        )
    failpoint("refund.sent")
    with transaction.atomic():
        record_part_sent(refund, _locked(attempt), provider_id)


def _send_whole(attempt: PaymentAttempt) -> None:
    if attempt.intent_id is not None:  # an order without an intent had nothing to pay
        key = refund_key(attempt, count_tries(attempt, None))  # before the state, as in a part
        sync_refunds(attempt.pk)
        order = Order.objects.get(pk=attempt.order_id)
        left = refundable_amounts(order, attempt)
        if is_due_whole(order, attempt) and left.card:
            _refund_at_stripe(attempt, key, to_minor(left.card, attempt.currency))
    failpoint("refund.sent")
    with transaction.atomic():
        order = _locked(attempt)
        if is_due_whole(order, attempt):
            record_whole_sent(order, attempt)


def _refund_at_stripe(attempt: PaymentAttempt, key: str, amount: int) -> str:
    known = set(
        Refund.objects.filter(attempt=attempt, provider_id__isnull=False).values_list(
            "provider_id", flat=True
        )
    )
    return refund_gateway.refund_intent(
        str(attempt.intent_id), key=key, amount=amount, known=known
    ).id


def _locked(attempt: PaymentAttempt) -> Order:
    return Order.objects.select_for_update().get(pk=attempt.order_id)


def _tried_since(failed: FailedRefund, agreed_at: datetime) -> datetime:
    """Return when the refund was agreed, or last retried by staff."""
    failures = RefundFailure.objects.filter(attempt=failed.attempt, refund=failed.refund)
    last = failures.order_by("pk").last()
    return (last and last.settled_at) or agreed_at


def _due_since(order: Order) -> datetime:
    event = DomainEvent.objects.filter(name="order.refund_due", subject=order.number).last()
    return event.at if event else database_now()
