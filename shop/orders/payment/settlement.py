"""Settle payments: apply the state of an intent to its order (transaction 3).

Webhook, return page and reconciler use the same function. It always fetches the intent; an event
only triggers it.
"""

from contextlib import suppress
from datetime import timedelta

from django.db import transaction
from structlog import get_logger

from shop.commerce.giftcards.bought import drop_ordered_cards, issue_ordered_cards
from shop.commerce.giftcards.errors import GiftCardRefused
from shop.commerce.inventory.errors import OutOfStock
from shop.commerce.inventory.models import Reservation
from shop.commerce.inventory.services import release_reserved, reserve_again, sell_reserved
from shop.commerce.vouchers.errors import VoucherRefused
from shop.finance.ledger.services import post_charge, post_late_charge
from shop.finance.payments import gateway
from shop.finance.payments.errors import IntentNotCancellable, PaymentMismatch
from shop.finance.payments.models import CARD_LIMIT, PaymentAttempt
from shop.finance.payments.types import Intent
from shop.finance.royalties.services import accrue_order
from shop.orders.casework.fraud import review_payment
from shop.orders.checkout.person_limits import count_card
from shop.orders.checkout.quotas import release_quotas, take_quotas
from shop.orders.errors import NotSellable, PersonLimitReached
from shop.orders.messages import queue_message
from shop.orders.models import DomainEvent, OutgoingMessage
from shop.orders.payment.state_machine import move_order
from shop.orders.returns.unpaid_exchanges import is_given_up, tell_of_fallback
from shop.orders.tasks import refund_late_payment
from shop.oscar.order.models import Order, OrderState
from shop.platform.core.failpoints import failpoint
from shop.platform.core.money import to_minor
from shop.platform.database.clock import database_now
from shop.platform.database.compiled_reads import CompiledRead
from shop.platform.database.jobs import queue_job
from shop.platform.database.prepared import execute

log = get_logger(__name__)
PROCESSING_HOLD = timedelta(days=7)
RETRY_HOLD = timedelta(minutes=10)  # time to try another card after a late refusal
State = PaymentAttempt.State
TAKEN_MEANWHILE = (
    OutOfStock,
    NotSellable,
    PersonLimitReached,
    VoucherRefused,
    GiftCardRefused,
)
GIVEN_UP = (OrderState.PENDING, OrderState.EXPIRED, OrderState.CANCELLED)
_NOTE = """
    update payments_paymentattempt
    set state = %s, settled_at = case when %s then transaction_timestamp() end where id = %s
"""
_ATTEMPT = CompiledRead(lambda pk: PaymentAttempt.objects.filter(pk=pk))
_LOCKED_ATTEMPT = CompiledRead(lambda pk: PaymentAttempt.objects.select_for_update().filter(pk=pk))
# The review of the payment reads the address.
_LOCKED_ORDER = CompiledRead(
    lambda pk: (
        Order.objects.select_for_update(of=("self",))
        .select_related("shipping_address")
        .filter(pk=pk)
        .order_by()
    )
)


def settle_order(order: Order, attempt: PaymentAttempt | None = None) -> Order:
    """Settle the last payment of an order unless that is done, for a buyer who comes back.

    `attempt` is the order's last one, if it was just read. If the webhook was first, nothing is
    fetched or locked. Raises as `settle_payment`.
    """
    if attempt is None or attempt.intent_id is None:
        attempts = PaymentAttempt.objects.filter(order=order, intent_id__isnull=False)
        attempt = attempts.order_by("-pk").first()
    if attempt is None:
        return order
    if attempt.state != State.SUCCEEDED:
        return settle_payment(attempt.pk)
    if order.status == OrderState.PENDING:  # settled since the order was read
        order.refresh_from_db()
    return order


def settle_payment(attempt_id: int) -> Order:
    """Apply the current intent of an attempt to its order; repeating it changes nothing.

    Raises `PaymentUnavailable` if Stripe does not answer, and `PaymentMismatch` if the intent does
    not belong to the order.
    """
    attempt = _ATTEMPT.first(pk=attempt_id)
    if attempt is None:
        raise PaymentAttempt.DoesNotExist
    intent = gateway.fetch_intent(str(attempt.intent_id))
    if intent.authorized:
        intent = _capture_or_cancel(attempt, intent)
    elif intent.refused and attempt.state == State.PROCESSING:
        intent = _cancel_intent(intent)
    failpoint("settle.fetched")
    order = apply_intent(attempt, intent)
    failpoint("settle.committed")
    return order


