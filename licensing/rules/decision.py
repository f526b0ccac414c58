"""May this be sold there, by that channel, at that instant? Pure: facts in, a frozen answer out.

Default deny: what no grant covers is refused, and so is everything when a rule fails. The checks
are numbered as in the rights specification; `licensing.rules.reasons` has their codes in order.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from licensing.rules.channels import channel_number
from licensing.rules.coverage import Considered, Option, Situation, choose
from licensing.rules.facts import (
    DISPATCH_LEAD,
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
)
from licensing.rules.reasons import (
    AVAILABLE_FROM,
    NO_LONGER_AVAILABLE,
    NOT_AVAILABLE,
    NOT_SOLD_IN_COUNTRY,
    RANK,
    REASONS,
    public_wording,
)

__all__ = [
    "ACTIVE",
    "AVAILABLE_FROM",
    "NOT_AVAILABLE",
    "NOT_SOLD_IN_COUNTRY",
    "NO_LONGER_AVAILABLE",
    "PASSIVE_ONLY",
    "REASONS",
    "AgreementFact",
    "ApprovalFact",
    "ComplianceFact",
    "ConsentFact",
    "Decision",
    "ExclusiveFact",
    "Facts",
    "GrantFact",
    "HoldFact",
    "HoldingFact",
    "LicenseeFact",
    "MandateFact",
    "MarkFact",
    "TerritoryFact",
    "decide",
    "decide_bundle",
    "public_wording",
    "sorted_instants",
]
ACTIVE, PASSIVE_ONLY, NONE = "ACTIVE", "PASSIVE_ONLY", "NONE"


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer. `basis` names what it rests on, `until` when it could change next.

    `mode` is ACTIVE (list and promote), PASSIVE_ONLY (deliver on request, do not promote) or NONE.
    """

    allowed: bool
    mode: str
    reason: str | None
    reasons: tuple[str, ...]
    basis: tuple[str, ...]
    until: datetime | None
    revision: int


def decide(
    facts: Facts,
    territory: TerritoryFact | None,
    channel: str,
    at: datetime,
    *,
    event: str = "ORDER",
    ship_at: datetime | None = None,
) -> Decision:
    """Answer for one product, territory, channel and instant.

    `ship_at` is the latest promised dispatch, `DISPATCH_LEAD` from `at` unless given: grants that
    count the dispatch must cover it as well; `event` DISPATCH asks it of every grant.
    Never raises: a failing rule is a refusal with RULE_ERROR.
    """
    try:
        return _decide(facts, territory, channel, at, event, ship_at)
    except Exception:  # noqa: BLE001  a rule that cannot be evaluated never allows a sale
        return _refused(("RULE_ERROR",), None, facts.revision)


def decide_bundle(parts: Sequence[Decision]) -> Decision:
    """Answer for a bundle: allowed when every component is; nothing is left out in silence."""
    if not parts:
        return _refused(("NOT_PUBLISHED",), None, 0)
    revision = min(part.revision for part in parts)
    until = min((part.until for part in parts if part.until), default=None)
    if not all(part.allowed for part in parts):
        found = {"COMPONENT_DENIED"}.union(*(part.reasons for part in parts))
        others = sorted(found - {"COMPONENT_DENIED"}, key=RANK.__getitem__)
        return _refused(("COMPONENT_DENIED", *others), until, revision)
    passive = any(part.mode == PASSIVE_ONLY for part in parts)
    basis = tuple(dict.fromkeys(one for part in parts for one in part.basis))
    mode = PASSIVE_ONLY if passive else ACTIVE
    return replace(parts[0], mode=mode, basis=basis, until=until, revision=revision)


