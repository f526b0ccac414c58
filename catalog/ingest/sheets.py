"""The sheet of an XLSX file: looked at as a ZIP before it is read, formulas found by cell."""

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import python_calamine as calamine

from catalog.ingest.errors import Problem, refuse
from catalog.ingest.reading import MOST_COLUMNS, MOST_XLSX_ROWS, Line, Table

SHEET = "products"  # the template's sheet; another file's first one is read
MOST_PARTS, MOST_UNPACKED = 2_000, 600 * 1024 * 1024
BLOCK = 1 << 20
WORKBOOK = "xl/workbook.xml"
FORMULA = re.compile(rb'<c\s[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>\s*<f[\s>/]')
DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
DAMAGED = "The XLSX file is damaged."


def read_sheet(path: Path) -> Table:
    """Open the template's sheet, or the first one. Raises `FileRefused`."""
    formulas = _look_inside(path)
    try:
        book = calamine.load_workbook(str(path))
        names = book.sheet_names
        if not names:
            raise refuse("empty", "The workbook has no sheet.")
        place = next((at for at, name in enumerate(names) if name.lower() == SHEET), 0)
        sheet = book.get_sheet_by_index(place)
        merged = _merged(sheet)
        rows = sheet.iter_rows() if sheet.height else iter(())
    except calamine.PasswordError:
        raise refuse(
            "old_or_locked", "The file is protected by a password.", "Take it off."
        ) from None
    except (calamine.CalamineError, OSError, ValueError):
        raise refuse("damaged", DAMAGED, "Save it again.") from None
    if sheet.total_height > MOST_XLSX_ROWS + 1:
        fix = "Save it as CSV UTF-8: that may have 200,000."
        raise refuse("too_many", f"The sheet has more than {MOST_XLSX_ROWS:,} rows.", fix)
    if sheet.total_width > MOST_COLUMNS:
        raise refuse("too_wide", f"The sheet has more than {MOST_COLUMNS} columns.")
    # Rows are counted from the first that is not empty; formulas and merged cells from the sheet's.
    first = sheet.start[0] if sheet.start else 0
    lines = _lines(rows, first, formulas.get(place, {}), merged)
    header = next(lines, None)
    if header is None:
        raise refuse("empty", "The file is empty.", "Upload the template with your articles.")
    return Table("xlsx", header.cells, lines)


def _lines(
    rows: Iterator[list[Any]], first: int, formulas: dict[int, str], merged: dict[int, str]
) -> Iterator[Line]:
    for number, cells in enumerate(rows, first + 1):
        texts = [_text(cell) for cell in cells]
        if not any(texts):
            continue
        problems = []
        if number in formulas:
            fix = "Copy the cell and paste it as a value."
            message = f"Cell {formulas[number]}{number} holds a formula."
            problems.append(Problem("formula", "", message, fix))
        if number in merged:
            message = f"The cells {merged[number]} are merged."
            problems.append(Problem("merged", "", message, "Take the merging away."))
        yield Line(number, texts, tuple(problems))


def _text(cell: Any) -> str:
    """Return a cell as the text that somebody would have typed."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)  # noqa: PLR2004  beyond it floats are not exact
    if isinstance(cell, datetime | date | time | timedelta):
        return cell.isoformat() if isinstance(cell, datetime | date | time) else str(cell)
    return str(cell)


def _look_inside(path: Path) -> dict[int, dict[int, str]]:
    """Return by sheet's place the rows with formulas, and refuse what would not unpack well."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise refuse(
                    "old_or_locked", "The file is protected by a password.", "Take it off."
                )
            unpacked = sum(part.file_size for part in parts)
            if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED:
                raise refuse("bomb", f"The file would unpack to {unpacked // 1024 // 1024:,} MB.")
            if WORKBOOK not in archive.namelist():
                fix = "Upload XLSX or CSV UTF-8; pictures have a field of their own."
                raise refuse("no_table", "This is a ZIP, not a workbook.", fix)
            return _formulas(archive, parts)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError):
        raise refuse("damaged", DAMAGED, "Save it again.") from None


def _formulas(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> dict[int, dict[int, str]]:
    sheets = [part for part in parts if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", part.filename)]
    sheets.sort(key=lambda part: int(re.findall(r"\d+", part.filename)[-1]))
    found: dict[int, dict[int, str]] = {}
    for part in parts:
        if not part.filename.endswith((".xml", ".rels")):
            continue
        seen: dict[int, str] = {}
        rest = b""
        with archive.open(part) as file:
            while block := file.read(BLOCK):  # a wrong size or sum in the directory shows here
                block = rest + block
                if DOCTYPE.search(block):
                    raise refuse(
                        "entities", "The file defines entities of its own.", "Save it again."
                    )
                for column, row in FORMULA.findall(block):
                    seen.setdefault(int(row), column.decode())
                rest = block[-300:]
        if seen and part in sheets:
            found[sheets.index(part)] = seen
    return found


def _merged(sheet: Any) -> dict[int, str]:
    found: dict[int, str] = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        name = f"{_letters(left)}{top + 1}:{_letters(right)}{bottom + 1}"
        for row in range(top, min(bottom, top + MOST_XLSX_ROWS) + 1):
            found.setdefault(row + 1, name)
    return found


def _letters(column: int) -> str:
    name, rest = "", column + 1
    while rest:
        rest, place = divmod(rest - 1, 26)
        name = chr(65 + place) + name
    return name
