"""Inserting of rows of wide tables, by statements that the database plans once for a connection.

Django puts an insert together anew for each row, and the database parses it each time.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import connection, models
from django.db.models.expressions import DatabaseDefault

from shop.platform.database.prepared import fetch_rows

MOST_AT_ONCE = 5  # rows; every number of rows is a statement of its own


def insert_rows(rows: Sequence[models.Model]) -> None:
    """Insert rows of one model and set their keys and defaults, as `bulk_create` does.

    No signals are sent, and the values are constants, no expressions.
    """
    if not rows:
        return
    model: Any = type(rows[0])
    omitted = [_omitted(row) for row in rows]
    if len(rows) > MOST_AT_ONCE or len(set(omitted)) > 1:
        model._base_manager.bulk_create(rows)  # noqa: SLF001  as Django does it
        return
    fields, statement = _statement(model, omitted[0], len(rows))
    values = [
        field.get_db_prep_save(field.pre_save(row, add=True), connection)
        for row in rows
        for field in fields
    ]
    returned = model._meta.db_returning_fields  # noqa: SLF001
    for row, answer in zip(rows, fetch_rows(statement, values), strict=True):
        for field, value in zip(returned, answer, strict=True):
            setattr(row, field.attname, value)
        row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001


def _omitted(row: models.Model) -> tuple[str, ...]:
    """Return the columns that the database fills."""
    columns = row._meta.local_concrete_fields  # noqa: SLF001
    return tuple(
        field.attname
        for field in columns
        if field.generated
        or isinstance(value := getattr(row, field.attname), DatabaseDefault)
        or (value is None and field.primary_key)
    )


@lru_cache(maxsize=100)
def _statement(model: Any, omitted: tuple[str, ...], rows: int) -> tuple[list[Any], str]:
    """Return the written fields and the statement."""
    quoted = connection.ops.quote_name
    meta = model._meta  # noqa: SLF001
    fields = [field for field in meta.local_concrete_fields if field.attname not in omitted]
    columns = ", ".join(quoted(field.column) for field in fields)
    row = f"({', '.join(['%s'] * len(fields))})"
    returned = ", ".join(quoted(field.column) for field in meta.db_returning_fields)
    values = ", ".join([row] * rows)
    table = quoted(meta.db_table)
    statement = f"INSERT INTO {table} ({columns}) VALUES {values} RETURNING {returned}"  # noqa: S608
    return fields, statement
