"""Where a profile's goods may be sold at one instant, as sets: `licensing.rules.coverage` for whole
territories at once. Pure; a property test keeps the two in step.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from licensing.rules.coverage import contract_failure, sells_off
from licensing.rules.facts import DISPATCH_LEAD, GlobalFacts, GrantFact, MarkFact, ProfileFacts
from licensing.rules.number_sets import EVERYWHERE, NOWHERE, NumberSet

Needs = tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """Territories that are open in one way.

    `sell_off`: of each set of agreements one must have declared stock of the product left.
    """

    territories: NumberSet
    passive: bool = False
    by_dispatch: bool = False
    sell_off: Needs = ()

    def meet(self, other: "Cell") -> "Cell":
        """Return where both are open, with the conditions of both."""
        return Cell(
            self.territories & other.territories,
            self.passive or other.passive,
            self.by_dispatch or other.by_dispatch,
            (*self.sell_off, *(need for need in other.sell_off if need not in self.sell_off)),
        )


def open_cells(facts: ProfileFacts, world: GlobalFacts, channel: int, at: datetime) -> list[Cell]:
    """Return where goods of a profile are open to a channel at an instant.

    What rests on the dispatch must be open in some way when the parcel leaves as well.
    """
    cells = _cells_at(facts, world, channel, at)
    if not any(cell.by_dispatch for cell in cells):
        return cells
    later = _cells_at(facts, world, channel, at + DISPATCH_LEAD)
    found = [cell for cell in cells if not cell.by_dispatch]
    for cell in cells:
        if cell.by_dispatch:
            found += _nonempty(
                replace(cell.meet(other), passive=cell.passive, by_dispatch=True) for other in later
            )
    return found


def _cells_at(facts: ProfileFacts, world: GlobalFacts, channel: int, at: datetime) -> list[Cell]:
    licensee = facts.licensee
    for valid_until in (licensee.audit_valid_until, licensee.insurance_valid_until):
        if valid_until is not None and valid_until <= at:
            return []
    mandated = NOWHERE
    for mandate in world.mandates:
        if channel in mandate.channels and at in mandate.window:
            mandated |= mandate.territories
    cells = [Cell(mandated)] if mandated else []
    for mark in facts.marks:
        options = list(_mark_cells(facts, world, mark, channel, at)) if cells else []
        cells = _nonempty(cell.meet(option) for cell in cells for option in options)
    return cells


def _mark_cells(
    facts: ProfileFacts, world: GlobalFacts, mark: MarkFact, channel: int, at: datetime
) -> Iterator[Cell]:
    """Yield where one mark is covered, by the best grant at each place."""
    unblocked = _unblocked(facts, world, mark, channel, at)
    by_order = by_dispatch = passive = passive_dispatch = NOWHERE
    sold_off: list[tuple[NumberSet, int]] = []
    for grant in facts.grants:
        if not _concerns(grant, facts, mark, channel, at):
            continue
        reach = _held(mark, grant, at) & unblocked
        inside, beyond = grant.territories & reach, (world.eea - grant.territories) & reach
        if at in grant.window and at in grant.agreement.term:
            if grant.exhausted:
                continue
            beyond = beyond if grant.passive else NOWHERE
            if grant.sale_event == "DISPATCH":
                by_dispatch, passive_dispatch = by_dispatch | inside, passive_dispatch | beyond
            else:
                by_order, passive = by_order | inside, passive | beyond
        elif _is_selling_off(grant, at):
            sold_off.append((inside, grant.agreement.id))
    live = by_order | by_dispatch
    yield Cell(by_order)
    yield Cell(by_dispatch - by_order, by_dispatch=True)
    for territories, agreements in _partition(sold_off):
        yield Cell(territories - live, sell_off=(agreements,))
    yield Cell(passive - live, passive=True)
    yield Cell(passive_dispatch - live - passive, passive=True, by_dispatch=True)


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
    facts: ProfileFacts, world: GlobalFacts, mark: MarkFact, channel: int, at: datetime
) -> NumberSet:
    """Checks 12 and 13 as a set: where nobody else's right keeps the mark out."""
    found = EVERYWHERE
    if mark.home is not None:
        found = mark.home
        if mark.home & world.eea:
            found |= world.eea
        for consent in mark.consents:
            if at in consent.window:
                found |= consent.territories
    for rival in mark.exclusives:
        if facts.category in rival.categories and channel in rival.channels and at in rival.live:
            found -= rival.territories
    return found


def _held(mark: MarkFact, grant: GrantFact, at: datetime) -> NumberSet:
    """Check 10 as a set: where the licensor, or who succeeded it, holds the mark."""
    found = NOWHERE
    for holding in mark.holdings:
        if holding.holder in grant.agreement.licensors and at in holding.valid:
            found |= holding.territories
    return found


def _is_selling_off(grant: GrantFact, at: datetime) -> bool:
    end, last = grant.agreement.term.end, grant.agreement.sell_off_until
    return sells_off(grant) and end is not None and last is not None and end <= at < last


def _partition(offers: list[tuple[NumberSet, int]]) -> Iterator[tuple[NumberSet, frozenset[int]]]:
    """Cut overlapping sell-offs into pieces, each with all agreements that cover it."""
    pieces: list[tuple[NumberSet, frozenset[int]]] = [(EVERYWHERE, frozenset())]
    for territories, agreement in offers:
        cut: list[tuple[NumberSet, frozenset[int]]] = []
        for piece, agreements in pieces:
            cut.append((piece & territories, agreements | {agreement}))
            cut.append((piece - territories, agreements))
        pieces = [(piece, agreements) for piece, agreements in cut if piece]
    yield from ((piece, agreements) for piece, agreements in pieces if agreements)


def _nonempty(cells: Iterable[Cell]) -> list[Cell]:
    return [cell for cell in cells if cell.territories]
