"""Facts of a sale that every rule allows; a test changes the one fact it is about."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from licensing.rules.decision import (
    AgreementFact,
    ApprovalFact,
    Decision,
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
from licensing.rules.number_sets import EVERYWHERE, NumberSet
from shop.platform.core.periods import Period

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
START = datetime(2026, 1, 1, tzinfo=UTC)
END = datetime(2027, 1, 1, tzinfo=UTC)
FRANCE = TerritoryFact("FR", 33, served=True, sanction_policy="none", area="EEA")
AGREEMENT = AgreementFact(1, concluded=True, term=Period(START, END), licensors=frozenset({8}))
HOLDING = HoldingFact(8, EVERYWHERE, Period(None, None))
GRANT = GrantFact(
    id=7,
    agreement=AGREEMENT,
    properties=NumberSet.of([4]),
    categories=NumberSet.of([2]),
    territories=NumberSet.of([33]),
    channels=NumberSet.of([1]),
    window=Period(START, END),
)
MANDATE = MandateFact(5, EVERYWHERE, EVERYWHERE, Period(None, None))
APPROVAL = ApprovalFact(9, approved=True, decided_at=START)
SALE = Facts(
    published=True,
    unmarked=False,
    embargo_until=None,
    approvals=(APPROVAL,),
    licensee=LicenseeFact(active=True),
    category=2,
    marks=(MarkFact(4, (HOLDING,)),),
    grants=(GRANT,),
    mandates=(MANDATE,),
    holds=(),
    revision=11,
)


def grant(**changes: Any) -> GrantFact:
    """Return the grant with changes; `agreement__x` changes the agreement it stands in."""
    prefix = "agreement__"
    own = {key: value for key, value in changes.items() if not key.startswith(prefix)}
    contract = {key.removeprefix(prefix): value for key, value in changes.items() if key not in own}
    return replace(GRANT, agreement=replace(AGREEMENT, **contract), **own)


def hold(kind: str = "COMMERCIAL", **changes: Any) -> HoldFact:
    """Return a stop on everything."""
    return replace(HoldFact(3, kind, EVERYWHERE, EVERYWHERE, Period(None, None)), **changes)


def ask(
    territory: TerritoryFact | None = FRANCE,
    channel: str = "WEB",
    at: datetime = NOON,
    ship_at: datetime | None = None,
    **changes: Any,
) -> Decision:
    """Decide about the sale with some facts changed; `properties` are marks that all hold."""
    if "properties" in changes:
        numbers = changes.pop("properties")
        changes["marks"] = tuple(MarkFact(number, (HOLDING,)) for number in numbers)
    return decide(replace(SALE, **changes), territory, channel, at, ship_at=ship_at)