def _decide(
    facts: Facts,
    territory: TerritoryFact | None,
    channel: str,
    at: datetime,
    event: str,
    ship_at: datetime | None,
) -> Decision:
    if territory is None:
        return _refused(("UNKNOWN_TERRITORY",), None, facts.revision)
    number = channel_number(channel)
    if number is None:
        return _refused(("CHANNEL_NOT_GRANTED",), None, facts.revision)
    where = Situation(territory.number, number, at)
    covering, missing = _covered(facts, where)
    mandate = _mandate(facts, where)
    reasons = [
        *_place(territory),
        *_holds(facts, where),
        *_release(facts, where),
        *_supplier(facts.licensee, at),
        *missing,
        *(() if mandate else ("STORE_MANDATE",)),
        *_compliance(facts, territory, at),
    ]
    by_dispatch = any(one.option is not None and one.option.by_dispatch for one in covering)
    if not reasons and (by_dispatch or event == "DISPATCH"):
        later = where._replace(at=ship_at or at + DISPATCH_LEAD)
        reasons = _at_dispatch(facts, later)
    until = _next_change(facts, at)
    if reasons:
        ordered = tuple(sorted(set(reasons), key=RANK.__getitem__))
        return _refused(ordered, until, facts.revision)
    passive = any(one.option is not None and one.option.passive for one in covering)
    return Decision(
        allowed=True,
        mode=PASSIVE_ONLY if passive else ACTIVE,
        reason=None,
        reasons=(),
        basis=(
            *(f"grant:{one.grant.id}" for one in covering),
            *(
                f"sell-off:{one.grant.agreement.id}"
                for one in covering
                if one.option is Option.SELL_OFF
            ),
            *(f"approval:{approval.id}" for approval in facts.approvals),
            f"mandate:{mandate.id if mandate else 0}",
        ),
        until=until,
        revision=facts.revision,
    )


def _refused(reasons: tuple[str, ...], until: datetime | None, revision: int) -> Decision:
    return Decision(
        allowed=False,
        mode=NONE,
        reason=reasons[0],
        reasons=reasons,
        basis=(),
        until=until,
        revision=revision,
    )


def _place(territory: TerritoryFact) -> Iterator[str]:
    """Checks 2 and 3."""
    if territory.sanction_policy == "full":
        yield "SANCTIONED"
    if not territory.served:
        yield "NOT_SERVED"


def _holds(facts: Facts, where: Situation) -> Iterator[str]:
    """Checks 4 and 14."""
    codes = {"RECALL": "RECALLED", "LEGAL": "LEGAL_HOLD"}
    for hold in facts.holds:
        if _covers(hold, where):
            yield codes.get(hold.kind, "HOLDBACK")


def _release(facts: Facts, where: Situation) -> Iterator[str]:
    """Checks 5 to 7."""
    if not facts.published:
        yield "NOT_PUBLISHED"
    if not facts.marks and not facts.unmarked:
        yield "NO_PROPERTY"
    if facts.embargo_until is not None and where.at < facts.embargo_until:
        yield "EMBARGOED"
    if facts.on_sale_from is not None and where.at < facts.on_sale_from:
        yield "SALE_NOT_BEGUN"
    if facts.on_sale_to is not None and facts.on_sale_to <= where.at:
        yield "SALE_ENDED"
    if not facts.unmarked:
        yield from _approvals(facts, where)


def _approvals(facts: Facts, where: Situation) -> Iterator[str]:
    """Check 7: for every mark the release of its holder."""
    if len(facts.approvals) < len(facts.marks):
        yield "NOT_APPROVED"
    for approval in facts.approvals:
        if approval.withdrawn_at is not None and approval.withdrawn_at <= where.at:
            yield "APPROVAL_WITHDRAWN"
        elif not _approves(approval, where):
            yield "NOT_APPROVED"


def _approves(approval: ApprovalFact, where: Situation) -> bool:
    return (
        approval.id is not None
        and approval.approved
        and approval.decided_at is not None
        and approval.decided_at <= where.at
        and (approval.expires_at is None or where.at < approval.expires_at)
        and where.place in approval.territories
    )


