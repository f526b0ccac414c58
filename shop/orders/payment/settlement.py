"""Transaction 3: what Stripe says of an intent becomes the order's state.

One function for webhook, return page and reconciler. It always fetches the intent afresh; the
content of an event is only a reason to look.
"""

from contextlib import suppress
from datetime import timedelta

from django.db import transaction
from structlog import get_logger

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
from shop.orders.checkout.person_limits import count_card
from shop.orders.checkout.quotas import give_back_rationed_units, take_rationed_units
from shop.orders.errors import NotSellable, PersonLimitReached
from shop.orders.messages import queue_message
from shop.orders.models import DomainEvent, OutgoingMessage
from shop.orders.payment.state_machine import move_order
from shop.orders.tasks import refund_late_payment
from shop.oscar.order.models import Order, OrderState
from shop.platform.core.failpoints import failpoint
from shop.platform.core.money import to_minor
from shop.platform.database.clock import database_now
from shop.platform.database.jobs import queue_job

log = get_logger(__name__)
PROCESSING_HOLD = timedelta(days=7)
RETRY_HOLD = timedelta(minutes=10)  # for another card, tried as soon as a bank refused late
State = PaymentAttempt.State
TAKEN_MEANWHILE = (
    OutOfStock,
    NotSellable,
    PersonLimitReached,
    VoucherRefused,
    GiftCardRefused,
)
GIVEN_UP = (OrderState.PENDING, OrderState.EXPIRED, OrderState.CANCELLED)


def settle_payment(attempt_id: int) -> Order:
    """Bring an attempt's order in line with its intent; repeating it changes nothing more.

    Raises `PaymentUnavailable` when Stripe cannot be asked and `PaymentMismatch` when the intent
    is not this order's.
    """
    attempt = PaymentAttempt.objects.get(pk=attempt_id)
    intent = gateway.fetch_intent(str(attempt.intent_id))
    if intent.authorized:
        intent = _capture_or_let_go(attempt, intent)
    elif intent.refused and attempt.state == State.PROCESSING:
        intent = _let_go(intent)
    failpoint("settle.fetched")
    order = apply_intent(attempt_id, intent)
    failpoint("settle.committed")
    return order


def _capture_or_let_go(attempt: PaymentAttempt, intent: Intent) -> Intent:
    """Take the money of a card that agreed, if its owner may have the units; else let it go.

    The card is counted before its money is taken and keeps its count whatever dies here: the next
    look at the payment takes the money under the same key. What the sweeper cancels meanwhile
    cannot be captured, so Stripe decides between the two.
    """
    if _may_take_money(attempt.pk, intent):
        failpoint("capture.counted")
        gateway.capture_intent(intent.id, key=f"capture:{attempt.public_id}:1")
        failpoint("capture.taken")
        return gateway.fetch_intent(intent.id)
    return _let_go(intent)


def _let_go(intent: Intent) -> Intent:
    """Cancel an intent, so that no money can come any more; it may have moved on meanwhile."""
    with suppress(IntentNotCancellable):
        gateway.cancel_intent(intent.id)
    return gateway.fetch_intent(intent.id)


@transaction.atomic
def _may_take_money(attempt_id: int, intent: Intent) -> bool:
    """Count the card that agreed; False when its owner has the most units already."""
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
        log.info("payment.limited", order=order.number)
        return False
    return True


@transaction.atomic
def apply_intent(attempt_id: int, intent: Intent) -> Order:
    """Apply a freshly fetched intent under the order's lock."""
    attempt = PaymentAttempt.objects.select_related("order").get(pk=attempt_id)
    order = Order.objects.select_for_update().get(pk=attempt.order_id)
    attempt = PaymentAttempt.objects.select_for_update().get(pk=attempt_id)
    _check_match(attempt, order, intent)
    if attempt.state == State.SUCCEEDED:
        return order
    if intent.settled:
        _take_money(attempt, order)
    elif intent.ended_unpaid:
        _end_unpaid(attempt, order, intent)
    elif intent.status == "processing":
        _note(attempt, State.PROCESSING)
        _hold_until(order, PROCESSING_HOLD)
    else:
        _await_another_card(attempt, order, intent)
    return order


@transaction.atomic
def settle_without_payment(attempt: PaymentAttempt, order: Order) -> None:
    """Settle an order of which nothing is due, in the transaction that places it: no intent."""
    _take_money(attempt, order)


