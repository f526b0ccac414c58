"""Decisions by what a process remembers of a profile are those that check every grant."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from licensing.rules.decision import Facts, decide
from licensing.rules.facts import CoverageMemory, group_grants
from licensing.rules.instants import sort_profile_instants
from tests.licensing.test_decision_monotonic import Question, questions, sales

hours = st.integers(0, 6 * 24).map(lambda hour: timedelta(hours=hour))


def remembering(facts: Facts, memory: CoverageMemory) -> Facts:
    """Return the facts as a process has them: with all that is kept for their profile."""
    return replace(
        facts,
        instants=sort_profile_instants(facts.licensee, facts.marks, facts.grants),
        grants_by_mark=group_grants(facts.marks, facts.grants),
        coverage=memory,
    )


@given(sales(), st.lists(st.tuples(questions, hours), min_size=2, max_size=12))
def test_a_remembered_coverage_decides_like_the_facts(
    facts: Facts, asked: list[tuple[Question, timedelta]]
) -> None:
    kept = remembering(facts, CoverageMemory(1, {}))
    for (territory, channel, at), later in asked * 2:
        sold_off = (replace(kept, sell_off=frozenset()), replace(facts, sell_off=frozenset()))
        for remembered, plain in ((kept, facts), sold_off):
            for when in (at, at + later):
                place = (territory, channel, when)
                assert decide(remembered, *place) == decide(plain, *place)
                ship = {"event": "DISPATCH", "ship_at": when + later}
                assert decide(remembered, *place, **ship) == decide(plain, *place, **ship)


@given(sales(), sales(), st.lists(questions, min_size=1, max_size=6))
def test_profiles_share_a_memory_that_is_emptied_when_it_is_full(
    first: Facts, second: Facts, asked: list[Question]
) -> None:
    results: dict[tuple[int, int, int, int], object] = {}
    pairs = [
        (remembering(facts, CoverageMemory(number, results, most=2)), facts)
        for number, facts in enumerate((first, second))
    ]
    for question in asked * 2:
        for remembered, plain in pairs:
            assert decide(remembered, *question) == decide(plain, *question)
    assert len(results) <= 2
