"""Instants at which a decision could change: the start and end of every fact it rests on. Pure."""

from bisect import bisect_right
from collections.abc import Collection, Iterable
from datetime import datetime

from licensing.rules.facts import (
    DISPATCH_LEAD,
    Facts,
    GrantFact,
    HoldFact,
    LicenseeFact,
    MandateFact,
    MarkFact,
)


def find_next_change(facts: Facts, at: datetime) -> datetime | None:
    """Return the next instant at which any fact starts or ends, or does so for the dispatch."""
    instants = facts.instants
    if instants is None:
        instants = sort_profile_instants(facts.licensee, facts.marks, facts.grants)
    position = bisect_right(instants, at)
    next_change = instants[position] if position < len(instants) else None
    by_dispatch = None
    for instant in _product_instants(facts):
        if instant is None or instant <= at:
            continue
        if by_dispatch is None:
            by_dispatch = any(grant.sale_event == "DISPATCH" for grant in facts.grants)
        before = instant - DISPATCH_LEAD if by_dispatch else instant
        candidate = before if before > at else instant
        if next_change is None or candidate < next_change:
            next_change = candidate
    return next_change


def _product_instants(facts: Facts) -> Iterable[datetime | None]:
    """Yield the start and end of facts of the product and the store."""
    yield from (facts.embargo_until, facts.on_sale_from, facts.on_sale_to)
    for approval in facts.approvals:
        yield from (approval.decided_at, approval.expires_at, approval.withdrawn_at)
    for record in facts.compliance:
        yield record.valid_until
    scopes: tuple[MandateFact | HoldFact, ...] = (*facts.mandates, *facts.holds)
    for scope in scopes:
        yield from (scope.window.start, scope.window.end)


def sort_profile_instants(
    licensee: LicenseeFact | None, marks: Iterable[MarkFact], grants: Collection[GrantFact]
) -> tuple[datetime, ...]:
    """Return, sorted, the instants at which facts of a profile start or end.

    If a grant counts the dispatch, the instants `DISPATCH_LEAD` earlier are included.
    """
    instants = {
        instant
        for instant in iterate_profile_instants(licensee, marks, grants)
        if instant is not None
    }
    if any(grant.sale_event == "DISPATCH" for grant in grants):
        instants |= {instant - DISPATCH_LEAD for instant in instants}
    return tuple(sorted(instants))


def iterate_profile_instants(
    licensee: LicenseeFact | None, marks: Iterable[MarkFact], grants: Iterable[GrantFact]
) -> Iterable[datetime | None]:
    """Yield every instant at which a fact of a profile starts or ends; None is unbounded."""
    if licensee:
        yield from (licensee.audit_valid_until, licensee.insurance_valid_until)
    for grant in grants:
        agreement = grant.agreement
        yield from (grant.window.start, grant.window.end, agreement.term.start, agreement.term.end)
        yield from (agreement.suspended_from, agreement.revoked_from, agreement.sell_off_until)
    for mark in marks:
        for holding in mark.holdings:
            yield from (holding.valid.start, holding.valid.end)
        for rival in mark.exclusives:
            yield from (rival.live.start, rival.live.end)
        for consent in (*mark.consents, *(mark.athlete_consents or ())):
            yield from (consent.window.start, consent.window.end)
