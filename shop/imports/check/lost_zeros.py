"""Article numbers that lost their leading zeros in a spreadsheet: 123 where 00123 is meant."""

from collections.abc import Iterable

from django.db import connection

from catalog.imports.errors import ERROR, WARNING
from catalog.imports.plan import StagedRow, note

LOST_ZEROS = "lost_zeros"
_TWINS = """
    select ltrim(p.upc, '0'), min(p.upc)
    from catalogue_product p left join catalogue_product o on o.id = p.parent_id
    where p.upc like '0%%' and ltrim(p.upc, '0') = any(%s)
        and coalesce(o.licensee_id, p.licensee_id) = %s
    group by 1
"""


def note_lost_zeros(rows: Iterable[StagedRow], known: Iterable[str], licensee_id: int) -> None:
    """Add a problem to rows of unknown numbers that the licensee has with zeros before them.

    A row that says `create` is only warned of: both numbers may be meant.
    """
    found = set(known)
    unknown = [row for row in rows if _is_digits(row.sku) and row.sku not in found]
    if not unknown:
        return
    with connection.cursor() as cursor:
        cursor.execute(_TWINS, [[row.sku for row in unknown], licensee_id])
        twins = dict(cursor.fetchall())
    for row in unknown:
        if twin := twins.get(row.sku):
            level = WARNING if row.cells.get("action") == "create" else ERROR
            message = f"A spreadsheet may have removed the zeros: you have {twin}, not {row.sku}."
            fix = f"Write {twin} as text. For a new article, write create in the column action."
            row.problems.append(note(LOST_ZEROS, "licensee_sku", message, fix, level))


def _is_digits(sku: str) -> bool:
    return sku.isascii() and sku.isdigit() and not sku.startswith("0")
