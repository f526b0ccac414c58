"""Holds: one officer can stop sales; a hold takes effect on commit."""

from datetime import datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from licensing.models import Holdback, Licensee, ProductCategory, Property
from licensing.reading.category_tree import category_numbers
from licensing.rules.number_sets import EVERYWHERE, NumberSet
from licensing.services.end_dating import shorten_window
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
    """Stop the sale of goods in the scope, from `at` on."""
    take_rights_lock()
    return Holdback.objects.create(
        kind=kind,
        reason=reason,
        authority=authority,
        product_id=product_id,
        property=mark,
        category=category,
        categories=NumberSet.of(category_numbers([category])) if category else EVERYWHERE,
        licensee=licensee,
        territories=territories,
        channels=channels,
        window=DateTimeTZRange(at, until),
        created_by_id=created_by_id,
    )


@transaction.atomic
def lift_hold(*, hold: Holdback, at: datetime) -> None:
    """End a hold; its row is kept. Raises `AlreadyEnded`."""
    hold.window = shorten_window(hold.window, at=at)
    hold.save(update_fields=["window"])