def _check_match(attempt: PaymentAttempt, order: Order, intent: Intent) -> None:
    """Refuse an intent whose amount, currency or references differ from what was agreed."""
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


def _take_money(attempt: PaymentAttempt, order: Order) -> None:
    """PENDING becomes PAID; money for an order that was given up is used or sent back.

    Nothing is asked of rights here: the order's own row tells whether they were taken back.
    """
    _note(attempt, State.SUCCEEDED)
    if order.denied_at is not None and order.status in GIVEN_UP:
        if order.status == OrderState.PENDING:
            give_back_rationed_units(order)
            release_reserved(order=order, reason="rights taken back")
        _give_back(attempt, order)
        log.error("payment.denied", order=order.number)
    elif order.status == OrderState.PENDING:
        sell_reserved(order=order)
        failpoint("settle.sold")
        _confirm(order, attempt, expected=OrderState.PENDING)
        failpoint("settle.confirmed")
    elif order.status == OrderState.EXPIRED:
        try:
            with transaction.atomic():
                take_rationed_units(order)
                reserve_again(order=order)
                sell_reserved(order=order)
            _confirm(order, attempt, expected=OrderState.EXPIRED)
        except TAKEN_MEANWHILE:
            _give_back(attempt, order)
    elif order.status == OrderState.CANCELLED:
        _give_back(attempt, order)


def _confirm(order: Order, attempt: PaymentAttempt, *, expected: str) -> None:
    move_order(order, expected=expected, to=OrderState.PAID)
    post_charge(order=order, attempt=attempt)
    accrue_order(order=order)
    queue_message(order=order, kind=OutgoingMessage.Kind.CONFIRMATION)
    log.info("order.paid", order=order.number, market=order.market_id)


def _give_back(attempt: PaymentAttempt, order: Order) -> None:
    move_order(order, expected=order.status, to=OrderState.REFUND_DUE)
    post_late_charge(order=order, attempt=attempt)
    queue_job(refund_late_payment.name, attempt_id=attempt.pk)
    DomainEvent.objects.create(name="payment.late", subject=order.number)
    log.warning("payment.late", order=order.number)


def _end_unpaid(attempt: PaymentAttempt, order: Order, intent: Intent) -> None:
    """End an attempt that no money can come of, and the order with it where nobody waits for it.

    A bank that refuses after days finds nobody at the form: stock is free at once and the buyer is
    told by mail. An order whose hold is over is ended by the sweeper, one denied with its own mail.
    """
    refused_late = attempt.state == State.PROCESSING
    if attempt.decline_code != CARD_LIMIT:
        _note_decline(attempt, intent)
    _note(attempt, State.CANCELLED)
    limited = attempt.decline_code == CARD_LIMIT
    waits = order.status == OrderState.PENDING and order.denied_at is None
    if not waits or not (limited or refused_late):
        return
    give_back_rationed_units(order)
    release_reserved(order=order, reason="limit per person" if limited else "refused late")
    move_order(order, expected=OrderState.PENDING, to=OrderState.CANCELLED)
    if refused_late and not limited:
        queue_message(order=order, kind=OutgoingMessage.Kind.LATE_REFUSAL)
        log.info("payment.refused_late", order=order.number)


def _await_another_card(attempt: PaymentAttempt, order: Order, intent: Intent) -> None:
    """Keep the order open for another card; a bank's late refusal waits to be ended instead."""
    _note_decline(attempt, intent)
    if attempt.state == State.PROCESSING and not intent.refused:
        _note(attempt, State.CREATED)  # another card is being tried already
        _hold_until(order, RETRY_HOLD)


def _note_decline(attempt: PaymentAttempt, intent: Intent) -> None:
    if intent.decline_code:
        attempt.decline_code = intent.decline_code[:60]
        attempt.save(update_fields=["decline_code"])


def _note(attempt: PaymentAttempt, state: str) -> None:
    attempt.state = state
    open_still = state in {State.CREATED, State.PROCESSING}
    attempt.settled_at = None if open_still else database_now()
    attempt.save(update_fields=["state", "settled_at"])


def _hold_until(order: Order, longer: timedelta) -> None:
    """Keep stock while a bank decides; only while the order still waits."""
    until = database_now() + longer
    if Order.objects.filter(pk=order.pk, status=OrderState.PENDING).update(hold_expires_at=until):
        Reservation.objects.filter(order=order, state=Reservation.State.HELD).update(
            expires_at=until
        )
