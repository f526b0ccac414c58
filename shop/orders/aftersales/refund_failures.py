"""Refunds that failed for good: recorded, reported to staff, and settled by them.

The amount of a failed refund stays owed to the buyer, in an account of its own. Staff retry it or
record how it was paid otherwise. Cancelled or returned units stay so: they may have been sold
again.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet
from structlog import get_logger

from shop.commerce.giftcards.redemption import refund_gift_card
from shop.finance.ledger.models import Account
from shop.finance.ledger.services import (
    RefundAmounts,
    post_refund,
    post_refund_by_other_means,
    post_refund_retry,
    post_refund_unsent,
)
from shop.finance.payments.disputes import is_disputed
from shop.finance.payments.models import PaymentAttempt, Refund, RefundFailure
from shop.finance.royalties.services import reverse_accruals
from shop.orders.aftersales.refund_records import (
    count_tries,
    is_due_whole,
    open_failures,
    queue_whole_refund_mail,
    refund_key,
)
from shop.orders.aftersales.refund_split import refundable_amounts
from shop.orders.aftersales.staff_alerts import notify_staff
from shop.orders.aftersales.whole_refunds import finish_refund
from shop.orders.errors import RefundRefused
from shop.orders.models import DomainEvent
from shop.orders.payment.state_machine import move_order
from shop.oscar.order.models import Order, OrderState
from shop.platform.database.clock import TransactionTimestamp, database_now
from shop.platform.database.jobs import queue_job

log = get_logger(__name__)
State, Settlement = Refund.State, RefundFailure.Settlement
PAID_BY = {Settlement.TRANSFER: Account.BANK, Settlement.DISPUTE: Account.DISPUTES}
ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class FailedRefund:
    """A failed refund (None: of the whole order), with its amount and reason."""

    attempt: PaymentAttempt
    refund: Refund | None
    amount: Decimal
    reason: str = ""
    message: str = ""
    provider_id: str | None = None

    def because(self, reason: str, message: str = "") -> "FailedRefund":
        """Return a copy with the provider's reason."""
        return replace(self, reason=reason, message=message)

    @property
    def subject(self) -> Refund | PaymentAttempt:
        """Return the row whose id is used in keys."""
        return self.refund or self.attempt


@transaction.atomic
def fail_refund(failed: FailedRefund) -> bool:
    """Record that a refund failed, before or after it was sent; return False if it is known."""
    order = Order.objects.select_for_update().get(pk=failed.attempt.order_id)
    tries = count_tries(failed.attempt, failed.refund)
    if _is_known(failed) or not _end(order, failed, tries):
        return False
    whole = failed.refund is None or order.refunded_in_parts
    if order.status == OrderState.REFUNDED and whole:
        move_order(order, expected=OrderState.REFUNDED, to=OrderState.REFUND_DUE)
    failure = RefundFailure.objects.create(
        attempt=failed.attempt,
        refund=failed.refund,
        amount=failed.amount,
        reason=failed.reason[:60],
        message=failed.message[:500],
        provider_id=failed.provider_id,
    )
    post_refund_unsent(
        order=order, key=f"{refund_key(failed.subject, tries)}", amount=failed.amount
    )
    _report(order, failure)
    return True


@transaction.atomic
def retry_refund(*, failure_id: int, by_id: int) -> None:
    """Send a failed refund again, under a new key. Raises `RefundRefused`."""
    order, failure = _open(failure_id)
    if is_disputed(order):
        raise RefundRefused(reason="disputed")
    _settle(failure, Settlement.RETRIED, by_id)
    post_refund_retry(order=order, key=f"failure:{failure.pk}", amount=failure.amount)
    if failure.refund_id is None:
        queue_job("ordering.refund_late_payment", attempt_id=failure.attempt_id)
    else:
        Refund.objects.filter(pk=failure.refund_id).update(state=State.DUE)
        queue_job("ordering.send_refund", refund_id=failure.refund_id)
    _record(order, "order.refund_retried", failure, by_id)


