"""Reader of stock-take files; all problems are reported by row and column.

Columns: sku, counted and optionally location (its code). A count sheet (`count_sheet.py`) has more
columns, which are not read; its rows without a count were not counted.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from catalog.imports.errors import FileRefused, Problem
from catalog.imports.table import Line, Table
from catalog.imports.table_reader import read_table
from shop.platform.core.typed_text import normalize_code, plain_code

COLUMNS = ("sku", "counted")
ON_SHEET = "in stock"  # marks a count sheet
SHEET = ("sku", "item", "location", ON_SHEET, "counted")
MOST_BYTES, MOST_ROWS, MOST_UNITS = 5_000_000, 50_000, 10_000_000
LONGEST_CELL = 10_000


@dataclass(frozen=True, slots=True)
class CountedRow:
    """A row of the file: row number, article, counted units, and location if given."""

    number: int
    sku: str
    counted: int
    location: str = ""


def read_counts(content: bytes) -> tuple[list[CountedRow], list[str]]:
    """Return the rows of a CSV or XLSX file, and all its problems."""
    if len(content) > MOST_BYTES:
        return [], [f"The file is larger than {MOST_BYTES // 1_000_000} MB."]
    with NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        try:
            with closing(read_table(Path(file.name))) as table:
                return _read(table)
        except FileRefused as refused:
            return [], [_sentence(problem) for problem in refused.problems]


def _read(table: Table) -> tuple[list[CountedRow], list[str]]:
    header = [cell.strip().lower() for cell in table.header]
    while header and not header[-1]:  # a spreadsheet may have more columns than its header
        header.pop()
    unsafe = [_sentence(note) for note in table.notes if note.code == "encoding"]
    if problems := [*unsafe, *_header_problems(header)]:
        return [], problems
    counted: list[CountedRow] = []
    seen: dict[tuple[str, str], int] = {}
    for line in table.lines:
        if len(counted) >= MOST_ROWS:
            return [], [f"The file has more than {MOST_ROWS} rows."]
        row = dict(zip(header, (plain_code(cell) for cell in line.cells), strict=False))
        row |= {"location": normalize_code(row["location"])} if "location" in row else {}
        if ON_SHEET in header and not row.get("counted"):
            continue
        wrong = [*_line_problems(line, len(header)), *_row_problems(line.number, row, seen)]
        problems += wrong
        if not wrong:
            place = row.get("location", "")
            seen[row["sku"], place] = line.number
            counted.append(CountedRow(line.number, row["sku"], int(row["counted"]), place))
    if ON_SHEET in header and not counted and not problems:
        problems.append("No row has a count. Enter the counted units in the column 'counted'.")
    return counted, problems


def _sentence(problem: Problem) -> str:
    """Return the message of a table problem, without the advice meant for imports of products."""
    is_empty = problem.code == "empty"
    return problem.message if is_empty else f"{problem.message} {problem.fix}".strip()


def _header_problems(header: Sequence[str]) -> list[str]:
    missing = [name for name in COLUMNS if name not in header]
    known = SHEET if ON_SHEET in header else (*COLUMNS, "location")
    unknown = [name for name in header if name not in known]
    twice = sorted({name for name in header if header.count(name) > 1})
    return [
        *(f"The column {name!r} is missing." for name in missing),
        *(f"The column {name!r} is not known." for name in unknown),
        *(f"The column {name!r} is there twice." for name in twice),
    ]


def _line_problems(line: Line, width: int) -> Iterator[str]:
    extra = line.cells[width:]
    if any(extra) if line.is_sheet else extra:
        yield f"Row {line.number}: it has more cells than the header."
    if any("\ufffd" in cell for cell in line.cells):
        yield f"Row {line.number}: it has NUL bytes or other characters that cannot be read."
    if any(len(cell) > LONGEST_CELL for cell in line.cells):
        yield f"Row {line.number}: a cell has more than {LONGEST_CELL} characters."
    for problem in line.problems:
        yield f"Row {line.number}, {problem}"


def _row_problems(
    number: int, row: Mapping[str, str], seen: Mapping[tuple[str, str], int]
) -> Iterator[str]:
    sku, counted = row.get("sku", ""), row.get("counted", "")
    if not sku:
        yield f"Row {number}, column sku: it is empty."
    elif before := seen.get((sku, row.get("location", ""))):
        yield f"Row {number}, column sku: {sku!r} is in row {before} too."
    whole = counted.isascii() and counted.isdigit() and len(counted) <= len(str(MOST_UNITS))
    if not whole or int(counted) > MOST_UNITS:
        yield f"Row {number}, column counted: {counted[:40]!r} is not a whole number."
