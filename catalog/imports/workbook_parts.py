"""Inspect the parts of an XLSX file before it is read: size, formulas, extent of cells."""

import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

from catalog.imports.errors import FileRefused, refuse

MOST_PARTS, MOST_UNPACKED = 2_000, 600 * 1024 * 1024
MOST_CELLS = 60_000_000  # of the rectangle around all cells, which the reader keeps in memory
BLOCK = 1 << 20
TAIL = 600  # bytes of a block that are searched again with the next one
WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
# Parts of other documents that are ZIP files too.
OTHER_DOCUMENTS = {
    "content.xml": "an OpenDocument spreadsheet (ODS), which the shop does not read",
    "Index/": "a file of Apple Numbers, which the shop does not read",
    "xl/workbook.bin": "a binary workbook (XLSB), which the shop does not read",
    "word/": "a text document, not a table",
    "ppt/": "a presentation, not a table",
}
DAMAGED = "The XLSX file is damaged."
CELL = rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})(\d{1,7})"'
FORMULA = re.compile(CELL + rb"[^>]*>\s*<(?:\w+:)?f[\s>/]")
ANY_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
ROW = re.compile(rb'<(?:\w+:)?row\s[^>]*?\br="(\d{1,7})"')
FAR = re.compile(rb'\br="((?:S[G-Z]|[T-Z][A-Z]|[A-Z]{3}))\d{1,7}"')  # beyond column 500
DIMENSION = re.compile(rb'<(?:\w+:)?dimension\s[^>]*?\bref="(?:[A-Z]+\d+:)?([A-Z]{1,3})\d+"')
DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
Formulas = dict[int, set[int]]  # row number (from 1) to column indexes (from 0)


@dataclass(slots=True)
class Part:
    """The formulas of one part of the file and the extent of its cells."""

    formulas: Formulas = field(default_factory=dict)
    found: int = 0
    counted: int = 0
    rows: int = 0
    columns: int = 0
    has_dimension: bool = False


def find_formulas(path: Path) -> dict[str, Formulas]:
    """Return formulas by sheet name. Raises `FileRefused` for unsafe or damaged files."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 1 for part in parts):
                fix = "Remove the password."
                raise refuse("old_or_locked", "The file is protected by a password.", fix)
            unpacked = sum(part.file_size for part in parts)
            if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED:
                raise refuse("bomb", f"The file would unpack to {unpacked // 1024 // 1024:,} MB.")
            if WORKBOOK not in archive.namelist():
                raise _not_a_workbook(archive.namelist())
            return _read_parts(archive, parts)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError):
        raise refuse("damaged", DAMAGED, "Save it again.") from None
    except ET.ParseError:
        raise refuse("damaged", DAMAGED, "Save it again.") from None


def _not_a_workbook(names: list[str]) -> FileRefused:
    for start, what in OTHER_DOCUMENTS.items():
        if any(name.startswith(start) for name in names):
            return refuse("no_table", f"This is {what}.", "Save it as XLSX or CSV UTF-8.")
    fix = "Upload XLSX or CSV UTF-8. Pictures have their own field."
    return refuse("no_table", "This is a ZIP, not a workbook.", fix)


def column_letters(place: int) -> str:
    """Return the letters of a column index: A for 0."""
    name, rest = "", place + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        name = chr(65 + digit) + name
    return name


def column_place(letters: str) -> int:
    """Return the index of a column's letters: 0 for A."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1


def _read_parts(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> dict[str, Formulas]:
    scanned = {
        part.filename: _scan(archive, part)
        for part in parts
        if part.filename.endswith((".xml", ".rels"))
    }
    formulas: dict[str, Formulas] = {}
    for name, filename in _sheet_parts(archive).items():
        part = scanned.get(filename)
        if part is None:
            continue
        _refuse_large(part)
        complete = part.found == part.counted
        formulas[name] = part.formulas if complete else _parse_formulas(archive, filename)
    return formulas


def _scan(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Part:
    """Scan a part block by block, which also verifies its size and checksum."""
    part, rest = Part(), b""
    with archive.open(info) as file:
        while block := file.read(BLOCK):
            old = len(rest)
            block = rest + block
            if DOCTYPE.search(block):
                raise refuse("entities", "The file defines XML entities.", "Save it again.")
            for match in FORMULA.finditer(block):
                if match.end() > old:
                    part.found += 1
                    column, row = match[1].decode(), int(match[2])
                    part.formulas.setdefault(row, set()).add(column_place(column))
            part.counted += sum(match.end() > old for match in ANY_FORMULA.finditer(block))
            if rows := ROW.findall(block):
                part.rows = max(part.rows, *map(int, rows))
            reach = {*FAR.findall(block)}
            if not part.has_dimension and (dimension := DIMENSION.search(block)):
                part.has_dimension = True
                reach.add(dimension[1])
            part.columns = max(part.columns, *(column_place(c.decode()) + 1 for c in reach), 0)
            rest = block[-TAIL:]
    return part


def _refuse_large(part: Part) -> None:
    if part.rows * max(part.columns, 1) > MOST_CELLS:
        message = f"The sheet has {part.rows:,} rows by {part.columns:,} columns."
        fix = "Delete the empty rows and columns beside your articles, then save it again."
        raise refuse("too_wide", message, fix)


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of each sheet by its name; parts can have any name and order."""
    if RELATIONS not in archive.namelist():
        return {}
    targets = {
        relation.get("Id", ""): relation.get("Target", "")
        for relation in ET.fromstring(archive.read(RELATIONS))  # noqa: S314  no DOCTYPE in it
    }
    sheet_parts = {}
    for element in ET.fromstring(archive.read(WORKBOOK)).iter():  # noqa: S314  likewise
        if _local(element.tag) == "sheet":
            key = next((value for name, value in element.items() if _local(name) == "id"), "")
            target = posixpath.normpath(posixpath.join("/xl", targets.get(key, "")))
            sheet_parts[element.get("name", "")] = target.lstrip("/")
    return sheet_parts


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _parse_formulas(archive: zipfile.ZipFile, filename: str) -> Formulas:
    """Return formulas of a sheet whose cells may lack an address and then count by order."""
    formulas: Formulas = {}
    row = place = 0
    with archive.open(filename) as file:
        for event, element in ET.iterparse(file, ("start", "end")):  # noqa: S314  likewise
            tag = _local(element.tag)
            if event == "start" and tag == "row":
                row, place = int(element.get("r") or row + 1), -1
            elif event == "start" and tag == "c":
                letters = re.match("[A-Z]{1,3}", element.get("r", ""))
                place = column_place(letters[0]) if letters else place + 1
            elif event == "start" and tag == "f":
                formulas.setdefault(row, set()).add(place)
            elif event == "end" and tag == "row":
                element.clear()
    return formulas
