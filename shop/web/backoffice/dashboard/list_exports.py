"""Exports of the dashboard's lists: the same rows and filters as the page, as CSV or XLSX.

`COLUMNS` has the columns of each list by the name of its page. A list that is shown with `page_of`
is exported by an entry here; its page then offers the files.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from structlog import get_logger

from shop.oscar.order.models import OrderState
from shop.web.backoffice.shared.exports import as_csv, as_xlsx
from shop.web.pagination import LISTED

log = get_logger(__name__)
FORMATS = {"csv": as_csv, "xlsx": as_xlsx}
CHUNK = 500

type Column = tuple[str, Callable[[Any], object]]

ORDER: tuple[Column, ...] = (
    ("Number", lambda order: order.number),
    ("Placed (UTC)", lambda order: order.date_placed),
    ("Status", lambda order: OrderState(order.status).label),
    ("Market", lambda order: order.market.code),
    ("Ship to", lambda order: order.ship_to_id),
    ("Email", lambda order: order.guest_email),
    ("Units", lambda order: order.units or 0),
    ("Total with tax", lambda order: order.total_incl_tax),
    ("Total without tax", lambda order: order.total_excl_tax),
    ("Refunded", lambda order: order.refunded_total),
    ("Currency", lambda order: order.currency),
)
FAILED_REFUND: tuple[Column, ...] = (
    ("Order", lambda failure: failure.attempt.order.number),
    ("Failed (UTC)", lambda failure: failure.failed_at),
    ("Reason", lambda failure: failure.reason),
    ("Message", lambda failure: failure.message),
    ("Amount", lambda failure: failure.amount),
    ("Currency", lambda failure: failure.attempt.currency),
)
DISPUTE: tuple[Column, ...] = (
    ("Dispute", lambda dispute: dispute.pk),
    ("Order", lambda dispute: dispute.attempt.order.number),
    ("Status", lambda dispute: dispute.status_text),
    ("Reason", lambda dispute: dispute.reason_text),
    ("Amount", lambda dispute: dispute.amount),
    ("Currency", lambda dispute: dispute.currency),
    ("Opened (UTC)", lambda dispute: dispute.opened_at),
    ("Evidence due (UTC)", lambda dispute: dispute.evidence_due),
    ("Closed (UTC)", lambda dispute: dispute.closed_at),
)
REVIEW: tuple[Column, ...] = (
    ("Order", lambda held: held.order.number),
    ("Held since (UTC)", lambda held: held.since),
    ("Signs", lambda held: "; ".join(held.facts)),
    ("Total", lambda held: held.order.total_incl_tax),
    ("Currency", lambda held: held.order.currency),
    ("Decision", lambda held: held.get_decision_display()),
    ("Decided by", lambda held: held.decided_by.email if held.decided_by else ""),
    ("Decided (UTC)", lambda held: held.decided_at),
    ("Note", lambda held: held.note),
)
RETURN: tuple[Column, ...] = (
    ("Return", lambda case: case.number),
    ("Order", lambda case: case.order.number),
    ("Kind", lambda case: case.get_kind_display()),
    ("State", lambda case: case.staff_state),
    ("Reason", lambda case: case.get_reason_display()),
    ("Email", lambda case: case.email),
    ("Requested (UTC)", lambda case: case.declared_at),
    ("Refund due (UTC)", lambda case: case.refund_due),
    ("Received (UTC)", lambda case: case.received_at),
    ("Ended (UTC)", lambda case: case.ended_at),
)
COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "order-list": ORDER,
    "refund-failures": FAILED_REFUND,
    "work-list": (
        ("Order", lambda item: item.order),
        ("What", lambda item: item.text),
        ("Since (UTC)", lambda item: item.since),
        ("Due (UTC)", lambda item: item.due),
        ("Owner", lambda item: item.owner),
    ),
    "disputes": DISPUTE,
    "return-list": RETURN,
    "fraud-reviews": REVIEW,
    "blocks": (
        ("Kind", lambda entry: entry.get_kind_display()),
        ("Who", lambda entry: entry.hint),
        ("Reason", lambda entry: entry.reason),
        ("Until (UTC)", lambda entry: entry.until),
        ("By", lambda entry: entry.by.email),
        ("Since (UTC)", lambda entry: entry.at),
    ),
    "users-index": (
        ("Email", lambda customer: customer.email),
        ("Name", lambda customer: customer.get_full_name()),
        ("Joined (UTC)", lambda customer: customer.date_joined),
        ("Active", lambda customer: "yes" if customer.is_active else "no"),
        ("Orders", lambda customer: customer.placed),
    ),
    "gift-card-list": (
        ("Card", str),
        ("Currency", lambda card: card.currency),
        ("Issued", lambda card: card.issued),
        ("Balance", lambda card: card.balance),
        ("Purpose", lambda card: card.get_purpose_display()),
        ("Recipient", lambda card: card.recipient),
        ("Reason", lambda card: card.reason),
        ("By", lambda card: card.issued_by.email if card.issued_by else ""),
        ("Issued (UTC)", lambda card: card.issued_at),
        ("Expires (UTC)", lambda card: card.valid_until),
        ("Disabled (UTC)", lambda card: card.disabled_at),
    ),
    "catalogue-product-list": (
        ("SKU", lambda product: product.sku),
        ("Title", lambda product: product.title),
        ("Licensee", lambda product: product.licensee.legal_name if product.licensee else ""),
    ),
    "stock-list": (
        ("SKU", lambda record: record.product.sku),
        ("Item", lambda record: record.product.get_title()),
        ("Location", lambda record: record.location.code),
        ("In stock", lambda record: record.num_in_stock),
        ("Reserved", lambda record: record.num_held),
        ("Committed", lambda record: record.num_allocated),
    ),
    "staff": (
        ("Email", lambda person: person.email),
        ("Name", lambda person: person.get_full_name()),
        ("Active", lambda person: "yes" if person.is_active else "no"),
        ("Last sign-in (UTC)", lambda person: person.last_login),
    ),
    "factor-reset-list": (
        ("Account", lambda reset: reset.account.email),
        ("Opened (UTC)", lambda reset: reset.opened_at),
        ("Done (UTC)", lambda reset: reset.done_at),
        ("Cancelled (UTC)", lambda reset: reset.cancelled_at),
    ),
}


def exportable(view: Callable[..., HttpResponseBase], name: str) -> Callable[..., HttpResponseBase]:
    """Return a view of a list that answers `format=csv` and `format=xlsx` with the whole list."""
    if name not in COLUMNS:
        return view

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        write = FORMATS.get(request.GET.get("format", ""))
        rows = getattr(request, LISTED, None)
        if write is None or rows is None:
            return response
        log.info("list.exported", list=name, person=request.user.pk)
        columns = COLUMNS[name]
        return write(
            name,
            [label for label, _ in columns],
            ([read(row) for _, read in columns] for row in _all(rows)),
        )

    return answer


def _all(rows: Any) -> Iterable[Any]:
    return rows.iterator(chunk_size=CHUNK) if isinstance(rows, QuerySet) else rows
