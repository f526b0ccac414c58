"""Decide whether a product may be sold in a territory, by a channel, at an instant. Pure.

Deny by default: a sale without a covering grant is denied, and so is every sale if a rule fails.
The checks are numbered as in the rights specification; `licensing.rules.reasons` lists their codes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from licensing.rules.channels import channel_number
from licensing.rules.coverage import GrantCheck, Option, SaleContext, cover_marks, find_consent
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
from licensing.rules.instants import find_next_change
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
    "public_wording",
]
ACTIVE, PASSIVE_ONLY, NONE = "ACTIVE", "PASSIVE_ONLY", "NONE"


@dataclass(frozen=True, slots=True)
class Decision:
    """The result of a decision.

    `mode` is ACTIVE (list and promote), PASSIVE_ONLY (deliver on request, do not promote) or NONE.
    `basis` names the grants, athletes' consents, approvals and mandate it rests on; `until` is the
    next instant at which it could change.
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
    """Decide one product, territory, channel and instant.

    `ship_at` is the latest promised dispatch, by default `DISPATCH_LEAD` after `at`. Grants that
    count the dispatch must cover it too; with `event` DISPATCH every grant must. Never raises: if a
    rule fails, the sale is denied with RULE_ERROR.
    """
    try:
        return _decide(facts, territory, channel, at, event, ship_at)
    except Exception:  # noqa: BLE001  a rule that fails must never allow a sale
        return _refused(("RULE_ERROR",), None, facts.revision)


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
    sale = SaleContext(territory.number, number, at)
    covering, missing = _covered(facts, sale)
    mandate = _mandate(facts, sale)
    reasons = [
        *_place(territory),
        *(_holds(facts, sale) if facts.holds else ()),
        *_release(facts, sale),
        *_supplier(facts.licensee, at),
        *missing,
        *(() if mandate else ("STORE_MANDATE",)),
        *(_compliance(facts, territory, at) if facts.regulated_areas else ()),
    ]
    by_dispatch = any(check.option is not None and check.option.by_dispatch for check in covering)
    if not reasons and (by_dispatch or event == "DISPATCH"):
        later = sale._replace(at=ship_at or at + DISPATCH_LEAD)
        reasons = _at_dispatch(facts, later)
    until = find_next_change(facts, at)
    if reasons:
        ordered = tuple(sorted(set(reasons), key=RANK.__getitem__))
        return _refused(ordered, until, facts.revision)
    passive = any(check.option is not None and check.option.passive for check in covering)
    return Decision(
        allowed=True,
        mode=PASSIVE_ONLY if passive else ACTIVE,
        reason=None,
        reasons=(),
        basis=(
            *(f"grant:{check.grant.id}" for check in covering),
            *(
                f"sell-off:{check.grant.agreement.id}"
                for check in covering
                if check.option is Option.SELL_OFF
            ),
            *(f"athlete-consent:{consent.id}" for consent in _athlete_consents(facts, sale)),
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
    """Yield denials of the territory itself (checks 2 and 3)."""
    if territory.sanction_policy == "full":
        yield "SANCTIONED"
    if not territory.served:
        yield "NOT_SERVED"


def _holds(facts: Facts, sale: SaleContext) -> Iterator[str]:
    """Yield denials by holds (checks 4 and 14)."""
    codes = {"RECALL": "RECALLED", "LEGAL": "LEGAL_HOLD"}
    for hold in facts.holds:
        if _covers(hold, sale):
            yield codes.get(hold.kind, "HOLDBACK")


def _release(facts: Facts, sale: SaleContext) -> Iterator[str]:
    """Yield denials by publication, embargo, sale dates and approvals (checks 5 to 7)."""
    if not facts.published:
        yield "NOT_PUBLISHED"
    if not facts.marks and not facts.unmarked:
        yield "NO_PROPERTY"
    if facts.embargo_until is not None and sale.at < facts.embargo_until:
        yield "EMBARGOED"
    if facts.on_sale_from is not None and sale.at < facts.on_sale_from:
        yield "SALE_NOT_BEGUN"
    if facts.on_sale_to is not None and facts.on_sale_to <= sale.at:
        yield "SALE_ENDED"
    if not facts.unmarked:
        yield from _approvals(facts, sale)


def _approvals(facts: Facts, sale: SaleContext) -> Iterator[str]:
    """Yield denials for marks whose holder has not approved the release (check 7)."""
    if len(facts.approvals) < len(facts.marks):
        yield "NOT_APPROVED"
    for approval in facts.approvals:
        if approval.withdrawn_at is not None and approval.withdrawn_at <= sale.at:
            yield "APPROVAL_WITHDRAWN"
        elif not _approves(approval, sale):
            yield "NOT_APPROVED"


def _approves(approval: ApprovalFact, sale: SaleContext) -> bool:
    return (
        approval.id is not None
        and approval.approved
        and approval.decided_at is not None
        and approval.decided_at <= sale.at
        and (approval.expires_at is None or sale.at < approval.expires_at)
        and sale.place in approval.territories
    )


def _supplier(licensee: LicenseeFact | None, at: datetime) -> Iterator[str]:
    """Yield denials by the licensee's status, audit and insurance (check 8)."""
    if licensee is None or not licensee.active:
        yield "LICENSEE_SUSPENDED"
        return
    for valid_until in (licensee.audit_valid_until, licensee.insurance_valid_until):
        if valid_until is not None and valid_until <= at:
            yield "AUDIT_LAPSED"


def _covered(facts: Facts, sale: SaleContext) -> tuple[Sequence[GrantCheck], Sequence[str]]:
    """Return the grants that cover the marks, and the denials of uncovered marks.

    These are checks 9 to 13, 17 and 19.
    """
    return ((), ()) if facts.unmarked else cover_marks(facts, sale)


def _athlete_consents(facts: Facts, sale: SaleContext) -> Iterator[ConsentFact]:
    """Yield the athletes' consents that cover a sale, one for each athlete's mark (check 19)."""
    for mark in facts.marks:
        consent = find_consent(mark.athlete_consents, sale) if mark.athlete_consents else None
        if consent is not None:
            yield consent


def _mandate(facts: Facts, sale: SaleContext) -> MandateFact | None:
    """Return the store's mandate for the sale, or None (check 15)."""
    return next((mandate for mandate in facts.mandates if _covers(mandate, sale)), None)


def _at_dispatch(facts: Facts, later: SaleContext) -> list[str]:
    """Return the denial if the sale is not covered on the day of the dispatch (check 16)."""
    _, missing = _covered(facts, later)
    reasons = [
        *_supplier(facts.licensee, later.at),
        *missing,
        *_holds(facts, later),
        *(() if _mandate(facts, later) else ("STORE_MANDATE",)),
    ]
    return ["SHIPS_AFTER_WINDOW"] if reasons else []


def _compliance(facts: Facts, territory: TerritoryFact, at: datetime) -> Iterator[str]:
    """Yield the denial for missing compliance records in a regulated area (check 18)."""
    if territory.area not in facts.regulated_areas:
        return
    for record in facts.compliance:
        if record.area == territory.area and (
            record.valid_until is None or at < record.valid_until
        ):
            return
    yield "COMPLIANCE_MISSING"


def _covers(scope: MandateFact | HoldFact, sale: SaleContext) -> bool:
    return (
        sale.place in scope.territories
        and sale.channel in scope.channels
        and sale.at in scope.window
    )
