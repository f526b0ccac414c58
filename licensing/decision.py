"""May this be sold there, by that channel, at that instant? Pure: facts in, a frozen answer out.

Default deny: what no grant covers is refused, and so is everything when a rule fails. The checks
and their codes are numbered as in the rights specification; a code is public to staff only,
shoppers see one of the four wordings of `public_wording`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from licensing.channels import channel_number
from licensing.territories import EVERYWHERE, NumberSet
from shop.core.periods import Period

# In the order in which they are told: the first that applies is the reason.
REASONS = (
    "RULE_ERROR",
    "UNKNOWN_TERRITORY",
    "SANCTIONED",
    "NOT_SERVED",
    "RECALLED",
    "LEGAL_HOLD",
    "NOT_PUBLISHED",
    "NO_PROPERTY",
    "EMBARGOED",
    "NOT_APPROVED",
    "APPROVAL_WITHDRAWN",
    "LICENSEE_SUSPENDED",
    "AUDIT_LAPSED",
    "AGREEMENT_NOT_SIGNED",
    "SUSPENDED",
    "REVOKED",
    "NO_GRANT",
    "CATEGORY_NOT_GRANTED",
    "CHANNEL_NOT_GRANTED",
    "TERRITORY_NOT_GRANTED",
    "WINDOW_NOT_OPEN",
    "WINDOW_CLOSED",
    "HOLDBACK",
    "STORE_MANDATE",
    "SHIPS_AFTER_WINDOW",
)
RANK = {code: position for position, code in enumerate(REASONS)}

NOT_SOLD_IN_COUNTRY = "not_sold_in_country"
AVAILABLE_FROM = "available_from"
NO_LONGER_AVAILABLE = "no_longer_available"
NOT_AVAILABLE = "not_available"
_WORDINGS = {
    "SANCTIONED": NOT_SOLD_IN_COUNTRY,
    "NOT_SERVED": NOT_SOLD_IN_COUNTRY,
    "TERRITORY_NOT_GRANTED": NOT_SOLD_IN_COUNTRY,
    "STORE_MANDATE": NOT_SOLD_IN_COUNTRY,
    "HOLDBACK": NOT_SOLD_IN_COUNTRY,
    "WINDOW_CLOSED": NO_LONGER_AVAILABLE,
    "REVOKED": NO_LONGER_AVAILABLE,
    "RECALLED": NO_LONGER_AVAILABLE,
}


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer. `basis` names what it rests on, `until` when it could change next."""

    allowed: bool
    mode: str
    reason: str | None
    reasons: tuple[str, ...]
    basis: tuple[str, ...]
    until: datetime | None
    revision: int


@dataclass(frozen=True, slots=True)
class TerritoryFact:
    """Where goods would go."""

    code: str
    number: int
    served: bool
    sanction_policy: str


@dataclass(frozen=True, slots=True)
class ApprovalFact:
    """The release decision of one mark's holder about the version; `id` None: there is none."""

    id: int | None
    approved: bool = False
    decided_at: datetime | None = None
    expires_at: datetime | None = None
    withdrawn_at: datetime | None = None
    territories: NumberSet = EVERYWHERE


@dataclass(frozen=True, slots=True)
class LicenseeFact:
    """Who supplies."""

    active: bool
    audit_valid_until: datetime | None = None
    insurance_valid_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class AgreementFact:
    """The contract a grant stands in."""

    id: int
    concluded: bool
    term: Period
    suspended_from: datetime | None = None
    revoked_from: datetime | None = None


@dataclass(frozen=True, slots=True)
class GrantFact:
    """Marks × categories × territories × channels × window under an agreement."""

    id: int
    agreement: AgreementFact
    properties: NumberSet
    categories: NumberSet
    territories: NumberSet
    channels: NumberSet
    window: Period
    sale_event: str = "ORDER"

    @property
    def live(self) -> Period | None:
        """The window as far as term, suspension and revocation leave it; None: none of it."""
        agreement = self.agreement
        if not agreement.concluded:
            return None
        starts = [s for s in (self.window.start, agreement.term.start) if s]
        ends = [
            end
            for end in (
                self.window.end,
                agreement.term.end,
                agreement.suspended_from,
                agreement.revoked_from,
            )
            if end
        ]
        start, end = max(starts, default=None), min(ends, default=None)
        return Period(start, end) if start is None or end is None or start < end else None


