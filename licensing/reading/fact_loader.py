"""Loads what decisions rest on; kept in the process only under a revision read in the same request.

The revision rises with every write to a table of rights (a trigger sees to it). Facts are kept
under a key made of all its counters, whose numbers are never used twice, not even after a
rollback: what is stored under one can never be out of date.
"""

from collections.abc import Collection, Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import F, Q, Sum

from licensing.models import (
    Agreement,
    Grant,
    Holdback,
    Licensee,
    NOCConsent,
    ProductCategory,
    Property,
    PropertyHolding,
    RightsProfile,
    RightsRevision,
    Territory,
)
from licensing.reading.global_facts import load_global_facts, period
from licensing.rules.decision import sorted_instants
from licensing.rules.facts import (
    AgreementFact,
    ComplianceFact,
    ConsentFact,
    ExclusiveFact,
    Facts,
    GlobalFacts,
    GrantFact,
    HoldFact,
    HoldingFact,
    LicenseeFact,
    MarkFact,
    ProfileFacts,
    TerritoryFact,
)
from licensing.rules.number_sets import NOWHERE, NumberSet
from shop.platform.core.local_time import days_later
from shop.platform.core.periods import Period

# Written out, for every request asks it: the territory's row, the revision, which is the sum of all
# counters, and the key of exactly these counters.
PLACE = ("code", "number", "served", "sanction_policy", "in_eea")
PLACE_AND_STATE = f"""
    select state.revision, state.key, {", ".join(f"place.{column}" for column in PLACE)}
    from (
        select sum(number)::bigint as revision,
            hashtextextended(string_agg(number::text, ',' order by id), 0)::text as key
        from licensing_rightsrevision
    ) as state
    left join licensing_territory as place on place.code = %s
"""  # noqa: S608  our own columns
CONCLUDED = (Agreement.Status.ACTIVE, Agreement.Status.REVOKED)


@dataclass(slots=True)
class RightsSnapshot:
    """Facts of one revision: holds, and what was asked for so far of mandates and profiles.

    `opened` has by territory and channel the profiles that lists may show, and during what.
    """

    revision: int
    key: str
    holds: tuple[Holdback, ...]
    profiles: dict[int, ProfileFacts] = field(default_factory=dict)
    opened: dict[tuple[str, str], Any] = field(default_factory=dict)
    regulated: dict[str, tuple[int, ...]] = field(default_factory=dict)
    _world: GlobalFacts | None = None

    @property
    def world(self) -> GlobalFacts:
        """What no profile owns; lists never ask, their clearance has it."""
        if self._world is None:
            self._world = load_global_facts()
        return self._world

    def categories_regulated_in(self, area: str) -> tuple[int, ...]:
        """Categories whose products need a compliance record for an area."""
        if area not in self.regulated:
            found = ProductCategory.objects.filter(compliance_areas__contains=[area])
            self.regulated[area] = tuple(found.values_list("pk", flat=True))
        return self.regulated[area]

    def load(self, profile_ids: Collection[int]) -> None:
        """Load the profiles that are not known yet."""
        missing = set(profile_ids) - self.profiles.keys()
        if missing:
            for facts in load_profiles(missing, self.world):
                instants = sorted_instants(facts.licensee, facts.marks, facts.grants)
                self.profiles[facts.profile_id] = replace(facts, instants=instants)

    def holds_on(self, product_id: int, profile: ProfileFacts | None) -> tuple[HoldFact, ...]:
        """Return the holds whose scope names a product."""
        return tuple(
            HoldFact(hold.pk, hold.kind, hold.territories, hold.channels, period(hold.window))
            for hold in self.holds
            if _names(hold, product_id, profile)
        )


_snapshot: RightsSnapshot | None = None
# Set while the tables are read as they were recorded once: such facts are not kept.
as_of: ContextVar[bool] = ContextVar("as_of", default=False)


def territory_and_snapshot(code: str) -> tuple[TerritoryFact | None, RightsSnapshot]:
    """Return the territory and the facts of the revision in force; one query when warm."""
    global _snapshot  # noqa: PLW0603  replaced as a whole, never changed across revisions
    with connection.cursor() as cursor:
        cursor.execute(PLACE_AND_STATE, [code])
        revision, key, *place = cursor.fetchone()
    snapshot = None if as_of.get() else _snapshot
    if snapshot is None or snapshot.key != key or key is None:
        snapshot = RightsSnapshot(
            revision=revision or 0,
            key=key or "",
            holds=tuple(Holdback.objects.select_related("property")),
        )
        if key is not None and not as_of.get():
            _snapshot = snapshot
    if place[0] is None:
        return None, snapshot
    return territory_fact(Territory(**dict(zip(PLACE, place, strict=True)))), snapshot


