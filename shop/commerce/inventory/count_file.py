"""The file of a stock-take: read whole, every fault of it named by row and column.

It has the columns sku and counted, and may say where each article was counted by the code of its
location.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from shop.platform.core.typed_text import normalize_code, plain_code

COLUMNS = ("sku", "counted")
MOST_BYTES, MOST_ROWS, MOST_UNITS = 5_000_000, 50_000, 10_000_000
LONGEST_LINE = 10_000


@dataclass(frozen=True, slots=True)
class CountedRow:
    """A row of the file: its number in it, the article, what was counted, and where if said."""

    number: int
    sku: str
    counted: int
    location: str = ""


def read_counts(content: bytes) -> tuple[list[CountedRow], list[str]]:
    """Return the rows of a CSV file (UTF-8; comma or semicolon) and all that is wrong with it."""
    if len(content) > MOST_BYTES:
        return [], [f"The file is larger than {MOST_BYTES // 1_000_000} MB."]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return [], [f"Line {line}: this is not UTF-8. Save the file as CSV UTF-8."]
    lines = text.splitlines()
    header = next((line for line in lines if line.strip()), "")
    if "\x00" in text or not header:
        what = "This is not a text file: it has NUL bytes." if header else "The file is empty."
        return [], [what]
    long = [number for number, one in enumerate(lines, 1) if len(one) > LONGEST_LINE]
    if long:
        return [], [f"Line {at}: it has more than {LONGEST_LINE} characters." for at in long]
    rows = csv.reader(io.StringIO(text), delimiter=";" if ";" in header else ",")
    try:
        return _read(rows)
    except csv.Error as error:
        return [], [f"Line {rows.line_num}: {error}."]


def _read(rows: Iterator[list[str]]) -> tuple[list[CountedRow], list[str]]:
    header: Sequence[str] = ()
    found: list[CountedRow] = []
    problems: list[str] = []
    seen: dict[tuple[str, str], int] = {}
    for number, cells in enumerate(rows, 1):
        if not any(cell.strip() for cell in cells):
            continue
        if not header:
            header = [cell.strip().lower() for cell in cells]
            if problems := _header_problems(header):
                return [], problems
            continue
        if len(found) >= MOST_ROWS:
            return [], [f"The file has more than {MOST_ROWS} rows."]
        row = dict(zip(header, (plain_code(cell) for cell in cells), strict=False))
        row |= {"location": normalize_code(row["location"])} if "location" in row else {}
        wrong = list(_row_problems(number, row, len(cells) - len(header), seen))
        problems += wrong
        if not wrong:
            place = row.get("location", "")
            seen[row["sku"], place] = number
            found.append(CountedRow(number, row["sku"], int(row["counted"]), place))
    return found, problems


def _header_problems(header: Sequence[str]) -> list[str]:
    missing = [name for name in COLUMNS if name not in header]
    unknown = [name for name in header if name not in (*COLUMNS, "location")]
    twice = sorted({name for name in header if header.count(name) > 1})
    return [
        *(f"The column {name!r} is missing." for name in missing),
        *(f"The column {name!r} is not known." for name in unknown),
        *(f"The column {name!r} is there twice." for name in twice),
    ]


def _row_problems(
    number: int, row: Mapping[str, str], extra: int, seen: Mapping[tuple[str, str], int]
) -> Iterator[str]:
    if extra > 0:
        yield f"Row {number}: it has more cells than the header."
    sku, counted = row.get("sku", ""), row.get("counted", "")
    if not sku:
        yield f"Row {number}, column sku: it is empty."
    elif before := seen.get((sku, row.get("location", ""))):
        yield f"Row {number}, column sku: {sku!r} was in row {before} already."
    if not (counted.isascii() and counted.isdigit()) or len(counted) > len(str(MOST_UNITS)):
        yield f"Row {number}, column counted: {counted[:40]!r} is no whole number."
