"""Consents of national committees that another's mark is sold in their territories."""

from collections.abc import Collection

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from licensing.clearance import compile_profiles
from licensing.models import NOC, NOCConsent, Property, RightsProfile, Territory
from licensing.territories import NumberSet
from shop.core.periods import Period


@transaction.atomic
def record_consent(
    *,
    mark: Property,
    nocs: Collection[NOC],
    window: Period,
    reference: str,
    created_by_id: int | None = None,
) -> NOCConsent:
    """Record that committees consent to a national mark of another in all of their territories."""
    numbers = Territory.objects.filter(nocs__in=nocs).values_list("number", flat=True)
    row = NOCConsent.objects.create(
        property=mark,
        territories=NumberSet.of(numbers),
        window=DateTimeTZRange(window.start, window.end),
        reference=reference,
        created_by_id=created_by_id,
    )
    row.nocs.set(nocs)
    carrying = RightsProfile.objects.filter(properties__overlaps=NumberSet.of([mark.number]))
    compile_profiles(list(carrying.values_list("pk", flat=True)))
    return row
