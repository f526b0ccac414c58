"""Read a sheet of an XLSX file: the template's, or the first visible one."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import python_calamine as calamine

from catalog.imports.errors import WARNING, Problem, refuse
from catalog.imports.table import MOST_COLUMNS, MOST_XLSX_ROWS, DateCell, Line, Table, has_content
from catalog.imports.workbook_parts import DAMAGED, Formulas, column_letters, find_formulas

SHEET = "products"  # the template's sheet; another file's first visible one is read
SHOWN_SHEETS = 5
EXACT_DIGITS = 15  # significant digits that a spreadsheet shows; more are binary rounding noise


def read_sheet(path: Path) -> Table:
    """Open the template's sheet, or the first visible one. Raises `FileRefused`."""
    formulas = find_formulas(path)
    try:
        book = calamine.load_workbook(str(path))
        name, notes = _choose_sheet(book)
        sheet = book.get_sheet_by_name(name)
        merged = _merged(sheet)
        rows = sheet.iter_rows() if sheet.height else iter(())
    except calamine.PasswordError:
        raise refuse(
            "old_or_locked", "The file is protected by a password.", "Remove the password."
        ) from None
    except (calamine.CalamineError, OSError, ValueError):
        raise refuse("damaged", DAMAGED, "Save it again.") from None
    # Rows start at the first non-empty one; formulas and merged cells count from the sheet's first.
    first = sheet.start[0] if sheet.start else 0
    lines = _lines(rows, first, formulas.get(name, {}), merged)
    header = next(lines, None)
    if header is None:
        raise refuse("empty", "The file is empty.", "Upload the template with your products.")
    return Table("xlsx", header.cells, lines, notes=notes, number=header.number)


def _choose_sheet(book: Any) -> tuple[str, list[Problem]]:
    """Return the name of the sheet to read, and a note if others are ignored."""
    sheets = [
        sheet for sheet in book.sheets_metadata if sheet.typ == calamine.SheetTypeEnum.WorkSheet
    ]
    visible = [sheet.name for sheet in sheets if sheet.visible == calamine.SheetVisibleEnum.Visible]
    if not visible:
        fix = "Unhide the sheet with your articles."
        raise refuse("empty", "The workbook has no visible sheet.", fix)
    chosen = next((name for name in visible if name.lower() == SHEET), visible[0])
    others = [sheet.name for sheet in sheets if sheet.name != chosen]
    if not others or chosen.lower() == SHEET:
        return chosen, []
    listed = ", ".join(f"“{name}”" for name in others[:SHOWN_SHEETS])
    more = " and others" if len(others) > SHOWN_SHEETS else ""
    message = f"Only the sheet “{chosen}” was read. Not read: {listed}{more}."
    fix = "To import another sheet, move it to the front or name it “Products”."
    return chosen, [Problem("other_sheets", "", message, fix, WARNING)]


def _lines(
    rows: Iterator[list[Any]], first: int, formulas: Formulas, merged: Mapping[int, str]
) -> Iterator[Line]:
    """Yield non-empty rows."""
    count = 0
    for number, cells in enumerate(rows, first + 1):
        texts = [_text(cell) for cell in cells]
        if not has_content(texts):
            continue
        count += 1
        if count > MOST_XLSX_ROWS + 1:
            fix = "Save it as CSV UTF-8, which can have 200,000 rows."
            raise refuse("too_many", f"The sheet has more than {MOST_XLSX_ROWS:,} rows.", fix)
        texts = _trimmed(texts)
        problems = []
        if number in merged:
            message = f"The cells {merged[number]} are merged."
            problems.append(Problem("merged", "", message, "Unmerge the cells."))
        places = tuple(sorted(formulas.get(number, ())))
        yield Line(number, texts, tuple(problems), formulas=places, is_sheet=True)


def _trimmed(texts: list[str]) -> list[str]:
    """Return a row with at most `MOST_COLUMNS` cells and one more if there is content beyond."""
    if len(texts) <= MOST_COLUMNS:
        return texts
    beyond = next((at for at in range(MOST_COLUMNS, len(texts)) if texts[at].strip()), None)
    shortened = texts[:MOST_COLUMNS]
    if beyond is not None:  # One cell without a header, so that it is reported.
        shortened.append(texts[beyond])
    return shortened


def _text(cell: Any) -> str:
    """Return a cell as text, as a user would have typed it."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return _number(cell)
    if isinstance(cell, datetime | date | time):
        return DateCell(cell.isoformat())
    if isinstance(cell, timedelta):
        return DateCell(str(cell))
    return str(cell)


def _number(cell: float) -> str:
    """Return a number as a spreadsheet shows it: 29.7 for 29.700000000000003."""
    if cell.is_integer() and abs(cell) < 1e15:  # noqa: PLR2004  beyond it floats are not exact
        return str(int(cell))
    return repr(float(f"{cell:.{EXACT_DIGITS}g}"))


def _merged(sheet: Any) -> dict[int, str]:
    names: dict[int, str] = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        name = f"{column_letters(left)}{top + 1}:{column_letters(right)}{bottom + 1}"
        for row in range(top, min(bottom, top + MOST_XLSX_ROWS) + 1):
            names.setdefault(row + 1, name)
    return names
