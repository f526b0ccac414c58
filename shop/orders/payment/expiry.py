"""What is left undone is found and finished: the sweeper and the reconciler.

The sweeper cancels at Stripe first and releases stock only when Stripe has said so; if Stripe says
"paid", the order is paid; if Stripe does not answer, the stock stays held.
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
from shop.orders.checkout.quotas import give_back_rationed_units
from shop.orders.payment.payment_intents import make_intent
from shop.orders.payment.settlement import apply_intent, settle_payment
from shop.orders.payment.state_machine import move_order
from shop.oscar.order.models import Order, OrderState
from shop.platform.core.failpoints import failpoint
from shop.platform.database.clock import database_now

log = get_logger(__name__)
State = PaymentAttempt.State
UNSETTLED_AFTER = timedelta(seconds=60)
REPLAY_WINDOW = timedelta(hours=24)
STUCK_AFTER = timedelta(hours=1)
AGAIN_AFTER = {State.CREATED: UNSETTLED_AFTER, State.PROCESSING: timedelta(minutes=5)}
MOST_SWEPT = MOST_ASKED = 1_000
# What may be over by the next run: Stripe is away, somebody keeps a row locked. It stops no other.
LATER = (PaymentUnavailable, PaymentMismatch, OperationalError)


def sweep_expired_orders(*, at_once: int = 1) -> int:
    """Give up every PENDING order whose hold is over; return how many were looked at.

    Each waits for Stripe's answer. With `at_once` above 1 that many are given up side by side,
    each in a thread with a connection of its own.
    """
    expired = list(
        Order.objects.filter(
            status=OrderState.PENDING, hold_expires_at__lte=database_now()
        ).order_by("hold_expires_at")[:MOST_SWEPT]
    )
    _each(_sweep, expired, at_once)
    return len(expired)


def stuck_orders(at: datetime) -> QuerySet[Order]:
    """Return unpaid orders that the sweeper could not end within an hour after their hold.

    Stripe does not answer for them; a payment that is still processing is not among them.
    """
    return Order.objects.filter(
        status=OrderState.PENDING, hold_expires_at__lt=at - STUCK_AFTER
    ).exclude(payment_attempts__state=State.PROCESSING)


def _sweep(order: Order) -> None:
    try:
        give_up_order(order)
    except LATER as error:
        log.warning("sweep.kept", order=order.number, reason=_reason(error))


def give_up_order(order: Order) -> None:
    """Cancel at Stripe, then expire and release; or finalize what turns out to be paid."""
    if not end_attempts(order):
        return
    failpoint("sweep.cancelled")
    with transaction.atomic():
        locked = Order.objects.select_for_update().get(pk=order.pk)
        if locked.status != OrderState.PENDING:
            return
        give_back_rationed_units(locked)
        release_reserved(order=locked, reason="hold expired")
        move_order(locked, expected=OrderState.PENDING, to=OrderState.EXPIRED)


def end_attempts(order: Order) -> bool:
    """Cancel all attempts to pay an order; False when money has come or may still come.

    Raises `PaymentUnavailable` and `PaymentMismatch`.
    """
    attempts = PaymentAttempt.objects.filter(order=order).exclude(state=State.CANCELLED)
    return all(_end_attempt(attempt, order) for attempt in attempts)


def _end_attempt(attempt: PaymentAttempt, order: Order) -> bool:
    """Cancel one attempt at Stripe; False when its money has come (or may still come)."""
    if attempt.intent_id is None:
        _learn_intent(attempt, order)
    if attempt.intent_id is None:
        # Whoever records an intent meanwhile keeps it: the next sweep cancels that at Stripe.
        unpaid = PaymentAttempt.objects.filter(pk=attempt.pk, intent_id__isnull=True)
        return bool(unpaid.update(state=State.CANCELLED))
    try:
        intent = gateway.cancel_intent(attempt.intent_id)
    except IntentNotCancellable:
        intent = gateway.fetch_intent(attempt.intent_id)
    apply_intent(attempt.pk, intent)
    return intent.ended_unpaid


def _learn_intent(attempt: PaymentAttempt, order: Order) -> None:
    """Find out whether the create call that we lost sight of went through.

    Within Stripe's replay window the same key returns the same intent; later, or when what Stripe
    replays is a failure of its own, only a search may find it. What no search finds can never be
    paid: nobody was given its secret. Raises `PaymentUnavailable`.
    """
    try:
        intent = _replayed(attempt, order) or gateway.find_intent(attempt)
    except PaymentUnavailable:
        intent = gateway.find_intent(attempt)
    if intent is not None:
        record_intent(attempt, intent.id)


def _replayed(attempt: PaymentAttempt, order: Order) -> Intent | None:
    if database_now() - attempt.created_at >= REPLAY_WINDOW:
        return None  # the key is forgotten: creating now could make a second intent
    return make_intent(attempt, order)


def reconcile_payments(*, at_once: int = 1, hurry: bool = False) -> int:
    """Ask Stripe about every attempt that should have settled by now; return how many.

    This alone turns a paid intent into a PAID order when webhook and return page are both lost.
    Who was asked about longest ago comes first, so nobody waits behind many who never pay; what a
    bank decides in days is asked about less often. With `hurry` all are asked about once more.
    """
    now = database_now()
    overdue = PaymentAttempt.objects.filter(
        state__in=AGAIN_AFTER,
        order__status=OrderState.PENDING,
        created_at__lte=now - UNSETTLED_AFTER,
    )
    if not hurry:
        due = Q(asked_at__isnull=True)
        for state, wait in AGAIN_AFTER.items():
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
        log.warning("reconcile.kept", attempt=attempt_id, reason=_reason(error))


def _reason(error: Exception) -> str:
    return str(getattr(error, "code", type(error).__name__))


def _each[Item](work: Callable[[Item], None], items: Sequence[Item], at_once: int) -> None:
    """Do the work for every item; above 1 side by side, each thread with its own connection.

    Side by side, one that fails keeps no other from being done: the failure is raised at the end.
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
    for one in begun:
        one.result()
