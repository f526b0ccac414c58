"""Compile clearance, which product lists join: profile × channel × window → territories.

Clearance is a copy of what `decide` returns. It is recompiled in the transaction of each change of
a grant. A denial closes profiles first (`close_profiles`) and compiles them in a second
transaction, so that its commit never waits for a compilation; lists omit closed profiles.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from licensing.models import Clearance, ClosedProfile, RightsProfile
from licensing.reading.fact_loader import load_profiles
from licensing.reading.global_facts import load_global_facts
from licensing.rules.channels import Channel
from licensing.rules.coverage_sets import CoverageSet, open_coverage
from licensing.rules.facts import DISPATCH_LEAD, GlobalFacts, ProfileFacts
from licensing.rules.instants import iterate_profile_instants
from shop.platform.core.periods import Period

BATCH = 500
COMPILING = 0x434C5221  # "CLR!": key of the advisory lock that serializes compilations


@dataclass(frozen=True, slots=True)
class ClearedPeriod:
    """A coverage set that is open to one channel during one period."""

    channel: int
    period: Period
    cell: CoverageSet


def close_profiles(profile_ids: Collection[int]) -> None:
    """Hide profiles from lists until they are recompiled, without waiting for a lock."""
    ClosedProfile.objects.bulk_create(
        ClosedProfile(profile_id=profile_id) for profile_id in sorted(profile_ids)
    )


@transaction.atomic
def compile_profiles(
    profile_ids: Collection[int], *, progress: Callable[[int], object] | None = None
) -> int:
    """Recompile the clearance of profiles and return the number of rows written.

    An advisory lock serializes compilations, so that each sees the rows of the others.
    """
    if not profile_ids:
        return 0
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [COMPILING])
    global_facts, written = load_global_facts(), 0
    ordered = sorted(profile_ids)
    for start in range(0, len(ordered), BATCH):
        batch = ordered[start : start + BATCH]
        closed = list(ClosedProfile.objects.filter(profile__in=batch).values_list("pk", flat=True))
        rows = [
            _row(facts.profile_id, cleared)
            for facts in load_profiles(batch, global_facts)
            for cleared in compile_clearance(facts, global_facts)
        ]
        Clearance.objects.filter(profile__in=batch).delete()
        Clearance.objects.bulk_create(rows)
        ClosedProfile.objects.filter(pk__in=closed).delete()
        written += len(rows)
        if progress:
            progress(len(batch))
    return written


def compile_all(*, progress: Callable[[int], object] | None = None) -> int:
    """Recompile all clearance and return the number of rows written."""
    return compile_profiles(
        list(RightsProfile.objects.values_list("pk", flat=True)), progress=progress
    )


def compile_closed() -> int:
    """Compile the profiles that a denial left closed, and return their number."""
    closed = set(ClosedProfile.objects.values_list("profile", flat=True))
    if closed:
        compile_profiles(closed)
    return len(closed)


def compile_clearance(facts: ProfileFacts, global_facts: GlobalFacts) -> list[ClearedPeriod]:
    """Return where goods of a profile may be sold, by channel and period. Pure.

    The licensee's status and holds are not included: lists join them. Coverage is constant between
    two instants at which a fact starts or ends, so one instant represents each segment.
    """
    segments = list(_segments(facts, global_facts))
    rows: list[ClearedPeriod] = []
    for channel in _channels(facts):
        open_now: dict[CoverageSet, datetime | None] = {}
        for start, at in segments:
            current = set(open_coverage(facts, global_facts, channel, at))
            rows += [
                ClearedPeriod(channel, Period(open_now.pop(coverage), start), coverage)
                for coverage in [coverage for coverage in open_now if coverage not in current]
            ]
            for coverage in current:
                open_now.setdefault(coverage, start)
        rows += [
            ClearedPeriod(channel, Period(since, None), coverage)
            for coverage, since in open_now.items()
        ]
    return rows


def _channels(facts: ProfileFacts) -> list[int]:
    """Return the channels of all grants, or every channel for unmarked goods."""
    return [
        channel.number
        for channel in Channel
        if not facts.marks or any(channel.number in grant.channels for grant in facts.grants)
    ]


def _segments(
    facts: ProfileFacts, global_facts: GlobalFacts
) -> Iterator[tuple[datetime | None, datetime]]:
    """Yield the start of each segment of time and an instant in it; the first has no start."""
    instants = set(iterate_profile_instants(facts.licensee, facts.marks, facts.grants))
    for mandate in global_facts.mandates:
        instants |= {mandate.window.start, mandate.window.end}
    edges = {instant for instant in instants if instant is not None}
    if any(grant.sale_event == "DISPATCH" for grant in facts.grants):
        edges |= {instant - DISPATCH_LEAD for instant in edges}
    ordered = sorted(edges)
    yield (
        None,
        ordered[0] - DISPATCH_LEAD * 2
        if ordered
        else datetime.max.replace(tzinfo=UTC) - DISPATCH_LEAD * 2,
    )
    for instant in ordered:
        yield instant, instant


def _row(profile_id: int, cleared: ClearedPeriod) -> Clearance:
    coverage = cleared.cell
    return Clearance(
        profile_id=profile_id,
        channel=cleared.channel,
        valid=DateTimeTZRange(cleared.period.start, cleared.period.end),
        territories=coverage.territories,
        passive=coverage.passive,
        by_dispatch=coverage.by_dispatch,
        sell_off=[sorted(need) for need in coverage.sell_off] or None,
    )
