"""Many rows at once: PostgreSQL takes no COPY into a table under row-level security, so they are
copied into a temporary table first, and inserted from there under the table's policy.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Add rows to a table, in the caller's transaction; values as COPY's text form takes them."""
    listed, staging = ", ".join(columns), f"incoming_{table}"
    with connection.cursor() as cursor:
        cursor.execute(
            f'create temporary table if not exists "{staging}" on commit delete rows'  # noqa: S608  names of our own
            f' as select {listed} from "{table}" with no data'
        )
        cursor.execute(f'truncate "{staging}"')
        with cursor.copy(f'copy "{staging}" ({listed}) from stdin') as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(f'insert into "{table}" ({listed}) select {listed} from "{staging}"')  # noqa: S608  as above
