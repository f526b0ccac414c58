"""Record disputes as Stripe describes them, and tell staff while there is time to answer."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, QuerySet
from structlog import get_logger

from shop.finance.payments import refund_gateway
from shop.finance.payments.models import Dispute, PaymentAttempt
from shop.finance.payments.refund_gateway import OPEN_DISPUTES
from shop.finance.payments.types import ProviderDispute
from shop.orders.aftersales.staff_alerts import tell_staff
from shop.oscar.order.models import Order
from shop.platform.core.money import from_minor
from shop.platform.database.clock import TransactionTimestamp, database_now

log = get_logger(__name__)
LOOK_BACK = timedelta(days=120)  # a dispute is decided within about three months
PERMISSION = "payments.view_dispute"
WAITING = ("needs_response", "warning_needs_response")


def follow_dispute(dispute_id: str) -> None:
    """Record how a dispute stands now. Raises `PaymentUnavailable`."""
    record_dispute(refund_gateway.fetch_dispute(dispute_id))


def follow_disputes() -> int:
    """Record every dispute of the last months, for events that were lost; return how many."""
    disputes = refund_gateway.disputes_since(database_now() - LOOK_BACK)
    for told in disputes:
        record_dispute(told)
    return len(disputes)


@transaction.atomic
def record_dispute(told: ProviderDispute) -> None:
    """Write a dispute; staff are told when it is opened and when it is decided."""
    attempts = PaymentAttempt.objects.select_related("order")
    attempt = attempts.filter(intent_id=told.intent_id or None).first()
    if attempt is None or attempt.order is None:
        return
    Order.objects.select_for_update().get(pk=attempt.order_id)
    closed = told.status not in OPEN_DISPUTES
    before = Dispute.objects.filter(pk=told.id).first()
    dispute, is_new = Dispute.objects.update_or_create(
        id=told.id,
        defaults={
            "attempt": attempt,
            "status": told.status,
            "reason": told.reason,
            "amount": from_minor(told.amount, told.currency),
            "currency": told.currency,
            "opened_at": told.opened_at,
            "evidence_due": told.evidence_due,
        },
    )
    if is_new and not closed:
        _tell(attempt.order, dispute, "dispute.opened")
    if closed and (before is None or before.closed_at is None):
        Dispute.objects.filter(pk=told.id).update(closed_at=TransactionTimestamp())
        _tell(attempt.order, dispute, "dispute.closed")


def _tell(order: Order, dispute: Dispute, code: str) -> None:
    due = dispute.evidence_due
    log.warning(code, order=order.number, dispute=dispute.pk, status=dispute.status)
    tell_staff(
        permission=PERMISSION,
        code=code,
        key=f"{code}:{dispute.pk}",
        order=order,
        amount=dispute.amount,
        reason=dispute.reason_text,
        status=dispute.status_text,
        due=f"{due:%Y-%m-%d %H:%M} UTC" if due else "the date that Stripe names",
    )


def all_disputes() -> QuerySet[Dispute]:
    """Return disputes, the open ones first, then by the day on which the answer is due."""
    disputes = Dispute.objects.select_related("attempt__order")
    return disputes.order_by(F("closed_at").desc(nulls_first=True), "evidence_due", "pk")


def disputes_to_answer() -> QuerySet[Dispute]:
    """Return the open disputes that wait for evidence."""
    return Dispute.objects.filter(closed_at__isnull=True, status__in=WAITING)
