"""Whether a mark is covered by a grant: checks 9 to 13 and 17 for one mark, as numbers; pure.

`licensing.reading.clearance` has the same rules as sets. Of several grants the best is chosen: one
that counts the order, one that counts the dispatch, a sell-off, a delivery on request within the
EEA.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import NamedTuple

from licensing.rules.facts import AgreementFact, Facts, GrantFact, MarkFact
from licensing.rules.reasons import RANK


class Option(IntEnum):
    """In which way a grant covers a sale, the best first."""

    ORDER = 0
    DISPATCH = 1
    SELL_OFF = 2
    PASSIVE = 3
    PASSIVE_DISPATCH = 4

    @property
    def passive(self) -> bool:
        """Whether it only delivers on request."""
        return self >= Option.PASSIVE

    @property
    def by_dispatch(self) -> bool:
        """Whether the dispatch must lie in the window as well."""
        return self in {Option.DISPATCH, Option.PASSIVE_DISPATCH}


@dataclass(frozen=True, slots=True)
class Considered:
    """A grant that was looked at for a mark: how it covers the sale, or why it does not."""

    grant: GrantFact
    option: Option | None
    failure: str | None


class Situation(NamedTuple):
    """Where, by which channel (as numbers) and when; asked in the innermost loop of every page."""

    place: int
    channel: int
    at: datetime


def consider(facts: Facts, mark: MarkFact, where: Situation) -> list[Considered]:
    """Look at every grant that names the mark."""
    found = []
    for grant in facts.grants:
        if mark.number in grant.properties:
            answer = _answer(facts, mark, grant, where)
            option = answer if isinstance(answer, Option) else None
            found.append(Considered(grant, option, None if option is not None else str(answer)))
    return found


def choose(facts: Facts, mark: MarkFact, where: Situation) -> tuple[Considered | None, str | None]:
    """Return the grant that covers a mark, or None and the reason of the one that came furthest."""
    best: GrantFact | None = None
    option, rank, furthest = None, -1, "NO_GRANT"
    for grant in facts.grants:
        if mark.number not in grant.properties:
            continue
        answer = _answer(facts, mark, grant, where)
        if isinstance(answer, Option):
            if option is None or answer < option:
                best, option = grant, answer
                if answer is Option.ORDER:
                    break
        elif RANK[answer] > rank:
            rank, furthest = RANK[answer], answer
    if best is None:
        return None, furthest
    blocked = block(facts, mark, where)
    return (None, blocked) if blocked else (Considered(best, option, None), None)


def block(facts: Facts, mark: MarkFact, where: Situation) -> str | None:
    """Checks 12 and 13: what keeps a mark out of a place whoever grants it."""
    for rival in mark.exclusives:
        if (
            facts.category is not None
            and facts.category in rival.categories
            and where.channel in rival.channels
            and where.place in rival.territories
            and where.at in rival.live
        ):
            return "EXCLUSIVE_ELSEWHERE"
    if mark.home is None or where.place in mark.home:
        return None
    if where.place in facts.eea and mark.home & facts.eea:
        return None  # the Charter's rule yields to the single market
    for consent in mark.consents:
        if where.place in consent.territories and where.at in consent.window:
            return None
    return "NOC_TERRITORY"


def contract_failure(agreement: AgreementFact, at: datetime) -> str | None:
    """Check 9."""
    if not agreement.concluded:
        return "AGREEMENT_NOT_SIGNED"
    if agreement.suspended_from is not None and agreement.suspended_from <= at:
        return "SUSPENDED"
    if agreement.revoked_from is not None and agreement.revoked_from <= at:
        return "REVOKED"
    return None


def _answer(facts: Facts, mark: MarkFact, grant: GrantFact, where: Situation) -> Option | str:
    """Return how a grant covers the sale, or the first check that it fails."""
    failure = contract_failure(grant.agreement, where.at)
    if failure:
        return failure
    if not _licensor_holds(mark, grant.agreement, where):
        return "HOLDER_CHANGED"
    if facts.category is None or facts.category not in grant.categories:
        return "CATEGORY_NOT_GRANTED"
    if where.channel not in grant.channels:
        return "CHANNEL_NOT_GRANTED"
    inside = where.place in grant.territories
    if not inside and not (grant.passive and where.place in facts.eea):
        return "TERRITORY_NOT_GRANTED"
    return _in_time(facts, grant, where, inside=inside)


def _in_time(facts: Facts, grant: GrantFact, where: Situation, *, inside: bool) -> Option | str:
    window, term, at = grant.window, grant.agreement.term, where.at
    if at in window and at in term:
        if grant.exhausted:
            return "UNIT_CAP"
        if grant.sale_event == "DISPATCH":
            return Option.DISPATCH if inside else Option.PASSIVE_DISPATCH
        return Option.ORDER if inside else Option.PASSIVE
    if not inside:
        return "TERRITORY_NOT_GRANTED"
    if any(start is not None and at < start for start in (window.start, term.start)):
        return "WINDOW_NOT_OPEN"
    return _sold_off(facts, grant, at)


def _sold_off(facts: Facts, grant: GrantFact, at: datetime) -> Option | str:
    """Check 11a: after a term ended by itself, what was declared then may be sold off."""
    agreement = grant.agreement
    if not sells_off(grant):
        return "WINDOW_CLOSED"
    if agreement.term.end is not None and at < agreement.term.end:
        return "WINDOW_CLOSED"
    if agreement.sell_off_until is None or at >= agreement.sell_off_until:
        return "SELL_OFF_ENDED"
    return Option.SELL_OFF if agreement.id in facts.sell_off else "SELL_OFF_STOCK"


def sells_off(grant: GrantFact) -> bool:
    """Whether a grant has a sell-off: its own window lasted as long as the term."""
    agreement = grant.agreement
    if agreement.sell_off_until is None or agreement.term.end is None:
        return False
    return grant.window.end is None or grant.window.end >= agreement.term.end


def _licensor_holds(mark: MarkFact, agreement: AgreementFact, where: Situation) -> bool:
    """Check 10: the mark is the licensor's here and now, or of whoever succeeded it."""
    for holding in mark.holdings:
        if where.place in holding.territories and where.at in holding.valid:
            return holding.holder in agreement.licensors
    return False
