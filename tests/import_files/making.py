"""Makers of bad files: tables of a row or more, workbooks, archives, each wrong in one way."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import xlsxwriter

from tests.imports.files import GOOD, as_csv

Row = Mapping[str, str]
SKU = "BAD-1"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


@dataclass(frozen=True)
class Names:
    """Existing codes that the files refer to: those of the licensee, and those of others."""

    category: str = "pin"
    agreement: str = "A-1"
    mark: str = "mark-1"
    foreign_mark: str = "mark-2"
    ended_agreement: str = "A-9"
    foreign_agreement: str = "A-8"
    foreign_sku: str = "THEIRS-1"
    sport: str = "judo"
    athlete_mark: str = "mark-3"

    def row(self, sku: str = SKU, **cells: str) -> dict[str, str]:
        """Return a valid row with the given changes."""
        rights = {
            "category_code": self.category,
            "agreement_no": self.agreement,
            "property_codes": self.mark,
        }
        return {"licensee_sku": sku, **GOOD, **rights, **cells}


@dataclass(frozen=True)
class Case:
    """A file, its name, and what must come of it."""

    name: str
    expected: str
    content: Callable[[Names], bytes]


def one(expected: str, **cells: str) -> Callable[[str], Case]:
    """A CSV of one row with these cells."""
    return lambda name: Case(name, expected, lambda names: as_csv([names.row(**cells)]))


def labeled(expected: str, first: str, last: str) -> Callable[[str], Case]:
    """A CSV of one row with these labels."""
    return one(expected, label_serial_from=first, label_serial_to=last)


def raw(expected: str, content: bytes | Callable[[Names], bytes]) -> Callable[[str], Case]:
    """Return a file with its own content."""
    made = content if callable(content) else lambda _names: content
    return lambda name: Case(name, expected, made)


def book(
    rows: Callable[[Names], list[list[object]]],
    change: Callable[[xlsxwriter.Workbook, object], None] | None = None,
) -> Callable[[Names], bytes]:
    """Return an XLSX with these cells and further changes."""

    def make(names: Names) -> bytes:
        target = io.BytesIO()
        with xlsxwriter.Workbook(target, {"in_memory": True}) as workbook:
            sheet = workbook.add_worksheet("Products")
            for place, row in enumerate(rows(names)):
                for column, cell in enumerate(row):
                    sheet.write(place, column, cell)
            if change:
                change(workbook, sheet)
        return target.getvalue()

    return make


def good_rows(**cells: object) -> Callable[[Names], list[list[object]]]:
    """Header and one row, with cells of any type."""

    def rows(names: Names) -> list[list[object]]:
        row = {**names.row(), **cells}
        return [list(row), list(row.values())]

    return rows


def archive(parts: Mapping[str, bytes], *, flags: int = 0) -> bytes:
    """A ZIP of these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    found = bytearray(target.getvalue())
    if flags:
        for magic, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
            at = found.find(magic)
            while at >= 0:
                found[at + place] |= flags
                at = found.find(magic, at + 4)
    return bytes(found)


def with_part(name: str, content: Callable[[bytes], bytes]) -> Callable[[Names], bytes]:
    """A good workbook in which one part is another."""

    def make(names: Names) -> bytes:
        with zipfile.ZipFile(io.BytesIO(book(good_rows())(names))) as packed:
            parts = {part: packed.read(part) for part in packed.namelist()}
        parts[name] = content(parts[name])
        return archive(parts)

    return make


def bomb(names: Names) -> bytes:
    """A workbook of a few megabytes that unpacks to some gigabytes."""
    target = io.BytesIO(book(good_rows())(names))
    with (
        zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as packed,
        packed.open("xl/media/zeros.bin", "w", force_zip64=True) as part,
    ):
        for _ in range(700):
            part.write(bytes(1024 * 1024))
    return target.getvalue()


def header_only(names: Names) -> bytes:
    """The first line of a good file."""
    return as_csv([names.row()]).split(b"\r\n")[0] + b"\r\n"


def without(column: str) -> Callable[[Names], bytes]:
    """A good file that lacks a column."""
    return lambda names: as_csv(
        [{name: cell for name, cell in names.row().items() if name != column}]
    )


def rows(*made: Callable[[Names], Row]) -> Callable[[Names], bytes]:
    """A file of several rows."""
    return lambda names: as_csv([make(names) for make in made])


