"""Tables of the back office as CSV and XLSX, without executable cells.

CSV is UTF-8 that spreadsheets recognize, and is sent while rows are read. A workbook is written
row by row into a temporary file, so that its memory does not grow with the list.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from importlib import import_module
from tempfile import TemporaryFile

from django.http import FileResponse, StreamingHttpResponse

BYTE_ORDER_MARK = "\ufeff"
RUNS = ("=", "+", "-", "@", "\t", "\r")
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 1_048_575  # of a sheet, below its header
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


class _Echo:
    """A file object that returns the written text."""

    def write(self, text: str) -> str:
        """Return the text."""
        return text


def as_csv(
    name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> StreamingHttpResponse:
    """Return a table as a streamed file."""
    response = StreamingHttpResponse(_lines(columns, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_file_name(name)}.csv"'
    return response


def _lines(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK + writer.writerow(columns)
    for row in rows:
        yield writer.writerow([_cell(value) for value in row])


def as_xlsx(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> FileResponse:
    """Return a table as a workbook; texts stay texts, whatever they begin with."""
    file = TemporaryFile()  # noqa: SIM115  the response closes it
    # Only a process that writes a workbook loads the library, 16 MB.
    with import_module("xlsxwriter").Workbook(file, OPTIONS) as workbook:
        sheet = workbook.add_worksheet()
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, columns, workbook.add_format({"bold": True}))
        for number, row in enumerate(rows, start=1):
            if number > MOST_ROWS:
                break
            sheet.write_row(number, 0, [_typed(value) for value in row])
    file.seek(0)
    return FileResponse(
        file, as_attachment=True, filename=f"{_file_name(name)}.xlsx", content_type=WORKBOOK
    )


def _typed(value: object) -> object:
    if value is None or isinstance(value, int | Decimal):
        return value
    return _text(value)


def _cell(value: object) -> str:
    """Return the text of a cell; a text that a spreadsheet would run begins with an apostrophe."""
    text = _text(value)
    is_number = isinstance(value, int | float | Decimal)
    return f"'{text}" if text.startswith(RUNS) and not is_number else text


def _text(value: object) -> str:
    """Return a value as text: an instant in UTC, nothing as an empty text."""
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S}"
    return "" if value is None else str(value)


def _file_name(name: str) -> str:
    return "".join(sign if sign.isalnum() or sign in "-_." else "-" for sign in name)
