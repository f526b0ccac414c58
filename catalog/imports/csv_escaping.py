"""Escaping of cells that a spreadsheet would read as a formula.

A leading single quote makes spreadsheets show text. Cells that already start with one get another,
and reading removes one, so that writing and reading preserve every cell.
"""

import re

DANGEROUS = re.compile(r"'*[=+\-@\t\r]")
QUOTED = re.compile(r"'+[=+\-@\t\r]")


def escape(cell: str) -> str:
    """Return a cell that is safe in a spreadsheet."""
    return f"'{cell}" if cell and DANGEROUS.match(cell) else cell


def unescape(cell: str) -> str:
    """Return the cell before `escape`."""
    return cell[1:] if cell[:1] == "'" and QUOTED.match(cell) else cell
