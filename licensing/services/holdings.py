"""Who holds a mark: recorded, passed on, succeeded."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from licensing.clearance import close_profiles, compile_profiles
from licensing.errors import HoldingClash
from licensing.models import (
    Property,
    PropertyHolding,
    RightsHolder,
    RightsProfile,
    TerritorySetVersion,
)
from licensing.services.locks import take_rights_lock
from licensing.territories import NumberSet
from shop.core.periods import Period


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

    Raises `HoldingClash`, which names the holding that is in the way.
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
            f"{mark.code} is held by {rival.holder if rival else 'somebody else'} there already",
            holding=rival.pk if rival else None,
            field="holder",
        ) from error
    compile_profiles(_carrying(mark))
    return row


def end_holding(*, holding: PropertyHolding, at: datetime) -> None:
    """End a holding at an instant; what was licensed by its holder rests on succession then."""
    with transaction.atomic():
        take_rights_lock()
        holding.valid = DateTimeTZRange(holding.valid.lower, at)
        holding.save(update_fields=["valid"])
        touched = _carrying(holding.property)
        close_profiles(touched)
    compile_profiles(touched)


@transaction.atomic
def record_succession(*, holder: RightsHolder, successor: RightsHolder) -> None:
    """Record who takes over a holder's agreements when its rights pass on."""
    holder.successor = successor
    holder.save(update_fields=["successor"])
    marks = Property.objects.filter(holdings__holder=holder).values_list("number", flat=True)
    profiles = RightsProfile.objects.filter(properties__overlaps=NumberSet.of(marks))
    compile_profiles(list(profiles.values_list("pk", flat=True)))


def _carrying(mark: Property) -> list[int]:
    profiles = RightsProfile.objects.filter(properties__overlaps=NumberSet.of([mark.number]))
    return list(profiles.values_list("pk", flat=True))
