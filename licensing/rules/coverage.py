"""Return whether a grant covers one mark in one territory: checks 9 to 13, 17 and 19. Pure.

`licensing.rules.coverage_sets` has the same rules for sets of territories. If several grants cover
a sale, the best is chosen: by order date, by dispatch date, sell-off, passive sale within the EEA.
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime
from enum import IntEnum
from typing import NamedTuple

from licensing.rules.facts import (
    AgreementFact,
    ConsentFact,
    Facts,
    GrantFact,
    MarkFact,
    group_grants,
)
from licensing.rules.reasons import RANK


class Option(IntEnum):
    """The ways in which a grant covers a sale, the best first."""

    ORDER = 0
    DISPATCH = 1
    SELL_OFF = 2
    PASSIVE = 3
    PASSIVE_DISPATCH = 4

    @property
    def passive(self) -> bool:
        """Return whether the goods may only be delivered on request, not promoted."""
        return self >= Option.PASSIVE

    @property
    def by_dispatch(self) -> bool:
        """Return whether the dispatch must fall within the window too."""
        return self in {Option.DISPATCH, Option.PASSIVE_DISPATCH}


class GrantCheck(NamedTuple):
    """The result of checking one grant for a mark: how it covers the sale, or why it does not."""

    grant: GrantFact
    option: Option | None
    failure: str | None


class SaleContext(NamedTuple):
    """The territory number, channel number and instant of a sale.

    A named tuple, because the innermost loop of every page reads it.
    """

    place: int
    channel: int
    at: datetime


def check_all_grants(facts: Facts, mark: MarkFact, sale: SaleContext) -> list[GrantCheck]:
    """Check every grant that names the mark."""
    checks = []
    for grant in facts.grants:
        if mark.number in grant.properties:
            result = _check_grant(facts, mark, grant, sale)
            option = result if isinstance(result, Option) else None
            checks.append(GrantCheck(grant, option, None if option is not None else str(result)))
    return checks


def cover_marks(facts: Facts, sale: SaleContext) -> tuple[Sequence[GrantCheck], Sequence[str]]:
    """Return the grants that cover the marks of a product, and the denials of uncovered marks.

    The result is the same until the next instant of the profile, so it may be remembered; that of a
    sell-off depends on the product too.
    """
    memory, instants = facts.coverage, facts.instants
    if memory is None or instants is None or facts.sell_off:
        return _cover_marks(facts, sale)
    key = (memory.profile_id, bisect_right(instants, sale.at), sale.place, sale.channel)
    result: tuple[Sequence[GrantCheck], Sequence[str]] | None = memory.results.get(key)
    if result is None:
        result = _cover_marks(facts, sale)
        memory.remember(key, result)
    return result


def _cover_marks(facts: Facts, sale: SaleContext) -> tuple[Sequence[GrantCheck], Sequence[str]]:
    covering: list[GrantCheck] = []
    missing: list[str] = []
    grants = facts.grants_by_mark or group_grants(facts.marks, facts.grants)
    for mark, naming in zip(facts.marks, grants, strict=True):
        chosen, reason = choose_grant(facts, mark, naming, sale)
        if chosen is not None:
            covering.append(chosen)
        elif reason is not None:
            missing.append(reason)
    return covering, missing


def choose_grant(
    facts: Facts, mark: MarkFact, naming: Sequence[GrantFact], sale: SaleContext
) -> tuple[GrantCheck | None, str | None]:
    """Return the grant that covers a mark, or None and the reason of the closest failed grant.

    `naming` are the grants that name the mark. The closest one is that which passed the most
    checks.
    """
    best: GrantFact | None = None
    option, rank, furthest = None, -1, "NO_GRANT"
    for grant in naming:
        result = _check_grant(facts, mark, grant, sale)
        if isinstance(result, Option):
            if option is None or result < option:
                best, option = grant, result
                if result is Option.ORDER:
                    break
        elif RANK[result] > rank:
            rank, furthest = RANK[result], result
    if best is None:
        return None, furthest
    blocked = find_block(facts, mark, sale)
    return (None, blocked) if blocked else (GrantCheck(best, option, None), None)


def find_block(facts: Facts, mark: MarkFact, sale: SaleContext) -> str | None:
    """Return the reason that blocks a mark there under any grant (checks 12, 13 and 19)."""
    for rival in mark.exclusives:
        if (
            facts.category is not None
            and facts.category in rival.categories
            and sale.channel in rival.channels
            and sale.place in rival.territories
            and sale.at in rival.live
        ):
            return "EXCLUSIVE_ELSEWHERE"
    if not _is_home(facts, mark, sale) and find_consent(mark.consents, sale) is None:
        return "NOC_TERRITORY"
    athlete_consents = mark.athlete_consents
    if athlete_consents is not None and find_consent(athlete_consents, sale) is None:
        return "ATHLETE_CONSENT"
    return None


def _is_home(facts: Facts, mark: MarkFact, sale: SaleContext) -> bool:
    """Return whether a mark needs no consent of a national committee there (check 13)."""
    if mark.home is None or sale.place in mark.home:
        return True
    # The single market takes precedence over the Charter's rule.
    return sale.place in facts.eea and bool(mark.home & facts.eea)


def find_consent(consents: Sequence[ConsentFact], sale: SaleContext) -> ConsentFact | None:
    """Return the first consent that covers the territory and instant of a sale."""
    for consent in consents:
        if sale.place in consent.territories and sale.at in consent.window:
            return consent
    return None


def contract_failure(agreement: AgreementFact, at: datetime) -> str | None:
    """Return why the contract is not in force at an instant, or None (check 9)."""
    if not agreement.concluded:
        return "AGREEMENT_NOT_SIGNED"
    if agreement.suspended_from is not None and agreement.suspended_from <= at:
        return "SUSPENDED"
    if agreement.revoked_from is not None and agreement.revoked_from <= at:
        return "REVOKED"
    return None


def _check_grant(facts: Facts, mark: MarkFact, grant: GrantFact, sale: SaleContext) -> Option | str:
    """Return how a grant covers the sale, or the reason code of the first failed check."""
    agreement = grant.agreement
    failure = contract_failure(agreement, sale.at)
    if failure:
        return failure
    if not _licensor_holds(mark, agreement, sale):
        return "HOLDER_CHANGED"
    if facts.category is None or facts.category not in grant.categories:
        return "CATEGORY_NOT_GRANTED"
    if sale.channel not in grant.channels:
        return "CHANNEL_NOT_GRANTED"
    inside = sale.place in grant.territories
    if not inside and not (grant.passive and sale.place in facts.eea):
        return "TERRITORY_NOT_GRANTED"
    return _in_time(facts, grant, sale, inside=inside)


def _in_time(facts: Facts, grant: GrantFact, sale: SaleContext, *, inside: bool) -> Option | str:
    window, term, at = grant.window, grant.agreement.term, sale.at
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
    """Check the sell-off of declared stock after a natural expiry (check 11a)."""
    agreement = grant.agreement
    if not sells_off(grant):
        return "WINDOW_CLOSED"
    if agreement.term.end is not None and at < agreement.term.end:
        return "WINDOW_CLOSED"
    if agreement.sell_off_until is None or at >= agreement.sell_off_until:
        return "SELL_OFF_ENDED"
    return Option.SELL_OFF if agreement.id in facts.sell_off else "SELL_OFF_STOCK"


def sells_off(grant: GrantFact) -> bool:
    """Return whether a grant has a sell-off: its window must last until the term ends."""
    agreement = grant.agreement
    if agreement.sell_off_until is None or agreement.term.end is None:
        return False
    return grant.window.end is None or grant.window.end >= agreement.term.end


def _licensor_holds(mark: MarkFact, agreement: AgreementFact, sale: SaleContext) -> bool:
    """Return whether the licensor or its successor holds the mark there at that time (check 10)."""
    for holding in mark.holdings:
        if sale.place in holding.territories and sale.at in holding.valid:
            return holding.holder in agreement.licensors
    return False
