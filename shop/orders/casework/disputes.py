"""Answers to disputes: text and one file, sent to Stripe once, before they are due.

Stripe forwards evidence to the bank when it is submitted, and takes no more afterwards. The dispute
is recorded again from Stripe's answer; the ledger follows Stripe's balance transactions.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Prefetch
from structlog import get_logger

from shop.finance.payments import refund_gateway
from shop.finance.payments.models import Dispute
from shop.orders.casework.errors import AnswerRefused
from shop.orders.casework.models import DisputeAnswer
from shop.orders.models import DomainEvent
from shop.orders.payment.dispute_alerts import WAITING, record_dispute
from shop.oscar.order.models import Line, Order
from shop.platform.database.clock import database_now

log = get_logger(__name__)
LARGEST_FILE = 4_500_000  # bytes of all evidence; https://docs.stripe.com/disputes/best-practices
LONGEST_TEXT = 20_000  # characters of a text of evidence; https://docs.stripe.com/api/disputes
KINDS = {b"%PDF-": "pdf", b"\x89PNG\r\n": "png", b"\xff\xd8\xff": "jpg"}


@dataclass(frozen=True, slots=True)
class DisputeAnswerRequest:
    """The answer of staff to a dispute; `key` makes it idempotent at Stripe."""

    key: UUID
    dispute_id: str
    explanation: str
    by_id: int
    file_name: str = ""
    file_content: bytes = b""


def answer_dispute(request: DisputeAnswerRequest) -> None:
    """Send the answer to a dispute, with facts about the order, its parcels and the file.

    Raises `AnswerRefused`, `PaymentRefused` and `PaymentUnavailable`; nothing is recorded then.
    """
    dispute = Dispute.objects.select_related("attempt__order").get(pk=request.dispute_id)
    if _is_answered(dispute, request):
        return
    _check(dispute, request)
    order = dispute.attempt.order
    evidence = _facts(order) if order is not None else {}
    evidence["uncategorized_text"] = request.explanation.strip()
    file_id = ""
    if request.file_content:
        file_id = refund_gateway.upload_evidence(request.file_name, request.file_content)
        evidence["uncategorized_file"] = file_id
    answered = refund_gateway.submit_evidence(dispute.pk, evidence, key=f"answer:{request.key}")
    with transaction.atomic():
        _, is_new = DisputeAnswer.objects.get_or_create(
            dispute=dispute,
            defaults={
                "key": request.key,
                "explanation": request.explanation.strip(),
                "file_name": request.file_name if file_id else "",
                "file_id": file_id,
                "by_id": request.by_id,
            },
        )
        if is_new:
            _record(dispute, "dispute.answered", request.by_id)
        record_dispute(answered)


def accept_dispute(*, dispute_id: str, by_id: int) -> None:
    """Accept a dispute as lost: the buyer keeps the money.

    Raises `AnswerRefused` for a dispute that is closed, `PaymentRefused`, `PaymentUnavailable`.
    """
    dispute = Dispute.objects.select_related("attempt__order").get(pk=dispute_id)
    if dispute.closed_at is not None:
        raise AnswerRefused(reason="closed")
    lost = refund_gateway.accept_dispute(dispute.pk)
    with transaction.atomic():
        _record(dispute, "dispute.accepted", by_id)
        record_dispute(lost)


def draft_explanation(order: Order) -> str:
    """Return a text to begin with: what was ordered, and how it was sent."""
    lines = [f"{line.quantity} x {line.upc} {line.title}" for line in order.lines.order_by("pk")]
    sent = [
        f"{parcel.sent_at:%Y-%m-%d}: {parcel.carrier}, {parcel.tracking_number or 'no number'}"
        for parcel in order.shipments.order_by("pk")
    ]
    parts = [f"Order {order.number}, placed {order.date_placed:%Y-%m-%d}.", "Items:", *lines]
    return "\n".join([*parts, "Parcels:", *sent] if sent else parts)


def _facts(order: Order) -> dict[str, str]:
    """Return the fields of evidence that the order answers, as Stripe names them."""
    lines = Line.objects.order_by("pk")
    order = Order.objects.prefetch_related(Prefetch("lines", lines)).get(pk=order.pk)
    facts = {
        "product_description": "; ".join(line.title for line in order.lines.all()),
        "customer_email_address": order.guest_email,
        "service_date": f"{order.date_placed:%Y-%m-%d}",
    }
    address = order.shipping_address
    if address is not None:
        facts["customer_name"] = f"{address.first_name} {address.last_name}".strip()
        facts["shipping_address"] = ", ".join(address.active_address_fields())
    parcel = order.shipments.order_by("pk").first()
    if parcel is not None:
        facts["shipping_carrier"] = parcel.carrier_name
        facts["shipping_tracking_number"] = parcel.tracking_number
        facts["shipping_date"] = f"{parcel.sent_at:%Y-%m-%d}"
    return {name: value[:LONGEST_TEXT] for name, value in facts.items() if value}


def _is_answered(dispute: Dispute, request: DisputeAnswerRequest) -> bool:
    answer = DisputeAnswer.objects.filter(dispute=dispute).first()
    if answer is not None and answer.key != request.key:
        raise AnswerRefused(reason="answered")
    return answer is not None


def _check(dispute: Dispute, request: DisputeAnswerRequest) -> None:
    if dispute.closed_at is not None or dispute.status not in WAITING:
        raise AnswerRefused(reason="closed")
    if dispute.evidence_due is not None and dispute.evidence_due <= database_now():
        raise AnswerRefused(reason="late")
    if not request.explanation.strip():
        raise AnswerRefused(reason="empty", field="explanation")
    if not request.file_content:
        return
    if len(request.file_content) > LARGEST_FILE:
        raise AnswerRefused(reason="file_size", field="file")
    if not request.file_content.startswith(tuple(KINDS)):
        raise AnswerRefused(reason="file_kind", field="file")


def _record(dispute: Dispute, name: str, by_id: int) -> None:
    order = dispute.attempt.order
    if order is not None:
        facts = {"by": by_id, "amount": str(dispute.amount), "reason": dispute.reason_text}
        DomainEvent.objects.create(name=name, subject=order.number, data=facts)
