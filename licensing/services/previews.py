"""What a change would do to the clearance, found without making it and without any lock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from licensing.models import Agreement
from licensing.reading.fact_loader import grant_fact, load_profiles
from licensing.reading.global_facts import load_global_facts
from licensing.rules.channels import Channel
from licensing.rules.coverage_sets import open_cells
from licensing.rules.facts import GlobalFacts, GrantFact, ProfileFacts
from licensing.rules.number_sets import NOWHERE, NumberSet
from licensing.services.agreements import profiles_touched

ACTIVATE, SUSPEND, REVOKE = "activate", "suspend", "revoke"
Territories = Mapping[int, NumberSet]


@dataclass(frozen=True, slots=True)
class ProfileChange:
    """What products of a profile would gain and lose: territories by channel number."""

    profile_id: int
    gained: Territories
    lost: Territories


def preview_change(*, agreement: Agreement, kind: str, at: datetime) -> tuple[ProfileChange, ...]:
    """Return the profiles whose clearance an activation, suspension or revocation would change.

    Promoted and on-request territories count alike. An instant alone is compared: for a draft whose
    window opens later, ask at that instant.
    """
    world = load_global_facts()
    touched = profiles_touched(agreement)
    former = agreement.supersedes if kind == ACTIVATE else None
    if former is not None:
        touched |= profiles_touched(former)
    own = {grant.pk: grant_fact(grant, world) for grant in agreement.grants.all()}
    changes = []
    for facts in load_profiles(sorted(touched), world):
        after = _changed(facts, agreement, own, kind, at)
        change = _difference(facts, after, world, at)
        if change is not None:
            changes.append(change)
    return tuple(changes)


def _changed(
    facts: ProfileFacts,
    agreement: Agreement,
    own: Mapping[int, GrantFact],
    kind: str,
    at: datetime,
) -> ProfileFacts:
    """Return a profile's facts as they would be after the change."""
    if facts.licensee_id != agreement.licensee_id:
        return facts  # somebody else's profile: an exclusive over it clashes, it does not change it
    gone = {agreement.pk, agreement.supersedes_id if kind == ACTIVATE else None}
    others = [grant for grant in facts.grants if grant.agreement.id not in gone]
    wanted = {mark.number for mark in facts.marks}
    named = [grant for grant in own.values() if any(n in grant.properties for n in wanted)]
    fields = {
        ACTIVATE: {"concluded": True},
        SUSPEND: {"suspended_from": at},
        REVOKE: {"revoked_from": at},
    }[kind]
    changed = [
        replace(grant, agreement=replace(grant.agreement, **fields))  # type: ignore[arg-type]
        for grant in named
    ]
    return replace(facts, grants=(*others, *changed))


def _difference(
    before: ProfileFacts, after: ProfileFacts, world: GlobalFacts, at: datetime
) -> ProfileChange | None:
    gained, lost = {}, {}
    for channel in Channel:
        was = _union(cell.territories for cell in open_cells(before, world, channel.number, at))
        becomes = _union(cell.territories for cell in open_cells(after, world, channel.number, at))
        if becomes - was:
            gained[channel.number] = becomes - was
        if was - becomes:
            lost[channel.number] = was - becomes
    return ProfileChange(before.profile_id, gained, lost) if gained or lost else None


def _union(sets: Iterable[NumberSet]) -> NumberSet:
    found = NOWHERE
    for one in sets:
        found |= one
    return found
