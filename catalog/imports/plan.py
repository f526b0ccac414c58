"""Plan the effect of a row: the difference between the row and the catalog. Pure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import NamedTuple

from catalog.imports.claims import ATHLETE_NAME, BANNED_WORD
from catalog.imports.column import ROW_COLUMNS, is_versioned
from catalog.imports.conditional_rules import LAPSED, NOT_APPROVED
from catalog.imports.errors import ERROR, MISSING, WARNING
from catalog.imports.labels import FIRST, LAST, NOT_ISSUED, check_label_count

OFFERED = "offered"  # "yes", or "no" after a withdrawal
OF_ARTICLES = frozenset({"gtin", "size"})  # product-level columns that variants have themselves
# Problems that block new goods and versioned changes, but not price changes of existing goods.
OF_RIGHTS = frozenset(
    {
        *("mark_not_granted", "category_not_granted", "grant_ended", "channel_not_granted"),
        *("territory_not_granted", "expired", NOT_APPROVED, LAPSED, BANNED_WORD, ATHLETE_NAME),
    }
)


@dataclass(slots=True)
class ArticleState:
    """An article's current state in the catalog, in terms of the template.

    `released`: the version may be on sale, so changes that need approval go into a new version.
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
        """Return whether it is a variant of a parent."""
        return self.structure == "child"

    def fingerprint(self) -> str:
        """Return a hash of everything but stock, which sales change while a plan is reviewed."""
        values = sorted(item for item in self.values.items() if not item[0].startswith("stock_"))
        return _digest([self.product_id, self.offered, self.version_id, self.parent_sku, values])


def _digest(value: object) -> str:
    return blake2b(json.dumps(value).encode(), digest_size=16).hexdigest()


class StagedRow(NamedTuple):
    """A checked row to be planned."""

    number: int
    sku: str
    parent_sku: str
    cells: dict[str, str]
    problems: list[dict[str, str]]
    of_parent: dict[str, str] = {}


@dataclass(slots=True)
class PlannedRow:
    """The planned outcome of a row; `before` and `after` have the columns that change."""

    number: int
    sku: str
    rank: int
    outcome: str
    before: dict[str, str] | None = None
    after: dict[str, str] | None = None
    fingerprint: str = ""
    product_id: int | None = None
    notes: list[dict[str, str]] = field(default_factory=list)


def stored_problem(
    code: str, column: str, message: str, fix: str = "", level: str = ERROR
) -> dict[str, str]:
    """Return the stored form of a problem."""
    return {"code": code, "column": column, "message": message, "fix": fix, "level": level}


def sku_taken(sku: str) -> dict[str, str]:
    """Return the problem of an article number that another licensee uses."""
    fix = "SKUs are unique in the shop. Add a prefix of your own."
    return stored_problem("taken", "licensee_sku", f"The SKU {sku} is taken.", fix)


def parent_without_variants(sku: str) -> dict[str, str]:
    """Return the problem of a variant whose parent is an article without variants."""
    message = f"{sku} is sold without variants."
    return stored_problem("no_parent", "parent_sku", message, "Give the parent a new SKU.")


def differs_from_parent(where: str) -> dict[str, str]:
    """Return the problem of a variant that contradicts its parent; `where` is the row's cells."""
    message = f"The variant has other product values than its parent: {where}."
    return stored_problem("differs", "", message, "Change the parent; leave the cells empty here.")


def find_parent_mismatches(row: StagedRow, parent: ArticleState) -> list[dict[str, str]]:
    """Return the problem of a variant that contradicts a parent without a row in the file."""
    wrong = sorted(differences(row.of_parent, parent.values))
    return [differs_from_parent(f"{row.parent_sku} in {', '.join(wrong)}")] if wrong else []


def plan_row(row: StagedRow, state: ArticleState | None, licensee_id: int) -> PlannedRow:
    """Plan the outcome of a row from its cells and the article's state."""
    rank = 1 if row.parent_sku else 0
    planned = PlannedRow(row.number, row.sku, rank, "REFUSED", notes=list(row.problems))
    if state is not None:
        planned.product_id = state.product_id
        planned.rank = 1 if state.is_variant else rank
    refusals = _find_refusals(row, state, licensee_id)
    if refusals:
        planned.notes += refusals
        return planned
    if state is None:
        return _plan_new(row, planned)
    planned.fingerprint = state.fingerprint()
    if row.cells.get("action") == "withdraw":
        return _plan_withdrawal(planned, state)
    return _plan_change(row, planned, state)


