"""Cells that a spreadsheet would take for a formula: made harmless when written, undone when read.

A single quote before them makes every program show text; one quote more is set before cells that
begin so by themselves, and one is taken away on reading, so nothing is lost on the way.
"""

import re

DANGEROUS = re.compile(r"'*[=+\-@\t\r]")
QUOTED = re.compile(r"'+[=+\-@\t\r]")


def escape(cell: str) -> str:
    """Return a cell as it is safe in a file for spreadsheets."""
    return f"'{cell}" if cell and DANGEROUS.match(cell) else cell


def unescape(cell: str) -> str:
    """Return what `escape` was given."""
    return cell[1:] if cell[:1] == "'" and QUOTED.match(cell) else cell
