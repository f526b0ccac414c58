"""The compiled form of the grants that lists join: profile × channel × window → territories.

Recompiled in the transaction of whatever changes a grant; `decide` is the rule, this is its copy.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from licensing.channels import Channel
from licensing.decision import GrantFact, MandateFact
from licensing.facts import ProfileFacts, load_mandates, load_profiles
from licensing.models import Clearance, RightsProfile
from licensing.territories import NOWHERE, NumberSet
from shop.core.periods import Period

BATCH = 500


@dataclass(frozen=True, slots=True)
class Cleared:
    """Territories open to one channel during one period."""

    channel: int
    period: Period
    territories: NumberSet


def compile_profiles(profile_ids: Collection[int]) -> int:
    """Rewrite the clearance of profiles; return how many rows there are now."""
    mandates, written = tuple(load_mandates()), 0
    ordered = sorted(profile_ids)
    for start in range(0, len(ordered), BATCH):
        batch = ordered[start : start + BATCH]
        Clearance.objects.filter(profile__in=batch).delete()
        rows = [
            Clearance(
                profile_id=facts.profile_id,
                channel=cleared.channel,
                valid=DateTimeTZRange(cleared.period.start, cleared.period.end),
                territories=cleared.territories,
            )
            for facts in load_profiles(batch)
            for cleared in compile_clearance(facts, mandates)
        ]
        Clearance.objects.bulk_create(rows)
        written += len(rows)
    return written


def compile_all() -> int:
    """Rewrite the whole clearance."""
    return compile_profiles(list(RightsProfile.objects.values_list("pk", flat=True)))


def compile_clearance(facts: ProfileFacts, mandates: Iterable[MandateFact]) -> list[Cleared]:
    """Return where goods of a profile may be sold by each channel and period; pure.

    Every mark must be granted (intersection over marks, union over the grants of one mark), and
    the store must hold a mandate. Whether the licensee is active is joined when lists are read.
    """
    licensed_until = min(
        (
            instant
            for instant in (
                facts.licensee.audit_valid_until,
                facts.licensee.insurance_valid_until,
            )
            if instant
        ),
        default=None,
    )
    grants = [
        (grant, live)
        for grant in facts.grants
        if facts.category in grant.categories and (live := grant.live) is not None
    ]
    mandates = tuple(mandates)
    edges = _instants([live for _, live in grants] + [m.window for m in mandates])
    instants = sorted(edges | ({licensed_until} if licensed_until else set()))
    rows: list[Cleared] = []
    for channel in Channel:
        for period in _segments(instants):
            if licensed_until and (period.start is not None and period.start >= licensed_until):
                continue
            territories = _territories(facts.properties, grants, mandates, channel.number, period)
            if territories:
                _append(rows, Cleared(channel.number, period, territories))
    return rows


def _territories(
    properties: tuple[int, ...],
    grants: list[tuple[GrantFact, Period]],
    mandates: tuple[MandateFact, ...],
    channel: int,
    period: Period,
) -> NumberSet:
    allowed = NOWHERE
    for mandate in mandates:
        if channel in mandate.channels and _spans(mandate.window, period):
            allowed |= mandate.territories
    for mark in properties:
        granted = NOWHERE
        for grant, live in grants:
            if mark in grant.properties and channel in grant.channels and _spans(live, period):
                granted |= grant.territories
        allowed &= granted
    return allowed


def _instants(periods: Iterable[Period]) -> set[datetime]:
    return {edge for period in periods for edge in (period.start, period.end) if edge}


def _segments(instants: list[datetime]) -> list[Period]:
    """Cut the whole of time at every instant at which something begins or ends."""
    edges: list[datetime | None] = [None, *instants, None]
    return [Period(edges[i], edges[i + 1]) for i in range(len(edges) - 1)]


def _spans(outer: Period, inner: Period) -> bool:
    starts = outer.start is None or (inner.start is not None and outer.start <= inner.start)
    ends = outer.end is None or (inner.end is not None and inner.end <= outer.end)
    return starts and ends


def _append(rows: list[Cleared], row: Cleared) -> None:
    """Join neighbours in time that open the same territories."""
    last = rows[-1] if rows else None
    if (
        last is not None
        and last.channel == row.channel
        and last.territories == row.territories
        and last.period.end == row.period.start
    ):
        rows[-1] = Cleared(last.channel, Period(last.period.start, row.period.end), row.territories)
    else:
        rows.append(row)
