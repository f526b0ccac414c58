"""Mails about cases: receipt, approval with return instructions, rejection with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from shop.orders.aftersales.order_links import order_url, pay_url
from shop.orders.returns.models import ReturnCase, ReturnLine, ReturnPolicy
from shop.oscar.order.models import OrderState
from shop.platform.mail import MailKind, send_mail

SOLD = (OrderState.PAID, OrderState.FULFILLED)
RECEIPT = MailKind("web/email/return_receipt", _("We have received your request %(number)s"))
WITHDRAWAL = MailKind(
    "web/email/return_receipt", _("Receipt of your withdrawal from order %(order_number)s")
)
APPROVED = MailKind("web/email/return_approved", _("How to send back your return %(number)s"))
UNPAID = MailKind("web/email/return_unpaid", _("Your exchange %(number)s was not paid in time"))
REJECTED = MailKind("web/email/return_rejected", _("Your return %(number)s was not accepted"))


def mail_return(case_id: int, event: str) -> bool:
    """Mail an event of a case in the order's language; times are those of the order's market.

    Return False if it is not true any more: an exchange was paid after all, or its case has ended.
    """
    case = ReturnCase.objects.select_related(
        "order__market__selling_entity", "replacement__market"
    ).get(pk=case_id)
    order, replacement = case.order, case.replacement
    paid_late = replacement is not None and replacement.status in SOLD
    if event == "unpaid" and (paid_late or case.ended_at is not None):
        return False
    kinds = {"approved": APPROVED, "label": APPROVED, "rejected": REJECTED, "unpaid": UNPAID}
    receipt = WITHDRAWAL if case.kind == ReturnCase.Kind.WITHDRAWAL else RECEIPT
    send_mail(
        kinds.get(event, receipt),
        to=case.email,
        language=order.language,
        time_zone=order.market.time_zone,
        context={"order_number": order.number, "status_url": order_url(order)}
        | describe_case(case),
    )
    return True


def describe_case(case: ReturnCase) -> dict[str, Any]:
    """Return the context of a case's mails and pages."""
    order = case.order
    lines = list(case.lines.select_related("order_line").order_by("pk"))
    sent = any(line.was_sent for line in lines)
    waits = case.state in {ReturnCase.State.APPROVED, ReturnCase.State.IN_TRANSIT}
    return {
        "case": case,
        "number": case.number,
        "order": order,
        "lines": lines,
        "is_withdrawal": case.kind == ReturnCase.Kind.WITHDRAWAL,
        "send_back": sent and waits and case.kind not in {"LOST", "REFUSED"},
        "prepaid": case.postage == ReturnPolicy.Postage.SHOP,
        "address": order.market.selling_entity,
        "exchange": _exchange(case, lines),
    }


@dataclass(frozen=True, slots=True)
class ExchangeStatus:
    """Facts that a buyer needs about an exchange.

    `state` is unpaid, ended (the difference was not paid), refunded (it was refunded), reserved, or
    empty for nothing to say.
    `back` is what a cheaper article gives back, with tax; `order_url` is the page of the
    replacement once the exchange has been made.
    """

    state: str
    to_pay: Decimal
    back: Decimal
    until: datetime | None
    pay_url: str
    is_open: bool
    order_number: str
    order_url: str


def _exchange(case: ReturnCase, lines: Sequence[ReturnLine]) -> ExchangeStatus | None:
    """Return the status of a case's exchange; None without a replacement."""
    order = case.replacement
    if order is None:
        return None
    state = ""
    if case.ended_at is None and order.status == OrderState.PENDING:
        state = "unpaid"
    elif case.ended_at is None and order.charges_exchange and order.status not in SOLD:
        state = "refunded" if order.refunded_incl_tax else "ended"
    elif case.state in {ReturnCase.State.APPROVED, ReturnCase.State.IN_TRANSIT}:
        state = "reserved"
    return ExchangeStatus(
        state=state,
        to_pay=order.to_pay,
        back=sum((line.reduction for line in lines), Decimal(0)),
        until=order.hold_expires_at,
        pay_url=pay_url(order) if state == "unpaid" else "",
        is_open=case.ended_at is None,
        order_number=order.number,
        order_url=order_url(order) if case.state == ReturnCase.State.REPLACED else "",
    )
