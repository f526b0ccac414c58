"""Loads what decisions rest on; kept in the process only under a revision read in the same request.

The revision rises with every write to a table of rights (a trigger sees to it) and its numbers are
never used twice, not even after a rollback, so facts stored under one can never be out of date.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, Func, QuerySet, Subquery

from licensing.decision import (
    AgreementFact,
    Facts,
    GrantFact,
    HoldFact,
    LicenseeFact,
    MandateFact,
    TerritoryFact,
)
from licensing.models import (
    Agreement,
    Grant,
    Holdback,
    Licensee,
    Property,
    RightsProfile,
    RightsRevision,
    StoreMandate,
    Territory,
)
from shop.core.periods import Period

CONCLUDED = (Agreement.Status.ACTIVE, Agreement.Status.REVOKED)


@dataclass(frozen=True, slots=True)
class ProfileFacts:
    """What all products of one profile share."""

    profile_id: int
    licensee_id: int
    licensee: LicenseeFact
    category: int
    properties: tuple[int, ...]
    grants: tuple[GrantFact, ...]


@dataclass(slots=True)
class RightsSnapshot:
    """Facts of one revision: holds, and what was asked for so far of mandates and profiles.

    `opened` has by territory and channel the profiles that lists may show, and during what.
    """

    revision: int
    holds: tuple[Holdback, ...]
    profiles: dict[int, ProfileFacts] = field(default_factory=dict)
    opened: dict[tuple[str, str], tuple[Period, tuple[int, ...]]] = field(default_factory=dict)
    _mandates: tuple[MandateFact, ...] | None = None

    @property
    def mandates(self) -> tuple[MandateFact, ...]:
        """The store's mandates; lists never ask, their clearance has them."""
        if self._mandates is None:
            self._mandates = tuple(load_mandates())
        return self._mandates

    def load(self, profile_ids: Collection[int]) -> None:
        """Load the profiles that are not known yet."""
        missing = set(profile_ids) - self.profiles.keys()
        if missing:
            for facts in load_profiles(missing):
                self.profiles[facts.profile_id] = facts

    def holds_on(self, product_id: int, profile: ProfileFacts | None) -> tuple[HoldFact, ...]:
        """Return the holds whose scope names a product."""
        return tuple(
            HoldFact(hold.pk, hold.kind, hold.territories, hold.channels, period(hold.window))
            for hold in self.holds
            if _names(hold, product_id, profile)
        )


_snapshot: RightsSnapshot | None = None


def territory_and_snapshot(code: str) -> tuple[TerritoryFact | None, RightsSnapshot]:
    """Return the territory and the facts of the revision in force; one query when warm."""
    global _snapshot  # noqa: PLW0603  replaced as a whole, never changed across revisions
    row = Territory.objects.filter(pk=code).annotate(revision=Subquery(_revision())).first()
    revision = row.revision if row else current_revision()
    snapshot = _snapshot
    if snapshot is None or snapshot.revision != revision or revision is None:
        snapshot = RightsSnapshot(
            revision=revision or 0,
            holds=tuple(Holdback.objects.select_related("property", "category")),
        )
        if revision is not None:
            _snapshot = snapshot
    if row is None:
        return None, snapshot
    return TerritoryFact(row.code, row.number, row.served, row.sanction_policy), snapshot


def current_revision() -> int | None:
    """Return the number of the rights revision; None before anything was recorded."""
    return _revision().values_list("sum", flat=True).first()


def _revision() -> QuerySet[RightsRevision, Any]:
    total = Func("number", function="sum", output_field=BigIntegerField())
    return RightsRevision.objects.order_by().values(sum=total)


def product_facts(  # noqa: PLR0913  one keyword for each fact of the product
    snapshot: RightsSnapshot,
    *,
    product_id: int,
    profile_id: int | None,
    published: bool,
    unmarked: bool,
    embargo_until: datetime | None,
    approvals: tuple[Any, ...],
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
        properties=profile.properties if profile else (),
        grants=profile.grants if profile else (),
        mandates=snapshot.mandates,
        holds=snapshot.holds_on(product_id, profile),
        revision=snapshot.revision,
    )


def load_mandates() -> Iterable[MandateFact]:
    """Return every mandate of the store."""
    for mandate in StoreMandate.objects.all():
        yield MandateFact(mandate.pk, mandate.territories, mandate.channels, period(mandate.window))


def load_profiles(profile_ids: Collection[int]) -> list[ProfileFacts]:
    """Return the facts of profiles, in two queries for any number of them."""
    grants = Grant.objects.select_related("agreement").order_by("pk")
    profiles = (
        RightsProfile.objects.filter(pk__in=profile_ids)
        .select_related("licensee", "category")
        .annotate(known=ArraySubquery(Property.objects.values("number")))
    )
    licensees = {profile.licensee_id for profile in profiles}
    by_licensee: dict[int, list[Grant]] = {}
    for grant in grants.filter(licensee__in=licensees):
        by_licensee.setdefault(grant.licensee_id, []).append(grant)
    return [
        ProfileFacts(
            profile_id=profile.pk,
            licensee_id=profile.licensee_id,
            licensee=licensee_fact(profile.licensee),
            category=profile.category.number,
            properties=tuple(profile.properties.numbers(profile.known)),
            grants=tuple(
                _grant_fact(grant)
                for grant in by_licensee.get(profile.licensee_id, [])
                if grant.properties & profile.properties
            ),
        )
        for profile in profiles
    ]


def licensee_fact(licensee: Licensee) -> LicenseeFact:
    """Return what a decision needs to know of a licensee."""
    return LicenseeFact(
        active=licensee.status == Licensee.Status.ACTIVE,
        audit_valid_until=licensee.audit_valid_until,
        insurance_valid_until=licensee.insurance_valid_until,
    )


def period(value: Any) -> Period:
    """Return a database range as a period."""
    return Period(value.lower, value.upper)


def _grant_fact(grant: Grant) -> GrantFact:
    agreement = grant.agreement
    return GrantFact(
        id=grant.pk,
        agreement=AgreementFact(
            id=agreement.pk,
            concluded=agreement.status in CONCLUDED,
            term=period(agreement.term),
            suspended_from=agreement.suspended_from,
            revoked_from=agreement.revoked_from,
        ),
        properties=grant.properties,
        categories=grant.categories,
        territories=grant.territories,
        channels=grant.channels,
        window=period(grant.window),
        sale_event=grant.sale_event,
    )


def _names(hold: Holdback, product_id: int, profile: ProfileFacts | None) -> bool:
    if hold.product_id is not None:
        return hold.product_id == product_id
    if hold.licensee_id and (profile is None or profile.licensee_id != hold.licensee_id):
        return False
    if hold.category and (profile is None or profile.category != hold.category.number):
        return False
    return not hold.property or (profile is not None and hold.property.number in profile.properties)
