"""Sets of numbers, held as ranges, follow the algebra of Python's own sets."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from licensing.rules.number_sets import EVERYWHERE, NOWHERE, NumberSet

UNIVERSE = range(30)
numbers = st.frozensets(st.sampled_from(UNIVERSE))
either = st.tuples(numbers, st.booleans())


def build(definition: tuple[frozenset[int], bool]) -> tuple[NumberSet, set[int]]:
    """Return a set and its Python twin within the universe; the flag asks for the complement."""
    members, inverted = definition
    if inverted:
        return NumberSet.of(members).complement(), set(UNIVERSE) - members
    return NumberSet.of(members), set(members)


def members(numbers_held: NumberSet) -> set[int]:
    return set(numbers_held.numbers(UNIVERSE))


@given(either, either)
def test_union_intersection_and_difference_agree_with_python_sets(one: Any, other: Any) -> None:
    (left, left_twin), (right, right_twin) = build(one), build(other)
    assert members(left | right) == left_twin | right_twin
    assert members(left & right) == left_twin & right_twin
    assert members(left - right) == left_twin - right_twin


@given(either)
def test_the_complement_holds_what_the_set_does_not_and_twice_is_the_set(definition: Any) -> None:
    held, twin = build(definition)
    assert members(held.complement()) == set(UNIVERSE) - twin
    assert held.complement().complement() == held
    assert held | held.complement() == EVERYWHERE
    assert held & held.complement() == NOWHERE


@given(either, either)
def test_superset_agrees_with_python_sets(one: Any, other: Any) -> None:
    (left, left_twin), (right, right_twin) = build(one), build(other)
    beyond_universe = one[1] or not other[1]
    assert left.issuperset(right) == (left_twin >= right_twin and beyond_universe)


@given(either, either)
def test_equal_members_are_equal_sets_however_they_were_made(one: Any, other: Any) -> None:
    (left, _), (right, _) = build(one), build(other)
    assert left | right == right | left
    assert left - right == left & right.complement()


@given(either)
def test_ranges_are_sorted_apart_and_never_empty(definition: Any) -> None:
    held, _ = build(definition)
    ends = [high for _, high in held.ranges]
    assert all(high is None or low < high for low, high in held.ranges)
    assert all(ends[i] < held.ranges[i + 1][0] for i in range(len(ends) - 1))


def test_neighbors_become_one_range() -> None:
    assert NumberSet.of([3, 1, 2, 2]).ranges == ((1, 4),)
    assert NumberSet.from_ranges([(5, None), (1, 5)]).ranges == ((1, None),)
    assert NumberSet.from_ranges([(None, 2)]).ranges == ((0, 2),)


def test_an_empty_range_adds_nothing() -> None:
    assert NumberSet.from_ranges([(4, 4)]) == NOWHERE
    assert not NOWHERE
    assert 10**6 in EVERYWHERE
