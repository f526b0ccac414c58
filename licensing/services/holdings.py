"""Who holds a mark: recorded, passed on, succeeded."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from licensing.errors import HoldingClash, SuccessionCircle
from licensing.models import (
    Property,
    PropertyHolding,
    RightsHolder,
    RightsProfile,
    TerritorySetVersion,
)
from licensing.reading.clearance import close_profiles, compile_profiles
from licensing.rules.number_sets import NumberSet
from licensing.services.end_dating import cut_short
from licensing.services.locks import take_rights_lock
from licensing.services.profiles import profiles_with
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
    compile_profiles(profiles_with(mark))
    return row


def end_holding(
    *, holding: PropertyHolding, at: datetime, effective_at: datetime | None = None
) -> None:
    """End a holding, now or later; what was licensed by its holder rests on succession then.

    Raises `BackDated`, `EndedAlready`.
    """
    with transaction.atomic():
        take_rights_lock()
        holding.valid = cut_short(holding.valid, at=at, effective_at=effective_at)
        holding.save(update_fields=["valid"])
        touched = profiles_with(holding.property)
        close_profiles(touched)
    compile_profiles(touched)


@transaction.atomic
def record_succession(*, holder: RightsHolder, successor: RightsHolder) -> None:
    """Record who takes over a holder's agreements when its rights pass on.

    Raises `SuccessionCircle`.
    """
    following: RightsHolder | None = successor
    while following is not None:
        if following.pk == holder.pk:
            raise SuccessionCircle(
                f"{holder} would succeed itself", holder=holder.code, field="successor"
            )
        following = following.successor
    holder.successor = successor
    holder.save(update_fields=["successor"])
    marks = Property.objects.filter(holdings__holder=holder).values_list("number", flat=True)
    profiles = RightsProfile.objects.filter(properties__overlaps=NumberSet.of(marks))
    compile_profiles(list(profiles.values_list("pk", flat=True)))
