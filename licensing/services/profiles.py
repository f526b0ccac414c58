"""Rights profiles, which products with the same licensee, category and marks share."""

from collections.abc import Collection, Iterable

from django.db import transaction

from licensing.models import (
    Agreement,
    Grant,
    Licensee,
    ProductCategory,
    Property,
    RightsProfile,
)
from licensing.reading.clearance import compile_profiles
from licensing.rules.number_sets import NumberSet


@transaction.atomic
def find_or_create_profile(
    *, licensee: Licensee, category: ProductCategory, marks: Collection[Property]
) -> RightsProfile:
    """Return the profile of such products; compile a new one."""
    (profile,) = find_or_create_profiles([(licensee, category, marks)])
    return profile


def find_or_create_profiles(
    wanted: Iterable[tuple[Licensee, ProductCategory, Collection[Property]]],
) -> list[RightsProfile]:
    """Return the profile of each licensee, category and marks; compile the new ones together."""
    profiles, new_ids = [], []
    for licensee, category, marks in wanted:
        profile, is_new = RightsProfile.objects.get_or_create(
            licensee=licensee,
            category=category,
            properties=NumberSet.of(mark.number for mark in marks),
        )
        profiles.append(profile)
        if is_new:
            new_ids.append(profile.pk)
    if new_ids:
        compile_profiles(new_ids)
    return profiles


def find_profiles_with(mark: Property) -> list[int]:
    """Return the ids of profiles with a mark."""
    rows = RightsProfile.objects.filter(properties__overlaps=NumberSet.of([mark.number]))
    return list(rows.values_list("pk", flat=True))


def affected_profiles(agreement: Agreement) -> set[int]:
    """Return the ids of profiles whose clearance an agreement can change.

    These are its licensee's profiles with one of its marks; for exclusive grants, everyone's.
    """
    profile_ids: set[int] = set()
    for grant in agreement.grants.all():
        profiles = RightsProfile.objects.filter(properties__overlaps=grant.properties)
        if grant.exclusivity != Grant.Exclusivity.EXCLUSIVE:
            profiles = profiles.filter(licensee_id=agreement.licensee_id)
        profile_ids.update(profiles.values_list("pk", flat=True))
    return profile_ids
