"""The facts that a decision rests on, as plain frozen values; `licensing.reading.fact_loader`
loads them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from licensing.rules.number_sets import EVERYWHERE, NOWHERE, NumberSet
from shop.platform.core.periods import Period

# The latest promised dispatch of an order that names no other: what a grant that counts the
# dispatch must still cover.
DISPATCH_LEAD = timedelta(days=5)


@dataclass(frozen=True, slots=True)
class TerritoryFact:
    """Where goods would go; `area` is whose product rules apply there (EEA, UK or its own)."""

    code: str
    number: int
    served: bool
    sanction_policy: str
    area: str = ""


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
    """The contract a grant stands in; `licensors` are its licensor and whoever succeeded it."""

    id: int
    concluded: bool
    term: Period
    suspended_from: datetime | None = None
    revoked_from: datetime | None = None
    licensors: frozenset[int] = frozenset()
    sell_off_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class GrantFact:
    """Marks × categories × territories × channels × window under an agreement.

    `passive`: inside the EEA it may be delivered beyond its territories on request. `exhausted`:
    its unit cap is reached.
    """

    id: int
    agreement: AgreementFact
    properties: NumberSet
    categories: NumberSet
    territories: NumberSet
    channels: NumberSet
    window: Period
    sale_event: str = "ORDER"
    passive: bool = False
    exhausted: bool = False
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class HoldingFact:
    """Who holds a mark, where and when."""

    holder: int
    territories: NumberSet
    valid: Period


@dataclass(frozen=True, slots=True)
class ExclusiveFact:
    """What another licensee holds exclusively; a suspension of it does not make room."""

    grant: int
    categories: NumberSet
    territories: NumberSet
    channels: NumberSet
    live: Period


@dataclass(frozen=True, slots=True)
class ConsentFact:
    """Where, and during what, other national committees let a mark be sold."""

    id: int
    territories: NumberSet
    window: Period


@dataclass(frozen=True, slots=True)
class MarkFact:
    """A mark: who holds it, who else holds it exclusively; `home`: the territories in which a
    national mark needs nobody's consent (None: the rule does not apply to the mark).
    """

    number: int
    holdings: tuple[HoldingFact, ...] = ()
    exclusives: tuple[ExclusiveFact, ...] = ()
    home: NumberSet | None = None
    consents: tuple[ConsentFact, ...] = ()


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
class ComplianceFact:
    """That the product's papers for an area are complete, and until when."""

    area: str
    valid_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the answer rests on, for one product at one revision.

    `on_sale_from` and `on_sale_to` are the days that who makes it chose, within what rights allow.
    `eea` is empty when the switch for passive sales is off. `sell_off` names the agreements of
    whose declared stock of this product some is left. `instants`: when something about its profile
    begins or ends, sorted; None: not known, they are found from the facts.
    """

    published: bool
    unmarked: bool
    embargo_until: datetime | None
    approvals: tuple[ApprovalFact, ...]
    licensee: LicenseeFact | None
    category: int | None
    marks: tuple[MarkFact, ...]
    grants: tuple[GrantFact, ...]
    mandates: tuple[MandateFact, ...]
    holds: tuple[HoldFact, ...]
    revision: int
    eea: NumberSet = NOWHERE
    on_sale_from: datetime | None = None
    on_sale_to: datetime | None = None
    sell_off: frozenset[int] = frozenset()
    regulated_areas: frozenset[str] = frozenset()
    compliance: tuple[ComplianceFact, ...] = ()
    instants: tuple[datetime, ...] | None = None


@dataclass(frozen=True, slots=True)
class ProfileFacts:
    """What all products of one profile share."""

    profile_id: int
    licensee_id: int
    licensee: LicenseeFact
    category: int
    marks: tuple[MarkFact, ...]
    grants: tuple[GrantFact, ...]
    regulated_areas: frozenset[str] = frozenset()
    instants: tuple[datetime, ...] | None = None

    @property
    def sell_offs(self) -> frozenset[int]:
        """Agreements of these grants that know a sell-off."""
        return frozenset(
            grant.agreement.id for grant in self.grants if grant.agreement.sell_off_until
        )


@dataclass(frozen=True, slots=True)
class GlobalFacts:
    """Facts of one revision that no profile owns.

    `home` has by NOC code where its marks need nobody's consent: its own territories and those
    that have no committee. `eea` is empty while passive sales are switched off.
    """

    mandates: tuple[MandateFact, ...]
    eea: NumberSet
    licensors: Mapping[int, frozenset[int]]
    home: Mapping[str, NumberSet]