def _supplier(licensee: LicenseeFact | None, at: datetime) -> Iterator[str]:
    """Check 8."""
    if licensee is None or not licensee.active:
        yield "LICENSEE_SUSPENDED"
        return
    for valid_until in (licensee.audit_valid_until, licensee.insurance_valid_until):
        if valid_until is not None and valid_until <= at:
            yield "AUDIT_LAPSED"


def _covered(facts: Facts, where: Situation) -> tuple[list[Considered], list[str]]:
    """Checks 9 to 13 and 17: for every mark the grant that covers it, or what is missing."""
    covering: list[Considered] = []
    missing: list[str] = []
    if facts.unmarked:
        return covering, missing
    for mark in facts.marks:
        chosen, reason = choose(facts, mark, where)
        if chosen is not None:
            covering.append(chosen)
        elif reason is not None:
            missing.append(reason)
    return covering, missing


def _mandate(facts: Facts, where: Situation) -> MandateFact | None:
    """Check 15."""
    return next((mandate for mandate in facts.mandates if _covers(mandate, where)), None)


def _at_dispatch(facts: Facts, later: Situation) -> list[str]:
    """Check 16: what must hold when the parcel leaves as well."""
    _, missing = _covered(facts, later)
    reasons = [
        *_supplier(facts.licensee, later.at),
        *missing,
        *_holds(facts, later),
        *(() if _mandate(facts, later) else ("STORE_MANDATE",)),
    ]
    return ["SHIPS_AFTER_WINDOW"] if reasons else []


def _compliance(facts: Facts, territory: TerritoryFact, at: datetime) -> Iterator[str]:
    """Check 18."""
    if territory.area not in facts.regulated_areas:
        return
    for record in facts.compliance:
        if record.area == territory.area and (
            record.valid_until is None or at < record.valid_until
        ):
            return
    yield "COMPLIANCE_MISSING"


def _covers(scope: MandateFact | HoldFact, where: Situation) -> bool:
    return (
        where.place in scope.territories
        and where.channel in scope.channels
        and where.at in scope.window
    )


def _next_change(facts: Facts, at: datetime) -> datetime | None:
    """The next instant at which any fact begins or ends, or does so for the dispatch."""
    known = facts.instants
    if known is None:
        known = sorted_instants(facts.licensee, facts.marks, facts.grants)
    position = bisect_right(known, at)
    found = known[position] if position < len(known) else None
    by_dispatch = None
    for instant in _instants(facts):
        if instant is None or instant <= at:
            continue
        if by_dispatch is None:
            by_dispatch = any(grant.sale_event == "DISPATCH" for grant in facts.grants)
        before = instant - DISPATCH_LEAD if by_dispatch else instant
        nearest = before if before > at else instant
        if found is None or nearest < found:
            found = nearest
    return found


def _instants(facts: Facts) -> Iterable[datetime | None]:
    """What begins and ends of the product and the store."""
    yield from (facts.embargo_until, facts.on_sale_from, facts.on_sale_to)
    for approval in facts.approvals:
        yield from (approval.decided_at, approval.expires_at, approval.withdrawn_at)
    for record in facts.compliance:
        yield record.valid_until
    scopes: tuple[MandateFact | HoldFact, ...] = (*facts.mandates, *facts.holds)
    for scope in scopes:
        yield from (scope.window.start, scope.window.end)


def sorted_instants(
    licensee: LicenseeFact | None, marks: Iterable[MarkFact], grants: Collection[GrantFact]
) -> tuple[datetime, ...]:
    """Return when something about a profile begins or ends, or does so for the dispatch."""
    found = {one for one in rights_instants(licensee, marks, grants) if one is not None}
    if any(grant.sale_event == "DISPATCH" for grant in grants):
        found |= {instant - DISPATCH_LEAD for instant in found}
    return tuple(sorted(found))


def rights_instants(
    licensee: LicenseeFact | None, marks: Iterable[MarkFact], grants: Iterable[GrantFact]
) -> Iterable[datetime | None]:
    """Every instant at which something about a profile begins or ends."""
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
        for consent in mark.consents:
            yield from (consent.window.start, consent.window.end)
