"""Record disputes as Stripe reports them, and notify staff while they can respond."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, QuerySet
from structlog import get_logger

from shop.finance.payments import refund_gateway
from shop.finance.payments.models import Dispute, PaymentAttempt
from shop.finance.payments.refund_gateway import OPEN_DISPUTES
from shop.finance.payments.types import ProviderDispute
from shop.orders.aftersales.staff_alerts import notify_staff
from shop.oscar.order.models import Order
from shop.platform.core.money import from_minor
from shop.platform.database.clock import TransactionTimestamp, database_now

log = get_logger(__name__)
LOOK_BACK = timedelta(days=120)  # disputes are decided within about three months
PERMISSION = "payments.view_dispute"
WAITING = ("needs_response", "warning_needs_response")


def sync_dispute(dispute_id: str) -> None:
    """Record the current state of a dispute. Raises `PaymentUnavailable`."""
    record_dispute(refund_gateway.fetch_dispute(dispute_id))


def sync_disputes() -> int:
    """Record all disputes of the last months, in case events were lost; return how many."""
    disputes = refund_gateway.disputes_since(database_now() - LOOK_BACK)
    for dispute in disputes:
        record_dispute(dispute)
    return len(disputes)


@transaction.atomic
def record_dispute(provider_dispute: ProviderDispute) -> None:
    """Store a dispute; notify staff when it is opened and when it is closed."""
    attempts = PaymentAttempt.objects.select_related("order")
    attempt = attempts.filter(intent_id=provider_dispute.intent_id or None).first()
    if attempt is None or attempt.order is None:
        return
    Order.objects.select_for_update().get(pk=attempt.order_id)
    closed = provider_dispute.status not in OPEN_DISPUTES
    before = Dispute.objects.filter(pk=provider_dispute.id).first()
    dispute, is_new = Dispute.objects.update_or_create(
        id=provider_dispute.id,
        defaults={
            "attempt": attempt,
            "status": provider_dispute.status,
            "reason": provider_dispute.reason,
            "amount": from_minor(provider_dispute.amount, provider_dispute.currency),
            "currency": provider_dispute.currency,
            "opened_at": provider_dispute.opened_at,
            "evidence_due": provider_dispute.evidence_due,
        },
    )
    if is_new and not closed:
        _tell(attempt.order, dispute, "dispute.opened")
    if closed and (before is None or before.closed_at is None):
        Dispute.objects.filter(pk=provider_dispute.id).update(closed_at=TransactionTimestamp())
        _tell(attempt.order, dispute, "dispute.closed")


def _tell(order: Order, dispute: Dispute, code: str) -> None:
    due = dispute.evidence_due
    log.warning(code, order=order.number, dispute=dispute.pk, status=dispute.status)
    notify_staff(
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
    """Return disputes: open ones first, then by the due date of the evidence."""
    disputes = Dispute.objects.select_related("attempt__order")
    return disputes.order_by(F("closed_at").desc(nulls_first=True), "evidence_due", "pk")


def disputes_to_answer() -> QuerySet[Dispute]:
    """Return open disputes that need evidence."""
    return Dispute.objects.filter(closed_at__isnull=True, status__in=WAITING)
