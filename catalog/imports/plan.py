"""What a row would do to the catalog: the difference of what it says and what is there; pure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import NamedTuple

from catalog.imports.claims import ATHLETE_NAME, BANNED_WORD
from catalog.imports.column_storage import APART, is_versioned
from catalog.imports.errors import ERROR, MISSING, WARNING
from catalog.imports.factories import LAPSED, NOT_APPROVED
from catalog.imports.labels import FIRST, LAST, NOT_ISSUED, too_few

OFFERED = "offered"  # whether an article is offered at all: "yes", or "no" after a withdrawal
OF_ARTICLES = frozenset({"gtin", "size"})  # what variants may lack themselves
# What keeps new goods and other marks out, but not the price of goods that are there already.
OF_RIGHTS = frozenset(
    {
        *("mark_not_granted", "category_not_granted", "grant_ended", "channel_not_granted"),
        *("territory_not_granted", "expired", NOT_APPROVED, LAPSED, BANNED_WORD, ATHLETE_NAME),
    }
)


@dataclass(slots=True)
class ArticleState:
    """What the catalog says of an article now, in the template's terms.

    `released`: fans may be seeing a version, so what needs approval waits in a new one.
    """

    product_id: int
    licensee_id: int | None
    parent_sku: str
    structure: str
    offered: bool
    released: bool
    version_id: int | None
    version: int
    values: dict[str, str] = field(default_factory=dict)

    @property
    def is_variant(self) -> bool:
        """Whether it is one of a parent's."""
        return self.structure == "child"

    def fingerprint(self) -> str:
        """Return what changes with everything but stock: sales go on while a plan is looked at."""
        said = sorted(item for item in self.values.items() if not item[0].startswith("stock_"))
        return _digest([self.product_id, self.offered, self.version_id, self.parent_sku, said])


def _digest(value: object) -> str:
    return blake2b(json.dumps(value).encode(), digest_size=16).hexdigest()


class StagedRow(NamedTuple):
    """A row as it waits to be planned."""

    number: int
    sku: str
    parent_sku: str
    cells: dict[str, str]
    problems: list[dict[str, str]]
    of_parent: dict[str, str] = {}


@dataclass(slots=True)
class PlannedRow:
    """What becomes of a row; `before` and `after` have the columns that change."""

    number: int
    sku: str
    rank: int
    outcome: str
    before: dict[str, str] | None = None
    after: dict[str, str] | None = None
    fingerprint: str = ""
    product_id: int | None = None
    notes: list[dict[str, str]] = field(default_factory=list)


def note(code: str, column: str, message: str, fix: str = "", level: str = ERROR) -> dict[str, str]:
    """Return a problem as it is stored."""
    return {"code": code, "column": column, "message": message, "fix": fix, "level": level}


def taken(sku: str) -> dict[str, str]:
    """Return that an article number is another article's."""
    fix = "Article numbers are unique in the shop: put a prefix of yours before it."
    return note("taken", "licensee_sku", f"The number {sku} is taken.", fix)


def without_variants(sku: str) -> dict[str, str]:
    """Return that the parent which a variant names is an article itself."""
    message = f"{sku} is sold by itself, without variants."
    return note("no_parent", "parent_sku", message, "Give the parent a new article number.")


def differs(where: str) -> dict[str, str]:
    """Return that a variant says of its product what its parent does not say; `where`: both."""
    message = f"It says of the product what its parent does not say: {where}."
    return note("differs", "", message, "Change it there and leave it empty here.")


def unlike_parent(row: StagedRow, parent: ArticleState) -> list[dict[str, str]]:
    """Return what a variant repeats of a parent that has no row in the file, and wrongly."""
    wrong = sorted(differences(row.of_parent, parent.values))
    return [differs(f"{row.parent_sku} in {', '.join(wrong)}")] if wrong else []


def plan_row(row: StagedRow, state: ArticleState | None, licensee_id: int) -> PlannedRow:
    """Decide what becomes of a row, from what it says and what is there."""
    rank = 1 if row.parent_sku else 0
    planned = PlannedRow(row.number, row.sku, rank, "REFUSED", notes=list(row.problems))
    if state is not None:
        planned.product_id = state.product_id
        planned.rank = 1 if state.is_variant else rank
    refusals = _refusals(row, state, licensee_id)
    if refusals:
        planned.notes += refusals
        return planned
    if state is None:
        return _created(row, planned)
    planned.fingerprint = state.fingerprint()
    if row.cells.get("action") == "withdraw":
        return _withdrawn(planned, state)
    return _changed(row, planned, state)