def _capture_or_cancel(attempt: PaymentAttempt, intent: Intent) -> Intent:
    """Capture an authorized payment if its owner may have the units; cancel it otherwise.

    The card is counted before the capture and stays counted if the process dies: the next run
    captures under the same key. An intent that the sweeper cancels meanwhile cannot be captured.
    """
    if _may_capture(attempt.pk, intent):
        failpoint("capture.counted")
        gateway.capture_intent(intent.id, key=f"capture:{attempt.public_id}:1")
        failpoint("capture.taken")
        return gateway.fetch_intent(intent.id)
    return _cancel_intent(intent)


def _cancel_intent(intent: Intent) -> Intent:
    """Cancel an intent and return its current state, which may have changed meanwhile."""
    with suppress(IntentNotCancellable):
        gateway.cancel_intent(intent.id)
    return gateway.fetch_intent(intent.id)


@transaction.atomic
def _may_capture(attempt_id: int, intent: Intent) -> bool:
    """Count the authorized card; return False if its owner has reached the limit."""
    attempt = PaymentAttempt.objects.select_related("order").get(pk=attempt_id)
    order = Order.objects.select_for_update().get(pk=attempt.order_id)
    _check_match(attempt, order, intent)
    if order.status != OrderState.PENDING or order.denied_at is not None:
        return False
    try:
        with transaction.atomic():
            count_card(order, intent.card_fingerprint)
    except PersonLimitReached:
        PaymentAttempt.objects.filter(pk=attempt_id).update(decline_code=CARD_LIMIT)
        log.info("payment.limit_reached", order=order.number)
        return False
    return True


@transaction.atomic
def apply_intent(attempt: PaymentAttempt, intent: Intent) -> Order:
    """Apply a freshly fetched intent to an attempt that has an order, under the order's lock."""
    (order,) = _LOCKED_ORDER.rows(pk=attempt.order_id)
    (attempt,) = _LOCKED_ATTEMPT.rows(pk=attempt.pk)
    _check_match(attempt, order, intent)
    if attempt.state == State.SUCCEEDED:
        return order
    if intent.settled:
        _record_payment(attempt, order)
        review_payment(order, intent)
    elif intent.ended_unpaid:
        _end_unpaid(attempt, order, intent)
    elif intent.status == "processing":
        _note(attempt, State.PROCESSING)
        _extend_reservations(order, PROCESSING_HOLD)
    else:
        _await_another_card(attempt, order, intent)
    return order


@transaction.atomic
def settle_without_payment(attempt: PaymentAttempt, order: Order) -> None:
    """Settle an order with nothing to pay, in the transaction that places it."""
    _record_payment(attempt, order)
    review_payment(order)


def _check_match(attempt: PaymentAttempt, order: Order, intent: Intent) -> None:
    """Raise `PaymentMismatch` if amount, currency or references differ from the order's."""
    expected = (
        to_minor(attempt.amount, attempt.currency),
        attempt.currency.lower(),
        str(attempt.public_id),
        order.number,
    )
    actual = (intent.amount, intent.currency, intent.attempt, intent.order_number)
    if expected != actual:
        log.error("payment.mismatch", order=order.number, intent=intent.id)
        raise PaymentMismatch(order=order.number, intent=intent.id)


