"""Actions of staff that keep the state of an order: notes, and sending its mails again."""

from django.db import transaction

from shop.finance.payments.models import Refund
from shop.orders.aftersales.message_sending import is_true
from shop.orders.errors import NothingToResend
from shop.orders.messages import JOB
from shop.orders.models import DomainEvent, OutgoingMessage, StaffNote
from shop.oscar.order.models import Order
from shop.platform.database.jobs import queue_job

PAID_OUT = (Refund.State.SENT, Refund.State.SETTLED)


def add_staff_note(*, order: Order, text: str, by_id: int) -> StaffNote:
    """Add an internal note to an order; notes cannot be changed."""
    return StaffNote.objects.create(order=order, text=text, by_id=by_id)


def resend_confirmation(*, order: Order, by_id: int) -> None:
    """Queue the confirmation of a paid order again, unless one is queued already.

    Raises `NothingToResend` for an order that was never confirmed.
    """
    kind = OutgoingMessage.Kind.CONFIRMATION
    confirmation = OutgoingMessage.objects.filter(order=order, kind=kind).first()
    if confirmation is None:
        raise NothingToResend(order=order.number)
    resend_message(order=order, message_id=confirmation.pk, by_id=by_id)


@transaction.atomic
def resend_message(*, order: Order, message_id: int, by_id: int) -> None:
    """Queue a mail that was sent once more, unless it is queued already.

    Raises `NothingToResend` for a mail of another order, and for one that is no longer true.
    """
    messages = OutgoingMessage.objects.select_for_update().filter(order=order)
    message = messages.filter(pk=message_id).first()
    if message is None or not is_true(message):
        raise NothingToResend(order=order.number)
    if message.sent_at is None:
        return
    DomainEvent.objects.create(
        name=f"{message.kind.lower()}.sent_again",
        subject=order.number,
        data={"by": by_id, "sent_before": message.sent_at.isoformat()},
    )
    message.sent_at = None
    message.save(update_fields=["sent_at"])
    queue_job(JOB, message_id=message.pk)


@transaction.atomic
def resend_refund_mail(*, order: Order, refund_id: int, by_id: int) -> None:
    """Queue the mail about a partial refund that was paid out once more.

    Raises `NothingToResend` for a refund of another order, and for one that is not paid out.
    """
    refunds = Refund.objects.select_for_update().filter(attempt__order=order, pk=refund_id)
    refund = refunds.filter(state__in=PAID_OUT).first()
    if refund is None:
        raise NothingToResend(order=order.number)
    if refund.mailed_at is None:
        return
    DomainEvent.objects.create(
        name="refund.sent_again",
        subject=order.number,
        data={"by": by_id, "sent_before": refund.mailed_at.isoformat()},
    )
    Refund.objects.filter(pk=refund.pk).update(mailed_at=None)
    queue_job("ordering.send_refund", refund_id=refund.pk)
