"""Edit one article by hand: a form is treated as one row of the template.

It passes the same checks, comparison and statements as a row of an import, without file and
staging.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b

from django.db import IntegrityError, transaction

from catalog.imports import conditional_rules
from catalog.imports.column import ROW_COLUMNS, is_versioned
from catalog.imports.columns import CLEARED, all_columns
from catalog.imports.conditional_rules import check_measures
from catalog.imports.csv_escaping import escape
from catalog.imports.errors import ERROR, Problem, load_problem
from catalog.imports.labels import FIRST, LAST, labels_in_use
from catalog.imports.plan import (
    ArticleState,
    PlannedRow,
    StagedRow,
    parent_without_variants,
    plan_row,
    sku_taken,
)
from catalog.imports.row_validator import CheckedRow, RowChecker
from catalog.imports.table import Line
from catalog.media.picture_order import copy_pictures
from catalog.models import Product, ProductVersion
from licensing.models import Licensee
from shop.identity.tenancy import acting_for
from shop.imports.apply.applying import WRITTEN, lock_products
from shop.imports.apply.batch import Batch, WriteContext
from shop.imports.apply.writer import write_batch
from shop.imports.check.catalog_checks import find_taken_gtins, find_used_labels, is_label_conflict
from shop.imports.check.reference_data import GrantCheck, load_reference
from shop.imports.errors import EditConflict, UnknownArticle
from shop.imports.models import PlanRow
from shop.imports.plan.catalog_state import load_states
from shop.platform.database.clock import database_now

NO_IMPORT, ROW, REASON = 0, 1, "entered by hand"
Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EditResult:
    """Result of an edit: its outcome, all problems, and the columns that changed.

    Nothing was written if a problem is an error. `others` are columns that another person changed
    meanwhile and that this edit left alone.
    """

    outcome: str
    problems: tuple[Problem, ...]
    changed: frozenset[str] = frozenset()
    others: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        """Return whether nothing was written."""
        return any(problem.level == ERROR for problem in self.problems)

    @property
    def waits(self) -> bool:
        """Return whether a changed column waits in a draft for approval."""
        return any(is_versioned(name) for name in self.changed)


def get_article(licensee: Licensee, sku: str) -> ArticleState:
    """Return the state of the licensee's article. Raises `UnknownArticle`."""
    state = load_states([sku], partner=licensee.code).get(sku)
    if state is None or state.licensee_id != licensee.pk:
        raise UnknownArticle(sku=sku)
    return state


def fingerprints_of(values: Values, columns: Collection[str]) -> dict[str, str]:
    """Return a short hash of each column's value, for a form to know what it was filled from."""
    return {name: _mark(values.get(name, "")) for name in columns}


def edit_article(
    *, licensee: Licensee, by_id: int, sku: str, cells: Values, seen: Values
) -> EditResult:
    """Change columns of an article; an empty value clears the column.

    `seen` holds the `fingerprints_of` the values when the form was filled in: a column whose value
    still matches was not touched and keeps its current value. Price and stock are live at once;
    text, category and marks make a new draft. Raises `EditConflict` if another person changed a
    touched column, and `UnknownArticle`.
    """
    try:
        return _edit(licensee, by_id, sku, cells, seen)
    except IntegrityError as error:
        if not is_label_conflict(error):
            raise
        return _labels_taken(cells)


def _edit(licensee: Licensee, by_id: int, sku: str, cells: Values, seen: Values) -> EditResult:
    with acting_for(licensee.pk):
        lock_products([sku])
        state = get_article(licensee, sku)
        touched = {name: cell for name, cell in cells.items() if _mark(cell) != seen.get(name)}
        now = fingerprints_of(state.values, cells)
        moved = sorted(name for name in cells if now[name] != seen.get(name))
        both = [name for name in moved if name in touched and _mark(touched[name]) != now[name]]
        if both:
            raise EditConflict(columns=both)
        cells_to_write = {name: _cell_value(name, typed, state) for name, typed in touched.items()}
        own = {name: escape(value) for name, value in state.values.items()}
        row = own | cells_to_write | {"licensee_sku": sku, "parent_sku": state.parent_sku}
        others = tuple(name for name in moved if name not in touched)
        return replace(_write(licensee, by_id, row, state), others=others)


def _mark(value: str) -> str:
    plain = value.replace("\r\n", "\n").strip()
    return blake2b(plain.encode(), digest_size=6).hexdigest()


