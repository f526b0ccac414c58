"""Transactions, jobs, bulk copies and progress of the steps of an import."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from shop.identity.tenancy import acting_for
from shop.imports.models import CatalogImport
from shop.platform.database.clock import TransactionTimestamp
from shop.platform.database.jobs import queue_job

ProgressCallback = Callable[[int, int], object]  # rows done, rows in total


@contextmanager
def import_transaction(
    catalog_import: CatalogImport, *, async_commit: bool = False
) -> Iterator[None]:
    """Open a transaction, or a savepoint, that sees the rows of the import's licensee.

    Statements have no time limit and wait up to 30 s for locks. `pgtrigger.ignore` is set to '{}'
    because reading an unset setting raises once per row. `async_commit` skips the wait for the
    disk: for rows that are written again if the server stops before the step ends. The last
    transaction of a step is synchronous and flushes the earlier ones too.
    """
    with acting_for(catalog_import.licensee_id):
        with connection.cursor() as cursor:
            cursor.execute(
                "set local statement_timeout = 0; set local lock_timeout = '30s';"
                " set local pgtrigger.ignore = '{}'"
                + ("; set local synchronous_commit = off" if async_commit else "")
            )
        yield


def queue_import_job(
    task: str, catalog_import: CatalogImport, *, after_s: int = 0, **arguments: object
) -> None:
    """Queue a job of an import, by the name of its task."""
    queue_job(
        task,
        after_s=after_s,
        upload_id=catalog_import.pk,  # the name in jobs that are queued already
        licensee_id=catalog_import.licensee_id,
        **arguments,
    )


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows by COPY, in the caller's transaction; values are in the text form of COPY.

    PostgreSQL refuses COPY into a table under row-level security: the rows are copied into a
    temporary table and inserted from there, under the policy of the table.
    """
    listed, staging = ", ".join(columns), f"incoming_{table}"
    with connection.cursor() as cursor:
        cursor.execute(
            f'create temporary table if not exists "{staging}" on commit delete rows'  # noqa: S608  names of our own
            f' as select {listed} from "{table}" with no data'
        )
        cursor.execute(f'truncate "{staging}"')
        with cursor.copy(f'copy "{staging}" ({listed}) from stdin') as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(f'insert into "{table}" ({listed}) select {listed} from "{staging}"')  # noqa: S608  as above


@dataclass(frozen=True, slots=True)
class Progress:
    """Progress of a step: rows done, rows in total, rows per second, seconds left.

    The last two are None while they are unknown.
    """

    done: int
    total: int
    per_second: float | None
    seconds_left: float | None

    @property
    def percent(self) -> int:
        """Return the percentage of rows done, rounded down."""
        return 100 * self.done // self.total if self.total else 0


def begin_step(catalog_import: CatalogImport, total: int, done: int = 0) -> None:
    """Record the start of a step of `total` rows."""
    CatalogImport.objects.filter(pk=catalog_import.pk).update(
        step_done=done, step_total=total, step_began_at=TransactionTimestamp()
    )


def record_progress(
    catalog_import: CatalogImport,
    done: int,
    total: int,
    on_progress: ProgressCallback | None = None,
) -> None:
    """Record the rows done, in the transaction that writes these rows."""
    CatalogImport.objects.filter(pk=catalog_import.pk).update(
        step_done=done, step_total=max(done, total)
    )
    if on_progress:
        on_progress(done, max(done, total))


def progress_of(catalog_import: CatalogImport, at: datetime) -> Progress:
    """Return the progress of the current step at an instant."""
    done, total = catalog_import.step_done, catalog_import.step_total
    began = catalog_import.step_began_at
    seconds = (at - began).total_seconds() if began else 0
    rate = done / seconds if seconds > 0 and done else None
    seconds_left = (total - done) / rate if rate and total > done else None
    return Progress(done, total, rate, seconds_left)
