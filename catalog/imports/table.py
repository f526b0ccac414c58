"""A table read from a file: its header and rows, with limits of both."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from catalog.imports.errors import Problem

MOST_XLSX_ROWS = 50_000
MOST_COLUMNS = 500


class DateCell(str):
    """The text of a cell that the spreadsheet stores as a date."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a file with its number, as in spreadsheets, and its cells.

    `formulas` has the indexes of cells with a formula. `is_cut`: the file ends within this row.
    `is_sheet`: the row is from a workbook, so cells cannot have shifted.
    """

    number: int
    cells: list[str]
    problems: tuple[Problem, ...] = ()
    last: bool = False
    formulas: tuple[int, ...] = ()
    is_cut: bool = False
    is_sheet: bool = False


@dataclass(slots=True)
class Table:
    """The header of a file and an iterator of its rows; `kind` is "csv" or "xlsx".

    `notes` has warnings about the whole file; `number` is the row of the header.
    """

    kind: str
    header: list[str]
    lines: Iterator[Line]
    separator: str = ","
    file: io.TextIOWrapper | None = None
    notes: list[Problem] = field(default_factory=list)
    number: int = 1

    def close(self) -> None:
        """Close the file; for `contextlib.closing`."""
        if self.file is not None:
            self.file.close()


def has_content(cells: Iterable[str]) -> bool:
    """Return whether any cell has more than whitespace."""
    return any(cell and not cell.isspace() for cell in cells)