def territory_fact(row: Territory) -> TerritoryFact:
    """Return what a decision needs to know of a territory."""
    return TerritoryFact(row.code, row.number, row.served, row.sanction_policy, row.product_area)


def current_revision() -> int | None:
    """Return the number of the rights revision; None before anything was recorded."""
    revision = RightsRevision.objects.aggregate(revision=Sum("number"))["revision"]
    return int(revision) if revision is not None else None


def product_facts(  # noqa: PLR0913  one keyword for each fact of the product
    snapshot: RightsSnapshot,
    *,
    product_id: int,
    profile_id: int | None,
    published: bool,
    unmarked: bool,
    embargo_until: datetime | None,
    approvals: tuple[Any, ...],
    compliance: tuple[ComplianceFact, ...] = (),
    sale: tuple[datetime | None, datetime | None] = (None, None),
    sell_off: frozenset[int] = frozenset(),
) -> Facts:
    """Join what is known of a product with what is known of its profile."""
    profile = snapshot.profiles.get(profile_id) if profile_id is not None else None
    return Facts(
        published=published,
        unmarked=unmarked,
        embargo_until=embargo_until,
        approvals=approvals,
        licensee=profile.licensee if profile else None,
        category=profile.category if profile else None,
        marks=profile.marks if profile else (),
        grants=profile.grants if profile else (),
        mandates=snapshot.world.mandates,
        holds=snapshot.holds_on(product_id, profile),
        revision=snapshot.revision,
        on_sale_from=sale[0],
        on_sale_to=sale[1],
        eea=snapshot.world.eea,
        sell_off=sell_off,
        regulated_areas=profile.regulated_areas if profile else frozenset(),
        compliance=compliance,
        instants=profile.instants if profile else (),
    )


def load_profiles(profile_ids: Collection[int], world: GlobalFacts) -> list[ProfileFacts]:
    """Return the facts of profiles, in six queries for any number of them."""
    profiles = list(
        RightsProfile.objects.filter(pk__in=profile_ids)
        .select_related("licensee", "category")
        .annotate(known=ArraySubquery(Property.objects.values("number")))
    )
    numbers = {profile.pk: profile.properties.numbers(profile.known) for profile in profiles}
    wanted = NumberSet.of(number for found in numbers.values() for number in found)
    grants, marks = _grants(wanted, world), _marks(wanted, world)
    return [_profile(profile, numbers[profile.pk], grants, marks) for profile in profiles]


def imagined_profile(
    licensee: Licensee, category: ProductCategory, numbers: NumberSet, world: GlobalFacts
) -> ProfileFacts:
    """Return the facts of a profile that need not exist: marks by their numbers."""
    profile = RightsProfile(licensee=licensee, category=category, properties=numbers)
    grants, marks = _grants(numbers, world), _marks(numbers, world)
    return _profile(profile, sorted(marks), grants, marks)


def _profile(
    profile: RightsProfile,
    numbers: Iterable[int],
    grants: dict[int, dict[int, GrantFact]],
    marks: dict[int, MarkFact],
) -> ProfileFacts:
    return ProfileFacts(
        profile_id=profile.pk,
        licensee_id=profile.licensee_id,
        licensee=licensee_fact(profile.licensee),
        category=profile.category.number,
        marks=tuple(_without_own(marks[number], grants, profile.licensee_id) for number in numbers),
        grants=tuple(
            grant
            for grant in grants.get(profile.licensee_id, {}).values()
            if grant.properties & profile.properties
        ),
        regulated_areas=frozenset(profile.category.compliance_areas),
    )


def licensee_fact(licensee: Licensee) -> LicenseeFact:
    """Return what a decision needs to know of a licensee."""
    return LicenseeFact(
        active=licensee.status == Licensee.Status.ACTIVE,
        audit_valid_until=licensee.audit_valid_until,
        insurance_valid_until=licensee.insurance_valid_until,
    )


