"""Previews of the mails about orders, built from the last order that got one, in any language."""

from django.db import transaction

from shop.finance.payments.models import Refund
from shop.orders.aftersales.mails import mail_refund
from shop.orders.aftersales.message_sending import SENDERS
from shop.orders.casework.requests import answered_by_mail, send_answer
from shop.orders.models import OutgoingMessage
from shop.platform.mail import Mail, captured_mails

# Mails without a message of an order.
REFUND_PART, HELP_ANSWER = "REFUND_PART", "HELP_ANSWER"
MOST_TRIED = 20  # messages that may be obsolete


def previewable_kinds() -> list[tuple[str, str, bool]]:
    """Return the kinds of mails with their labels, and whether there is an example of each."""
    used = set(OutgoingMessage.objects.values_list("kind", flat=True).distinct())
    kinds = [(kind.value, str(kind.label), kind in used) for kind in OutgoingMessage.Kind]
    refunded = Refund.objects.filter(attempt__order__isnull=False).exists()
    return [
        *kinds,
        (REFUND_PART, "Partial refund", refunded),
        (HELP_ANSWER, "Answer to a message", answered_by_mail().exists()),
    ]


def preview_mail(kind: str, language: str) -> Mail | None:
    """Build the mail of a kind in a language without sending it; None without an example.

    Raises `ValueError` for an unknown kind. Nothing is stored.
    """
    with transaction.atomic(), captured_mails(language) as mails:
        if kind == REFUND_PART:
            refund = Refund.objects.select_related("attempt__order__market").last()
            if refund is not None and refund.attempt.order is not None:
                mail_refund(refund.attempt.order, refund)
        elif kind == HELP_ANSWER:
            if request := answered_by_mail().select_related("order").last():
                send_answer(request)
        else:
            _preview_message(OutgoingMessage.Kind(kind), mails)
        transaction.set_rollback(True)
    return mails[0] if mails else None


def _preview_message(kind: OutgoingMessage.Kind, mails: list[Mail]) -> None:
    messages = OutgoingMessage.objects.filter(kind=kind).order_by("-pk")[:MOST_TRIED]
    for message in messages:
        SENDERS[kind](message)
        if mails:
            return
