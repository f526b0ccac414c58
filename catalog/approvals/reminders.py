"""Reminders: what a holder has not decided in time is said once for each stage."""

from datetime import datetime

from django.db import transaction

from catalog.approvals.clocks import set_clocks
from catalog.approvals.notifications import tell_overdue
from catalog.models import ProductVersion, ReviewClock
from shop.platform.database.clock import TransactionTimestamp, database_now


def remind_overdue() -> int:
    """Remind of what is overdue and was not said before; return of how many."""
    at = database_now()
    _start_missing_clocks(at)
    overdue = ReviewClock.objects.filter(due_at__lte=at, reminded_at__isnull=True)
    numbers = list(overdue.order_by("due_at", "pk").values_list("pk", flat=True))
    return sum(_remind(number, at) for number in numbers)


@transaction.atomic
def _remind(number: int, at: datetime) -> bool:
    due = ReviewClock.objects.filter(pk=number, due_at__lte=at, reminded_at__isnull=True)
    if not due.update(reminded_at=TransactionTimestamp()):
        return False
    rows = ReviewClock.objects.select_related("version__product__licensee", "holder")
    tell_overdue(rows.get(pk=number))
    return True


def _start_missing_clocks(at: datetime) -> None:
    """Give clocks to what was submitted before there were any."""
    rows = ProductVersion.objects.filter(status=ProductVersion.Status.SUBMITTED, clocks=None)
    for version in rows.order_by("pk"):
        with transaction.atomic():
            set_clocks(version, at)
