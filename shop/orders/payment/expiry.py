"""The sweeper and the reconciler: find unfinished payments and finish them.

The sweeper cancels at Stripe first and releases stock only after Stripe has confirmed it. If Stripe
reports "paid", the order is paid; if Stripe does not answer, the stock stays reserved.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from django.db import OperationalError, connection, transaction
from django.db.models import F, Q, QuerySet
from structlog import get_logger

from shop.commerce.inventory.services import release_reserved
from shop.finance.payments import gateway
from shop.finance.payments.errors import IntentNotCancellable, PaymentMismatch, PaymentUnavailable
from shop.finance.payments.models import PaymentAttempt
from shop.finance.payments.types import Intent
from shop.orders.checkout.placement import record_intent
from shop.orders.checkout.quotas import release_quotas
from shop.orders.payment.payment_intents import make_intent
from shop.orders.payment.settlement import apply_intent, settle_payment
from shop.orders.payment.state_machine import move_order
from shop.orders.returns.unpaid_exchanges import tell_of_fallback
from shop.oscar.order.models import Order, OrderState
from shop.platform.core.failpoints import failpoint
from shop.platform.database.clock import database_now

log = get_logger(__name__)
State = PaymentAttempt.State
UNSETTLED_AFTER = timedelta(seconds=60)
REPLAY_WINDOW = timedelta(hours=24)
STUCK_AFTER = timedelta(hours=1)
RECHECK_AFTER = {State.CREATED: UNSETTLED_AFTER, State.PROCESSING: timedelta(minutes=5)}
MOST_SWEPT = MOST_ASKED = 1_000
# Temporary failures, such as a time-out or a locked row: retried by the next run.
LATER = (PaymentUnavailable, PaymentMismatch, OperationalError)


def sweep_expired_orders(*, at_once: int = 1) -> int:
    """Expire every PENDING order whose reservation has ended; return how many were processed.

    `at_once` above 1 processes that many in parallel, each in a thread with its own connection.
    """
    expired = list(
        Order.objects.filter(
            status=OrderState.PENDING, hold_expires_at__lte=database_now()
        ).order_by("hold_expires_at")[:MOST_SWEPT]
    )
    _each(_sweep, expired, at_once)
    return len(expired)


def stuck_orders(at: datetime) -> QuerySet[Order]:
    """Return unpaid orders that could not be expired within an hour of their end.

    Stripe does not answer for them. Payments that are still processing are left out.
    """
    return Order.objects.filter(
        status=OrderState.PENDING, hold_expires_at__lt=at - STUCK_AFTER
    ).exclude(payment_attempts__state=State.PROCESSING)


def _sweep(order: Order) -> None:
    try:
        expire_order(order)
    except LATER as error:
        log.warning("order.expiry_postponed", order=order.number, reason=_reason(error))


def expire_order(order: Order) -> None:
    """Cancel at Stripe, then expire the order and release its stock; or settle it if paid."""
    if not end_attempts(order):
        return
    failpoint("sweep.cancelled")
    with transaction.atomic():
        locked = Order.objects.select_for_update().get(pk=order.pk)
        if locked.status != OrderState.PENDING:
            return
        release_quotas(locked)
        release_reserved(order=locked, reason="hold expired")
        move_order(locked, expected=OrderState.PENDING, to=OrderState.EXPIRED)
        tell_of_fallback(locked)


def end_attempts(order: Order) -> bool:
    """Cancel all payment attempts of an order; return False if one was or may still be paid.

    Raises `PaymentUnavailable` and `PaymentMismatch`.
    """
    attempts = PaymentAttempt.objects.filter(order=order).exclude(state=State.CANCELLED)
    return all(_end_attempt(attempt, order) for attempt in attempts)


def _end_attempt(attempt: PaymentAttempt, order: Order) -> bool:
    """Cancel one attempt at Stripe; return False if it was or may still be paid."""
    if attempt.intent_id is None:
        _recover_intent(attempt, order)
    if attempt.intent_id is None:
        # An intent that is recorded meanwhile is kept; the next sweep cancels it at Stripe.
        unpaid = PaymentAttempt.objects.filter(pk=attempt.pk, intent_id__isnull=True)
        return bool(unpaid.update(state=State.CANCELLED))
    try:
        intent = gateway.cancel_intent(attempt.intent_id)
    except IntentNotCancellable:
        intent = gateway.fetch_intent(attempt.intent_id)
    apply_intent(attempt, intent)
    return intent.ended_unpaid


def _recover_intent(attempt: PaymentAttempt, order: Order) -> None:
    """Find the intent of a create call whose answer was lost, and record it.

    Within Stripe's replay window the same key returns the same intent; later, or if Stripe replays
    a failure, only a search finds it. An intent that no search finds cannot be paid, because its
    secret was never given out. Raises `PaymentUnavailable`.
    """
    try:
        intent = _replayed(attempt, order) or gateway.find_intent(attempt)
    except PaymentUnavailable:
        intent = gateway.find_intent(attempt)
    if intent is not None:
        record_intent(attempt, intent.id)


def _replayed(attempt: PaymentAttempt, order: Order) -> Intent | None:
    if database_now() - attempt.created_at >= REPLAY_WINDOW:
        return None  # the key has expired at Stripe: creating now could make a second intent
    return make_intent(attempt, order)


def reconcile_payments(*, at_once: int = 1, hurry: bool = False) -> int:
    """Fetch every attempt that should have settled by now; return how many.

    This finds a paid intent if webhook and return page are both lost. The attempts that were
    checked longest ago come first; payments that a bank decides in days are checked less often.
    `hurry` checks all of them now.
    """
    now = database_now()
    overdue = PaymentAttempt.objects.filter(
        state__in=RECHECK_AFTER,
        order__status=OrderState.PENDING,
        created_at__lte=now - UNSETTLED_AFTER,
    )
    if not hurry:
        due = Q(asked_at__isnull=True)
        for state, wait in RECHECK_AFTER.items():
            due |= Q(state=state, asked_at__lte=now - wait)
        overdue = overdue.filter(due)
    looked_at = list(
        overdue.order_by(F("asked_at").asc(nulls_first=True), "created_at").values_list(
            "pk", flat=True
        )[:MOST_ASKED]
    )
    PaymentAttempt.objects.filter(pk__in=looked_at).update(asked_at=now)
    _each(_settle, looked_at, at_once)
    return len(looked_at)


def _settle(attempt_id: int) -> None:
    try:
        settle_payment(attempt_id)
    except LATER as error:
        log.warning("payment.reconciliation_postponed", attempt=attempt_id, reason=_reason(error))


def _reason(error: Exception) -> str:
    return str(getattr(error, "code", type(error).__name__))


def _each[Item](work: Callable[[Item], None], items: Sequence[Item], at_once: int) -> None:
    """Process every item, in parallel if `at_once` is above 1.

    In parallel, a failure does not stop the other items; it is raised at the end.
    """
    if at_once == 1:
        for item in items:
            work(item)
        return

    def alone(item: Item) -> None:
        try:
            work(item)
        finally:
            connection.close()

    with ThreadPoolExecutor(at_once) as pool:
        begun = [pool.submit(alone, item) for item in items]
    for future in begun:
        future.result()