def _find_refusals(
    row: StagedRow, state: ArticleState | None, licensee_id: int
) -> list[dict[str, str]]:
    action = row.cells.get("action", "")
    if state is None:
        if action in {"update", "withdraw"}:
            return [
                stored_problem(
                    "unknown_sku", "licensee_sku", f"There is no article {row.sku} of yours."
                )
            ]
        return []
    if state.licensee_id != licensee_id:
        return [sku_taken(row.sku)]
    if row.parent_sku and row.parent_sku != state.parent_sku:
        is_now = f"a variant of {state.parent_sku}" if state.parent_sku else "sold by itself"
        fix = "Give it a new SKU."
        return [stored_problem("parent_changed", "parent_sku", f"{row.sku} is {is_now}.", fix)]
    return _find_stale_version(row, state)


def _find_stale_version(row: StagedRow, state: ArticleState) -> list[dict[str, str]]:
    version = row.cells.get("version")
    if version and int(version) != state.version and differences(row.cells, state.values):
        message = f"The row is of version {version}, the product is at {state.version} now."
        return [
            stored_problem("stale", "version", message, "Export it again and repeat your change.")
        ]
    return []


def _plan_new(row: StagedRow, planned: PlannedRow) -> PlannedRow:
    if shortage := check_label_count(row.cells):
        planned.notes.append(shortage)
    if not any(problem["level"] == ERROR for problem in planned.notes):
        planned.outcome = "CREATED"
    return planned


def _plan_withdrawal(planned: PlannedRow, state: ArticleState) -> PlannedRow:
    if any(problem["level"] == ERROR for problem in planned.notes):
        return planned
    planned.outcome = "WITHDRAWN" if state.offered else "UNCHANGED"
    if state.offered:
        planned.before, planned.after = {OFFERED: "yes"}, {OFFERED: "no"}
    return planned


def _plan_change(row: StagedRow, planned: PlannedRow, state: ArticleState) -> PlannedRow:
    """Plan a change; values that an existing article lacks do not block a price change."""
    changes = differences(row.cells, state.values)
    notes = [
        {**problem, "level": WARNING} if _is_existing(problem, changes) else problem
        for problem in planned.notes
        if problem["code"] != MISSING or _is_missing(problem["column"], state, changes)
    ]
    if _needs_labels(changes) and (shortage := check_label_count({**state.values, **row.cells})):
        notes.append(shortage)
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


def _is_missing(column: str, state: ArticleState, changes: Mapping[str, tuple[str, str]]) -> bool:
    """Return whether an empty cell that a new article needs is a problem of this row.

    It is if the change removes the value, or if the article lacks it too and the change needs
    approval. A table of prices need not complete an article, and product values of a variant belong
    in its parent's row.
    """
    if column in changes:
        return True
    if state.values.get(column) or (state.is_variant and column not in OF_ARTICLES):
        return False
    return any(is_versioned(changed) for changed in changes)


def _is_existing(problem: Mapping[str, str], changes: Mapping[str, tuple[str, str]]) -> bool:
    """Return whether a problem concerns existing values that this change does not touch."""
    code = problem["code"]
    if code == MISSING:
        return problem["column"] not in changes
    if code in OF_RIGHTS:
        return not any(is_versioned(column) for column in changes)
    return code == NOT_ISSUED and changes.keys().isdisjoint((FIRST, LAST))


def _needs_labels(changes: Mapping[str, tuple[str, str]]) -> bool:
    """Return whether an article gets other labels, or more units that need labels."""
    more = sum(
        int(after or 0) - int(before or 0)
        for column, (before, after) in changes.items()
        if column.startswith("stock_")
    )
    return more > 0 or not changes.keys().isdisjoint((FIRST, LAST))


def differences(cells: Mapping[str, str], values: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return by column the current and the new value."""
    return {
        column: (values.get(column, ""), after)
        for column, after in cells.items()
        if after != values.get(column, "") and column not in ROW_COLUMNS
    }