def encoded(codec: str, **cells: str) -> Callable[[Names], bytes]:
    """A good file in another encoding."""
    return lambda names: as_csv([names.row(**cells)]).decode().encode(codec)


def cut(names: Names) -> bytes:
    """A file that ends in the middle of its last row."""
    content = as_csv([names.row("GOOD-1"), names.row()])
    return content[: content.rindex(b"Maker Ltd") + 3]


def doubled_column(names: Names) -> bytes:
    """A column that is there twice."""
    header, row = as_csv([names.row()]).decode().split("\r\n")[:2]
    return f"{header},title_en\r\n{row},Other\r\n".encode()


def more_cells(names: Names) -> bytes:
    """A row with a cell more than the header."""
    header, row = as_csv([names.row()]).decode().split("\r\n")[:2]
    return f"{header}\r\n{row},x\r\n".encode()


def open_quote(names: Names) -> bytes:
    """A quote that is opened and never closed, before a lot of rows."""
    plain = {"manufacturer_address": "1 Mill Lane"}
    head = as_csv([names.row(title_en="@@", **plain)]).replace(b"@@", b'"')
    return head + as_csv([names.row("N-1", **plain)]) * 400


def short(names: Names) -> bytes:
    """A last row without the empty cells at its end, as Excel writes it."""
    header, row = as_csv([names.row()]).decode().split("\r\n")[:2]
    return f"{header},size,size_system,colour\r\n{row}\r\n".encode()


def above(*lines: str, separator: str = ",") -> Callable[[Names], bytes]:
    """A good CSV below other lines."""
    head = "".join(f"{line}\r\n" for line in lines).encode()
    return lambda names: head + as_csv([names.row()], separator)


def below(*lines: str) -> Callable[[Names], bytes]:
    """A good CSV above other lines."""
    tail = "".join(f"{line}\r\n" for line in lines).encode()
    return lambda names: as_csv([names.row()]) + tail


def foreign(names: str, *cells: str) -> bytes:
    """A table of another system."""
    return f"{names}\r\n{','.join(cells)}\r\n".encode()


def sheets(*tabs: tuple[str, str, str]) -> Callable[[Names], bytes]:
    """A workbook of sheets: name, SKU of its row (none: a chart), and "", "hidden" or "very"."""

    def make(names: Names) -> bytes:
        target = io.BytesIO()
        with xlsxwriter.Workbook(target, {"in_memory": True}) as workbook:
            for name, sku, hidden in tabs:
                if not sku:
                    chart = workbook.add_chart({"type": "line"})
                    chart.add_series({"values": "=New!$A$1:$A$2"})
                    workbook.add_chartsheet(name).set_chart(chart)
                    continue
                sheet = workbook.add_worksheet(name)
                sheet.write_row(0, 0, names.row(sku))
                sheet.write_row(1, 0, names.row(sku).values())
                if hidden:
                    sheet.very_hidden() if hidden == "very" else sheet.hide()
                else:
                    sheet.activate()
        return target.getvalue()

    return make


def moved_tabs(names: Names) -> bytes:
    """A workbook whose first tab is its second part, with a formula; parts have odd names."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as workbook:
        for sku, price in (("OTHER-1", "12.50"), (SKU, "=5*2")):
            sheet = workbook.add_worksheet(sku)
            row = names.row(sku, price_fr=price)
            sheet.write_row(0, 0, row)
            sheet.write_row(1, 0, row.values())
    with zipfile.ZipFile(io.BytesIO(target.getvalue())) as packed:
        parts = {part: packed.read(part) for part in packed.namelist()}
    book = parts["xl/workbook.xml"].decode()
    first, second = re.findall(r"<sheet [^>]*/>", book)
    parts["xl/workbook.xml"] = book.replace(first + second, second + first).encode()
    parts["xl/worksheets/one.xml"] = parts.pop("xl/worksheets/sheet2.xml")
    for part in ("xl/_rels/workbook.xml.rels", "[Content_Types].xml"):
        parts[part] = parts[part].replace(b"worksheets/sheet2.xml", b"worksheets/one.xml")
    return archive(parts)


def write_date(workbook: xlsxwriter.Workbook, sheet: xlsxwriter.Workbook) -> None:
    """Add a size that the spreadsheet stores as a date."""
    column = len(Names().row())
    sheet.write(0, column, "size")
    sheet.write_datetime(
        1,
        column,
        datetime(2026, 12, 10, tzinfo=UTC).replace(tzinfo=None),
        workbook.add_format({"num_format": "d-mmm"}),
    )
