"""Write files for licensees: the template with its guide, and tables as XLSX or CSV."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from catalog.imports.column import Column
from catalog.imports.csv_escaping import escape

ROWS = 5_000  # rows with drop-down lists
LONGEST_LIST = 10_000
WIDTHS = {"title": 28, "description": 36, "licensee_sku": 18, "property_codes": 26}


def write_csv(file: IO[str], rows: Iterable[Sequence[str]], separator: str = ",") -> None:
    """Write rows as CSV, with formulas escaped."""
    writer = csv.writer(file, delimiter=separator, lineterminator="\r\n")
    for row in rows:
        writer.writerow([escape(cell) for cell in row])


def write_xlsx(
    target: Path,
    rows: Iterable[Sequence[str]],
    more: Mapping[str, Iterable[Sequence[str]]] | None = None,
) -> None:
    """Write rows as texts into one sheet, and `more` sheets by name, in constant memory."""
    with _workbook(target, {"constant_memory": True, **TEXTS}) as book:
        for name, cells in {"Products": rows, **(more or {})}.items():
            _write_sheet(book.add_worksheet(name), cells)


def _workbook(target: Path, options: Mapping[str, bool]) -> Any:
    """Return a workbook to write; only a process that writes one loads the library, 17 MB."""
    return import_module("xlsxwriter").Workbook(str(target), dict(options))


def _write_sheet(sheet: Any, rows: Iterable[Sequence[str]]) -> None:
    for place, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell:
                sheet.write_string(place, column, escape(cell))


TEXTS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_template(
    target: Path,
    columns: Mapping[str, Column],
    lists: Mapping[str, Sequence[str]],
    examples: Sequence[Mapping[str, str]],
) -> None:
    """Write the template: a sheet to fill in, a guide to its columns, and the lists of values."""
    with _workbook(target, TEXTS) as book:
        sheet = book.add_worksheet("Products")
        guide = book.add_worksheet("Guide")
        list_sheet = book.add_worksheet("Lists")
        formats = {
            "needed": book.add_format({"bold": True, "bg_color": "#0B3D91", "color": "#FFFFFF"}),
            "free": book.add_format({"bold": True, "bg_color": "#E6ECF5"}),
            "text": book.add_format({"num_format": "@"}),
            "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        _products(sheet, columns, examples, formats)
        _guide(guide, columns, formats)
        for place, (name, values) in enumerate(lists.items()):
            list_values = list(values)[:LONGEST_LIST]
            list_sheet.write_column(0, place, [name, *list_values])
            if name in columns and list_values:
                _offer(sheet, list(columns).index(name), place, len(list_values))
        list_sheet.set_column(0, max(len(lists) - 1, 0), 24)


def _products(
    sheet: Any,
    columns: Mapping[str, Column],
    examples: Sequence[Mapping[str, str]],
    formats: Mapping[str, Any],
) -> None:
    for place, column in enumerate(columns.values()):
        look = formats["needed" if column.required else "free"]
        sheet.write_string(0, place, column.name, look)
        width = WIDTHS.get(column.name, WIDTHS.get(column.name.partition("_")[0], 16))
        # As text, so that a GTIN keeps its digits and a size does not become a date.
        sheet.set_column(place, place, width, formats["text"])
        for row, example in enumerate(examples, 1):
            if example.get(column.name):
                sheet.write_string(row, place, escape(example[column.name]), formats["text"])
    sheet.freeze_panes(1, 1)


def _guide(sheet: Any, columns: Mapping[str, Column], formats: Mapping[str, Any]) -> None:
    sheet.write_row(0, 0, ["Column", "Required", "Description", "Example", "When changed"])
    for row, column in enumerate(columns.values(), 1):
        needed = "for new products" if column.required else "if applicable"
        then = "needs approval" if column.versioned else "goes live at once"
        cells = [column.name, needed, column.help, column.example, then]
        for place, cell in enumerate(cells):
            sheet.write_string(row, place, escape(cell), formats["wrap"])
    sheet.set_column(0, 1, 22)
    sheet.set_column(2, 2, 70)
    sheet.set_column(3, 4, 24)
    sheet.freeze_panes(1, 1)


def _offer(sheet: Any, column: int, place: int, count: int) -> None:
    """Add a drop-down list to a column; several values separated by ; are accepted too."""
    letter = import_module("xlsxwriter.utility").xl_col_to_name(place)
    sheet.data_validation(
        1,
        column,
        ROWS,
        column,
        {
            "validate": "list",
            "source": f"=Lists!${letter}$2:${letter}${count + 1}",
            "error_type": "information",
            "error_title": "Not in the list",
            "error_message": "Several values are separated by ;",
        },
    )
