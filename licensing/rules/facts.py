"""The facts a decision rests on, as frozen values. `licensing.reading.fact_loader` loads them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from licensing.rules.number_sets import EVERYWHERE, NOWHERE, NumberSet
from shop.platform.core.periods import Period

# The latest promised dispatch of an order without a dispatch date. Grants that count the dispatch
# must cover it.
DISPATCH_LEAD = timedelta(days=5)


@dataclass(frozen=True, slots=True)
class TerritoryFact:
    """A destination territory. `area` names the product rules that apply: EEA, UK or its own."""

    code: str
    number: int
    served: bool
    sanction_policy: str
    area: str = ""


@dataclass(frozen=True, slots=True)
class ApprovalFact:
    """The release decision of one mark's holder on the version; `id` is None if there is none."""

    id: int | None
    approved: bool = False
    decided_at: datetime | None = None
    expires_at: datetime | None = None
    withdrawn_at: datetime | None = None
    territories: NumberSet = EVERYWHERE


@dataclass(frozen=True, slots=True)
class LicenseeFact:
    """The licensee that supplies the goods."""

    active: bool
    audit_valid_until: datetime | None = None
    insurance_valid_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class AgreementFact:
    """The agreement of a grant; `licensors` are its licensor and the licensor's successors."""

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

    `passive`: goods may be delivered on request in the rest of the EEA. `exhausted`: the unit cap
    is reached.
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
    """The holder of a mark in some territories during a period."""

    holder: int
    territories: NumberSet
    valid: Period


@dataclass(frozen=True, slots=True)
class ExclusiveFact:
    """Another licensee's exclusive grant. It blocks others even while it is suspended."""

    grant: int
    categories: NumberSet
    territories: NumberSet
    channels: NumberSet
    live: Period


@dataclass(frozen=True, slots=True)
class ConsentFact:
    """The territories and period of a consent by national committees or an athlete."""

    id: int
    territories: NumberSet
    window: Period


@dataclass(frozen=True, slots=True)
class MarkFact:
    """A mark with its holdings, other licensees' exclusive grants and consents.

    `home` has the territories in which a national mark needs no consent; None if the rule does not
    apply to the mark. `athlete_consents` are the athlete's consents to the uses that the mark
    stands for; None if the mark is not an athlete's.
    """

    number: int
    holdings: tuple[HoldingFact, ...] = ()
    exclusives: tuple[ExclusiveFact, ...] = ()
    home: NumberSet | None = None
    consents: tuple[ConsentFact, ...] = ()
    athlete_consents: tuple[ConsentFact, ...] | None = None


@dataclass(frozen=True, slots=True)
class MandateFact:
    """The mandate of the store: channels and territories."""

    id: int
    territories: NumberSet
    channels: NumberSet
    window: Period


@dataclass(frozen=True, slots=True)
class HoldFact:
    """A hold. The facts of a product include only holds whose scope includes the product."""

    id: int
    kind: str
    territories: NumberSet
    channels: NumberSet
    window: Period


@dataclass(frozen=True, slots=True)
class ComplianceFact:
    """A complete compliance record of the product for an area, and until when it is valid."""

    area: str
    valid_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class CoverageMemory:
    """Results of `coverage.cover_marks` for a profile, by period between its instants, place and
    channel.

    `results` is shared by the profiles of one revision. It is emptied when it is full.
    """

    profile_id: int
    results: dict[tuple[int, int, int, int], Any]
    most: int = 20_000

    def remember(self, key: tuple[int, int, int, int], result: Any) -> None:
        """Keep a result."""
        if len(self.results) >= self.most:
            self.results.clear()
        self.results[key] = result


def group_grants(
    marks: tuple[MarkFact, ...], grants: tuple[GrantFact, ...]
) -> tuple[tuple[GrantFact, ...], ...]:
    """Return for each mark the grants that name it, in their order."""
    return tuple(
        tuple(grant for grant in grants if mark.number in grant.properties) for mark in marks
    )


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a decision rests on, for one product at one revision.

    `on_sale_from` and `on_sale_to` are the licensee's sale dates. `eea` is empty if passive sales
    are switched off. `sell_off` has the agreements with declared stock of this product left.
    `instants` are the sorted instants at which facts of the profile start or end; if None, they are
    computed from the facts. `grants_by_mark` are the grants that name each mark; if None, they are
    looked up. `coverage` remembers which grants cover the marks.
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
    grants_by_mark: tuple[tuple[GrantFact, ...], ...] | None = None
    coverage: CoverageMemory | None = None


@dataclass(frozen=True, slots=True)
class ProfileFacts:
    """The facts shared by all products of a profile."""

    profile_id: int
    licensee_id: int
    licensee: LicenseeFact
    category: int
    marks: tuple[MarkFact, ...]
    grants: tuple[GrantFact, ...]
    regulated_areas: frozenset[str] = frozenset()
    instants: tuple[datetime, ...] | None = None
    grants_by_mark: tuple[tuple[GrantFact, ...], ...] | None = None

    @property
    def sell_offs(self) -> frozenset[int]:
        """The agreements of these grants that have a sell-off."""
        return frozenset(
            grant.agreement.id for grant in self.grants if grant.agreement.sell_off_until
        )


@dataclass(frozen=True, slots=True)
class GlobalFacts:
    """Facts of one revision that are the same for all profiles.

    `home` maps an NOC code to the territories in which its marks need no consent: its own and those
    without a committee. `eea` is empty while passive sales are switched off. `athlete_consents`
    is whether goods with an athlete's mark need the athlete's consent.
    """

    mandates: tuple[MandateFact, ...]
    eea: NumberSet
    licensors: Mapping[int, frozenset[int]]
    home: Mapping[str, NumberSet]
    athlete_consents: bool = True
