"""Open tasks of a member of shop staff, according to their permissions."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from shop.commerce.markets.tax_gaps import find_tax_gaps
from shop.orders.aftersales.refund_failures import failures_to_settle
from shop.orders.casework.differences import open_differences
from shop.orders.casework.fraud import orders_to_review
from shop.orders.casework.requests import requests_to_answer
from shop.orders.payment.dispute_alerts import disputes_to_answer
from shop.orders.payment.expiry import stuck_orders
from shop.orders.returns.staff_lists import WORK, count_work
from shop.web.backoffice.shared.page_access import may_open


@dataclass(frozen=True, slots=True)
class WaitingTask:
    """A task and the URL of its page."""

    text: str
    url: str


def tasks_for(user: Any, at: datetime) -> list[WaitingTask]:
    """Return the open tasks on pages that the person may open."""
    sentences = {
        "refund-failures": _failed_refunds,
        "disputes": _disputes,
        "fraud-reviews": _reviews,
        "request": _requests,
        "return-list": _returns,
        "differences": _differences,
        "tax-gaps": lambda: _tax(at),
        "order-list": lambda: _stuck(at),
    }
    tasks = []
    for name, write in sentences.items():
        text = write() if may_open(user, name) else ""
        if text:
            tasks.append(WaitingTask(text, _address(name)))
    return tasks


def _address(name: str) -> str:
    """Return the address of a page; requests of buyers are on a work list."""
    if name == "request":
        return reverse("dashboard:work-list", args=["to-answer"])
    return reverse(f"dashboard:{name}")


def _reviews() -> str:
    count = orders_to_review().count()
    return f"Orders held for fraud review: {count}" if count else ""


def _requests() -> str:
    count = requests_to_answer().count()
    return f"Requests of buyers to answer: {count}" if count else ""


def _failed_refunds() -> str:
    count = failures_to_settle().count()
    return f"Failed refunds to settle: {count}" if count else ""


def _disputes() -> str:
    waiting = disputes_to_answer()
    count = waiting.count()
    if not count:
        return ""
    dates = waiting.filter(evidence_due__isnull=False).order_by("evidence_due")
    due = dates.values_list("evidence_due", flat=True).first()
    return f"Disputes to answer: {count}" + (f", the first by {due:%Y-%m-%d}" if due else "")


def _differences() -> str:
    count = open_differences().count()
    return f"Differences in the books to explain: {count}" if count else ""


def _returns() -> str:
    counts = count_work()
    parts = [
        f"{title.lower()} {counts[code]}"
        for code, (title, _states) in WORK.items()
        if counts.get(code) and code != "receive"
    ]
    return f"Returns: {', '.join(parts)}" if parts else ""


def _tax(at: datetime) -> str:
    count = len({gap.territory for gap in find_tax_gaps(at)})
    return f"Destinations with missing or ending tax rates: {count}" if count else ""


def _stuck(at: datetime) -> str:
    count = stuck_orders(at).count()
    return f"Unpaid orders that could not be closed within an hour: {count}" if count else ""
