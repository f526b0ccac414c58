"""Undo the last applied import of a licensee, row by row, where nothing changed since.

New articles are withdrawn, not deleted: versions, stock movements and sold lines are evidence.
Drafts are replaced by the versions before them; submitted versions stay.
"""

from collections.abc import Sequence

from django.db import connection

from catalog.imports.labels import FIRST, LAST
from catalog.imports.plan import OFFERED, ArticleState, stored_problem
from shop.imports.apply.applying import WRITTEN, lock_products
from shop.imports.apply.batch import PRICE, STOCK, ArticleWrite, Batch, WriteContext
from shop.imports.apply.writer import write_writings
from shop.imports.check.catalog_checks import find_used_labels
from shop.imports.errors import NothingToUndo
from shop.imports.models import CatalogImport, ImportRow, PlanRow
from shop.imports.plan.catalog_state import load_states
from shop.imports.steps import ProgressCallback, begin_step, import_transaction, record_progress
from shop.platform.database.clock import TransactionTimestamp, database_now

BATCH = 500
State, Outcome = CatalogImport.State, PlanRow.Outcome
ENDED = (State.APPLIED, State.CANCELLED)  # a cancelled one keeps what it wrote until then
_VERSIONS_BACK = """
    with gone as (
        update catalogue_productversion v set status = 'SUPERSEDED'
        where v.id = any(%s) and v.status = 'DRAFT' returning v.product_id, v.number
    )
    update catalogue_productversion v set status = 'DRAFT' from gone
    where v.product_id = gone.product_id and v.status = 'SUPERSEDED' and v.submitted_at is null
        and v.number = (
            select max(number) from catalogue_productversion
            where product_id = gone.product_id and number < gone.number
        )
        and not exists (
            select 1 from catalogue_approval a where a.version_id = v.id
        )
"""


def undo(
    *, catalog_import: CatalogImport, by_id: int, on_progress: ProgressCallback | None = None
) -> CatalogImport:
    """Undo an applied import. May be killed and run again. Raises `NothingToUndo`."""
    reason = f"upload {catalog_import.public_id} taken back"
    step = WriteContext(catalog_import.licensee, by_id, catalog_import.pk, reason, undo=True)
    with import_transaction(catalog_import):
        catalog_import.refresh_from_db()
        if not can_undo(catalog_import):
            raise NothingToUndo(catalog_import=str(catalog_import.public_id))
        rows = catalog_import.plan.filter(outcome__in=WRITTEN, done_at__isnull=False)
        total = rows.count()
        begin_step(catalog_import, total, total - rows.filter(undone_at__isnull=True).count())
    while _undo_batch(catalog_import, step, total, on_progress):
        pass
    with import_transaction(catalog_import):
        kept = sum(1 for notes in rows.values_list("notes", flat=True) if _was_kept(notes))
        counts = {**catalog_import.counts, "undone": total - kept, "kept": kept}
        CatalogImport.objects.filter(pk=catalog_import.pk).update(state=State.UNDONE, counts=counts)
        catalog_import.refresh_from_db()
    return catalog_import


def can_undo(catalog_import: CatalogImport) -> bool:
    """Return whether the import is the last one of its licensee that wrote rows, and has ended.

    False while its drafts are being sent for approval.
    """
    if catalog_import.sending_since is not None:
        return False
    written = PlanRow.objects.filter(licensee=catalog_import.licensee_id, done_at__isnull=False)
    last = (
        written.exclude(catalog_import__state=State.UNDONE).order_by("-catalog_import_id").first()
    )
    return (
        catalog_import.state in ENDED
        and last is not None
        and last.catalog_import_id == catalog_import.pk
    )


def _was_kept(notes: list[dict[str, str]]) -> bool:
    return any(entry["code"] == "kept" for entry in notes)


def _undo_batch(
    catalog_import: CatalogImport,
    step: WriteContext,
    total: int,
    on_progress: ProgressCallback | None,
) -> bool:
    """Undo the next rows, variants before their parents; return False when none are left."""
    with import_transaction(catalog_import):
        return _undo_next(catalog_import, step, total, on_progress)


