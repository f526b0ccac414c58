"""Read a received file, check every row, and copy rows and problems into staging."""

import json
from collections.abc import Iterable
from contextlib import closing
from itertools import batched
from pathlib import Path
from typing import Any

from catalog.imports.columns import all_columns
from catalog.imports.errors import FileRefused, Problem, refuse
from catalog.imports.headers import place_header
from catalog.imports.row_validator import CheckedRow, RowChecker
from catalog.imports.table import Table
from catalog.imports.table_reader import read_table
from shop.imports.check.file_checks import check_file
from shop.imports.check.reference_data import GrantCheck, load_reference
from shop.imports.errors import ImportState
from shop.imports.models import CatalogImport, ImportRow
from shop.imports.receive.receiving import assembled_file
from shop.imports.steps import (
    ProgressCallback,
    begin_step,
    copy_rows,
    import_transaction,
    record_progress,
)
from shop.platform.database.clock import database_now

BATCH = 2_000
State = CatalogImport.State
CHECKABLE = (State.RECEIVED, State.CHECKED, State.PLANNED)
COLUMNS = (
    *("upload_id", "licensee_id", "number", "sku", "parent_sku", "cells", "of_parent", "problems"),
)
_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def check_import(
    *, catalog_import: CatalogImport, on_progress: ProgressCallback | None = None
) -> CatalogImport:
    """Read the whole file and find all problems of all rows. Nothing in the catalog changes.

    A file that is not a table makes the import FAILED. May be repeated after a kill.
    """
    with import_transaction(catalog_import):
        catalog_import.refresh_from_db()
        if catalog_import.state not in CHECKABLE:
            raise ImportState(state=catalog_import.state)
        catalog_import.rows.all().delete()
        catalog_import.plan.all().delete()
        begin_step(catalog_import, 0)
    try:
        with assembled_file(catalog_import) as path:
            rows, notes = _check_file(catalog_import, path, on_progress)
        if not rows:
            raise _no_rows()
    except FileRefused as refusal:
        return _fail(catalog_import, refusal)
    with import_transaction(catalog_import):
        check_file(catalog_import)
        moved = CatalogImport.objects.filter(pk=catalog_import.pk, state__in=CHECKABLE).update(
            state=State.CHECKED,
            counts={"rows": rows},
            problems=[note.as_json() for note in notes],
        )
        catalog_import.refresh_from_db()
    if not moved:
        raise ImportState(state=catalog_import.state)
    return catalog_import


def _check_file(
    catalog_import: CatalogImport, path: Path, on_progress: ProgressCallback | None
) -> tuple[int, list[Problem]]:
    """Check all rows; return their number, and warnings about the file as a whole."""
    at = database_now()
    reference = load_reference(catalog_import.licensee)
    with closing(read_table(path)) as table:
        place_header(table, all_columns(reference))
        desk = GrantCheck(catalog_import.licensee, reference, at)
        try:
            checker = RowChecker(table.header, reference, at, desk.problems_of)
        except FileRefused as error:  # another sheet or encoding may be the reason
            raise FileRefused(*error.problems, *table.notes) from None
        rows = _check_rows(catalog_import, table, checker, on_progress)
    return rows, [*table.notes, *checker.notes]


def _check_rows(
    catalog_import: CatalogImport,
    table: Table,
    checker: RowChecker,
    on_progress: ProgressCallback | None,
) -> int:
    done = rows = 0
    for lines in batched(table.lines, BATCH, strict=False):
        checked = [row for row in map(checker.check, lines) if not row.is_blank]
        done += len(lines)
        rows += len(checked)
        expected = done if lines[-1].last else _expected(table, done)
        with import_transaction(catalog_import, async_commit=True):
            stage(catalog_import, checked)
            record_progress(catalog_import, done, expected, on_progress)
    return rows


def _expected(table: Table, done: int) -> int:
    """Return the expected number of rows; a CSV is read to its end before it is known."""
    return done + BATCH if table.kind == "csv" else done


def stage(catalog_import: CatalogImport, rows: Iterable[CheckedRow]) -> None:
    """Copy checked rows into staging."""
    head = (catalog_import.pk, catalog_import.licensee_id)
    copy_rows("sourcing_uploadrow", COLUMNS, (_staged(head, row) for row in rows))


def _staged(head: tuple[int, int], row: CheckedRow) -> tuple[Any, ...]:
    return (
        *head,
        row.number,
        row.values.get("licensee_sku", ""),
        row.values.get("parent_sku", ""),
        _dumps(row.values),
        _dumps(row.of_parent) if row.of_parent else None,
        _dumps([problem.as_json() for problem in row.problems]) if row.problems else "[]",
    )


def _no_rows() -> FileRefused:
    return refuse("no_rows", "The file has a header and no rows.", "Add your products below it.")


def _fail(catalog_import: CatalogImport, refusal: FileRefused) -> CatalogImport:
    with import_transaction(catalog_import):
        ImportRow.objects.filter(catalog_import=catalog_import).delete()
        CatalogImport.objects.filter(pk=catalog_import.pk).update(
            state=State.FAILED, problems=[problem.as_json() for problem in refusal.problems]
        )
        catalog_import.refresh_from_db()
    return catalog_import
