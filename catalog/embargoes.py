"""Embargoes: hide a product, or all products with a mark, until an instant."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q, QuerySet

from catalog.models import Embargo, Product, ProductRights
from catalog.services import compile_releases
from licensing.errors import AlreadyEnded, BackDated
from licensing.models import Property
from licensing.reading.visibility import Visibility
from licensing.services import take_rights_lock
from shop.platform.database.clock import database_now


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
    Raises `BackDated` for an instant in the past.
    """
    take_rights_lock()
    if lifts_at <= database_now():
        raise BackDated("an embargo must lift in the future", field="first_day")
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


@transaction.atomic
def end_embargo(*, embargo: Embargo, at: datetime) -> None:
    """Lift an embargo now; other embargoes and missing approvals still hide its products.

    Raises `AlreadyEnded`.
    """
    locked = Embargo.objects.select_for_update().get(pk=embargo.pk)
    if locked.lifts_at <= at:
        raise AlreadyEnded(f"{locked} has been lifted", since=locked.lifts_at)
    locked.lifts_at, locked.time_zone = at, ""
    locked.save(update_fields=["lifts_at", "time_zone"])
    compile_releases(_concerned(locked))


def visible_embargoes(visibility: Visibility) -> QuerySet[Embargo]:
    """Return the embargoes of visible marks and of products that carry one."""
    rows = Embargo.objects.select_related("product", "property", "created_by")
    if visibility.everything:
        return rows
    marks = visibility.marks().values("pk")
    carrying = ProductRights.objects.filter(property__in=marks).values("version__product")
    return rows.filter(Q(property__in=marks) | Q(product__in=carrying))


def _concerned(embargo: Embargo) -> list[int]:
    if embargo.product_id is not None:
        return [embargo.product_id]
    carrying = ProductRights.objects.filter(property=embargo.property_id)
    return sorted(set(carrying.values_list("version__product", flat=True)))
