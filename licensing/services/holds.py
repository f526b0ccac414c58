"""Holds: one officer may stop a sale; it takes effect with the commit."""

from datetime import datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from licensing.models import Holdback, Licensee, ProductCategory, Property
from licensing.reading.category_tree import numbers_below
from licensing.rules.number_sets import EVERYWHERE, NumberSet
from licensing.services.end_dating import cut_short
from licensing.services.locks import take_rights_lock


@transaction.atomic
def place_hold(  # noqa: PLR0913  one keyword for each part of the scope
    *,
    kind: str,
    reason: str,
    at: datetime,
    authority: str = "",
    product_id: int | None = None,
    mark: Property | None = None,
    category: ProductCategory | None = None,
    licensee: Licensee | None = None,
    territories: NumberSet = EVERYWHERE,
    channels: NumberSet = EVERYWHERE,
    until: datetime | None = None,
    created_by_id: int | None = None,
) -> Holdback:
    """Stop the sale of what the scope names, from `at` on."""
    take_rights_lock()
    return Holdback.objects.create(
        kind=kind,
        reason=reason,
        authority=authority,
        product_id=product_id,
        property=mark,
        category=category,
        categories=NumberSet.of(numbers_below([category])) if category else EVERYWHERE,
        licensee=licensee,
        territories=territories,
        channels=channels,
        window=DateTimeTZRange(at, until),
        created_by_id=created_by_id,
    )


@transaction.atomic
def lift_hold(*, hold: Holdback, at: datetime) -> None:
    """End a hold; its row stays. Raises `EndedAlready`."""
    hold.window = cut_short(hold.window, at=at)
    hold.save(update_fields=["window"])
