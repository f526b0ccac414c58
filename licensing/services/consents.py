"""Consents of national committees that another's mark is sold in their territories."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from licensing.models import NOC, NOCConsent, Property, Territory
from licensing.reading.clearance import close_profiles, compile_profiles
from licensing.rules.number_sets import NumberSet
from licensing.services.end_dating import cut_short
from licensing.services.locks import take_rights_lock
from licensing.services.profiles import profiles_with
from shop.platform.core.periods import Period


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
    compile_profiles(profiles_with(mark))
    return row


def end_consent(*, consent: NOCConsent, at: datetime, effective_at: datetime | None = None) -> None:
    """End a consent, now or later; its row stays. Raises `BackDated`, `EndedAlready`."""
    with transaction.atomic():
        take_rights_lock()
        consent.window = cut_short(consent.window, at=at, effective_at=effective_at)
        consent.save(update_fields=["window"])
        touched = profiles_with(consent.property)
        close_profiles(touched)
    compile_profiles(touched)
