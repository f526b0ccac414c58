"""The clock of each holder of a version: it runs while the holder has to decide, and no longer.

The arithmetic is in `catalog.approvals.deadlines`; here is whose turn it is.
"""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from catalog.approvals.deadlines import due_at, start_of_clock, working_days
from catalog.approvals.decisions import holders_of, next_stage, open_conditions, standing
from catalog.models import ProductVersion, ReviewClock, ReviewComment
from licensing.models import RightsHolder

WaitsFor = ReviewClock.WaitsFor
SUBMITTED = ProductVersion.Status.SUBMITTED


def start_clocks(pairs: Collection[tuple[ProductVersion, RightsHolder]], at: datetime) -> None:
    """Start the clocks of submitted versions, each with a holder of it, at its first stage."""
    rows = [_started(version, holder, at) for version, holder in pairs]
    ReviewClock.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)


def set_clocks(version: ProductVersion, at: datetime) -> None:
    """Bring the clocks of all holders of a version in step with what has just changed.

    To be called in the transaction of the change, after the version is locked.
    """
    for holder in holders_of(version):
        clock = ReviewClock.objects.filter(version=version, holder=holder).first()
        clock = clock or _started(version, holder, at)
        _set(clock, at)
        clock.save()


def stop_clocks(versions: QuerySet[ProductVersion]) -> None:
    """Stop the clocks of versions that nobody decides any more."""
    ReviewClock.objects.filter(version__in=versions).update(waits_for=WaitsFor.NOBODY, due_at=None)


def _started(version: ProductVersion, holder: RightsHolder, at: datetime) -> ReviewClock:
    stage = next_stage(holder, ()) or ""
    clock = ReviewClock(version=version, holder=holder, stage=stage, waits_for=WaitsFor.HOLDER)
    _begin(clock, at)
    return clock


def _begin(clock: ReviewClock, at: datetime) -> None:
    """Give the holder all its days for the stage that it has come to."""
    holder = clock.holder
    clock.days_left, clock.since = holder.approval_days, start_of_clock(at, holder.time_zone)
    clock.due_at = due_at(clock.since, clock.days_left, holder.time_zone)
    clock.reminded_at = None


def _set(clock: ReviewClock, at: datetime) -> None:
    zone = clock.holder.time_zone
    stage = next_stage(clock.holder, standing(clock.version, clock.holder))
    if stage and stage != clock.stage:
        clock.stage, clock.waits_for = stage, WaitsFor.HOLDER
        _begin(clock, at)
    turn = _turn(clock, stage)
    if clock.waits_for == turn:
        return
    if turn == WaitsFor.HOLDER:
        clock.since = max(at, clock.since)
        clock.due_at = due_at(clock.since, clock.days_left, zone)
    elif clock.due_at:
        used = working_days(clock.since, at, zone)
        clock.days_left, clock.due_at = max(0, clock.days_left - used), None
    clock.waits_for = turn


def _turn(clock: ReviewClock, stage: str | None) -> str:
    """Say whom the version waits for, as far as this holder goes."""
    version = clock.version
    if version.status != SUBMITTED:
        return WaitsFor.NOBODY
    attached = open_conditions(version).filter(approval__holder=clock.holder)
    if stage in {None, "RELEASE"} and attached.exists():
        return WaitsFor.LICENSEE
    if stage is None:
        return WaitsFor.NOBODY
    said = ReviewComment.objects.filter(version=version, holder=clock.holder)
    asked = said.filter(asks=True).order_by("pk").last()
    answered = said.filter(side=ReviewComment.Side.LICENSEE)
    waits = asked is not None and not answered.filter(pk__gt=asked.pk).exists()
    return WaitsFor.LICENSEE if waits else WaitsFor.HOLDER
