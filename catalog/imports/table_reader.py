"""Read a file as a table of texts: CSV or XLSX, detected by content instead of name.

Rows are yielded while the file is read. Other files raise `FileRefused`.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from catalog.imports.encodings import NAMES, find_encoding, not_utf8
from catalog.imports.errors import WARNING, FileRefused, Problem, refuse
from catalog.imports.table import MOST_COLUMNS, Line, Table, has_content

MOST_CSV_BYTES, MOST_CSV_ROWS = 300 * 1024 * 1024, 200_000
MOST_XLSX_BYTES = 25 * 1024 * 1024
LONGEST_FIELD = 4_000_000  # a larger field means a missing quote
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
OTHERS = {
    b"%PDF": "a PDF",
    b"<!DO": "a web page",
    b"<htm": "a web page",
    b"<tab": "a web page",
    b"<?xm": "an XML file",
    b"<rss": "an XML file",
    b"[{": "a JSON file",
    b'{"': "a JSON file",
    b"{\\rt": "a text document",
    b"\x1f\x8b": "a compressed file",
    b"Rar!": "a compressed file",
    b"7z\xbc\xaf": "a compressed file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"RIFF": "a picture",
    b"MZ\x90": "a program",
}
SEPARATORS = (";", ",", "\t")
SEPARATOR_LINE = re.compile(r"\s*\"?sep=([;,\t|])\"?\s*", re.IGNORECASE)
SAMPLE_LINES = 20  # lines in which the separator is searched


def read_table(path: Path) -> Table:
    """Open a file. Raises `FileRefused`, also while rows are read."""
    size = path.stat().st_size
    with path.open("rb") as file:
        begin = file.read(4096)
    if not begin.strip():
        raise refuse("empty", "The file is empty.", "Upload the template with your products.")
    if begin.startswith(ZIP):
        if size > MOST_XLSX_BYTES:
            raise _too_large(
                MOST_XLSX_BYTES, "XLSX", "Save it as CSV UTF-8, which can have 300 MB."
            )
        from catalog.imports.xlsx_reader import read_sheet  # its library takes 1 MB

        return read_sheet(path)
    _refuse_other_formats(begin)
    if size > MOST_CSV_BYTES:
        raise _too_large(MOST_CSV_BYTES, "CSV", "Split it.")
    encoding = find_encoding(path)
    text = path.open(encoding=encoding, newline="")
    try:
        table = _read_csv(text, ends_in_line=_ends_in_line(path))
    except BaseException:
        text.close()
        raise
    if encoding in NAMES:
        message = f"The file is not in UTF-8. It was read as {NAMES[encoding]}."
        fix = "Check letters with accents; to be certain, save it as “CSV UTF-8”."
        table.notes.append(Problem("encoding", "", message, fix, WARNING))
    return table


def _ends_in_line(path: Path) -> bool:
    """Return whether a file ends with a line break, in one or two bytes per character."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 2))
        return file.read().strip(b"\x00")[-1:] in {b"\n", b"\r"}


def _too_large(most: int, kind: str, fix: str) -> FileRefused:
    return refuse("too_large", f"The {kind} file is larger than {most // 1024 // 1024} MB.", fix)


def _refuse_other_formats(begin: bytes) -> None:
    if begin.startswith(OLE):
        raise refuse(
            "old_or_locked",
            "The file is protected by a password, or from an Excel version before 2007.",
            "Remove the password and save it as XLSX or CSV UTF-8.",
        )
    begin = begin.removeprefix(codecs.BOM_UTF8).lstrip()
    for magic, what in OTHERS.items():
        if begin.lower().startswith(magic.lower()):
            raise refuse("no_table", f"This is {what}, not a table.", "Upload XLSX or CSV UTF-8.")


def _read_csv(text: io.TextIOWrapper, *, ends_in_line: bool) -> Table:
    try:
        separator, skipped = _find_separator(text)
    except UnicodeDecodeError:
        raise not_utf8(1) from None
    csv.field_size_limit(LONGEST_FIELD)
    rows = csv.reader(_without_nul(text), delimiter=separator)
    number, header = skipped, _cells(rows)
    while header is not None and not has_content(header):
        number, header = number + 1, _cells(rows)
    if header is None:
        raise refuse("empty", "The file is empty.", "Upload the template with your products.")
    if len(header) > MOST_COLUMNS and has_content(header[MOST_COLUMNS:]):
        raise refuse("too_wide", f"The file has more than {MOST_COLUMNS} columns.")
    lines = _lines(rows, number + 1, ends_in_line=ends_in_line)
    return Table("csv", header, lines, separator, text, number=number + 1)


def _find_separator(text: io.TextIOWrapper) -> tuple[str, int]:
    """Return the separator and the number of lines to skip, after which the file is positioned.

    Excel's first line `sep=;` names the separator. Otherwise it is the most frequent one in the
    first line with at least two separators, since titles may precede the header.
    """
    named = SEPARATOR_LINE.fullmatch(text.readline(LONGEST_FIELD).strip("\r\n"))
    if named:
        return named[1], 1
    text.seek(0)
    lines = [line for line in islice(_read_lines(text), SAMPLE_LINES) if line.strip()]
    text.seek(0)
    counts = [{sign: line.count(sign) for sign in SEPARATORS} for line in lines] or [{",": 0}]
    first = next((each for each in counts if max(each.values()) > 1), counts[0])
    return max(first, key=lambda sign: first[sign]), 0


def _read_lines(text: io.TextIOWrapper) -> Iterator[str]:
    while line := text.readline(LONGEST_FIELD):
        yield line


def _cells(rows: Iterator[list[str]]) -> list[str] | None:
    try:
        return next(rows, None)
    except UnicodeDecodeError:
        raise not_utf8(getattr(rows, "line_num", 0) + 1) from None
    except csv.Error:
        line = getattr(rows, "line_num", 0)
        raise refuse(
            "quotes", f"Somewhere after line {line} a quote is opened and not closed.", "Close it."
        ) from None


def _lines(rows: Iterator[list[str]], number: int, *, ends_in_line: bool) -> Iterator[Line]:
    """Yield non-empty rows, numbered as in a spreadsheet."""
    waiting, count = _cells(rows), 0
    while waiting is not None:
        number += 1
        following = _cells(rows)
        if has_content(waiting):
            count += 1
            if count > MOST_CSV_ROWS:
                raise refuse(
                    "too_many", f"The file has more than {MOST_CSV_ROWS:,} rows.", "Split it."
                )
            last = following is None
            # An unclosed quote puts the line break into the cell.
            is_cut = last and (not ends_in_line or waiting[-1].endswith(("\n", "\r")))
            yield Line(number, waiting, last=last, is_cut=is_cut)
        waiting = following


def _without_nul(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield line.replace("\x00", "\ufffd") if "\x00" in line else line
