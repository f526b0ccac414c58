"""Tables of the back office as XLSX files, without formulas."""

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from importlib import import_module

from django.http import HttpResponse

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NUMBERS = (int, float, Decimal)


def as_xlsx(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """Return a table as a file; texts that look like formulas stay texts."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False}
    with import_module("xlsxwriter").Workbook(file, options) as workbook:
        sheet = workbook.add_worksheet()
        sheet.freeze_panes(1, 0)
        bold = workbook.add_format({"bold": True})
        sheet.write_row(0, 0, columns, bold)
        for position, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, NUMBERS):
                    sheet.write_number(position, column, float(value))
                else:
                    sheet.write_string(position, column, "" if value is None else str(value))
    response = HttpResponse(file.getvalue(), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response
