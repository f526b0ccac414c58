"""The compiled form of the grants that lists join: profile × channel × window → territories.

Recompiled in the transaction of whatever changes a grant; `decide` is the rule, this is its copy.
A denial closes profiles at once (`close_profiles`) and compiles them in a transaction of its own,
so that its commit never waits for a compilation; lists leave out what is closed.
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
from licensing.rules.coverage_sets import Cell, open_cells
from licensing.rules.decision import rights_instants
from licensing.rules.facts import DISPATCH_LEAD, GlobalFacts, ProfileFacts
from shop.platform.core.periods import Period

BATCH = 500
COMPILING = 0x434C5221  # "CLR!": the advisory lock by which compilations take turns


@dataclass(frozen=True, slots=True)
class Cleared:
    """A cell that is open to one channel during one period."""

    channel: int
    period: Period
    cell: Cell


def close_profiles(profile_ids: Collection[int]) -> None:
    """Take profiles out of lists until they are compiled again; waits for nobody."""
    ClosedProfile.objects.bulk_create(
        ClosedProfile(profile_id=profile_id) for profile_id in sorted(profile_ids)
    )


@transaction.atomic
def compile_profiles(
    profile_ids: Collection[int], *, progress: Callable[[int], object] | None = None
) -> int:
    """Rewrite the clearance of profiles; return how many rows there are now.

    Compilations take turns, so that each sees what the others wrote.
    """
    if not profile_ids:
        return 0
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [COMPILING])
    world, written = load_global_facts(), 0
    ordered = sorted(profile_ids)
    for start in range(0, len(ordered), BATCH):
        batch = ordered[start : start + BATCH]
        closed = list(ClosedProfile.objects.filter(profile__in=batch).values_list("pk", flat=True))
        rows = [
            _row(facts.profile_id, cleared)
            for facts in load_profiles(batch, world)
            for cleared in compile_clearance(facts, world)
        ]
        Clearance.objects.filter(profile__in=batch).delete()
        Clearance.objects.bulk_create(rows)
        ClosedProfile.objects.filter(pk__in=closed).delete()
        written += len(rows)
        if progress:
            progress(len(batch))
    return written


def compile_all(*, progress: Callable[[int], object] | None = None) -> int:
    """Rewrite the whole clearance."""
    return compile_profiles(
        list(RightsProfile.objects.values_list("pk", flat=True)), progress=progress
    )


def compile_closed() -> int:
    """Compile what a denial closed and nobody compiled since; return how many profiles."""
    closed = set(ClosedProfile.objects.values_list("profile", flat=True))
    if closed:
        compile_profiles(closed)
    return len(closed)


def compile_clearance(facts: ProfileFacts, world: GlobalFacts) -> list[Cleared]:
    """Return where goods of a profile may be sold by each channel and period; pure.

    Whether the licensee is active, and holds, are joined when lists are read. Between two instants
    at which something begins or ends nothing changes, so one instant stands for each segment.
    """
    segments = list(_segments(facts, world))
    rows: list[Cleared] = []
    for channel in _channels(facts):
        open_now: dict[Cell, datetime | None] = {}
        for start, at in segments:
            cells = set(open_cells(facts, world, channel, at))
            rows += [
                Cleared(channel, Period(open_now.pop(cell), start), cell)
                for cell in [cell for cell in open_now if cell not in cells]
            ]
            for cell in cells:
                open_now.setdefault(cell, start)
        rows += [Cleared(channel, Period(since, None), cell) for cell, since in open_now.items()]
    return rows


def _channels(facts: ProfileFacts) -> list[int]:
    """Channels that some grant names; an unmarked product needs none."""
    return [
        channel.number
        for channel in Channel
        if not facts.marks or any(channel.number in grant.channels for grant in facts.grants)
    ]


def _segments(
    facts: ProfileFacts, world: GlobalFacts
) -> Iterator[tuple[datetime | None, datetime]]:
    """Yield the start of every segment of time (None: the first has none) and an instant in it."""
    instants = set(rights_instants(facts.licensee, facts.marks, facts.grants))
    for mandate in world.mandates:
        instants |= {mandate.window.start, mandate.window.end}
    known = {instant for instant in instants if instant is not None}
    if any(grant.sale_event == "DISPATCH" for grant in facts.grants):
        known |= {instant - DISPATCH_LEAD for instant in known}
    ordered = sorted(known)
    yield (
        None,
        ordered[0] - DISPATCH_LEAD * 2
        if ordered
        else datetime.max.replace(tzinfo=UTC) - DISPATCH_LEAD * 2,
    )
    for instant in ordered:
        yield instant, instant


def _row(profile_id: int, cleared: Cleared) -> Clearance:
    cell = cleared.cell
    return Clearance(
        profile_id=profile_id,
        channel=cleared.channel,
        valid=DateTimeTZRange(cleared.period.start, cleared.period.end),
        territories=cell.territories,
        passive=cell.passive,
        by_dispatch=cell.by_dispatch,
        sell_off=[sorted(need) for need in cell.sell_off] or None,
    )
