"""Availabilities of a grant: every instant of the window is reported once, and correctly."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from licensing.rules.avails import LabeledPeriod, find_avails
from licensing.rules.number_sets import NumberSet
from shop.platform.core.periods import Period

FIRST = datetime(2026, 1, 1, tzinfo=UTC)
PLACES = range(1, 5)
WINDOW = Period(FIRST, FIRST + timedelta(days=30))


def moment(day: int) -> datetime:
    return FIRST + timedelta(days=day)


@st.composite
def stretches(draw: st.DrawFn) -> LabeledPeriod:
    start, end = sorted(draw(st.sets(st.integers(-5, 35), min_size=2, max_size=2)))
    opened = draw(st.booleans())
    places = NumberSet.of(draw(st.sets(st.sampled_from(PLACES), min_size=1)))
    label = draw(st.sampled_from("ABC"))
    return LabeledPeriod(label, Period(moment(start), None if opened else moment(end)), places)


several = st.lists(stretches(), max_size=4)


@given(holdings=several, blockers=several, day=st.integers(0, 29), place=st.sampled_from(PLACES))
def test_an_instant_is_free_when_the_mark_is_held_and_nothing_blocks_it(
    holdings: list[LabeledPeriod], blockers: list[LabeledPeriod], day: int, place: int
) -> None:
    found = find_avails(WINDOW, PLACES, holdings, blockers)
    told = [one for one in found if place in one.territories]
    assert len(told) == 1
    segments = told[0].segments
    at = moment(day)
    (segment,) = [one for one in segments if one.start <= at < one.end]

    def touches(one: LabeledPeriod) -> bool:
        return place in one.territories and at in one.period

    held, blocked = any(map(touches, holdings)), any(map(touches, blockers))
    assert segment.free == (held and not blocked)


@given(holdings=several, blockers=several)
def test_the_window_is_told_without_gaps_and_without_needless_cuts(
    holdings: list[LabeledPeriod], blockers: list[LabeledPeriod]
) -> None:
    found = find_avails(WINDOW, PLACES, holdings, blockers)
    assert sorted(n for one in found for n in one.territories) == list(PLACES)
    for one in found:
        assert one.segments[0].start == WINDOW.start
        assert one.segments[-1].end == WINDOW.end
        for first, second in pairwise(one.segments):
            assert first.end == second.start
            assert (first.held, first.blockers) != (second.held, second.blockers)
        assert one.covers <= one.overlaps
