"""Sets of territories in which goods of a profile may be sold at one instant. Pure.

Same rules as `licensing.rules.coverage`, for all territories at once. A property test compares
both.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from licensing.rules.coverage import contract_failure, sells_off
from licensing.rules.facts import DISPATCH_LEAD, GlobalFacts, GrantFact, MarkFact, ProfileFacts
from licensing.rules.number_sets import EVERYWHERE, NOWHERE, NumberSet

Needs = tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True)
class CoverageSet:
    """Territories that are open under the same conditions.

    `sell_off`: in each set of agreements, at least one must have declared stock of the product
    left.
    """

    territories: NumberSet
    passive: bool = False
    by_dispatch: bool = False
    sell_off: Needs = ()

    def meet(self, other: "CoverageSet") -> "CoverageSet":
        """Return the intersection of both sets, with the conditions of both."""
        return CoverageSet(
            self.territories & other.territories,
            self.passive or other.passive,
            self.by_dispatch or other.by_dispatch,
            (*self.sell_off, *(need for need in other.sell_off if need not in self.sell_off)),
        )


def open_coverage(
    facts: ProfileFacts, global_facts: GlobalFacts, channel: int, at: datetime
) -> list[CoverageSet]:
    """Return the sets of territories open to a channel for goods of a profile at an instant.

    Coverage that counts the dispatch must also be open, in any way, on the day of the dispatch.
    """
    coverage_sets = _cells_at(facts, global_facts, channel, at)
    if not any(coverage.by_dispatch for coverage in coverage_sets):
        return coverage_sets
    at_dispatch = _cells_at(facts, global_facts, channel, at + DISPATCH_LEAD)
    result = [coverage for coverage in coverage_sets if not coverage.by_dispatch]
    for coverage in coverage_sets:
        if coverage.by_dispatch:
            result += _nonempty(
                replace(
                    coverage.meet(dispatch_coverage), passive=coverage.passive, by_dispatch=True
                )
                for dispatch_coverage in at_dispatch
            )
    return result


def _cells_at(
    facts: ProfileFacts, global_facts: GlobalFacts, channel: int, at: datetime
) -> list[CoverageSet]:
    licensee = facts.licensee
    for valid_until in (licensee.audit_valid_until, licensee.insurance_valid_until):
        if valid_until is not None and valid_until <= at:
            return []
    mandated = NOWHERE
    for mandate in global_facts.mandates:
        if channel in mandate.channels and at in mandate.window:
            mandated |= mandate.territories
    coverage_sets = [CoverageSet(mandated)] if mandated else []
    for mark in facts.marks:
        options = list(_mark_cells(facts, global_facts, mark, channel, at)) if coverage_sets else []
        coverage_sets = _nonempty(
            coverage.meet(option) for coverage in coverage_sets for option in options
        )
    return coverage_sets


def _mark_cells(
    facts: ProfileFacts, global_facts: GlobalFacts, mark: MarkFact, channel: int, at: datetime
) -> Iterator[CoverageSet]:
    """Yield where one mark is covered, by the best grant in each territory."""
    unblocked = _unblocked(facts, global_facts, mark, channel, at)
    by_order = by_dispatch = passive = passive_dispatch = NOWHERE
    selling_off: list[tuple[NumberSet, int]] = []
    for grant in facts.grants:
        if not _concerns(grant, facts, mark, channel, at):
            continue
        allowed = _held(mark, grant, at) & unblocked
        inside, beyond = (
            grant.territories & allowed,
            (global_facts.eea - grant.territories) & allowed,
        )
        if at in grant.window and at in grant.agreement.term:
            if grant.exhausted:
                continue
            beyond = beyond if grant.passive else NOWHERE
            if grant.sale_event == "DISPATCH":
                by_dispatch, passive_dispatch = by_dispatch | inside, passive_dispatch | beyond
            else:
                by_order, passive = by_order | inside, passive | beyond
        elif _is_selling_off(grant, at):
            selling_off.append((inside, grant.agreement.id))
    live = by_order | by_dispatch
    yield CoverageSet(by_order)
    yield CoverageSet(by_dispatch - by_order, by_dispatch=True)
    for territories, agreements in _partition(selling_off):
        yield CoverageSet(territories - live, sell_off=(agreements,))
    yield CoverageSet(passive - live, passive=True)
    yield CoverageSet(passive_dispatch - live - passive, passive=True, by_dispatch=True)


def _concerns(
    grant: GrantFact, facts: ProfileFacts, mark: MarkFact, channel: int, at: datetime
) -> bool:
    return (
        mark.number in grant.properties
        and facts.category in grant.categories
        and channel in grant.channels
        and contract_failure(grant.agreement, at) is None
    )


def _unblocked(
    facts: ProfileFacts, global_facts: GlobalFacts, mark: MarkFact, channel: int, at: datetime
) -> NumberSet:
    """Return the territories in which no party's right blocks the mark (checks 12, 13, 19)."""
    territories = EVERYWHERE
    if mark.home is not None:
        territories = mark.home
        if mark.home & global_facts.eea:
            territories |= global_facts.eea
        for consent in mark.consents:
            if at in consent.window:
                territories |= consent.territories
    if mark.athlete_consents is not None:
        agreed = NOWHERE
        for consent in mark.athlete_consents:
            if at in consent.window:
                agreed |= consent.territories
        territories &= agreed
    for rival in mark.exclusives:
        if facts.category in rival.categories and channel in rival.channels and at in rival.live:
            territories -= rival.territories
    return territories


def _held(mark: MarkFact, grant: GrantFact, at: datetime) -> NumberSet:
    """Return where the licensor or its successor holds the mark (check 10)."""
    territories = NOWHERE
    for holding in mark.holdings:
        if holding.holder in grant.agreement.licensors and at in holding.valid:
            territories |= holding.territories
    return territories


def _is_selling_off(grant: GrantFact, at: datetime) -> bool:
    end, last = grant.agreement.term.end, grant.agreement.sell_off_until
    return sells_off(grant) and end is not None and last is not None and end <= at < last


def _partition(
    sell_offs: list[tuple[NumberSet, int]],
) -> Iterator[tuple[NumberSet, frozenset[int]]]:
    """Split overlapping sell-offs into disjoint sets, each with all agreements that cover it."""
    pieces: list[tuple[NumberSet, frozenset[int]]] = [(EVERYWHERE, frozenset())]
    for territories, agreement in sell_offs:
        cut: list[tuple[NumberSet, frozenset[int]]] = []
        for piece, agreements in pieces:
            cut.append((piece & territories, agreements | {agreement}))
            cut.append((piece - territories, agreements))
        pieces = [(piece, agreements) for piece, agreements in cut if piece]
    yield from ((piece, agreements) for piece, agreements in pieces if agreements)


def _nonempty(coverage_sets: Iterable[CoverageSet]) -> list[CoverageSet]:
    return [coverage for coverage in coverage_sets if coverage.territories]