def create_article(*, licensee: Licensee, by_id: int, cells: Values) -> EditResult:
    """Create a standalone article or a variant, with its first draft.

    Raises `UnknownArticle` if there is no such parent.
    """
    row = {name: escape(typed.strip()) for name, typed in cells.items()}
    try:
        with acting_for(licensee.pk), transaction.atomic():
            return _write(licensee, by_id, row, None)
    except IntegrityError as error:  # the number or a label was taken at the same moment
        if is_label_conflict(error):
            return _labels_taken(row)
        return EditResult("REFUSED", (load_problem(sku_taken(row.get("licensee_sku", ""))),))


def _labels_taken(cells: Values) -> EditResult:
    """Return the result of an edit whose labels were taken at the same moment."""
    return EditResult(
        "REFUSED", (load_problem(labels_in_use(cells.get(FIRST, ""), cells.get(LAST, ""), "")),)
    )


def _cell_value(name: str, typed: str, state: ArticleState) -> str:
    if not typed.strip():
        return CLEARED if state.values.get(name) else ""
    return escape(typed.strip())


def _write(licensee: Licensee, by_id: int, row: Values, state: ArticleState | None) -> EditResult:
    at = database_now()
    checked = _checked(licensee, row, at)
    if state is None and checked.sku:
        there = load_states([checked.sku], partner=licensee.code)
        if there:
            checked.problems.append(load_problem(sku_taken(checked.sku)))
    planned = _planned(checked, state, licensee)
    problems = tuple(load_problem(plan_entry) for plan_entry in planned.notes)
    if planned.outcome not in WRITTEN or any(plan_entry.level == ERROR for plan_entry in problems):
        return EditResult(planned.outcome, problems)
    step = WriteContext(licensee, by_id, NO_IMPORT, REASON, at)
    plan_entry = PlanRow(
        id=NO_IMPORT,
        number=ROW,
        sku=planned.sku,
        outcome=planned.outcome,
        before=planned.before,
        after=planned.after,
    )
    states = {planned.sku: state} if state else {}
    new = {} if state else {ROW: checked.values}
    write_batch(Batch(step, [plan_entry], states, new))
    _carry_pictures(state)
    return EditResult(planned.outcome, problems, frozenset(planned.after or checked.values))


def _checked(licensee: Licensee, row: Values, at: datetime) -> CheckedRow:
    known = load_reference(licensee)
    desk = GrantCheck(licensee, known, at)
    columns = all_columns(known)
    typed = {name: cell for name, cell in row.items() if name in columns}
    checker = RowChecker(list(typed), known, at, desk.problems_of)
    checked = checker.check(Line(ROW, list(typed.values())))
    product = checked.values
    if parent_sku := checked.values.get("parent_sku"):
        parent = get_article(licensee, parent_sku)
        product = parent.values
        if parent.structure != Product.PARENT:
            checked.problems.append(load_problem(parent_without_variants(parent_sku)))
    if not Product.objects.filter(upc=checked.sku, structure=Product.PARENT).exists():
        wrong = {problem.column for problem in checked.problems}
        problems = conditional_rules.check_article(checked.values, product)
        checked.problems += [problem for problem in problems if problem.column not in wrong]
    if parent_sku:
        category = known.categories.get(product.get("category_code", ""))
        checked.problems += check_measures(checked.values, category)
    taken_labels = find_used_labels({checked.sku: checked.values}, licensee.pk)
    gtin = checked.values.get("gtin")
    taken_gtins = find_taken_gtins({checked.sku: gtin} if gtin else {}, licensee.pk)
    checked.problems += [
        load_problem(problem) for problem in (*taken_labels.values(), *taken_gtins.values())
    ]
    return checked


def _planned(checked: CheckedRow, state: ArticleState | None, licensee: Licensee) -> PlannedRow:
    staged = StagedRow(
        ROW,
        checked.sku,
        checked.values.get("parent_sku", ""),
        {name: value for name, value in checked.values.items() if name not in ROW_COLUMNS},
        [problem.as_json() for problem in checked.problems],
    )
    return plan_row(staged, state, licensee.pk)


def _carry_pictures(state: ArticleState | None) -> None:
    """Copy the pictures of the previous version to the new one."""
    if state is None or state.version_id is None:
        return
    last = ProductVersion.objects.filter(product=state.product_id).latest("number")
    if last.pk != state.version_id:
        copy_pictures(old=ProductVersion.objects.get(pk=state.version_id), new=last)