@transaction.atomic
def settle_refund(*, failure_id: int, settlement: str, reference: str, by_id: int) -> None:
    """Record that a failed refund was paid by other means: a bank transfer, or a dispute.

    Raises `RefundRefused` with the reason `settled`, `no_reference` or `not_disputed`.
    """
    order, failure = _open(failure_id)
    if settlement == Settlement.TRANSFER and not reference.strip():
        raise RefundRefused(reason="no_reference")
    if settlement == Settlement.DISPUTE and not is_disputed(order):
        raise RefundRefused(reason="not_disputed")
    _settle(failure, settlement, by_id, reference.strip())
    post_refund_by_other_means(
        order=order,
        key=f"failure:{failure.pk}",
        amount=failure.amount,
        paid_by=PAID_BY[Settlement(settlement)],
    )
    if failure.refund_id is None:
        move_order(order, expected=OrderState.REFUND_DUE, to=OrderState.REFUNDED)
        reverse_accruals(order=order)
        queue_whole_refund_mail(
            order, RefundAmounts(failure.amount, ZERO), f"failure:{failure.pk}", settlement
        )
    else:
        Refund.objects.filter(pk=failure.refund_id).update(
            state=State.SETTLED, sent_at=TransactionTimestamp(), mailed_at=None
        )
        queue_job("ordering.send_refund", refund_id=failure.refund_id)  # it writes to the buyer
        finish_refund(order)
    _record(order, "order.refund_settled", failure, by_id)


def resolve_failure(order: Order, attempt: PaymentAttempt, refund: Refund | None) -> bool:
    """Make a failed refund due again because the provider has made it; False if none is open."""
    failure = open_failures(attempt).filter(refund=refund).first()
    if failure is None:
        return False
    _settle(failure, Settlement.PROVIDER, None)
    post_refund_retry(order=order, key=f"failure:{failure.pk}", amount=failure.amount)
    if refund is not None:
        Refund.objects.filter(pk=refund.pk).update(state=State.DUE)
    return True


def _is_known(failed: FailedRefund) -> bool:
    noted = RefundFailure.objects.filter(provider_id=failed.provider_id)
    if failed.provider_id is not None and noted.exists():
        return True
    return open_failures(failed.attempt).filter(refund=failed.refund).exists()


def _end(order: Order, failed: FailedRefund, tries: int) -> bool:
    """Mark the refund as failed; its gift card part is credited with the first try."""
    if failed.refund is None:
        if order.status == OrderState.REFUNDED:
            return True
        if not is_due_whole(order, failed.attempt):
            return False
        gift_card = refundable_amounts(order, failed.attempt).gift_card
        _give_gift_card(order, failed, gift_card, tries)
        return True
    refund = Refund.objects.get(pk=failed.refund.pk)
    if refund.state not in {State.DUE, State.SENT}:
        return False
    kept = refund.provider_id if refund.is_from_provider else None
    Refund.objects.filter(pk=refund.pk).update(state=State.FAILED, sent_at=None, provider_id=kept)
    if refund.state == State.DUE:
        _give_gift_card(order, failed, refund.gift_card_amount, tries)
    return True


def _give_gift_card(order: Order, failed: FailedRefund, amount: Decimal, tries: int) -> None:
    if tries:
        return
    post_refund(order=order, key=refund_key(failed.subject), back=RefundAmounts(ZERO, amount))
    refund_gift_card(order=order, amount=amount, key=refund_key(failed.subject))


def _open(failure_id: int) -> tuple[Order, RefundFailure]:
    """Lock a failure and its order. Raises `RefundRefused` if it is settled already."""
    failures = RefundFailure.objects.select_related("attempt", "refund")
    order_id = failures.get(pk=failure_id).attempt.order_id
    order = Order.objects.select_for_update().get(pk=order_id)
    failure = failures.get(pk=failure_id)
    if failure.settlement:
        raise RefundRefused(reason="settled")
    return order, failure


def _settle(
    failure: RefundFailure, settlement: str, by_id: int | None, reference: str = ""
) -> None:
    failure.settlement, failure.settled_by_id = settlement, by_id
    failure.settled_at, failure.reference = database_now(), reference
    failure.save(update_fields=["settlement", "settled_by", "settled_at", "reference"])


def _report(order: Order, failure: RefundFailure) -> None:
    """Record the failure in the order's history and notify staff who can refund."""
    _record(order, "order.refund_failed", failure, None)
    log.error("refund.failed", order=order.number, reason=failure.reason)
    notify_staff(
        permission="payments.add_refund",
        code="refund.failed",
        key=f"refund-failure:{failure.pk}",
        order=order,
        amount=failure.amount,
        reason=failure.reason,
    )


def _record(order: Order, name: str, failure: RefundFailure, by_id: int | None) -> None:
    DomainEvent.objects.create(
        name=name,
        subject=order.number,
        data={"amount": str(failure.amount), "reason": failure.reason, "by": by_id},
    )


def failures_to_settle() -> QuerySet[RefundFailure]:
    """Return failed refunds that are not settled, the oldest first."""
    failures = RefundFailure.objects.filter(settlement="")
    return failures.select_related("attempt__order", "refund").order_by("pk")
