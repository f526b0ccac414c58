"""Problems of an import's rows in groups: the same mistake in many rows is one entry with a count.

More than `MOST_MESSAGES` different messages of one column become one entry with an example. Missing
columns are listed in one entry.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection

from catalog.imports.errors import ERROR, MISSING
from catalog.imports.row_validator import ADD_COLUMN
from shop.imports.models import CatalogImport
from shop.imports.steps import import_transaction

MOST_ROWS = 20_000  # rows with problems that are read
MOST_GROUPS = 40
MOST_MESSAGES = 3  # of one column, before they are joined
FIRST_ROWS = 5
WITHOUT_COLUMNS = "no_columns"
_GROUPS = """
    with noted as (
        select number, notes from {table} where upload_id = %s and notes <> '[]'
        order by number limit %s
    )
    select note->>'level', note->>'code', note->>'column', note->>'message', note->>'fix',
        count(distinct number), (array_agg(distinct number order by number))[1:{first}]
    from noted cross join lateral jsonb_array_elements(notes) note
    group by 1, 2, 3, 4, 5
"""


_STAGED = "(select upload_id, number, problems as notes from sourcing_uploadrow) staged"


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """One problem of several rows; `rows` are the first of `count` row numbers."""

    level: str
    code: str
    column: str
    message: str
    fix: str
    count: int
    rows: tuple[int, ...]

    @property
    def more(self) -> int:
        """Return how many more rows have the problem."""
        return self.count - len(self.rows)

    def as_json(self) -> dict[str, Any]:
        """Return the group in the format of the API."""
        return {
            "level": self.level,
            "code": self.code,
            "column": self.column,
            "message": self.message,
            "fix": self.fix,
            "count": self.count,
            "rows": list(self.rows),
        }


def group_problems(catalog_import: CatalogImport) -> list[ProblemGroup]:
    """Return the problem groups of an import: errors first, then by number of rows."""
    with import_transaction(catalog_import):
        # The plan drops problems that do not apply to articles that are on sale already.
        table = "sourcing_planrow" if catalog_import.plan.exists() else _STAGED
        groups = _read_groups(catalog_import, table)
    grouped = _join_missing_columns(_join_messages(groups))
    return sorted(grouped, key=_weight)[:MOST_GROUPS]


def join_missing(notes: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """Return the problems of a row, with all missing columns in one problem."""
    missing = [note["column"] for note in notes if _is_missing_column(note["code"], note["fix"])]
    if len(missing) < 2:  # noqa: PLR2004  one column needs no joining
        return list(notes)
    kept = [note for note in notes if not _is_missing_column(note["code"], note["fix"])]
    joined = {
        "code": WITHOUT_COLUMNS,
        "column": "",
        "message": _missing_message(missing),
        "fix": ADD_COLUMNS,
        "level": ERROR,
    }
    return [joined, *kept]


ADD_COLUMNS = "Add the columns. The template has all of them."


def _read_groups(catalog_import: CatalogImport, table: str) -> list[ProblemGroup]:
    with connection.cursor() as cursor:
        statement = _GROUPS.format(table=table, first=FIRST_ROWS)
        cursor.execute(statement, [catalog_import.pk, MOST_ROWS])
        rows = cursor.fetchall()
    return [
        ProblemGroup(level, code, column, message, fix, count, tuple(first))
        for level, code, column, message, fix, count, first in rows
    ]


def _join_messages(groups: Iterable[ProblemGroup]) -> list[ProblemGroup]:
    """Join the messages of one code and column when there are many different ones."""
    kinds: dict[tuple[str, str, str], list[ProblemGroup]] = {}
    for group in groups:
        kinds.setdefault((group.level, group.code, group.column), []).append(group)
    joined: list[ProblemGroup] = []
    for alike in kinds.values():
        if len(alike) <= MOST_MESSAGES:
            joined += alike
            continue
        most = max(alike, key=lambda group: group.count)
        rows = tuple(sorted(row for group in alike for row in group.rows)[:FIRST_ROWS])
        count = sum(group.count for group in alike)
        message = f"{most.message} (and {len(alike) - 1} other values)"
        joined.append(replace(most, message=message, count=count, rows=rows))
    return joined


def _join_missing_columns(groups: Sequence[ProblemGroup]) -> list[ProblemGroup]:
    lacking = [group for group in groups if _is_missing_column(group.code, group.fix)]
    if len(lacking) < 2:  # noqa: PLR2004  one column needs no joining
        return list(groups)
    most = max(lacking, key=lambda group: group.count)
    columns = list(dict.fromkeys(group.column for group in lacking))
    joined = replace(
        most,
        code=WITHOUT_COLUMNS,
        column="",
        message=_missing_message(columns),
        fix=ADD_COLUMNS,
    )
    return [joined, *(group for group in groups if group not in lacking)]


def _missing_message(columns: Sequence[str]) -> str:
    return f"The file lacks columns that new products need: {', '.join(columns)}."


def _is_missing_column(code: str, fix: str) -> bool:
    return code == MISSING and fix == ADD_COLUMN


def _weight(group: ProblemGroup) -> tuple[bool, int, int]:
    return group.level != ERROR, -group.count, group.rows[0] if group.rows else 0
