"""Embargoes: hide a product, or all products with a mark, until an instant."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction

from catalog.models import Embargo, Product, ProductRights
from catalog.services import compile_releases
from licensing.models import Property
from licensing.services import take_rights_lock


def midnight_in(day: date, time_zone: str) -> datetime:
    """Return the start of a day in a time zone."""
    return datetime.combine(day, time.min, ZoneInfo(time_zone))


@transaction.atomic
def place_embargo(
    *,
    lifts_at: datetime,
    product: Product | None = None,
    mark: Property | None = None,
    time_zone: str = "",
    teaser_allowed: bool = False,
    created_by_id: int | None = None,
) -> Embargo:
    """Hide a product, or all products with a mark, until an instant.

    `time_zone` records that the instant is midnight there; empty means the same instant worldwide.
    """
    take_rights_lock()
    row = Embargo.objects.create(
        product=product,
        property=mark,
        lifts_at=lifts_at,
        time_zone=time_zone,
        teaser_allowed=teaser_allowed,
        created_by_id=created_by_id,
    )
    compile_releases(_concerned(row))
    return row


def _concerned(embargo: Embargo) -> list[int]:
    if embargo.product_id is not None:
        return [embargo.product_id]
    carrying = ProductRights.objects.filter(property=embargo.property_id)
    return sorted(set(carrying.values_list("version__product", flat=True)))