@dataclass(frozen=True, slots=True)
class MandateFact:
    """What the store itself may sell, where."""

    id: int
    territories: NumberSet
    channels: NumberSet
    window: Period


@dataclass(frozen=True, slots=True)
class HoldFact:
    """A stop on a scope; only holds whose scope names the product are among its facts."""

    id: int
    kind: str
    territories: NumberSet
    channels: NumberSet
    window: Period


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the answer rests on, for one product at one revision."""

    published: bool
    unmarked: bool
    embargo_until: datetime | None
    approvals: tuple[ApprovalFact, ...]
    licensee: LicenseeFact | None
    category: int | None
    properties: tuple[int, ...]
    grants: tuple[GrantFact, ...]
    mandates: tuple[MandateFact, ...]
    holds: tuple[HoldFact, ...]
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

    `ship_at` is the latest promised dispatch: grants that count dispatch must cover it as well.
    Never raises: a failing rule is a refusal with RULE_ERROR.
    """
    try:
        decision = _decide(facts, territory, channel, at)
        if decision.allowed and ship_at is not None:
            decision = _decide_dispatch(decision, facts, territory, channel, event, ship_at)
    except Exception:  # noqa: BLE001  a rule that cannot be evaluated never allows a sale
        return _refused(("RULE_ERROR",), None, facts.revision)
    return decision


def public_wording(reason: str | None) -> str:
    """Return which of the four wordings shoppers see for a reason code."""
    return _WORDINGS.get(reason or "", NOT_AVAILABLE)


def _decide(facts: Facts, territory: TerritoryFact | None, channel: str, at: datetime) -> Decision:
    number = channel_number(channel)
    if territory is None:
        return _refused(("UNKNOWN_TERRITORY",), None, facts.revision)
    if number is None:
        return _refused(("CHANNEL_NOT_GRANTED",), None, facts.revision)
    until = _next_change(facts, at)
    place = territory.number
    covering, missing = _grants(facts, place, number, at)
    mandate = next((m for m in facts.mandates if _covers(m, place, number, at)), None)
    reasons = [
        *_place(territory),
        *_holds(facts, place, number, at),
        *_release(facts, place, at),
        *_supplier(facts.licensee, at),
        *missing,
        *(() if mandate else ("STORE_MANDATE",)),
    ]
    if reasons:
        ordered = tuple(sorted(set(reasons), key=RANK.__getitem__))
        return _refused(ordered, until, facts.revision)
    basis = (
        *(f"grant:{grant.id}" for grant in covering),
        *(f"approval:{approval.id}" for approval in facts.approvals),
        f"mandate:{mandate.id if mandate else 0}",
    )
    return Decision(
        allowed=True,
        mode="ACTIVE",
        reason=None,
        reasons=(),
        basis=basis,
        until=until,
        revision=facts.revision,
    )


def _decide_dispatch(
    decision: Decision,
    facts: Facts,
    territory: TerritoryFact | None,
    channel: str,
    event: str,
    ship_at: datetime,
) -> Decision:
    """Check 16: a grant that counts dispatch must still be open when the parcel leaves."""
    if event != "DISPATCH" and all(grant.sale_event != "DISPATCH" for grant in facts.grants):
        return decision
    later = _decide(facts, territory, channel, ship_at)
    if later.allowed:
        return decision
    reasons = ("SHIPS_AFTER_WINDOW", *later.reasons)
    return replace(
        decision, allowed=False, mode="NONE", reason="SHIPS_AFTER_WINDOW", reasons=reasons, basis=()
    )


