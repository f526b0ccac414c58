"""Reads a received file, checks every row and keeps rows and problems in staging, by COPY."""

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
from catalog.imports.table_reader import Table, read_table
from shop.imports.apply.bulk_copy import copy_rows
from shop.imports.apply.transactions import work_on
from shop.imports.check.file_checks import check_relations
from shop.imports.check.grant_check import RightsDesk
from shop.imports.check.reference_data import load_reference
from shop.imports.errors import UploadState
from shop.imports.models import Upload, UploadRow
from shop.imports.receive.progress import Tell, begin_step, tell
from shop.imports.receive.receiving import whole_file
from shop.platform.database.clock import database_now

BATCH = 2_000
State = Upload.State
CHECKABLE = (State.RECEIVED, State.CHECKED, State.PLANNED)
COLUMNS = (
    *("upload_id", "licensee_id", "number", "sku", "parent_sku", "cells", "of_parent", "problems"),
)
_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def check_upload(*, upload: Upload, told: Tell | None = None) -> Upload:
    """Read the whole file and find every problem of every row; nothing of the catalog changes.

    A file that is no table becomes FAILED, with why. May be repeated after a kill.
    """
    with work_on(upload):
        upload.refresh_from_db()
        if upload.state not in CHECKABLE:
            raise UploadState(state=upload.state)
        upload.rows.all().delete()
        upload.plan.all().delete()
        begin_step(upload, 0)
    try:
        with whole_file(upload) as path:
            rows, notes = _check_file(upload, path, told)
        if not rows:
            raise _no_rows()
    except FileRefused as refusal:
        return _fail(upload, refusal)
    with work_on(upload):
        check_relations(upload)
        moved = Upload.objects.filter(pk=upload.pk, state__in=CHECKABLE).update(
            state=State.CHECKED,
            counts={"rows": rows},
            problems=[note.as_json() for note in notes],
        )
        upload.refresh_from_db()
    if not moved:
        raise UploadState(state=upload.state)
    return upload


def _check_file(upload: Upload, path: Path, told: Tell | None) -> tuple[int, list[Problem]]:
    """Check all rows; return how many there are, and warnings about the file as a whole."""
    at = database_now()
    known = load_reference(upload.licensee)
    with closing(read_table(path)) as table:
        place_header(table, all_columns(known))
        desk = RightsDesk(upload.licensee, known, at)
        checker = RowChecker(table.header, known, at, desk.problems_of)
        rows = _check_rows(upload, table, checker, told)
    return rows, [*table.notes, *checker.notes]


def _check_rows(upload: Upload, table: Table, checker: RowChecker, told: Tell | None) -> int:
    done = rows = 0
    for lines in batched(table.lines, BATCH, strict=False):
        checked = [row for row in map(checker.check, lines) if not row.is_blank]
        done += len(lines)
        rows += len(checked)
        expected = done if lines[-1].last else _expected(table, done)
        with work_on(upload, again=True):
            stage(upload, checked)
            tell(upload, done, expected, told)
    return rows


def _expected(table: Table, done: int) -> int:
    """Return how many rows there may be: unknown before a text is read, so a little more."""
    return done + BATCH if table.kind == "csv" else done


def stage(upload: Upload, rows: Iterable[CheckedRow]) -> None:
    """Copy checked rows into staging."""
    head = (upload.pk, upload.licensee_id)
    copy_rows("sourcing_uploadrow", COLUMNS, (_staged(head, row) for row in rows))


def _staged(head: tuple[int, int], row: CheckedRow) -> tuple[Any, ...]:
    return (
        *head,
        row.number,
        row.values.get("licensee_sku", ""),
        row.values.get("parent_sku", ""),
        _dumps(row.values),
        _dumps(row.of_parent) if row.of_parent else None,
        _dumps([one.as_json() for one in row.problems]) if row.problems else "[]",
    )


def _no_rows() -> FileRefused:
    return refuse("no_rows", "The file has a header and no rows.", "Add your articles below it.")


def _fail(upload: Upload, refusal: FileRefused) -> Upload:
    with work_on(upload):
        UploadRow.objects.filter(upload=upload).delete()
        Upload.objects.filter(pk=upload.pk).update(
            state=State.FAILED, problems=[one.as_json() for one in refusal.problems]
        )
        upload.refresh_from_db()
    return upload
