"""Taking rights away never allows a sale, and one more mark never opens a territory."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from licensing.rules.decision import (
    AgreementFact,
    ApprovalFact,
    ComplianceFact,
    ConsentFact,
    ExclusiveFact,
    Facts,
    GrantFact,
    HoldFact,
    HoldingFact,
    LicenseeFact,
    MandateFact,
    MarkFact,
    TerritoryFact,
    decide,
)
from licensing.rules.number_sets import NumberSet
from shop.platform.core.periods import Period
from tests.licensing.situation import START

PLACES, CHANNELS = (33, 34, 35), (1, 2)
days = st.integers(0, 6).map(lambda day: START + timedelta(days=day))
maybe_days = st.none() | days


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Draw a period; open ends are likely so that many sales are allowed."""
    start, end = draw(maybe_days), draw(maybe_days)
    if start and end and start >= end:
        end = None
    return Period(start, end)


def some(of: tuple[int, ...]) -> st.SearchStrategy[NumberSet]:
    """Draw a set of numbers; all of them is likely."""
    return st.one_of(
        st.just(NumberSet.of(of)), st.sets(st.sampled_from(of), min_size=1).map(NumberSet.of)
    )


agreements = st.builds(
    AgreementFact,
    st.sampled_from([1, 2]),
    st.sampled_from([True, True, True, False]),
    periods(),
    maybe_days,
    maybe_days,
    st.sampled_from([frozenset({8}), frozenset({8, 9})]),
    maybe_days,
)
grants = st.builds(
    GrantFact,
    id=st.integers(1, 9),
    agreement=agreements,
    properties=some((4, 5, 6)),
    categories=some((2, 3)),
    territories=some(PLACES),
    channels=some(CHANNELS),
    window=periods(),
    sale_event=st.sampled_from(["ORDER", "ORDER", "DISPATCH"]),
    passive=st.booleans(),
    exhausted=st.sampled_from([False, False, False, True]),
)
holdings = st.builds(HoldingFact, st.sampled_from([8, 8, 9]), some(PLACES), periods())
rivals = st.builds(ExclusiveFact, st.just(3), some((2, 3)), some(PLACES), some(CHANNELS), periods())
consents = st.builds(ConsentFact, st.just(5), some(PLACES), periods())
records = st.builds(ComplianceFact, st.sampled_from(["EEA", "UK"]), maybe_days)


def marks_numbered(number: int) -> st.SearchStrategy[MarkFact]:
    """Draw a mark with its holders, rivals and consents."""
    return st.builds(
        MarkFact,
        st.just(number),
        st.lists(holdings, min_size=1, max_size=2).map(tuple),
        st.lists(rivals, max_size=1).map(tuple) | st.just(()),
        st.none() | some(PLACES),
        st.lists(consents, max_size=1).map(tuple),
    )


approvals = st.builds(
    ApprovalFact,
    st.integers(1, 9),
    st.sampled_from([True, True, False]),
    days,
    maybe_days,
    st.none() | st.none() | days,
    some(PLACES),
)
holds = st.builds(
    HoldFact,
    st.just(1),
    st.sampled_from(["RECALL", "LEGAL", "RULE40", "COMMERCIAL", "TOP_CATEGORY"]),
    some(PLACES),
    some(CHANNELS),
    periods(),
)
mandates = st.builds(MandateFact, st.just(1), some(PLACES), some(CHANNELS), periods())
licensees = st.builds(LicenseeFact, st.sampled_from([True, True, False]), st.none() | maybe_days)


@st.composite
def sales(draw: st.DrawFn) -> Facts:
    """Draw a product with its rights."""
    marks = tuple(sorted(draw(st.sets(st.sampled_from((4, 5)), max_size=2))))
    return Facts(
        published=draw(st.sampled_from([True, True, True, False])),
        unmarked=not marks and draw(st.booleans()),
        embargo_until=draw(st.none() | maybe_days),
        approvals=tuple(draw(approvals) for _ in marks),
        licensee=draw(licensees),
        category=2,
        marks=tuple(draw(marks_numbered(number)) for number in marks),
        grants=tuple(draw(st.lists(grants, max_size=4))),
        mandates=tuple(draw(st.lists(mandates, min_size=1, max_size=2))),
        holds=tuple(draw(st.lists(holds, max_size=1))),
        revision=1,
        eea=draw(st.sampled_from([NumberSet(), NumberSet.of(PLACES[:2])])),
        sell_off=draw(st.sampled_from([frozenset(), frozenset({1})])),
        regulated_areas=draw(st.sampled_from([frozenset(), frozenset({"EEA"})])),
        compliance=tuple(draw(st.lists(records, max_size=2))),
    )


questions = st.tuples(
    st.sampled_from(PLACES).map(lambda n: TerritoryFact(str(n), n, True, "none", "EEA")),
    st.sampled_from(["WEB", "APP", "VENUE"]),
    days,
)
Question = tuple[TerritoryFact, str, datetime]


@given(sales(), holds, questions)
def test_i7_one_more_hold_never_allows(sale: Facts, extra: HoldFact, question: Question) -> None:
    held = replace(sale, holds=(*sale.holds, extra))
    assert decide(sale, *question).allowed or not decide(held, *question).allowed


@given(sales(), days, st.sampled_from(["suspended_from", "revoked_from"]), questions)
def test_i7_a_suspension_or_revocation_never_allows(
    sale: Facts, since: Any, kind: Any, question: Question
) -> None:
    earliest = [min(filter(None, (getattr(one.agreement, kind), since))) for one in sale.grants]
    stopped = tuple(
        replace(one, agreement=replace(one.agreement, **{kind: instant}))
        for one, instant in zip(sale.grants, earliest, strict=True)
    )
    after = decide(replace(sale, grants=stopped), *question)
    assert decide(sale, *question).allowed or not after.allowed


@given(sales(), days, questions)
def test_i7_an_embargo_never_allows(sale: Facts, lifts_at: Any, question: Question) -> None:
    later = max(filter(None, (sale.embargo_until, lifts_at)))
    after = decide(replace(sale, embargo_until=later), *question)
    assert decide(sale, *question).allowed or not after.allowed


@given(sales().filter(lambda sale: sale.marks), marks_numbered(6), approvals, questions)
def test_i8_one_more_mark_never_opens_a_territory(
    sale: Facts, mark: MarkFact, extra: Any, question: Question
) -> None:
    wider = replace(sale, marks=(*sale.marks, mark), approvals=(*sale.approvals, extra))
    assert decide(sale, *question).allowed or not decide(wider, *question).allowed


@given(sales(), questions)
def test_i6_an_answer_holds_until_the_instant_it_names(sale: Facts, question: Question) -> None:
    territory, channel, at = question
    answer = decide(sale, territory, channel, at)
    probe = at + timedelta(hours=1)
    while probe < START + timedelta(days=8) and (answer.until is None or probe < answer.until):
        again = decide(sale, territory, channel, probe)
        assert (again.allowed, again.mode) == (answer.allowed, answer.mode)
        probe += timedelta(days=1)


@given(sales(), questions)
def test_i9_the_same_facts_and_question_give_the_same_answer(
    sale: Facts, question: Question
) -> None:
    first, again = decide(sale, *question), decide(sale, *question)
    assert first == again
    assert first.allowed == (first.reason is None) == (first.reasons == ())
