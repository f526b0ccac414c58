"""Preview the effect of a change on clearance, without making it and without locks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from licensing.models import Agreement
from licensing.reading.fact_loader import grant_fact, load_profiles
from licensing.reading.global_facts import load_global_facts
from licensing.rules.channels import Channel
from licensing.rules.coverage_sets import open_coverage
from licensing.rules.facts import GlobalFacts, GrantFact, ProfileFacts
from licensing.rules.number_sets import NOWHERE, NumberSet
from licensing.services.profiles import affected_profiles

ACTIVATE, SUSPEND, REVOKE = "activate", "suspend", "revoke"
Territories = Mapping[int, NumberSet]


@dataclass(frozen=True, slots=True)
class ProfileChange:
    """The territories that a profile would gain and lose, by channel number."""

    profile_id: int
    gained: Territories
    lost: Territories


def preview_change(*, agreement: Agreement, kind: str, at: datetime) -> tuple[ProfileChange, ...]:
    """Return the profiles whose clearance an activation, suspension or revocation would change.

    Compares one instant, so for a draft whose window starts later, pass that instant. Territories
    in which goods are only delivered on request count too.
    """
    global_facts = load_global_facts()
    touched = affected_profiles(agreement)
    former = agreement.supersedes if kind == ACTIVATE else None
    if former is not None:
        touched |= affected_profiles(former)
    own = {grant.pk: grant_fact(grant, global_facts) for grant in agreement.grants.all()}
    changes = []
    for facts in load_profiles(sorted(touched), global_facts):
        after = _changed(facts, agreement, own, kind, at)
        change = _difference(facts, after, global_facts, at)
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
        return facts  # others' profiles can conflict, but do not change
    replaced_ids = {agreement.pk, agreement.supersedes_id if kind == ACTIVATE else None}
    others = [grant for grant in facts.grants if grant.agreement.id not in replaced_ids]
    mark_numbers = {mark.number for mark in facts.marks}
    own_grants = [
        grant for grant in own.values() if any(n in grant.properties for n in mark_numbers)
    ]
    fields = {
        ACTIVATE: {"concluded": True},
        SUSPEND: {"suspended_from": at},
        REVOKE: {"revoked_from": at},
    }[kind]
    changed = [
        replace(grant, agreement=replace(grant.agreement, **fields))  # type: ignore[arg-type]
        for grant in own_grants
    ]
    return replace(facts, grants=(*others, *changed))


def _difference(
    before: ProfileFacts, after: ProfileFacts, global_facts: GlobalFacts, at: datetime
) -> ProfileChange | None:
    gained, lost = {}, {}
    for channel in Channel:
        was = _union(
            coverage.territories
            for coverage in open_coverage(before, global_facts, channel.number, at)
        )
        becomes = _union(
            coverage.territories
            for coverage in open_coverage(after, global_facts, channel.number, at)
        )
        if becomes - was:
            gained[channel.number] = becomes - was
        if was - becomes:
            lost[channel.number] = was - becomes
    return ProfileChange(before.profile_id, gained, lost) if gained or lost else None


def _union(sets: Iterable[NumberSet]) -> NumberSet:
    union = NOWHERE
    for numbers in sets:
        union |= numbers
    return union
