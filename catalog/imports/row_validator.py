"""Validate a row: collect all problems and return the values in normalized form."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from catalog.imports import conditional_rules
from catalog.imports.column import Column
from catalog.imports.columns import CLEARED, all_columns
from catalog.imports.csv_escaping import unescape
from catalog.imports.errors import MISSING, WARNING, InvalidCell, Problem, quote_cell
from catalog.imports.headers import read_header
from catalog.imports.labels import FIRST, LAST, check_labels
from catalog.imports.parsers import DATED, is_date_like
from catalog.imports.reference import Reference
from catalog.imports.table import DateCell, Line
from catalog.imports.total_rows import is_total
from catalog.imports.workbook_parts import column_letters

LONGEST_CELL = 20_000
EXAMPLE = "EXAMPLE-"  # prefix of article numbers in the template's example rows
EXAMPLE_ROW = "This is an example row of the template."
TOTAL_ROW = "This row is a total, not a product."
REMEMBERED = 5_000  # parsed cells cached for each column
ADD_COLUMN = "Add the column."  # fix of problems whose whole column is missing
# A cell's normalized form, or its problem.
Read = tuple[str, Problem | None]
Ask = Callable[[dict[str, str]], Sequence[Problem]]
OF_DATES = frozenset({"on_sale_from", "on_sale_to", "embargo_until", "test_report_expiry"})
NEVER_CLEARED = frozenset({"licensee_sku", "parent_sku", "action", "title_en", "category_code"})


@dataclass(slots=True)
class CheckedRow:
    """A row with its number in the file, its values by column and its problems.

    `of_parent` has the product values that a variant's row repeats of its parent. `is_blank`: all
    columns of the template are empty, as in a row with a note beside the table.
    """

    number: int
    values: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    of_parent: dict[str, str] = field(default_factory=dict)
    is_blank: bool = False

    @property
    def sku(self) -> str:
        """The article number, or "" if it is missing or invalid."""
        return self.values.get("licensee_sku", "")


class RowChecker:
    """Checks the rows of one file. Unknown columns are ignored and listed in `notes`.

    `ask_rights` returns the rights problems of a product's values.
    """

    def __init__(
        self,
        header: Sequence[str],
        reference: Reference,
        at: datetime,
        ask_rights: Ask | None = None,
    ) -> None:
        self.reference, self.at, self.ask_rights = reference, at, ask_rights
        columns = all_columns(reference)
        file_header = read_header(header, columns)
        self.columns, self.notes, self.guesses = (
            file_header.columns,
            file_header.notes,
            file_header.guesses,
        )
        self.unnamed = [place for place, cell in enumerate(header) if not cell.strip()]
        self.readers = [
            (place, column.name, self._reader(column))
            for place, column in enumerate(self.columns)
            if column is not None
        ]
        self.places = {name: place for place, name, _ in self.readers}
        self.required = [
            column.name for column in columns.values() if column.required and column.of != "article"
        ]
        self.of_products = frozenset(
            column.name for column in columns.values() if column.of == "product"
        )

    def check(self, line: Line) -> CheckedRow:
        """Return a row with its values and all problems."""
        row, cells = CheckedRow(line.number), line.cells
        if is_total(cells):
            row.problems.append(Problem("total", "", TOTAL_ROW, "Delete the row."))
            return row
        values, problems = row.values, row.problems
        if line.formulas:
            problems += self._formulas(line)
        if line.is_cut and len(cells) < len(self.columns):
            fix = "The file seems to be cut off: save or send it again."
            problems.append(Problem("cut_off", "", f"The row ends after {len(cells)} cells.", fix))
        says_something = bool(problems)
        for place, name, read in self.readers:
            if place >= len(cells):
                break
            raw = cells[place]
            if raw and not raw.isspace():
                says_something = True
                value, problem = read(raw) if type(raw) is str else _read_typed(read, name, raw)
                if problem is None:
                    values[name] = value
                else:
                    problems.append(problem)
        row.is_blank = not says_something
        if self.unnamed or len(cells) > len(self.columns):
            problems += self._without_header(line)
        problems += line.problems
        self._check_whole(row)
        return row

    def _formulas(self, line: Line) -> list[Problem]:
        """Return the problems of formulas in known columns; other columns may have formulas."""
        return [
            Problem(
                "formula",
                column.name,
                f"Cell {column_letters(place)}{line.number} holds a formula.",
                "Copy the cell and paste it as a value.",
            )
            for place in line.formulas
            if place < len(self.columns) and (column := self.columns[place]) is not None
        ]

    def _without_header(self, line: Line) -> list[Problem]:
        """Return the problem of cells without a header; in a CSV row, cells may have shifted."""
        cells, width = line.cells, len(self.columns)
        beyond = next((at for at in range(width, len(cells)) if cells[at].strip()), None)
        if beyond is not None and not self.unnamed and not line.is_sheet:
            fix = "Put a cell that contains the separator in double quotes."
            return [Problem("too_many_cells", "", "The row has more cells than the header.", fix)]
        inside = next((at for at in self.unnamed if at < len(cells) and cells[at].strip()), None)
        place = inside if inside is not None else beyond
        if place is None:
            return []
        message = f"Cell {column_letters(place)}{line.number} has no column header; it is not used."
        return [Problem("no_header", "", message, "Name the column or delete it.", WARNING)]

    def _check_whole(self, row: CheckedRow) -> None:
        values, problems = row.values, row.problems
        wrong = {problem.column for problem in problems}
        if not values.get("licensee_sku") and "licensee_sku" not in wrong:
            problems.append(Problem("no_sku", "licensee_sku", "The row has no SKU."))
            wrong.add("licensee_sku")
        if values.get("licensee_sku", "").startswith(EXAMPLE):
            problems.append(Problem("example", "licensee_sku", EXAMPLE_ROW, "Delete the row."))
        if values.get("action") == "withdraw":
            problems += [
                problem
                for problem in conditional_rules.check_product(values, self.reference, self.at)
                if problem.column == "withdraw_reason"
            ]
            return
        problems += _date_like(values)
        if not wrong & {FIRST, LAST}:
            problems += check_labels(values, self.reference)
        if values.get("parent_sku"):
            self._check_variant(row)
            return
        for name in self.required:
            if not values.get(name) and name not in wrong:
                problems.append(self._lacking(name))
                wrong.add(name)
        found_problems = conditional_rules.check_product(values, self.reference, self.at)
        problems += [
            problem
            for problem in found_problems
            if problem.column not in wrong or problem.code != MISSING
        ]
        if self.ask_rights and not wrong & {"category_code", "agreement_no", "property_codes"}:
            problems += self.ask_rights(values)

    def _lacking(self, name: str) -> Problem:
        """Return the problem of an empty or missing column that a new product needs."""
        if name in self.places:
            return conditional_rules.missing_value(
                name, "This column is required for new products."
            )
        guess = self.guesses.get(name)
        fix = (
            f"Your column {quote_cell(guess)} looks similar: rename it to {name}."
            if guess
            else ADD_COLUMN
        )
        message = "This column is missing from the file. It is required for new products."
        return Problem(MISSING, name, message, fix)

    def _check_variant(self, row: CheckedRow) -> None:
        """Move a variant's product values to `of_parent`; they must match its parent's."""
        values = row.values
        if values["parent_sku"] == values.get("licensee_sku"):
            row.problems.append(
                Problem("cycle", "parent_sku", "An article can't be its own parent.")
            )
        repeated = {name: values.pop(name) for name in self.of_products & values.keys()}
        row.of_parent = {name: value for name, value in repeated.items() if value}

    def _reader(self, column: Column) -> Callable[[str], Read]:
        if not column.repeats:
            return partial(_read, column)
        remembered: dict[str, Read] = {}

        def read(raw: str) -> Read:
            result = remembered.get(raw)
            if result is None:
                result = _read(column, raw)
                if len(remembered) >= REMEMBERED:
                    remembered.clear()
                remembered[raw] = result
            return result

        return read


def _read(column: Column, raw: str) -> Read:
    if len(raw) > LONGEST_CELL:
        message = f"The cell has {len(raw):,} characters."
        return "", Problem(
            "too_long", column.name, message, "A closing quote may be missing before it."
        )
    cell = unescape(raw.strip())
    if not cell:
        return "", None
    if cell == CLEARED:
        if column.name in NEVER_CLEARED:
            return "", Problem("never_empty", column.name, "This value can't be removed.")
        return "", None
    try:
        return column.parse(cell), None
    except InvalidCell as unfit:
        return "", Problem(unfit.code, column.name, unfit.message, unfit.fix)


def _read_typed(read: Callable[[str], Read], name: str, raw: str) -> Read:
    """Read a cell that a workbook stores as a date; only date columns accept it."""
    if isinstance(raw, DateCell) and name not in OF_DATES:
        what = DATED.get(name, "value")
        message = f"Excel turned this {what} into a date ({str(raw)[:10]})."
        fix = "Format the column as text and type it again."
        return "", Problem("excel_date", name, message, fix)
    return read(str(raw))


def _date_like(values: dict[str, str]) -> list[Problem]:
    """Return warnings of codes that look like dates made by Excel; they may be correct."""
    return [
        Problem(
            "excel_date",
            name,
            f"{quote_cell(values[name])} looks like a date: Excel may have changed this {what}.",
            "Check it. If it is wrong, format the column as text and type it again.",
            WARNING,
        )
        for name, what in DATED.items()
        if is_date_like(values.get(name, ""))
    ]
