"""Products alike in licensee, category and marks share a profile, and so their clearance."""

from collections.abc import Collection

from django.db import transaction

from licensing.models import Licensee, ProductCategory, Property, RightsProfile
from licensing.reading.clearance import compile_profiles
from licensing.rules.number_sets import NumberSet


@transaction.atomic
def find_or_create_profile(
    *, licensee: Licensee, category: ProductCategory, marks: Collection[Property]
) -> RightsProfile:
    """Return the profile of such products; a new one is compiled at once."""
    profile, is_new = RightsProfile.objects.get_or_create(
        licensee=licensee,
        category=category,
        properties=NumberSet.of(mark.number for mark in marks),
    )
    if is_new:
        compile_profiles([profile.pk])
    return profile


def profiles_with(mark: Property) -> list[int]:
    """Return the profiles whose products carry a mark."""
    rows = RightsProfile.objects.filter(properties__overlaps=NumberSet.of([mark.number]))
    return list(rows.values_list("pk", flat=True))
