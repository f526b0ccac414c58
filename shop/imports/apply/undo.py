"""Takes the last applied upload of a licensee back, row by row, where nothing changed since.

What was new is withdrawn, not deleted: versions, movements of stock and sold lines are evidence.
Drafts give way to the versions that stood before; what the holders were asked about stays.
"""

from collections.abc import Sequence

from django.db import connection

from catalog.imports.labels import FIRST, LAST
from catalog.imports.plan import OFFERED, ArticleState, note
from shop.imports.apply.applying import WRITTEN, lock_products
from shop.imports.apply.transactions import work_on
from shop.imports.apply.writer.batch import PRICE, STOCK, Batch, Step, Writing
from shop.imports.apply.writer.run import write_writings
from shop.imports.check.label_conflicts import find_used
from shop.imports.errors import NothingToUndo
from shop.imports.models import PlanRow, Upload, UploadRow
from shop.imports.plan.catalog_state import find_states
from shop.imports.receive.progress import Tell, begin_step, tell
from shop.platform.database.clock import TransactionTimestamp, database_now

BATCH = 500
State, Outcome = Upload.State, PlanRow.Outcome
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


def undo(*, upload: Upload, by_id: int, told: Tell | None = None) -> Upload:
    """Take an applied upload back. May be killed and run again. Raises `NothingToUndo`."""
    reason = f"upload {upload.public_id} taken back"
    step = Step(upload.licensee, by_id, upload.pk, reason, undo=True)
    with work_on(upload):
        upload.refresh_from_db()
        if not can_undo(upload):
            raise NothingToUndo(upload=str(upload.public_id))
        rows = upload.plan.filter(outcome__in=WRITTEN, done_at__isnull=False)
        total = rows.count()
        begin_step(upload, total, total - rows.filter(undone_at__isnull=True).count())
    while _undo_batch(upload, step, total, told):
        pass
    with work_on(upload):
        kept = sum(1 for notes in rows.values_list("notes", flat=True) if _was_kept(notes))
        counts = {**upload.counts, "undone": total - kept, "kept": kept}
        Upload.objects.filter(pk=upload.pk).update(state=State.UNDONE, counts=counts)
        upload.refresh_from_db()
    return upload


def can_undo(upload: Upload) -> bool:
    """Whether it is the last upload of its licensee that wrote something, and has ended.

    Not while its drafts are being sent for approval.
    """
    if upload.sending_since is not None:
        return False
    written = PlanRow.objects.filter(licensee=upload.licensee_id, done_at__isnull=False)
    last = written.exclude(upload__state=State.UNDONE).order_by("-upload_id").first()
    return upload.state in ENDED and last is not None and last.upload_id == upload.pk


def _was_kept(notes: list[dict[str, str]]) -> bool:
    return any(one["code"] == "kept" for one in notes)


def _undo_batch(upload: Upload, step: Step, total: int, told: Tell | None) -> bool:
    """Take the next rows back, variants before their parents."""
    with work_on(upload):
        return _undo_next(upload, step, total, told)


def _undo_next(upload: Upload, step: Step, total: int, told: Tell | None) -> bool:
    locked = Upload.objects.select_for_update().get(pk=upload.pk)
    waiting = upload.plan.filter(
        outcome__in=WRITTEN, done_at__isnull=False, undone_at__isnull=True
    ).order_by("-rank", "number")
    rows = list(waiting[:BATCH])
    if locked.sending_since is not None:
        raise NothingToUndo(upload=str(upload.public_id))
    if not rows or locked.state not in ENDED:
        return False
    step.at = database_now()
    skus = [row.sku for row in rows]
    lock_products(skus)
    states = find_states(skus, partner=upload.licensee.code)
    cells = dict(UploadRow.objects.filter(upload=upload, sku__in=skus).values_list("sku", "cells"))
    labels = find_used(_labels_before(rows, states), upload.licensee_id)
    fit = [
        row
        for row in rows
        if row.sku not in labels and _is_as_written(row, states.get(row.sku), cells)
    ]
    taken = {row.pk for row in fit}
    for row in rows:
        if row.pk not in taken:
            message = "It was changed since and stays as it is."
            row.notes = [*row.notes, note("kept", "", message)]
            row.save(update_fields=["notes"])
    _write_back(fit, states, cells, step)
    PlanRow.objects.filter(pk__in=[row.pk for row in rows]).update(undone_at=TransactionTimestamp())
    tell(upload, locked.step_done + len(rows), total, told)
    return True


def _labels_before(
    rows: Sequence[PlanRow], states: dict[str, ArticleState]
) -> dict[str, dict[str, str]]:
    """Return what articles said whose labels changed: others may have these labels by now."""
    return {
        row.sku: {**states[row.sku].values, **row.before}
        for row in rows
        if row.before and row.sku in states and not row.before.keys().isdisjoint((FIRST, LAST))
    }


def _is_as_written(
    row: PlanRow, state: ArticleState | None, cells: dict[str, dict[str, str]]
) -> bool:
    """Whether the article still says what the upload wrote, stock aside: sales go on."""
    if state is None or (row.version_id and state.version_id != row.version_id):
        return False
    said = row.after if row.after is not None else cells.get(row.sku, {})
    return all(
        state.values.get(name, "") == value
        for name, value in said.items()
        if name.startswith(PRICE)
    ) and (OFFERED not in said or state.offered == (said[OFFERED] == "yes"))


def _write_back(
    rows: Sequence[PlanRow],
    states: dict[str, ArticleState],
    cells: dict[str, dict[str, str]],
    step: Step,
) -> None:
    changed = [row for row in rows if row.outcome != Outcome.CREATED]
    writings = Batch(step, changed, states).writings()
    for writing in writings:
        writing.content = None  # the version before it stands again
    writings += [
        _taken_back(row, states[row.sku], cells[row.sku])
        for row in rows
        if row.outcome == Outcome.CREATED
    ]
    write_writings(writings, step)
    with connection.cursor() as cursor:
        cursor.execute(_VERSIONS_BACK, [[row.version_id for row in rows if row.version_id]])


def _taken_back(row: PlanRow, state: ArticleState, cells: dict[str, str]) -> Writing:
    """Return what takes a new article back: not offered, no price, no unit in stock, no label."""
    return Writing(
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