def _refusals(row: StagedRow, state: ArticleState | None, licensee_id: int) -> list[dict[str, str]]:
    action = row.cells.get("action", "")
    if state is None:
        if action in {"update", "withdraw"}:
            return [note("unknown_sku", "licensee_sku", f"There is no article {row.sku} of yours.")]
        return []
    if state.licensee_id != licensee_id:
        return [taken(row.sku)]
    if row.parent_sku and row.parent_sku != state.parent_sku:
        is_now = f"a variant of {state.parent_sku}" if state.parent_sku else "sold by itself"
        fix = "Give it a new article number."
        return [note("parent_changed", "parent_sku", f"{row.sku} is {is_now}.", fix)]
    return _stale(row, state)


def _stale(row: StagedRow, state: ArticleState) -> list[dict[str, str]]:
    version = row.cells.get("version")
    if version and int(version) != state.version and differences(row.cells, state.values):
        message = f"The row is of version {version}, the product is at {state.version} now."
        return [note("stale", "version", message, "Export it again and repeat your change.")]
    return []


def _created(row: StagedRow, planned: PlannedRow) -> PlannedRow:
    if few := too_few(row.cells):
        planned.notes.append(few)
    if not any(problem["level"] == ERROR for problem in planned.notes):
        planned.outcome = "CREATED"
    return planned


def _withdrawn(planned: PlannedRow, state: ArticleState) -> PlannedRow:
    if any(problem["level"] == ERROR for problem in planned.notes):
        return planned
    planned.outcome = "WITHDRAWN" if state.offered else "UNCHANGED"
    if state.offered:
        planned.before, planned.after = {OFFERED: "yes"}, {OFFERED: "no"}
    return planned


def _changed(row: StagedRow, planned: PlannedRow, state: ArticleState) -> PlannedRow:
    """Compare; what an article on sale lacks is no obstacle to its price."""
    changes = differences(row.cells, state.values)
    notes = [
        {**problem, "level": WARNING} if _is_past(problem, changes) else problem
        for problem in planned.notes
        if problem["code"] != MISSING or _is_lacking(problem["column"], state, changes)
    ]
    if _needs_labels(changes) and (few := too_few({**state.values, **row.cells})):
        notes.append(few)
    planned.notes = notes
    if any(problem["level"] == ERROR for problem in notes):
        return planned
    planned.before = {column: before for column, (before, _) in changes.items()}
    planned.after = {column: after for column, (_, after) in changes.items()}
    if not state.offered:
        planned.before[OFFERED], planned.after[OFFERED] = "no", "yes"
    planned.outcome = "CHANGED" if planned.after else "UNCHANGED"
    if not planned.after:
        planned.before = planned.after = None
    return planned


def _is_lacking(column: str, state: ArticleState, changes: Mapping[str, tuple[str, str]]) -> bool:
    """Return whether an empty cell that a new article needs is a problem of this row.

    Always when this change takes the value away. Else when the article lacks it too and the change
    goes to approval; a table of prices is not the place to complete an article. What a variant has
    of its product is said by its parent's row.
    """
    if column in changes:
        return True
    if state.values.get(column) or (state.is_variant and column not in OF_ARTICLES):
        return False
    return any(is_versioned(changed) for changed in changes)


def _is_past(problem: Mapping[str, str], changes: Mapping[str, tuple[str, str]]) -> bool:
    """Whether a problem is of what is there already and this change leaves as it is."""
    code = problem["code"]
    if code == MISSING:
        return problem["column"] not in changes
    if code in OF_RIGHTS:
        return not any(is_versioned(column) for column in changes)
    return code == NOT_ISSUED and changes.keys().isdisjoint((FIRST, LAST))


def _needs_labels(changes: Mapping[str, tuple[str, str]]) -> bool:
    """Whether an article gets other labels, or more units that need one."""
    more = sum(
        int(after or 0) - int(before or 0)
        for column, (before, after) in changes.items()
        if column.startswith("stock_")
    )
    return more > 0 or not changes.keys().isdisjoint((FIRST, LAST))


def differences(cells: Mapping[str, str], values: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return by column what is there and what the row says instead."""
    return {
        column: (values.get(column, ""), after)
        for column, after in cells.items()
        if after != values.get(column, "") and column not in APART
    }
