"""Actions of staff that keep the state of an order: notes, and resending its confirmation."""

from django.db import transaction

from shop.orders.errors import NothingToResend
from shop.orders.messages import JOB
from shop.orders.models import DomainEvent, OutgoingMessage, StaffNote
from shop.oscar.order.models import Order
from shop.platform.database.jobs import queue_job


def add_staff_note(*, order: Order, text: str, by_id: int) -> StaffNote:
    """Add an internal note to an order; notes cannot be changed."""
    return StaffNote.objects.create(order=order, text=text, by_id=by_id)


@transaction.atomic
def resend_confirmation(*, order: Order, by_id: int) -> None:
    """Queue the confirmation of a paid order again, unless one is queued already.

    Raises `NothingToResend` for an order that was never confirmed.
    """
    messages = OutgoingMessage.objects.select_for_update().filter(order=order)
    confirmation = messages.filter(kind=OutgoingMessage.Kind.CONFIRMATION).first()
    if confirmation is None:
        raise NothingToResend(order=order.number)
    if confirmation.sent_at is None:
        return
    DomainEvent.objects.create(
        name="confirmation.sent_again",
        subject=order.number,
        data={"by": by_id, "sent_before": confirmation.sent_at.isoformat()},
    )
    confirmation.sent_at = None
    confirmation.save(update_fields=["sent_at"])
    queue_job(JOB, message_id=confirmation.pk)
