"""Previews of the mails to buyers and companies, built from the last example, in any language."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from shop.commerce.giftcards.mails import mail_gift_card
from shop.commerce.giftcards.models import GiftCard
from shop.commerce.restock.mails import mail_in_stock, mail_question
from shop.commerce.restock.models import RestockNotice
from shop.finance.payments.models import Refund
from shop.identity.onboarding.applications import DECLINED, RECEIVED, mail_applicant
from shop.identity.onboarding.models import LicenseeApplication
from shop.orders.aftersales.mails import mail_ready, mail_refund
from shop.orders.aftersales.message_sending import SENDERS
from shop.orders.casework.requests import answered_by_mail, send_answer
from shop.orders.checkout.basket_reminders import mail_basket, reminded_baskets
from shop.orders.models import OutgoingMessage
from shop.platform.database.clock import clock_now
from shop.platform.mail import Mail, captured_mails

MOST_TRIED = 20  # examples that may be obsolete
SAMPLE = "EXAMPLE"  # stands for a token or code, which staff must not see
SAMPLE_DIGITS = "000000"
SAMPLE_CODE = "XXXX-XXXX-XXXX-XXXX-XXXX"


@dataclass(frozen=True, slots=True)
class Example:
    """A mail that is no message of an order: its rows, the oldest first, and its sender."""

    label: str
    rows: Callable[[], QuerySet[Any]]
    send: Callable[[Any], object]


def _refunds() -> QuerySet[Refund]:
    rows = Refund.objects.filter(attempt__order__isnull=False).order_by("pk")
    return rows.select_related("attempt__order__market")


def _notices() -> QuerySet[RestockNotice]:
    return RestockNotice.objects.select_related("product__parent", "market").order_by("pk")


def _applications() -> QuerySet[LicenseeApplication]:
    return LicenseeApplication.objects.order_by("pk")


EXAMPLES = {
    "REFUND_PART": Example(
        "Partial refund", _refunds, lambda refund: mail_refund(refund.attempt.order, refund)
    ),
    "HELP_ANSWER": Example(
        "Answer to a message", lambda: answered_by_mail().select_related("order"), send_answer
    ),
    "GIFT_CARD": Example(
        "Gift card",
        lambda: GiftCard.objects.exclude(recipient="").order_by("pk"),
        lambda card: mail_gift_card(card, SAMPLE_CODE),
    ),
    "BASKET_REMINDER": Example(
        "Basket reminder", reminded_baskets, lambda basket: mail_basket(basket, clock_now())
    ),
    "RESTOCK_QUESTION": Example(
        "Confirmation of a back-in-stock alert",
        _notices,
        lambda notice: mail_question(notice, SAMPLE),
    ),
    "RESTOCK": Example("Back in stock", _notices, lambda notice: mail_in_stock(notice, SAMPLE)),
    "APPLICATION_RECEIVED": Example(
        "Company application received",
        _applications,
        lambda row: mail_applicant(row, RECEIVED),
    ),
    "APPLICATION_DECLINED": Example(
        "Company application declined",
        lambda: _applications().filter(decision=LicenseeApplication.Decision.DECLINED),
        lambda row: mail_applicant(row, DECLINED),
    ),
}


def previewable_kinds() -> list[tuple[str, str, bool]]:
    """Return the kinds of mails with their labels, and whether there is an example of each."""
    used = set(OutgoingMessage.objects.values_list("kind", flat=True).distinct())
    kinds = [(kind.value, str(kind.label), kind in used) for kind in OutgoingMessage.Kind]
    others = [(name, mail.label, mail.rows().exists()) for name, mail in EXAMPLES.items()]
    return [*kinds, *others]


def preview_mail(kind: str, language: str) -> Mail | None:
    """Build the mail of a kind in a language without sending it; None without an example.

    Raises `ValueError` for an unknown kind. Nothing is stored.
    """
    rows, send = _source(kind)
    with transaction.atomic(), captured_mails(language) as mails:
        for row in rows.reverse()[:MOST_TRIED]:
            send(row)
            if mails:
                break
        transaction.set_rollback(True)
    return mails[0] if mails else None


def _source(kind: str) -> tuple[QuerySet[Any], Callable[[Any], object]]:
    """Return the rows of a kind of mail, the oldest first, and their sender."""
    if example := EXAMPLES.get(kind):
        return example.rows(), example.send
    message_kind = OutgoingMessage.Kind(kind)
    rows = OutgoingMessage.objects.filter(kind=kind).order_by("pk")
    if message_kind == OutgoingMessage.Kind.READY:
        return rows.select_related("order__market"), _send_ready_sample
    return rows, SENDERS[message_kind]


def _send_ready_sample(message: OutgoingMessage) -> None:
    """Mail that an order is ready, with a code that is not the order's."""
    mail_ready(message.order, SAMPLE_DIGITS)
