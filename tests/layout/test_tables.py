"""Each table of the back office becomes cards on a phone, by the rules in `shell.css`."""

import re
from collections.abc import Iterator
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
PRINTED_OR_MAILED = {"print", "email"}
TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
CARDS = re.compile(r'<table class="(?:table cards|desk-table)\b')
CELL = re.compile(r"<td\b(?:[^>{]|\{\{.*?\}\}|\{%.*?%\}|\{)*>(?:</td>)?")
NAMED = re.compile(r"data-label=|colspan=|></td>")  # an empty cell is not shown
WITHOUT_NAME = {
    "backoffice/tables.html": 1,  # links of a row
    "licensee/choose.html": 1,  # the button of a row
    "rights/holds.html": 1,  # the link of a row
    "oscar/dashboard/parts/order_money.html": 1,  # the sum
}


def templates_with_tables() -> list[str]:
    folders = ("backoffice", "licensee", "oscar/dashboard", "rights")
    return [
        str(path.relative_to(TEMPLATES))
        for folder in folders
        for path in sorted((TEMPLATES / folder).rglob("*.html"))
        if not PRINTED_OR_MAILED & set(path.parts) and "<table" in path.read_text()
    ]


def faults(name: str) -> Iterator[str]:
    """Yield the tables of a template that are no cards, and cells that do not name a column."""
    nameless = []
    for table in TABLE.findall((TEMPLATES / name).read_text()):
        if not CARDS.match(table):
            yield f"{name}: {table[:80]}"
        cells = [match.group() for match in CELL.finditer(table)]
        nameless += [cell for cell in cells if not NAMED.search(cell)]
    if len(nameless) > WITHOUT_NAME.get(name, 0):
        yield f"{name}: {nameless}"


def test_each_table_is_shown_as_cards_and_each_cell_names_its_column() -> None:
    names = templates_with_tables()
    assert len(names) > 50
    assert [fault for name in names for fault in faults(name)] == []
