"""Pages of tables, each also available as CSV with `format=csv&table=n`."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from shop.web.backoffice.shared.exports import as_csv

OPEN, FEW = "open", 20


@dataclass(frozen=True, slots=True)
class Link:
    """A link."""

    label: str
    url: str

    def __str__(self) -> str:
        return self.label


Cell = str | int | Link


@dataclass(frozen=True, slots=True)
class Row:
    """Cells by column, and the actions of the row."""

    cells: Sequence[Cell]
    actions: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below a heading; `nothing` is the text for no rows."""

    heading: str
    columns: Sequence[str]
    rows: Sequence[Row]
    nothing: str = "None."

    @property
    def has_actions(self) -> bool:
        """Return whether a column for actions is needed."""
        return any(row.actions for row in self.rows)

    @property
    def labeled_rows(self) -> list[tuple[Row, list[tuple[str, Cell]]]]:
        """Return each row with its cells and their columns."""
        return [(row, list(zip(self.columns, row.cells, strict=True))) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of tables."""

    title: str
    tables: Sequence[Table]
    intro: str = ""
    actions: Sequence[Link] = ()
    facts: Sequence[tuple[str, Cell]] = ()
    back: Link | None = None
    context: dict[str, object] = field(default_factory=dict)


def show_page(
    request: HttpRequest, page: Page, template: str = "backoffice/tables.html"
) -> HttpResponseBase:
    """Show the page, or the requested table as CSV."""
    if request.GET.get("format") == "csv":
        table_number = request.GET.get("table", "0")
        tables = {str(position): table for position, table in enumerate(page.tables)}
        table = tables.get(table_number, page.tables[0])
        name = f"{page.title}-{table.heading}" if table.heading else page.title
        return as_csv(name, table.columns, (row.cells for row in table.rows))
    return render(request, template, page.context | {"page": page})


def day(moment: datetime | None, missing: str = OPEN) -> str:
    """Format an instant in UTC."""
    return f"{moment:%-d %b %Y %H:%M}" if moment else missing


def span(window: DateTimeTZRange) -> str:
    """Format a window in UTC; the end is excluded."""
    return f"{day(window.lower)} – {day(window.upper)}"


def listed(items: Iterable[object], nothing: str = "none") -> str:
    """Join items with commas."""
    return ", ".join(map(str, items)) or nothing


def territories_in_words(numbers: Collection[int], codes: Mapping[int, str]) -> str:
    """Return the codes of territories; for nearly all territories, those that are excluded."""
    places = {codes[number] for number in numbers}
    others = sorted(set(codes.values()) - places)
    if not others:
        return "All territories"
    return f"All but {listed(others)}" if len(others) <= FEW else listed(sorted(places))
