"""A row of a file against its columns: every problem, and its values in their written form."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from catalog.ingest import needs
from catalog.ingest.column import Column
from catalog.ingest.columns import ALIASES, CLEARED, ERRORS, all_columns
from catalog.ingest.errors import MISSING, FileRefused, Problem, Unfit, shown
from catalog.ingest.labels import FIRST, LAST, check_labels
from catalog.ingest.reference import Reference
from catalog.ingest.values import near
from catalog.ingest.writing import unescape

LONGEST_CELL = 20_000
EXAMPLE = "EXAMPLE-"  # how the template's example rows are numbered
EXAMPLE_ROW = "This is one of the template's examples."
REMEMBERED = 5_000  # cells of a column whose reading is kept
# What a cell becomes: its written form, or why it has none.
Read = tuple[str, Problem | None]
Ask = Callable[[dict[str, str]], Sequence[Problem]]
NEVER_CLEARED = frozenset({"licensee_sku", "parent_sku", "action", "title_en", "category_code"})


@dataclass(slots=True)
class CheckedRow:
    """A row: its number in the file, its values by column, and all that is wrong with it.

    `of_parent` is what a variant's row repeats of its parent.
    """

    number: int
    values: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    of_parent: dict[str, str] = field(default_factory=dict)

    @property
    def sku(self) -> str:
        """Its article number, empty when it has none that could be read."""
        return self.values.get("licensee_sku", "")


class RowChecker:
    """Checks the rows of one file; columns that it does not know refuse the file.

    `ask_rights` says for a product's values what its agreements lack.
    """

    def __init__(
        self, header: Sequence[str], known: Reference, at: datetime, ask_rights: Ask | None = None
    ) -> None:
        self.known, self.at, self.ask_rights = known, at, ask_rights
        columns = all_columns(known)
        names = [_name(cell) for cell in header]
        _refuse_header(names, columns)
        self.columns = [columns.get(name) for name in names]
        self.readers = [
            (place, column.name, self._reader(column))
            for place, column in enumerate(self.columns)
            if column is not None
        ]
        self.required = [
            one.name for one in columns.values() if one.required and one.of != "article"
        ]
        self.of_products = frozenset(one.name for one in columns.values() if one.of == "product")

    def check(self, number: int, cells: Sequence[str], *, last: bool = False) -> CheckedRow:
        """Return a row with every problem of it."""
        row = CheckedRow(number)
        values, problems = row.values, row.problems
        if len(cells) != len(self.columns):
            problems += self._length(cells, last=last)
        for place, name, read in self.readers:
            if place >= len(cells):
                continue
            raw = cells[place]
            if raw and not raw.isspace():
                value, problem = read(raw)
                if problem is None:
                    values[name] = value
                else:
                    problems.append(problem)
        self._check_whole(row)
        return row

    def _check_whole(self, row: CheckedRow) -> None:
        values, problems = row.values, row.problems
        wrong = {problem.column for problem in problems}
        if not values.get("licensee_sku") and "licensee_sku" not in wrong:
            problems.append(Problem("no_sku", "licensee_sku", "The row has no article number."))
        if values.get("licensee_sku", "").startswith(EXAMPLE):
            problems.append(Problem("example", "licensee_sku", EXAMPLE_ROW, "Delete the row."))
        if values.get("action") == "withdraw":
            problems += [
                one
                for one in needs.check_product(values, self.known, self.at)
                if one.column == "withdraw_reason"
            ]
            return
        if not wrong & {FIRST, LAST}:
            problems += check_labels(values, self.known)
        if values.get("parent_sku"):
            self._check_variant(row)
            return
        for name in self.required:
            if not values.get(name) and name not in wrong:
                problems.append(needs.lacking(name, "A new product needs it."))
        found = needs.check_product(values, self.known, self.at)
        problems += [one for one in found if one.column not in wrong or one.code != MISSING]
        if self.ask_rights and not wrong & {"category_code", "agreement_no", "property_codes"}:
            problems += self.ask_rights(values)

    def _check_variant(self, row: CheckedRow) -> None:
        """Set a variant's product columns apart: they must say what its parent says."""
        values = row.values
        if values["parent_sku"] == values.get("licensee_sku"):
            row.problems.append(Problem("cycle", "parent_sku", "An article is not its own parent."))
        repeated = {name: values.pop(name) for name in self.of_products & values.keys()}
        row.of_parent = {name: value for name, value in repeated.items() if value}

    def _length(self, cells: Sequence[str], *, last: bool) -> list[Problem]:
        if len(cells) > len(self.columns) and any(cells[len(self.columns) :]):
            fix = "A cell with a separator in it stands in double quotes."
            return [Problem("too_many_cells", "", "The row has more cells than the header.", fix)]
        if len(cells) < len(self.columns) and last:
            fix = "The file seems to be cut off: save or send it again."
            return [Problem("cut_off", "", f"The row ends after {len(cells)} cells.", fix)]
        return []

    def _reader(self, column: Column) -> Callable[[str], Read]:
        if not column.repeats:
            return partial(_read, column)
        remembered: dict[str, Read] = {}

        def read(raw: str) -> Read:
            found = remembered.get(raw)
            if found is None:
                found = _read(column, raw)
                if len(remembered) >= REMEMBERED:
                    remembered.clear()
                remembered[raw] = found
            return found

        return read


def _read(column: Column, raw: str) -> Read:
    if len(raw) > LONGEST_CELL:
        message = f"A cell of {len(raw):,} signs cannot be meant."
        return "", Problem("too_long", column.name, message, "Look for a missing quote.")
    cell = unescape(raw.strip())
    if not cell:
        return "", None
    if cell == CLEARED:
        if column.name in NEVER_CLEARED:
            return "", Problem("never_empty", column.name, "This cannot be taken away.")
        return "", None
    try:
        return column.parse(cell), None
    except Unfit as unfit:
        return "", Problem(unfit.code, column.name, unfit.message, unfit.fix)


def _name(cell: str) -> str:
    name = cell.strip().lower().replace(" ", "_").lstrip("\ufeff")
    return ALIASES.get(name, name)


def _refuse_header(names: Sequence[str], columns: dict[str, Column]) -> None:
    found = []
    for name in dict.fromkeys(names):
        if name and name not in columns and name != ERRORS:
            found.append(
                Problem(
                    "unknown_column",
                    name[:60],
                    f"There is no column {shown(name)}.",
                    near(name, columns),
                )
            )
        elif name and names.count(name) > 1:
            found.append(Problem("doubled_column", name, f"The column {name} is there twice."))
    if "licensee_sku" not in names:
        fix = "Take the template: its first row names the columns."
        found.append(
            Problem("missing_column", "licensee_sku", "The column licensee_sku is missing.", fix)
        )
    if found:
        raise FileRefused(*found)
