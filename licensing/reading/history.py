"""Rights as recorded at a past instant, evaluated with today's rules.

Within `as_recorded`, a temporary view of the audit log hides each table of rights, so that the same
code reads the rows as they were then. Products and the units sold under caps are as of now.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction

from licensing.audit.log import DELETED, event_models, recorded_columns, tracked_model
from licensing.reading.snapshot import reads_history

PARTIAL = frozenset({"catalogue_product"})  # only some of its columns are tracked
OTHERS = frozenset({"accounts", "onboarding", "staff"})  # apps whose tables no decision reads


@contextmanager
def as_recorded(at: datetime) -> Iterator[None]:
    """Read all rights as they were in the database at an instant.

    The transaction is rolled back at the end of the block, including any writes inside it.
    """
    with transaction.atomic():
        for event_model in event_models():
            tracked = tracked_model(event_model)
            is_read = tracked._meta.app_label not in OTHERS
            if is_read and tracked._meta.db_table not in PARTIAL:
                _hide(event_model, tracked, at)
        token = reads_history.set(True)
        try:
            yield
        finally:
            reads_history.reset(token)
            transaction.set_rollback(True)


def _hide(event_model: type[models.Model], tracked: type[models.Model], at: datetime) -> None:
    """Hide a table behind a view of its audit log until the end of the transaction."""
    event_columns = recorded_columns(event_model)
    columns = [f'"{column}"' for column in event_columns]
    columns += [
        f'null::{_type(field)} as "{field.column}"'  # a generated column
        for field in tracked._meta.local_concrete_fields
        if field.column not in event_columns
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f'create temporary view "{tracked._meta.db_table}" as '  # noqa: S608  our own names
            f"select {', '.join(columns)} from ("
            f'select distinct on (pgh_obj_id) * from public."{event_model._meta.db_table}" '
            f"where pgh_created_at <= '{at.isoformat()}'::timestamptz "
            "order by pgh_obj_id, pgh_id desc) as latest "
            f"where pgh_label <> '{DELETED}'"
        )


def _type(field: Any) -> str:
    return str(getattr(field, "output_field", field).db_type(connection))
