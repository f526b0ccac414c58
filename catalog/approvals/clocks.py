"""Review clocks and reminders: a holder's clock runs while it is the holder's turn to decide.

`catalog.approvals.deadlines` has the arithmetic.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from catalog.approvals.deadlines import due_at, start_of_clock, working_days
from catalog.approvals.decisions import current_decisions, find_holders, next_stage, open_conditions
from catalog.approvals.notifications import notify_overdue
from catalog.models import ProductVersion, ReviewClock, ReviewComment
from licensing.models import RightsHolder
from shop.platform.database.clock import TransactionTimestamp, database_now

WaitsFor = ReviewClock.WaitsFor
SUBMITTED = ProductVersion.Status.SUBMITTED


def start_clocks(pairs: Collection[tuple[ProductVersion, RightsHolder]], at: datetime) -> None:
    """Start the clocks of pairs of a submitted version and a holder, at the first stage."""
    rows = [_new_clock(version, holder, at) for version, holder in pairs]
    ReviewClock.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)


def update_clocks(version: ProductVersion, at: datetime) -> None:
    """Update the clocks of all holders of a version after a change.

    Call it in the transaction of the change, with the version locked.
    """
    for holder in find_holders(version):
        clock = ReviewClock.objects.filter(version=version, holder=holder).first()
        clock = clock or _new_clock(version, holder, at)
        _update_clock(clock, at)
        clock.save()


def stop_clocks(versions: QuerySet[ProductVersion]) -> None:
    """Stop the clocks of versions that no longer need a decision."""
    ReviewClock.objects.filter(version__in=versions).update(waits_for=WaitsFor.NOBODY, due_at=None)


def _new_clock(version: ProductVersion, holder: RightsHolder, at: datetime) -> ReviewClock:
    stage = next_stage(holder, ()) or ""
    clock = ReviewClock(version=version, holder=holder, stage=stage, waits_for=WaitsFor.HOLDER)
    _start_stage(clock, at)
    return clock


def _start_stage(clock: ReviewClock, at: datetime) -> None:
    """Reset the clock to the holder's full number of days for the stage."""
    holder = clock.holder
    clock.days_left, clock.since = holder.approval_days, start_of_clock(at, holder.time_zone)
    clock.due_at = due_at(clock.since, clock.days_left, holder.time_zone)
    clock.reminded_at = None


def _update_clock(clock: ReviewClock, at: datetime) -> None:
    zone = clock.holder.time_zone
    stage = next_stage(clock.holder, current_decisions(clock.version, clock.holder))
    if stage and stage != clock.stage:
        clock.stage, clock.waits_for = stage, WaitsFor.HOLDER
        _start_stage(clock, at)
    turn = _find_turn(clock, stage)
    if clock.waits_for == turn:
        return
    if turn == WaitsFor.HOLDER:
        clock.since = max(at, clock.since)
        clock.due_at = due_at(clock.since, clock.days_left, zone)
    elif clock.due_at:
        used = working_days(clock.since, at, zone)
        clock.days_left, clock.due_at = max(0, clock.days_left - used), None
    clock.waits_for = turn


def _find_turn(clock: ReviewClock, stage: str | None) -> str:
    """Return whose turn it is, with respect to the clock's holder."""
    version = clock.version
    if version.status != SUBMITTED:
        return WaitsFor.NOBODY
    attached = open_conditions(version).filter(approval__holder=clock.holder)
    if stage in {None, "RELEASE"} and attached.exists():
        return WaitsFor.LICENSEE
    if stage is None:
        return WaitsFor.NOBODY
    comments = ReviewComment.objects.filter(version=version, holder=clock.holder)
    question = comments.filter(asks=True).order_by("pk").last()
    answers = comments.filter(side=ReviewComment.Side.LICENSEE)
    is_open = question is not None and not answers.filter(pk__gt=question.pk).exists()
    return WaitsFor.LICENSEE if is_open else WaitsFor.HOLDER


def remind_overdue() -> int:
    """Send a reminder for each overdue stage that has none yet, and return their number."""
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
    notify_overdue(rows.get(pk=number))
    return True


def _start_missing_clocks(at: datetime) -> None:
    """Create clocks for versions that were submitted before clocks existed."""
    rows = ProductVersion.objects.filter(status=ProductVersion.Status.SUBMITTED, clocks=None)
    for version in rows.order_by("pk"):
        with transaction.atomic():
            update_clocks(version, at)