def _refused(reasons: tuple[str, ...], until: datetime | None, revision: int) -> Decision:
    return Decision(
        allowed=False,
        mode="NONE",
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


def _holds(facts: Facts, place: int, channel: int, at: datetime) -> Iterator[str]:
    """Checks 4 and 14."""
    codes = {"RECALL": "RECALLED", "LEGAL": "LEGAL_HOLD"}
    for hold in facts.holds:
        if _covers(hold, place, channel, at):
            yield codes.get(hold.kind, "HOLDBACK")


def _release(facts: Facts, place: int, at: datetime) -> Iterator[str]:
    """Checks 5 to 7."""
    if not facts.published:
        yield "NOT_PUBLISHED"
    if not facts.properties and not facts.unmarked:
        yield "NO_PROPERTY"
    if facts.embargo_until is not None and at < facts.embargo_until:
        yield "EMBARGOED"
    if facts.unmarked:
        return
    if len(facts.approvals) < len(facts.properties):
        yield "NOT_APPROVED"
    for approval in facts.approvals:
        if approval.withdrawn_at is not None and approval.withdrawn_at <= at:
            yield "APPROVAL_WITHDRAWN"
        elif not _approves(approval, place, at):
            yield "NOT_APPROVED"


def _approves(approval: ApprovalFact, place: int, at: datetime) -> bool:
    return (
        approval.id is not None
        and approval.approved
        and approval.decided_at is not None
        and approval.decided_at <= at
        and (approval.expires_at is None or at < approval.expires_at)
        and place in approval.territories
    )


def _supplier(licensee: LicenseeFact | None, at: datetime) -> Iterator[str]:
    """Check 8."""
    if licensee is None or not licensee.active:
        yield "LICENSEE_SUSPENDED"
        return
    for valid_until in (licensee.audit_valid_until, licensee.insurance_valid_until):
        if valid_until is not None and valid_until <= at:
            yield "AUDIT_LAPSED"


def _grants(
    facts: Facts, place: int, channel: int, at: datetime
) -> tuple[list[GrantFact], list[str]]:
    """Checks 9 and 11 for every mark: the grants that cover it, or how far the best one came."""
    covering: list[GrantFact] = []
    missing: list[str] = []
    if facts.unmarked:
        return covering, missing
    for mark in facts.properties:
        failures: list[str] = []
        for grant in facts.grants:
            if mark not in grant.properties:
                continue
            failure = _failure(grant, facts.category, place, channel, at)
            if failure is None:
                covering.append(grant)
                break
            failures.append(failure)
        else:
            missing.append(max(failures, key=RANK.__getitem__, default="NO_GRANT"))
    return covering, missing


def _failure(
    grant: GrantFact, category: int | None, place: int, channel: int, at: datetime
) -> str | None:
    """Return the first check that one grant fails; None when it covers the sale."""
    return _contract_failure(grant.agreement, at) or _scope_failure(
        grant, category, place, channel, at
    )


def _contract_failure(agreement: AgreementFact, at: datetime) -> str | None:
    if not agreement.concluded:
        return "AGREEMENT_NOT_SIGNED"
    if agreement.suspended_from is not None and agreement.suspended_from <= at:
        return "SUSPENDED"
    if agreement.revoked_from is not None and agreement.revoked_from <= at:
        return "REVOKED"
    return None


def _scope_failure(
    grant: GrantFact, category: int | None, place: int, channel: int, at: datetime
) -> str | None:
    if category is None or category not in grant.categories:
        return "CATEGORY_NOT_GRANTED"
    if channel not in grant.channels:
        return "CHANNEL_NOT_GRANTED"
    if place not in grant.territories:
        return "TERRITORY_NOT_GRANTED"
    window, term = grant.window, grant.agreement.term
    if at in window and at in term:
        return None
    starts = (window.start, term.start)
    not_open = any(start is not None and at < start for start in starts)
    return "WINDOW_NOT_OPEN" if not_open else "WINDOW_CLOSED"


def _covers(scope: MandateFact | HoldFact, place: int, channel: int, at: datetime) -> bool:
    return place in scope.territories and channel in scope.channels and at in scope.window


def _next_change(facts: Facts, at: datetime) -> datetime | None:
    """The next instant at which any fact begins or ends."""
    found: datetime | None = None
    for instant in _instants(facts):
        if instant is not None and instant > at and (found is None or instant < found):
            found = instant
    return found


def _instants(facts: Facts) -> Iterable[datetime | None]:
    yield facts.embargo_until
    for approval in facts.approvals:
        yield from (approval.decided_at, approval.expires_at, approval.withdrawn_at)
    if facts.licensee:
        yield from (facts.licensee.audit_valid_until, facts.licensee.insurance_valid_until)
    for grant in facts.grants:
        agreement = grant.agreement
        yield from (grant.window.start, grant.window.end, agreement.term.start, agreement.term.end)
        yield from (agreement.suspended_from, agreement.revoked_from)
    scopes: tuple[MandateFact | HoldFact, ...] = (*facts.mandates, *facts.holds)
    for scope in scopes:
        yield from (scope.window.start, scope.window.end)
