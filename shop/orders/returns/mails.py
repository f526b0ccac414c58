"""Mails about cases: receipt, approval with the way back, rejection with its reason."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from shop.orders.aftersales.order_links import order_url
from shop.orders.returns.models import ReturnCase, ReturnPolicy
from shop.platform.mail import MailKind, send_mail

RECEIPT = MailKind("web/email/return_receipt", _("We have received your request %(number)s"))
WITHDRAWAL = MailKind(
    "web/email/return_receipt", _("Receipt of your withdrawal from order %(order_number)s")
)
APPROVED = MailKind("web/email/return_approved", _("How to send back your return %(number)s"))
REJECTED = MailKind("web/email/return_rejected", _("Your return %(number)s was not accepted"))


def mail_return(case_id: int, event: str) -> None:
    """Mail an event of a case in the order's language; times are those of the order's market."""
    case = ReturnCase.objects.select_related("order__market__selling_entity", "replacement").get(
        pk=case_id
    )
    order = case.order
    kinds = {"approved": APPROVED, "label": APPROVED, "rejected": REJECTED}
    receipt = WITHDRAWAL if case.kind == ReturnCase.Kind.WITHDRAWAL else RECEIPT
    send_mail(
        kinds.get(event, receipt),
        to=case.email,
        language=order.language,
        time_zone=order.market.time_zone,
        context={"order_number": order.number, "status_url": order_url(order)}
        | describe_case(case),
    )


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
    }
