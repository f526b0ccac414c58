"""Holdings of marks, succession of holders, and national committees' consents to marks."""

from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from licensing.errors import CircularSuccession, HoldingClash
from licensing.models import (
    NOC,
    NOCConsent,
    Property,
    PropertyHolding,
    RightsHolder,
    RightsProfile,
    Territory,
    TerritorySetVersion,
)
from licensing.reading.clearance import close_profiles, compile_profiles
from licensing.rules.number_sets import NumberSet
from licensing.services.end_dating import shorten_window
from licensing.services.locks import take_rights_lock
from licensing.services.profiles import find_profiles_with
from shop.platform.core.periods import Period


@transaction.atomic
def record_holding(
    *,
    mark: Property,
    holder: RightsHolder,
    territories: TerritorySetVersion,
    valid: Period,
    created_by_id: int | None = None,
) -> PropertyHolding:
    """Record that a holder holds a mark somewhere during a period.

    Raises `HoldingClash`, which names the conflicting holding.
    """
    window = DateTimeTZRange(valid.start, valid.end)
    try:
        with transaction.atomic():
            row = PropertyHolding.objects.create(
                property=mark,
                holder=holder,
                territory_set_version=territories,
                territories=territories.territories,
                valid=window,
                created_by_id=created_by_id,
            )
    except IntegrityError as error:
        rival = PropertyHolding.objects.filter(
            property=mark, valid__overlap=window, territories__overlaps=territories.territories
        ).first()
        raise HoldingClash(
            f"{mark.code} is already held by {rival.holder if rival else 'another holder'} there",
            holding=rival.pk if rival else None,
            field="holder",
        ) from error
    compile_profiles(find_profiles_with(mark))
    return row


def end_holding(
    *, holding: PropertyHolding, at: datetime, effective_at: datetime | None = None
) -> None:
    """End a holding now or later; the holder's agreements then depend on its successor.

    Raises `BackDated`, `AlreadyEnded`.
    """
    with transaction.atomic():
        take_rights_lock()
        holding.valid = shorten_window(holding.valid, at=at, effective_at=effective_at)
        holding.save(update_fields=["valid"])
        touched = find_profiles_with(holding.property)
        close_profiles(touched)
    compile_profiles(touched)


@transaction.atomic
def record_succession(*, holder: RightsHolder, successor: RightsHolder) -> None:
    """Record the successor to a holder's agreements. Raises `CircularSuccession`."""
    following: RightsHolder | None = successor
    while following is not None:
        if following.pk == holder.pk:
            raise CircularSuccession(
                f"{holder} would become its own successor", holder=holder.code, field="successor"
            )
        following = following.successor
    holder.successor = successor
    holder.save(update_fields=["successor"])
    marks = Property.objects.filter(holdings__holder=holder).values_list("number", flat=True)
    profiles = RightsProfile.objects.filter(properties__overlaps=NumberSet.of(marks))
    compile_profiles(list(profiles.values_list("pk", flat=True)))


@transaction.atomic
def record_consent(
    *,
    mark: Property,
    nocs: Collection[NOC],
    window: Period,
    reference: str,
    created_by_id: int | None = None,
) -> NOCConsent:
    """Record committees' consent to another committee's mark in all of their territories."""
    numbers = Territory.objects.filter(nocs__in=nocs).values_list("number", flat=True)
    row = NOCConsent.objects.create(
        property=mark,
        territories=NumberSet.of(numbers),
        window=DateTimeTZRange(window.start, window.end),
        reference=reference,
        created_by_id=created_by_id,
    )
    row.nocs.set(nocs)
    compile_profiles(find_profiles_with(mark))
    return row


def end_consent(*, consent: NOCConsent, at: datetime, effective_at: datetime | None = None) -> None:
    """End a consent now or later; its row is kept. Raises `BackDated`, `AlreadyEnded`."""
    with transaction.atomic():
        take_rights_lock()
        consent.window = shorten_window(consent.window, at=at, effective_at=effective_at)
        consent.save(update_fields=["window"])
        touched = find_profiles_with(consent.property)
        close_profiles(touched)
    compile_profiles(touched)
