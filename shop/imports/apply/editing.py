"""One article edited by hand: what a form says is a row of the template like any other.

It goes through the same checks, the same comparison with the catalog and the same statements as a
row of an upload, without a file and its staging.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b

from django.db import IntegrityError, transaction

from catalog.imports import conditional_rules
from catalog.imports.column_storage import APART, is_versioned
from catalog.imports.columns import CLEARED, all_columns
from catalog.imports.csv_escaping import escape
from catalog.imports.errors import ERROR, Problem, problem_of
from catalog.imports.labels import FIRST, LAST, used
from catalog.imports.measures import check_measures
from catalog.imports.plan import (
    ArticleState,
    PlannedRow,
    StagedRow,
    plan_row,
    taken,
    without_variants,
)
from catalog.imports.row_validator import CheckedRow, RowChecker
from catalog.imports.table_reader import Line
from catalog.media.picture_order import carry_pictures
from catalog.models import Product, ProductVersion
from licensing.models import Licensee
from shop.identity.tenancy import acting_for
from shop.imports.apply.applying import WRITTEN, lock_products
from shop.imports.apply.writer.batch import Batch, Step
from shop.imports.apply.writer.run import write_batch
from shop.imports.check.grant_check import RightsDesk
from shop.imports.check.gtins import find_taken_gtins
from shop.imports.check.label_conflicts import find_used, is_of_labels
from shop.imports.check.reference_data import load_reference
from shop.imports.errors import EditedMeanwhile, NotAnArticle
from shop.imports.models import PlanRow
from shop.imports.plan.catalog_state import find_states
from shop.platform.database.clock import database_now

NO_UPLOAD, ROW, REASON = 0, 1, "entered by hand"
Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Edited:
    """What became of an edit: its outcome, every problem, and the columns that changed.

    With an error among the problems nothing was written. `others` are columns that somebody else
    changed meanwhile and this edit left alone.
    """

    outcome: str
    problems: tuple[Problem, ...]
    changed: frozenset[str] = frozenset()
    others: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether nothing was written."""
        return any(problem.level == ERROR for problem in self.problems)

    @property
    def waits(self) -> bool:
        """Whether something of it is in a draft now."""
        return any(is_versioned(name) for name in self.changed)


def find_article(licensee: Licensee, sku: str) -> ArticleState:
    """Return what the licensee has said of an article. Raises `NotAnArticle`."""
    state = find_states([sku], partner=licensee.code).get(sku)
    if state is None or state.licensee_id != licensee.pk:
        raise NotAnArticle(sku=sku)
    return state


def seen_of(values: Values, columns: Collection[str]) -> dict[str, str]:
    """Return a short mark of each column's value, by which a form knows what it was filled from."""
    return {name: _mark(values.get(name, "")) for name in columns}


def edit_article(
    *, licensee: Licensee, by_id: int, sku: str, cells: Values, seen: Values
) -> Edited:
    """Change columns of an article to what was typed; an empty one is taken away.

    `seen` is what `seen_of` said when the form was filled in: a column that still says so was not
    touched and stays as it is now. Price and stock go live at once, text, category and marks make
    a new draft. Raises `EditedMeanwhile` when somebody else changed a column that was touched, and
    `NotAnArticle`.
    """
    try:
        return _edit(licensee, by_id, sku, cells, seen)
    except IntegrityError as error:
        if not is_of_labels(error):
            raise
        return _labels_taken(cells)


def _edit(licensee: Licensee, by_id: int, sku: str, cells: Values, seen: Values) -> Edited:
    with acting_for(licensee.pk):
        lock_products([sku])
        state = find_article(licensee, sku)
        touched = {name: cell for name, cell in cells.items() if _mark(cell) != seen.get(name)}
        now = seen_of(state.values, cells)
        moved = sorted(name for name in cells if now[name] != seen.get(name))
        both = [name for name in moved if name in touched and _mark(touched[name]) != now[name]]
        if both:
            raise EditedMeanwhile(columns=both)
        said = {name: _meant(name, typed, state) for name, typed in touched.items()}
        own = {name: escape(value) for name, value in state.values.items()}
        row = own | said | {"licensee_sku": sku, "parent_sku": state.parent_sku}
        others = tuple(name for name in moved if name not in touched)
        return replace(_write(licensee, by_id, row, state), others=others)


