"""Measure rights decisions per second on one core, for a product with twenty grants."""

import time
from dataclasses import replace
from datetime import UTC, datetime

from licensing.rules.decision import (
    AgreementFact,
    ApprovalFact,
    Facts,
    GrantFact,
    HoldingFact,
    LicenseeFact,
    MandateFact,
    MarkFact,
    TerritoryFact,
    decide,
)
from licensing.rules.facts import CoverageMemory, group_grants
from licensing.rules.instants import sort_profile_instants
from licensing.rules.number_sets import EVERYWHERE, NumberSet
from shop.platform.core.periods import Period

GRANTS, TERRITORIES = 20, 250
START, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def decisions_per_second(seconds: float, *, remembering: bool = True) -> float:
    """Decide about a product of two marks in every territory in turn; half of them are granted.

    A process remembers for a revision which grants cover a profile at a place; without that, each
    decision checks all grants.
    """
    agreement = AgreementFact(1, concluded=True, term=Period(START, END), licensors=frozenset({1}))
    held = (HoldingFact(1, EVERYWHERE, Period(None, None)),)
    grants = tuple(
        GrantFact(
            id=number,
            agreement=agreement,
            properties=NumberSet.of([number % 2]),
            categories=NumberSet.of([2]),
            territories=NumberSet.of(range(number, TERRITORIES, 2 * GRANTS)),
            channels=NumberSet.of([1]),
            window=Period(START, END),
        )
        for number in range(GRANTS)
    )
    facts = Facts(
        published=True,
        unmarked=False,
        embargo_until=None,
        approvals=(ApprovalFact(1, approved=True, decided_at=START),) * 2,
        licensee=LicenseeFact(active=True),
        category=2,
        marks=(MarkFact(0, held), MarkFact(1, held)),
        grants=grants,
        mandates=(MandateFact(1, EVERYWHERE, EVERYWHERE, Period(None, None)),),
        holds=(),
        revision=1,
    )
    # Built once per product, as the shop caches it with the facts of a profile.
    facts = replace(
        facts,
        instants=sort_profile_instants(facts.licensee, facts.marks, facts.grants),
        grants_by_mark=group_grants(facts.marks, facts.grants),
        coverage=CoverageMemory(1, {}) if remembering else None,
    )
    places = [
        TerritoryFact(f"{number:03}", number, served=True, sanction_policy="none")
        for number in range(TERRITORIES)
    ]
    done, begun = 0, time.perf_counter()
    while time.perf_counter() - begun < seconds:
        for place in places:
            decide(facts, place, "WEB", NOON)
        done += len(places)
    return done / (time.perf_counter() - begun)