def _record_payment(attempt: PaymentAttempt, order: Order) -> None:
    """Record a successful payment: the order is paid, or refunded if it was given up.

    Rights are not decided here: `denied_at` of the order tells whether they were revoked.
    """
    _note(attempt, State.SUCCEEDED)
    if order.denied_at is not None and order.status in GIVEN_UP:
        _refund_given_up(attempt, order, "rights taken back")
        log.error("payment.refunded_after_denial", order=order.number)
    elif order.status in GIVEN_UP and is_given_up(order):
        _refund_given_up(attempt, order, "the exchange has ended")
    elif order.status == OrderState.PENDING:
        sell_reserved(order=order)
        failpoint("settle.sold")
        _confirm(order, attempt, expected=OrderState.PENDING)
        failpoint("settle.confirmed")
    elif order.status == OrderState.EXPIRED:
        try:
            with transaction.atomic():
                take_quotas(order)
                reserve_again(order=order)
                sell_reserved(order=order)
            _confirm(order, attempt, expected=OrderState.EXPIRED)
        except TAKEN_MEANWHILE:
            _refund_payment(attempt, order)
    elif order.status == OrderState.CANCELLED:
        _refund_payment(attempt, order)


def _refund_given_up(attempt: PaymentAttempt, order: Order, reason: str) -> None:
    if order.status == OrderState.PENDING:
        release_quotas(order)
        release_reserved(order=order, reason=reason)
    _refund_payment(attempt, order)


def _confirm(order: Order, attempt: PaymentAttempt, *, expected: str) -> None:
    move_order(order, expected=expected, to=OrderState.PAID)
    post_charge(order=order, attempt=attempt)
    accrue_order(order=order)
    if order.cards_bought and issue_ordered_cards(order):
        failpoint("settle.cards_issued")
        queue_job("ordering.send_gift_cards", order_id=order.pk)
    queue_message(order=order, kind=OutgoingMessage.Kind.CONFIRMATION)
    log.info("order.paid", order=order.number, market=order.market_id)


def _refund_payment(attempt: PaymentAttempt, order: Order) -> None:
    if order.cards_bought:
        drop_ordered_cards(order)
    move_order(order, expected=order.status, to=OrderState.REFUND_DUE)
    post_late_charge(order=order, attempt=attempt)
    queue_job(refund_late_payment.name, attempt_id=attempt.pk)
    DomainEvent.objects.create(name="payment.late", subject=order.number)
    log.warning("payment.received_late", order=order.number)


def _end_unpaid(attempt: PaymentAttempt, order: Order, intent: Intent) -> None:
    """End an attempt that can no longer be paid and, if it is the last chance, its order.

    If a bank refuses after days, the stock is released and the buyer gets a mail. An expired order
    is ended by the sweeper, a denied one with a mail of its own.
    """
    refused_late = attempt.state == State.PROCESSING
    if attempt.decline_code != CARD_LIMIT:
        _note_decline(attempt, intent)
    _note(attempt, State.CANCELLED)
    limited = attempt.decline_code == CARD_LIMIT
    waits = order.status == OrderState.PENDING and order.denied_at is None
    if not waits or not (limited or refused_late):
        return
    release_quotas(order)
    release_reserved(order=order, reason="limit per person" if limited else "refused late")
    move_order(order, expected=OrderState.PENDING, to=OrderState.CANCELLED)
    tell_of_fallback(order)
    if refused_late and not limited:
        queue_message(order=order, kind=OutgoingMessage.Kind.LATE_REFUSAL)
        log.info("payment.declined_late", order=order.number)


def _await_another_card(attempt: PaymentAttempt, order: Order, intent: Intent) -> None:
    """Keep the order open for another card; a late refusal of a bank waits to be ended."""
    _note_decline(attempt, intent)
    if attempt.state == State.PROCESSING and not intent.refused:
        _note(attempt, State.CREATED)  # another card is being tried already
        _extend_reservations(order, RETRY_HOLD)


def _note_decline(attempt: PaymentAttempt, intent: Intent) -> None:
    if intent.decline_code:
        attempt.decline_code = intent.decline_code[:60]
        attempt.save(update_fields=["decline_code"])


def _note(attempt: PaymentAttempt, state: str) -> None:
    attempt.state = state
    open_still = state in {State.CREATED, State.PROCESSING}
    execute(_NOTE, [state, not open_still, attempt.pk])


def _extend_reservations(order: Order, longer: timedelta) -> None:
    """Extend the reservations of an order that still waits."""
    until = database_now() + longer
    if Order.objects.filter(pk=order.pk, status=OrderState.PENDING).update(hold_expires_at=until):
        Reservation.objects.filter(order=order, state=Reservation.State.HELD).update(
            expires_at=until
        )
