"""A file as a table of texts: CSV in UTF-8 or XLSX, told apart by what is in it, not by its name.

Rows are yielded as they are read; a file that cannot be one is refused in one sentence.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from catalog.ingest.errors import FileRefused, Problem, refuse

MOST_CSV_BYTES, MOST_CSV_ROWS = 300 * 1024 * 1024, 200_000
MOST_XLSX_BYTES, MOST_XLSX_ROWS = 25 * 1024 * 1024, 50_000
MOST_COLUMNS = 500
LONGEST_FIELD = 4_000_000  # a cell of a million signs is a row's problem, a lost quote the file's
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
OTHERS = {
    b"%PDF": "a PDF",
    b"<!DO": "a web page",
    b"<htm": "a web page",
    b"{\\rt": "a text document",
    b"\x1f\x8b": "a compressed file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
CSV_UTF8 = "Save it as “CSV UTF-8”."


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a file: its number as spreadsheets count, its cells, and what reading found."""

    number: int
    cells: list[str]
    problems: tuple[Problem, ...] = ()
    last: bool = False


@dataclass(slots=True)
class Table:
    """The header of a file and its rows, to be gone through once; `kind` is "csv" or "xlsx"."""

    kind: str
    header: list[str]
    lines: Iterator[Line]
    separator: str = ","
    file: io.TextIOWrapper | None = None

    def close(self) -> None:
        """Give the file back; for `contextlib.closing`."""
        if self.file is not None:
            self.file.close()


def read_table(path: Path) -> Table:
    """Open a file. Raises `FileRefused`, then or while its rows are read."""
    size = path.stat().st_size
    with path.open("rb") as file:
        begin = file.read(4096)
    if not begin.strip():
        raise refuse("empty", "The file is empty.", "Upload the template with your articles.")
    if begin.startswith(ZIP):
        from catalog.ingest.sheets import read_sheet  # the reader of sheets is large

        if size > MOST_XLSX_BYTES:
            raise _too_large(MOST_XLSX_BYTES, "XLSX", "Save it as CSV UTF-8: that may have 300 MB.")
        return read_sheet(path)
    _refuse_others(begin)
    if size > MOST_CSV_BYTES:
        raise _too_large(MOST_CSV_BYTES, "CSV", "Split it.")
    text = path.open(encoding="utf-8-sig", newline="")
    try:
        return _read_csv(text)
    except BaseException:
        text.close()
        raise


def _too_large(most: int, kind: str, fix: str) -> FileRefused:
    return refuse("too_large", f"The {kind} file is larger than {most // 1024 // 1024} MB.", fix)


def _refuse_others(begin: bytes) -> None:
    if begin.startswith(OLE):
        raise refuse(
            "old_or_locked",
            "The file is protected by a password, or of an Excel before 2007.",
            "Take the password off and save it as XLSX or CSV UTF-8.",
        )
    for magic, what in OTHERS.items():
        if begin.lower().startswith(magic.lower()):
            raise refuse("no_table", f"This is {what}, not a table.", "Upload XLSX or CSV UTF-8.")
    if begin.startswith(UTF_16):
        raise refuse("encoding", "The file is in UTF-16, not in UTF-8.", CSV_UTF8)


def _read_csv(text: io.TextIOWrapper) -> Table:
    try:
        first = _first_line(text)
    except UnicodeDecodeError:
        raise _not_utf8(1) from None
    separator = max((";", ",", "\t"), key=first.count)
    csv.field_size_limit(LONGEST_FIELD)
    rows = csv.reader(_without_nul(text), delimiter=separator)
    header = _cells(rows)
    while header is not None and not any(cell.strip() for cell in header):
        header = _cells(rows)
    if header is None:
        raise refuse("empty", "The file is empty.", "Upload the template with your articles.")
    if len(header) > MOST_COLUMNS:
        raise refuse("too_wide", f"The file has more than {MOST_COLUMNS} columns.")
    return Table("csv", header, _lines(rows, rows.line_num), separator, text)


def _first_line(text: io.TextIOWrapper) -> str:
    """Return the first line that says something; the file is then at its begin again."""
    line = text.readline(LONGEST_FIELD)
    while line and not line.strip():
        line = text.readline(LONGEST_FIELD)
    text.seek(0)
    return line


def _cells(rows: Iterator[list[str]]) -> list[str] | None:
    try:
        return next(rows, None)
    except UnicodeDecodeError:
        raise _not_utf8(getattr(rows, "line_num", 0) + 1) from None
    except csv.Error:
        line = getattr(rows, "line_num", 0)
        raise refuse(
            "quotes", f"Somewhere after line {line} a quote is opened and not closed.", "Close it."
        ) from None


def _lines(rows: Iterator[list[str]], number: int) -> Iterator[Line]:
    """Yield rows that say something; the number is the line at which a row ends."""
    waiting, count = _cells(rows), 0
    while waiting is not None:
        number += 1
        following = _cells(rows)
        if any(waiting):
            count += 1
            if count > MOST_CSV_ROWS:
                raise refuse(
                    "too_many", f"The file has more than {MOST_CSV_ROWS:,} rows.", "Split it."
                )
            yield Line(number, waiting, last=following is None)
        waiting = following


def _not_utf8(line: int) -> FileRefused:
    return refuse("encoding", f"Near line {line} the file is not in UTF-8.", CSV_UTF8)


def _without_nul(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield line.replace("\x00", "\ufffd") if "\x00" in line else line
