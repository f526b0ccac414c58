"""Rights as they were recorded at an instant of the past, asked with the rules of today.

Within `as_recorded` every table of rights is hidden by a temporary view of its trail, so that the
same code that decides today reads what stood in the rows then: also what was taken back since.
What a product is, and how many units were sold under a cap, is as now.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction

from licensing.audit.log import DELETED, recorded_columns, tracked_model, trail_models
from licensing.reading.fact_loader import as_of

PARTIAL = frozenset({"catalogue_product"})  # tracked in a few columns only


@contextmanager
def as_recorded(at: datetime) -> Iterator[None]:
    """Read all rights as they stood in the database at an instant; writes nothing.

    Everything is taken back when the block ends, so nothing that is written inside is kept.
    """
    with transaction.atomic():
        for trail in trail_models():
            tracked = tracked_model(trail)
            if tracked._meta.db_table not in PARTIAL:
                _hide(trail, tracked, at)
        token = as_of.set(True)
        try:
            yield
        finally:
            as_of.reset(token)
            transaction.set_rollback(True)


def _hide(trail: type[models.Model], tracked: type[models.Model], at: datetime) -> None:
    """Put a view of the trail in front of its table, for this transaction."""
    kept = recorded_columns(trail)
    columns = [f'"{column}"' for column in kept]
    columns += [
        f'null::{_type(field)} as "{field.column}"'  # what the database generates
        for field in tracked._meta.local_concrete_fields
        if field.column not in kept
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f'create temporary view "{tracked._meta.db_table}" as '  # noqa: S608  our own names
            f"select {', '.join(columns)} from ("
            f'select distinct on (pgh_obj_id) * from public."{trail._meta.db_table}" '
            f"where pgh_created_at <= '{at.isoformat()}'::timestamptz "
            "order by pgh_obj_id, pgh_id desc) as latest "
            f"where pgh_label <> '{DELETED}'"
        )


def _type(field: Any) -> str:
    return str(getattr(field, "output_field", field).db_type(connection))