def _undo_next(
    catalog_import: CatalogImport,
    step: WriteContext,
    total: int,
    on_progress: ProgressCallback | None,
) -> bool:
    locked = CatalogImport.objects.select_for_update().get(pk=catalog_import.pk)
    waiting = catalog_import.plan.filter(
        outcome__in=WRITTEN, done_at__isnull=False, undone_at__isnull=True
    ).order_by("-rank", "number")
    rows = list(waiting[:BATCH])
    if locked.sending_since is not None:
        raise NothingToUndo(catalog_import=str(catalog_import.public_id))
    if not rows or locked.state not in ENDED:
        return False
    step.at = database_now()
    skus = [row.sku for row in rows]
    lock_products(skus)
    states = load_states(skus, partner=catalog_import.licensee.code)
    cells = dict(
        ImportRow.objects.filter(catalog_import=catalog_import, sku__in=skus).values_list(
            "sku", "cells"
        )
    )
    labels = find_used_labels(_labels_before(rows, states), catalog_import.licensee_id)
    fit = [
        row
        for row in rows
        if row.sku not in labels and _is_as_written(row, states.get(row.sku), cells)
    ]
    taken = {row.pk for row in fit}
    for row in rows:
        if row.pk not in taken:
            message = "The article was changed since, and is kept."
            row.notes = [*row.notes, stored_problem("kept", "", message)]
            row.save(update_fields=["notes"])
    _write_back(fit, states, cells, step)
    PlanRow.objects.filter(pk__in=[row.pk for row in rows]).update(undone_at=TransactionTimestamp())
    record_progress(catalog_import, locked.step_done + len(rows), total, on_progress)
    return True


def _labels_before(
    rows: Sequence[PlanRow], states: dict[str, ArticleState]
) -> dict[str, dict[str, str]]:
    """Return the former values of articles with changed labels: others may use them."""
    return {
        row.sku: {**states[row.sku].values, **row.before}
        for row in rows
        if row.before and row.sku in states and not row.before.keys().isdisjoint((FIRST, LAST))
    }


def _is_as_written(
    row: PlanRow, state: ArticleState | None, cells: dict[str, dict[str, str]]
) -> bool:
    """Return whether the article is as the import wrote it, except stock, because sales go on."""
    if state is None or (row.version_id and state.version_id != row.version_id):
        return False
    written = row.after if row.after is not None else cells.get(row.sku, {})
    return all(
        state.values.get(name, "") == value
        for name, value in written.items()
        if name.startswith(PRICE)
    ) and (OFFERED not in written or state.offered == (written[OFFERED] == "yes"))


def _write_back(
    rows: Sequence[PlanRow],
    states: dict[str, ArticleState],
    cells: dict[str, dict[str, str]],
    step: WriteContext,
) -> None:
    changed = [row for row in rows if row.outcome != Outcome.CREATED]
    writings = Batch(step, changed, states).writings()
    for writing in writings:
        writing.content = None  # the previous version is current again
    writings += [
        _taken_back(row, states[row.sku], cells[row.sku])
        for row in rows
        if row.outcome == Outcome.CREATED
    ]
    write_writings(writings, step)
    with connection.cursor() as cursor:
        cursor.execute(_VERSIONS_BACK, [[row.version_id for row in rows if row.version_id]])


def _taken_back(row: PlanRow, state: ArticleState, cells: dict[str, str]) -> ArticleWrite:
    """Return the write that withdraws a new article: not public, without price, stock or labels."""
    return ArticleWrite(
        plan_id=row.pk,
        product_id=state.product_id,
        sku=row.sku,
        parent_sku=state.parent_sku,
        is_new=False,
        direct={name: "" for name in (FIRST, LAST) if name in cells},
        prices={name.removeprefix(PRICE): "" for name in cells if name.startswith(PRICE)},
        units={
            name.removeprefix(STOCK): [int(value or 0), 0]
            for name, value in cells.items()
            if name.startswith(STOCK) and value
        },
        offered=False,
    )