def grant_fact(grant: Grant, world: GlobalFacts) -> GrantFact:
    """Return what a decision needs to know of a grant and its agreement."""
    return GrantFact(
        id=grant.pk,
        agreement=_agreement_fact(grant.agreement, world),
        properties=grant.properties,
        categories=grant.categories,
        territories=grant.territories,
        channels=grant.channels,
        window=period(grant.window),
        sale_event=grant.sale_event,
        passive=grant.eea_passive_sales and bool(grant.territories & world.eea),
        exhausted=bool(getattr(grant, "exhausted", False)),
        exclusive=grant.exclusivity == Grant.Exclusivity.EXCLUSIVE,
    )


def _agreement_fact(agreement: Agreement, world: GlobalFacts) -> AgreementFact:
    term = period(agreement.term)
    days = agreement.sell_off_days
    return AgreementFact(
        id=agreement.pk,
        concluded=agreement.status in CONCLUDED,
        term=term,
        suspended_from=agreement.suspended_from,
        revoked_from=agreement.revoked_from,
        licensors=world.licensors.get(agreement.licensor_id, frozenset()),
        sell_off_until=days_later(term.end, days, agreement.time_zone)
        if days and term.end
        else None,
    )


def _grants(wanted: NumberSet, world: GlobalFacts) -> dict[int, dict[int, GrantFact]]:
    """Grants of some marks by licensee and id; what a newer version took the place of is over."""
    rows = (
        Grant.objects.filter(properties__overlaps=wanted)
        .exclude(agreement__status=Agreement.Status.CLOSED)
        .select_related("agreement")
        .annotate(exhausted=Q(usage__taken__gte=F("usage__cap")))
        .order_by("pk")
    )
    found: dict[int, dict[int, GrantFact]] = {}
    for row in rows:
        fact = grant_fact(row, world)
        found.setdefault(row.licensee_id, {})[row.pk] = fact
    return found


def _marks(wanted: NumberSet, world: GlobalFacts) -> dict[int, MarkFact]:
    properties = {row.pk: row for row in Property.objects.filter(number__in=_finite(wanted))}
    holdings: dict[int, list[HoldingFact]] = {}
    for row in PropertyHolding.objects.filter(property__in=properties).order_by("pk"):
        fact = HoldingFact(row.holder_id, row.territories, period(row.valid))
        holdings.setdefault(row.property_id, []).append(fact)
    consents: dict[int, list[ConsentFact]] = {}
    for consent in NOCConsent.objects.filter(property__in=properties).order_by("pk"):
        agreed = ConsentFact(consent.pk, consent.territories, period(consent.window))
        consents.setdefault(consent.property_id, []).append(agreed)
    return {
        row.number: MarkFact(
            number=row.number,
            holdings=tuple(holdings.get(row.pk, ())),
            home=world.home.get(str(row.noc_id), NOWHERE) if row.is_national else None,
            consents=tuple(consents.get(row.pk, ())),
        )
        for row in properties.values()
    }


def _without_own(
    mark: MarkFact, grants: dict[int, dict[int, GrantFact]], licensee_id: int
) -> MarkFact:
    """Add what others than the licensee hold exclusively of a mark."""
    rivals = [
        ExclusiveFact(grant.id, grant.categories, grant.territories, grant.channels, live)
        for owner, owned in grants.items()
        if owner != licensee_id
        for grant in owned.values()
        if grant.exclusive and mark.number in grant.properties and (live := lasting(grant))
    ]
    return replace(mark, exclusives=tuple(rivals)) if rivals else mark


def lasting(grant: GrantFact) -> Period | None:
    """Return how long an exclusive keeps others out: a suspension does not make room."""
    agreement = grant.agreement
    if not agreement.concluded:
        return None
    starts = [start for start in (grant.window.start, agreement.term.start) if start]
    ends = [end for end in (grant.window.end, agreement.term.end, agreement.revoked_from) if end]
    start, end = max(starts, default=None), min(ends, default=None)
    return Period(start, end) if start is None or end is None or start < end else None


def _finite(numbers: NumberSet) -> list[int]:
    return [n for low, high in numbers.ranges if high is not None for n in range(low, high)]


def _names(hold: Holdback, product_id: int, profile: ProfileFacts | None) -> bool:
    if hold.product_id is not None:
        return hold.product_id == product_id
    if hold.licensee_id and (profile is None or profile.licensee_id != hold.licensee_id):
        return False
    if hold.category_id and (profile is None or profile.category not in hold.categories):
        return False
    return not hold.property or (
        profile is not None and hold.property.number in {mark.number for mark in profile.marks}
    )