def _mark(value: str) -> str:
    plain = value.replace("\r\n", "\n").strip()
    return blake2b(plain.encode(), digest_size=6).hexdigest()


def create_article(*, licensee: Licensee, by_id: int, cells: Values) -> Edited:
    """Make an article that is sold by itself, with its first draft; or a variant of a parent.

    Raises `NotAnArticle` when there is no such parent.
    """
    row = {name: escape(typed.strip()) for name, typed in cells.items()}
    try:
        with acting_for(licensee.pk), transaction.atomic():
            return _write(licensee, by_id, row, None)
    except IntegrityError as error:  # somebody took the number, or a label, in this moment
        if is_of_labels(error):
            return _labels_taken(row)
        return Edited("REFUSED", (problem_of(taken(row.get("licensee_sku", ""))),))


def _labels_taken(cells: Values) -> Edited:
    """Return that somebody took the labels in this moment."""
    return Edited("REFUSED", (problem_of(used(cells.get(FIRST, ""), cells.get(LAST, ""), "")),))


def _meant(name: str, typed: str, state: ArticleState) -> str:
    if not typed.strip():
        return CLEARED if state.values.get(name) else ""
    return escape(typed.strip())


def _write(licensee: Licensee, by_id: int, row: Values, state: ArticleState | None) -> Edited:
    at = database_now()
    checked = _checked(licensee, row, at)
    if state is None and checked.sku:
        there = find_states([checked.sku], partner=licensee.code)
        if there:
            checked.problems.append(problem_of(taken(checked.sku)))
    planned = _planned(checked, state, licensee)
    problems = tuple(problem_of(one) for one in planned.notes)
    if planned.outcome not in WRITTEN or any(one.level == ERROR for one in problems):
        return Edited(planned.outcome, problems)
    step = Step(licensee, by_id, NO_UPLOAD, REASON, at)
    one = PlanRow(
        id=NO_UPLOAD,
        number=ROW,
        sku=planned.sku,
        outcome=planned.outcome,
        before=planned.before,
        after=planned.after,
    )
    states = {planned.sku: state} if state else {}
    new = {} if state else {ROW: checked.values}
    write_batch(Batch(step, [one], states, new))
    _carry_pictures(state)
    return Edited(planned.outcome, problems, frozenset(planned.after or checked.values))


def _checked(licensee: Licensee, row: Values, at: datetime) -> CheckedRow:
    known = load_reference(licensee)
    desk = RightsDesk(licensee, known, at)
    columns = all_columns(known)
    said = {name: cell for name, cell in row.items() if name in columns}
    checker = RowChecker(list(said), known, at, desk.problems_of)
    checked = checker.check(Line(ROW, list(said.values())))
    product = checked.values
    if parent_sku := checked.values.get("parent_sku"):
        parent = find_article(licensee, parent_sku)
        product = parent.values
        if parent.structure != Product.PARENT:
            checked.problems.append(problem_of(without_variants(parent_sku)))
    if not Product.objects.filter(upc=checked.sku, structure=Product.PARENT).exists():
        wrong = {problem.column for problem in checked.problems}
        found = conditional_rules.check_article(checked.values, product)
        checked.problems += [one for one in found if one.column not in wrong]
    if parent_sku:
        category = known.categories.get(product.get("category_code", ""))
        checked.problems += check_measures(checked.values, category)
    taken_labels = find_used({checked.sku: checked.values}, licensee.pk)
    gtin = checked.values.get("gtin")
    taken_gtins = find_taken_gtins({checked.sku: gtin} if gtin else {}, licensee.pk)
    checked.problems += [problem_of(one) for one in (*taken_labels.values(), *taken_gtins.values())]
    return checked


def _planned(checked: CheckedRow, state: ArticleState | None, licensee: Licensee) -> PlannedRow:
    staged = StagedRow(
        ROW,
        checked.sku,
        checked.values.get("parent_sku", ""),
        {name: value for name, value in checked.values.items() if name not in APART},
        [one.as_json() for one in checked.problems],
    )
    return plan_row(staged, state, licensee.pk)


def _carry_pictures(state: ArticleState | None) -> None:
    """Let the version that was made have the pictures of the one before it."""
    if state is None or state.version_id is None:
        return
    last = ProductVersion.objects.filter(product=state.product_id).latest("number")
    if last.pk != state.version_id:
        carry_pictures(old=ProductVersion.objects.get(pk=state.version_id), new=last)
