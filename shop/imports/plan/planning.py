"""Compare checked rows with the catalog and store the plan: the change of each row."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from catalog.imports.column import is_versioned
from catalog.imports.errors import ERROR
from catalog.imports.plan import (
    PlannedRow,
    StagedRow,
    find_parent_mismatches,
    parent_without_variants,
    plan_row,
    stored_problem,
)
from shop.imports.check.catalog_checks import SOLD_SINCE, CatalogChecks, note_lost_zeros
from shop.imports.errors import ImportState
from shop.imports.models import CatalogImport
from shop.imports.plan.catalog_state import load_states
from shop.imports.steps import (
    ProgressCallback,
    begin_step,
    copy_rows,
    import_transaction,
    record_progress,
)

BATCH = 1_000
State = CatalogImport.State
_ROWS = """
    select number, sku, parent_sku, cells, problems,
        case when of_parent is not null and not exists (
            select 1 from sourcing_uploadrow o
            where o.upload_id = r.upload_id and o.sku = r.parent_sku
        ) then of_parent end
    from sourcing_uploadrow r
    where upload_id = %s and (parent_sku <> '') = %s and number > %s
    order by number limit %s
"""
COLUMNS = (
    *("upload_id", "licensee_id", "number", "rank", "sku", "outcome", "before", "after"),
    *("fingerprint", "notes", "product_id"),
)


@dataclass(slots=True)
class _Totals:
    """Totals of a plan; `lost` holds the numbers of refused products."""

    outcomes: Counter[str] = field(default_factory=Counter)
    effects: Counter[str] = field(default_factory=Counter)
    lost: set[str] = field(default_factory=set)

    def add(self, row: PlannedRow) -> None:
        """Count a row."""
        self.outcomes[row.outcome] += 1
        if row.outcome == "REFUSED" and row.sku and not row.rank:
            self.lost.add(row.sku)
        if any(entry["level"] != ERROR for entry in row.notes):
            self.effects["warnings"] += 1
        if any(entry["code"] == SOLD_SINCE for entry in row.notes):
            self.effects["sold_since"] += 1
        for kind in {_kind(column) for column in row.after or ()}:
            self.effects[kind] += 1


def make_plan(
    *, catalog_import: CatalogImport, on_progress: ProgressCallback | None = None
) -> CatalogImport:
    """Store the change that each row would make to the current catalog. May be repeated."""
    with import_transaction(catalog_import):
        catalog_import.refresh_from_db()
        if catalog_import.state not in {State.CHECKED, State.PLANNED}:
            raise ImportState(state=catalog_import.state)
        total = catalog_import.counts.get("rows", 0)
        catalog_import.plan.all().delete()
        begin_step(catalog_import, total)
    totals, beside, done = _Totals(), CatalogChecks(catalog_import), 0
    after: tuple[bool, int] | None = (False, -1)
    while after is not None:
        with import_transaction(catalog_import, async_commit=True):
            rows, after = _next(catalog_import, after)
            _store(catalog_import, _plan(catalog_import, rows, beside, totals))
            done += len(rows)
            record_progress(catalog_import, done, total, on_progress)
    counts = {"rows": total, **{key.lower(): n for key, n in totals.outcomes.items()}}
    counts |= dict(totals.effects)
    with import_transaction(catalog_import):
        moved = CatalogImport.objects.filter(
            pk=catalog_import.pk, state__in=[State.CHECKED, State.PLANNED]
        ).update(state=State.PLANNED, counts=counts)
        catalog_import.refresh_from_db()
    if not moved:
        raise ImportState(state=catalog_import.state)
    return catalog_import


def _next(
    catalog_import: CatalogImport, after: tuple[bool, int]
) -> tuple[list[StagedRow], tuple[bool, int] | None]:
    """Return the next rows, products before variants, and the position after them, if any."""
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, [catalog_import.pk, *after, BATCH])
        fetched = cursor.fetchall()
    rows = [
        StagedRow(number, sku, parent, *(json.loads(part) if part else {} for part in parts))
        for number, sku, parent, *parts in fetched
    ]
    if rows:
        return rows, (after[0], rows[-1].number)
    return rows, None if after[0] else (True, -1)


def _plan(
    catalog_import: CatalogImport, rows: Sequence[StagedRow], beside: CatalogChecks, totals: _Totals
) -> list[PlannedRow]:
    named = {row.sku for row in rows} | {row.parent_sku for row in rows}
    states = load_states(named - {""}, partner=catalog_import.licensee.code)
    beside.check(rows, states)
    note_lost_zeros(rows, states, catalog_import.licensee_id)
    planned = []
    for row in rows:
        parent = states.get(row.parent_sku)
        ours = parent is not None and parent.licensee_id == catalog_import.licensee_id
        if row.parent_sku in totals.lost and not ours:
            message = f"Its parent {row.parent_sku} is refused."
            row.problems.append(
                stored_problem("parent_refused", "parent_sku", message, "Fix that row first.")
            )
        if parent is not None and parent.structure != "parent":
            row.problems.append(parent_without_variants(row.parent_sku))
        elif parent is not None and ours:
            row.problems.extend(find_parent_mismatches(row, parent))
        planned_row = plan_row(row, states.get(row.sku), catalog_import.licensee_id)
        totals.add(planned_row)
        if planned_row.outcome == "CREATED":
            for kind in {_kind(column) for column in row.cells}:
                totals.effects[kind] += 1
        planned.append(planned_row)
    return planned


def _kind(column: str) -> str:
    """Return the total under which a change is counted."""
    if column.startswith("price_"):
        return "prices"
    if column.startswith("stock_"):
        return "stock"
    if column == "offered":
        return "offers"
    return "to_approval" if is_versioned(column) else "facts"


def _store(catalog_import: CatalogImport, rows: Sequence[PlannedRow]) -> None:
    head = (catalog_import.pk, catalog_import.licensee_id)
    copy_rows("sourcing_planrow", COLUMNS, (_stored(head, row) for row in rows))


def _stored(head: tuple[int, int], row: PlannedRow) -> tuple[Any, ...]:
    return (
        *head,
        row.number,
        row.rank,
        row.sku,
        row.outcome,
        json.dumps(row.before) if row.before is not None else None,
        json.dumps(row.after) if row.after is not None else None,
        row.fingerprint,
        json.dumps(row.notes) if row.notes else "[]",
        row.product_id,
    )
