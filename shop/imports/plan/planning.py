"""Compares checked rows with the catalog and stores the plan: what each row would change."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from catalog.imports.column_storage import is_versioned
from catalog.imports.errors import ERROR
from catalog.imports.plan import (
    PlannedRow,
    StagedRow,
    note,
    plan_row,
    unlike_parent,
    without_variants,
)
from shop.imports.apply.bulk_copy import copy_rows
from shop.imports.apply.transactions import work_on
from shop.imports.check.cross_row_checks import SOLD_SINCE, Beside
from shop.imports.check.lost_zeros import note_lost_zeros
from shop.imports.errors import UploadState
from shop.imports.models import Upload
from shop.imports.plan.catalog_state import find_states
from shop.imports.receive.progress import Tell, begin_step, tell

BATCH = 1_000
State = Upload.State
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
    """What the plan comes to; `lost` are products that were refused."""

    outcomes: Counter[str] = field(default_factory=Counter)
    effects: Counter[str] = field(default_factory=Counter)
    lost: set[str] = field(default_factory=set)

    def add(self, row: PlannedRow) -> None:
        """Count a row."""
        self.outcomes[row.outcome] += 1
        if row.outcome == "REFUSED" and row.sku and not row.rank:
            self.lost.add(row.sku)
        if any(one["level"] != ERROR for one in row.notes):
            self.effects["warnings"] += 1
        if any(one["code"] == SOLD_SINCE for one in row.notes):
            self.effects["sold_since"] += 1
        for kind in {_kind(column) for column in row.after or ()}:
            self.effects[kind] += 1


def make_plan(*, upload: Upload, told: Tell | None = None) -> Upload:
    """Store what each row would do to the catalog as it is now. May be repeated."""
    with work_on(upload):
        upload.refresh_from_db()
        if upload.state not in {State.CHECKED, State.PLANNED}:
            raise UploadState(state=upload.state)
        total = upload.counts.get("rows", 0)
        upload.plan.all().delete()
        begin_step(upload, total)
    totals, beside, done = _Totals(), Beside(upload), 0
    after: tuple[bool, int] | None = (False, -1)
    while after is not None:
        with work_on(upload, again=True):
            rows, after = _next(upload, after)
            _store(upload, _plan(upload, rows, beside, totals))
            done += len(rows)
            tell(upload, done, total, told)
    counts = {"rows": total, **{key.lower(): n for key, n in totals.outcomes.items()}}
    counts |= dict(totals.effects)
    with work_on(upload):
        moved = Upload.objects.filter(
            pk=upload.pk, state__in=[State.CHECKED, State.PLANNED]
        ).update(state=State.PLANNED, counts=counts)
        upload.refresh_from_db()
    if not moved:
        raise UploadState(state=upload.state)
    return upload


def _next(
    upload: Upload, after: tuple[bool, int]
) -> tuple[list[StagedRow], tuple[bool, int] | None]:
    """Return the next rows, products before variants, and where to go on; None: nowhere."""
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, [upload.pk, *after, BATCH])
        found = cursor.fetchall()
    rows = [
        StagedRow(number, sku, parent, *(json.loads(one) if one else {} for one in parts))
        for number, sku, parent, *parts in found
    ]
    if rows:
        return rows, (after[0], rows[-1].number)
    return rows, None if after[0] else (True, -1)


def _plan(
    upload: Upload, rows: Sequence[StagedRow], beside: Beside, totals: _Totals
) -> list[PlannedRow]:
    named = {row.sku for row in rows} | {row.parent_sku for row in rows}
    states = find_states(named - {""}, partner=upload.licensee.code)
    beside.check(rows, states)
    note_lost_zeros(rows, states, upload.licensee_id)
    planned = []
    for row in rows:
        parent = states.get(row.parent_sku)
        ours = parent is not None and parent.licensee_id == upload.licensee_id
        if row.parent_sku in totals.lost and not ours:
            message = f"Its parent {row.parent_sku} is refused."
            row.problems.append(
                note("parent_refused", "parent_sku", message, "Fix that row first.")
            )
        if parent is not None and parent.structure != "parent":
            row.problems.append(without_variants(row.parent_sku))
        elif parent is not None and ours:
            row.problems.extend(unlike_parent(row, parent))
        one = plan_row(row, states.get(row.sku), upload.licensee_id)
        totals.add(one)
        if one.outcome == "CREATED":
            for kind in {_kind(column) for column in row.cells}:
                totals.effects[kind] += 1
        planned.append(one)
    return planned


def _kind(column: str) -> str:
    """Return under which head a change is summed up."""
    if column.startswith("price_"):
        return "prices"
    if column.startswith("stock_"):
        return "stock"
    if column == "offered":
        return "offers"
    return "to_approval" if is_versioned(column) else "facts"


def _store(upload: Upload, rows: Sequence[PlannedRow]) -> None:
    head = (upload.pk, upload.licensee_id)
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
