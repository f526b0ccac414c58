"""Load the facts of profiles: their grants, marks, holdings and consents."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Q

from licensing.models import (
    Agreement,
    AthleteConsent,
    Grant,
    Licensee,
    NOCConsent,
    ProductCategory,
    Property,
    PropertyHolding,
    RightsProfile,
)
from licensing.reading.global_facts import period
from licensing.rules.facts import (
    AgreementFact,
    ConsentFact,
    ExclusiveFact,
    GlobalFacts,
    GrantFact,
    HoldingFact,
    LicenseeFact,
    MarkFact,
    ProfileFacts,
)
from licensing.rules.number_sets import NOWHERE, NumberSet
from shop.platform.core.local_time import days_later
from shop.platform.core.periods import Period

CONCLUDED = (Agreement.Status.ACTIVE, Agreement.Status.REVOKED)


def load_profiles(profile_ids: Collection[int], global_facts: GlobalFacts) -> list[ProfileFacts]:
    """Return the facts of profiles, in six queries for any number of profiles.

    Athletes' marks take one more.
    """
    profiles = list(
        RightsProfile.objects.filter(pk__in=profile_ids)
        .select_related("licensee", "category")
        .annotate(known=ArraySubquery(Property.objects.values("number")))
    )
    numbers = {profile.pk: profile.properties.numbers(profile.known) for profile in profiles}
    all_numbers = NumberSet.of(
        number for profile_numbers in numbers.values() for number in profile_numbers
    )
    grants, marks = _grants(all_numbers, global_facts), _marks(all_numbers, global_facts)
    return [_profile(profile, numbers[profile.pk], grants, marks) for profile in profiles]


def hypothetical_profile(
    licensee: Licensee, category: ProductCategory, numbers: NumberSet, global_facts: GlobalFacts
) -> ProfileFacts:
    """Return the facts of a profile that may not exist; `numbers` are those of its marks."""
    profile = RightsProfile(licensee=licensee, category=category, properties=numbers)
    grants, marks = _grants(numbers, global_facts), _marks(numbers, global_facts)
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
    """Return the fact of a licensee."""
    return LicenseeFact(
        active=licensee.status == Licensee.Status.ACTIVE,
        audit_valid_until=licensee.audit_valid_until,
        insurance_valid_until=licensee.insurance_valid_until,
    )


def grant_fact(grant: Grant, global_facts: GlobalFacts) -> GrantFact:
    """Return the fact of a grant, with its agreement's."""
    return GrantFact(
        id=grant.pk,
        agreement=_agreement_fact(grant.agreement, global_facts),
        properties=grant.properties,
        categories=grant.categories,
        territories=grant.territories,
        channels=grant.channels,
        window=period(grant.window),
        sale_event=grant.sale_event,
        passive=grant.eea_passive_sales and bool(grant.territories & global_facts.eea),
        exhausted=bool(getattr(grant, "exhausted", False)),
        exclusive=grant.exclusivity == Grant.Exclusivity.EXCLUSIVE,
    )


def _agreement_fact(agreement: Agreement, global_facts: GlobalFacts) -> AgreementFact:
    term = period(agreement.term)
    days = agreement.sell_off_days
    return AgreementFact(
        id=agreement.pk,
        concluded=agreement.status in CONCLUDED,
        term=term,
        suspended_from=agreement.suspended_from,
        revoked_from=agreement.revoked_from,
        licensors=global_facts.licensors.get(agreement.licensor_id, frozenset()),
        sell_off_until=days_later(term.end, days, agreement.time_zone)
        if days and term.end
        else None,
    )


def _grants(numbers: NumberSet, global_facts: GlobalFacts) -> dict[int, dict[int, GrantFact]]:
    """Return grants of some marks by licensee and id, without those of superseded agreements."""
    rows = (
        Grant.objects.filter(properties__overlaps=numbers)
        .exclude(agreement__status=Agreement.Status.CLOSED)
        .select_related("agreement")
        .annotate(exhausted=Q(usage__taken__gte=F("usage__cap")))
        .order_by("pk")
    )
    grants: dict[int, dict[int, GrantFact]] = {}
    for row in rows:
        fact = grant_fact(row, global_facts)
        grants.setdefault(row.licensee_id, {})[row.pk] = fact
    return grants


def _marks(numbers: NumberSet, global_facts: GlobalFacts) -> dict[int, MarkFact]:
    properties = {row.pk: row for row in Property.objects.filter(number__in=_finite(numbers))}
    holdings: dict[int, list[HoldingFact]] = {}
    for row in PropertyHolding.objects.filter(property__in=properties).order_by("pk"):
        fact = HoldingFact(row.holder_id, row.territories, period(row.valid))
        holdings.setdefault(row.property_id, []).append(fact)
    consents: dict[int, list[ConsentFact]] = {}
    for consent in NOCConsent.objects.filter(property__in=properties).order_by("pk"):
        agreed = ConsentFact(consent.pk, consent.territories, period(consent.window))
        consents.setdefault(consent.property_id, []).append(agreed)
    athletes = consents_of_athletes(properties.values()) if global_facts.athlete_consents else {}
    return {
        row.number: MarkFact(
            number=row.number,
            holdings=tuple(holdings.get(row.pk, ())),
            home=global_facts.home.get(str(row.noc_id), NOWHERE) if row.is_national else None,
            consents=tuple(consents.get(row.pk, ())),
            athlete_consents=athletes.get(row.pk),
        )
        for row in properties.values()
    }


def consents_of_athletes(properties: Iterable[Property]) -> dict[int, tuple[ConsentFact, ...]]:
    """Return the consents to what each athlete's mark stands for; a mark may have none."""
    marks = [row.pk for row in properties if row.kind == Property.Kind.ATHLETE]
    if not marks:
        return {}
    facts: dict[int, list[ConsentFact]] = {pk: [] for pk in marks}
    rows = AthleteConsent.objects.filter(athlete__mark__in=marks, withdrawn=False)
    for row in rows.select_related("athlete").order_by("pk"):
        mark = row.athlete.mark_id
        if mark is not None and row.covers_mark:
            facts[mark].append(ConsentFact(row.pk, row.territories, row.period))
    return {pk: tuple(found) for pk, found in facts.items()}


def _without_own(
    mark: MarkFact, grants: dict[int, dict[int, GrantFact]], licensee_id: int
) -> MarkFact:
    """Return the mark with the exclusive grants of other licensees."""
    rivals = [
        ExclusiveFact(grant.id, grant.categories, grant.territories, grant.channels, live)
        for owner, owned in grants.items()
        if owner != licensee_id
        for grant in owned.values()
        if grant.exclusive and mark.number in grant.properties and (live := exclusive_period(grant))
    ]
    return replace(mark, exclusives=tuple(rivals)) if rivals else mark


def exclusive_period(grant: GrantFact) -> Period | None:
    """Return the period in which an exclusive grant blocks others, even while suspended.

    None if it never does.
    """
    agreement = grant.agreement
    if not agreement.concluded:
        return None
    starts = [start for start in (grant.window.start, agreement.term.start) if start]
    ends = [end for end in (grant.window.end, agreement.term.end, agreement.revoked_from) if end]
    start, end = max(starts, default=None), min(ends, default=None)
    return Period(start, end) if start is None or end is None or start < end else None


def _finite(numbers: NumberSet) -> list[int]:
    return [n for low, high in numbers.ranges if high is not None for n in range(low, high)]
