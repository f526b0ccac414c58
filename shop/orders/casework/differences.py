"""Differences in the books as rows: found by periodic checks, explained by staff.

A check reports everything that differs now. New differences are added, known ones are updated, and
those that it no longer finds are resolved. A difference that was explained is opened again if what
differs has changed.
"""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import QuerySet
from structlog import get_logger

from shop.finance.ledger.stripe_reconciliation import BalanceReport
from shop.identity.accounts.models import User
from shop.orders.casework.models import BookDifference
from shop.orders.casework.work_lists import overdue_refunds
from shop.orders.invariants.registry import Finding
from shop.platform.core.money import amount_text
from shop.platform.database.clock import database_now

Source, State = BookDifference.Source, BookDifference.State
LONGEST_KEY = 200
log = get_logger(__name__)


def record_ledger_differences(report: BalanceReport) -> None:
    """List the differences between the ledger and Stripe, and log each as an error."""
    for difference in report.differences:
        log.error("ledger.differs", difference=str(difference))
    found = {
        f"{difference.currency} {difference.what}": str(difference)
        for difference in report.differences
    }
    record_differences(Source.LEDGER, found)


def record_breaches(findings: Iterable[Finding]) -> None:
    """List the invariants that do not hold, and log each as an error."""
    broken = [finding for finding in findings if not finding.holds]
    for finding in broken:
        log.error("invariant.broken", invariant=finding.name, breaches=finding.breaches)
    found = {finding.name: f"{finding.breaches}: {finding.detail}" for finding in broken}
    record_differences(Source.INVARIANT, found)


def record_overdue_refunds() -> None:
    """List the refunds that should have been sent an hour ago."""
    found = {}
    for refund in overdue_refunds():
        order = refund.attempt.order
        amount = f"{amount_text(refund.amount, refund.attempt.currency)} {refund.attempt.currency}"
        number = order.number if order else "no order"
        found[f"refund {refund.pk}"] = f"{amount} of {number} since {refund.created_at:%Y-%m-%d}"
    record_differences(Source.REFUND, found)


@transaction.atomic
def record_differences(source: str, found: Mapping[str, str]) -> None:
    """Bring the rows of a source in line with what its check has found: details by key."""
    at = database_now()
    details = {key[:LONGEST_KEY]: detail for key, detail in found.items()}
    rows = BookDifference.objects.select_for_update().filter(source=source)
    standing = {row.key: row for row in rows.exclude(state=State.RESOLVED).order_by("pk")}
    for key, detail in details.items():
        row = standing.get(key) or BookDifference(source=source, key=key, first_found_at=at)
        if row.detail != detail:
            row.state = State.OPEN
        row.detail, row.last_found_at = detail, at
        row.save()
    gone = [row.pk for key, row in standing.items() if key not in details]
    rows.filter(pk__in=gone).update(state=State.RESOLVED, resolved_at=at)


def listed_differences() -> QuerySet[BookDifference]:
    """Return all differences: open ones first, then the latest."""
    return BookDifference.objects.select_related("owner").order_by("state", "-last_found_at", "pk")


def open_differences() -> QuerySet[BookDifference]:
    """Return the differences that nobody has explained."""
    return BookDifference.objects.filter(state=State.OPEN)


@transaction.atomic
def explain_difference(
    *, difference: BookDifference, state: str, note: str, owner: User | None
) -> bool:
    """Save state, note and owner of a difference; return whether it was not resolved meanwhile.

    The caller's form has checked that an explained difference has a note.
    """
    rows = BookDifference.objects.filter(pk=difference.pk).exclude(state=State.RESOLVED)
    resolved_at = database_now() if state == State.RESOLVED else None
    return bool(rows.update(state=state, note=note, owner=owner, resolved_at=resolved_at))
