"""Statements that the database plans once for a connection: those that pages and orders run.

Values are bound by the server, so the text stays the same and psycopg prepares it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor

# For a connection: some statements differ by language, or by the width of the numbers sent.
MOST_PREPARED = 200
_Cursor: Any = ServerBindingCursor  # its types depend on the driver that is installed


class _PreparingCursor(_Cursor):
    """A cursor that prepares every statement, unless it is told not to.

    It has a name, because pghistory puts a second command before the writes of a signed-in person,
    but not on named cursors: a prepared statement is one command. Tables with an audit log must not
    be written here.
    """

    name = "prepared"
    prepares = True

    def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
        """Execute a statement, prepared under its text unless `prepares` is false."""
        return super().execute(query, params, **{**options, "prepare": self.prepares})


def fetch_rows(
    statement: str,
    parameters: Mapping[str, Any] | Sequence[Any] = (),
    *,
    plan_for_values: bool = False,
) -> list[tuple[Any, ...]]:
    """Return the rows of a statement with its parameters, prepared for this connection.

    The text must not contain values, or every value would be planned and kept by itself.
    `plan_for_values`: the statement is planned for its parameters each time, because the best plan
    depends on how many rows they find.
    """
    with _cursor(prepares=not plan_for_values) as cursor:
        cursor.execute(statement, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def execute(statement: str, parameters: Mapping[str, Any] | Sequence[Any] = ()) -> int:
    """Execute a statement as `fetch_rows` does; return the number of rows that it has written."""
    with _cursor() as cursor:
        cursor.execute(statement, parameters)
        return int(cursor.rowcount)


def _cursor(*, prepares: bool = True) -> Any:
    connection.ensure_connection()
    connection.connection.prepared_max = MOST_PREPARED
    cursor = _PreparingCursor(connection.connection)
    cursor.prepares = prepares
    wrap = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    return wrap(cursor)
