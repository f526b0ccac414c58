"""Executes a stored plan in batches, each a transaction of its own that also says it is done.

Killed at any point, the next run goes on with what is not done; a row whose article is not what it
was when the plan was made is refused, never written over.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from django.db import IntegrityError, connection
from structlog import get_logger

from catalog.imports.plan import ArticleState, note
from shop.imports.apply.transactions import work_on
from shop.imports.apply.writer.batch import Batch, Step
from shop.imports.apply.writer.run import write_batch
from shop.imports.check.gtins import find_taken_gtins, is_of_gtins
from shop.imports.check.label_conflicts import find_used, is_of_labels
from shop.imports.errors import AnotherUpload, CatalogChanged, OldStockCounts, UploadState
from shop.imports.models import PlanRow, Upload
from shop.imports.plan.catalog_state import find_states
from shop.imports.receive.archives import queue_pictures
from shop.imports.receive.progress import Tell, begin_step, tell
from shop.platform.core.failpoints import failpoint
from shop.platform.database.clock import TransactionTimestamp, database_now

log = get_logger(__name__)
BATCH, LOOK = 500, 2_000
State, Outcome = Upload.State, PlanRow.Outcome
WRITTEN = (Outcome.CREATED, Outcome.CHANGED, Outcome.WITHDRAWN)


def start_applying(*, upload: Upload, stock_confirmed: bool = False) -> Upload:
    """Let the plan be applied: one upload of a licensee at a time, one start an upload.

    `stock_confirmed` says that counts older than sales are meant. Raises `UploadState`,
    `AnotherUpload`, `OldStockCounts` and `CatalogChanged`: then it must be planned again.
    """
    with work_on(upload):
        upload.refresh_from_db()
        if upload.state == State.APPLYING:
            return upload
        if upload.state != State.PLANNED:
            raise UploadState(state=upload.state)
        if (old := upload.counts.get("sold_since", 0)) and not stock_confirmed:
            raise OldStockCounts(rows=old)
        changed = _changed_since(upload)
        todo = upload.plan.filter(outcome__in=WRITTEN).count()
    if changed:
        raise CatalogChanged(skus=changed[:5])
    try:
        with work_on(upload):
            moved = Upload.objects.filter(pk=upload.pk, state=State.PLANNED).update(
                state=State.APPLYING
            )
            begin_step(upload, todo)
            upload.refresh_from_db()
    except IntegrityError:
        raise AnotherUpload(licensee=upload.licensee.code) from None
    if not moved:
        raise UploadState(state=upload.state)
    return upload


def apply_plan(
    *, upload: Upload, told: Tell | None = None, stock_confirmed: bool = False
) -> Upload:
    """Write what is not written yet of a plan whose applying was started.

    May run twice at once, be killed and run again: each row is written once. A cancelled upload
    keeps what was written before.
    """
    with work_on(upload):
        upload.refresh_from_db()
    if upload.state == State.PLANNED:
        upload = start_applying(upload=upload, stock_confirmed=stock_confirmed)
    if upload.state not in {State.APPLYING, State.APPLIED}:
        raise UploadState(state=upload.state)
    step = Step(upload.licensee, upload.by_id, upload.pk, f"upload {upload.public_id}")
    while _apply_batch(upload, step, told):
        failpoint("upload.batch_applied")
    with work_on(upload):
        upload.refresh_from_db()
    log.info("upload.applied", upload=str(upload.public_id), **upload.counts)
    return upload


def _apply_batch(upload: Upload, step: Step, told: Tell | None) -> bool:
    """Write the next rows; False when none are left.

    An article number or a label that was taken meanwhile is found when it is tried again.
    """
    relabeled = False
    for again in (True, True, False):
        try:
            with work_on(upload):
                return _write_next(upload, step, told, relabeled=relabeled)
        except IntegrityError as error:
            if not again:
                raise
            relabeled = relabeled or is_of_labels(error) or is_of_gtins(error)
            step.forget()
    return False


def _write_next(upload: Upload, step: Step, told: Tell | None, *, relabeled: bool) -> bool:
    locked = Upload.objects.select_for_update().get(pk=upload.pk)
    if locked.state != State.APPLYING:
        return False
    rows = _next_rows(upload)
    if not rows:
        _finish(upload)
        return False
    step.at = database_now()
    skus = [row.sku for row in rows]
    lock_products(skus)
    states = find_states(skus, partner=step.licensee.code)
    labels = _labels_taken(step, rows, states) if relabeled else {}
    fit = [row for row in rows if row.sku not in labels and _as_planned(row, states.get(row.sku))]
    written = {row.pk for row in fit}
    for row in rows:
        if row.pk not in written:
            _refuse(row, labels.get(row.sku))
    write_batch(Batch(step, fit, states))
    PlanRow.objects.filter(pk__in=[row.pk for row in rows]).update(done_at=TransactionTimestamp())
    failpoint("upload.batch_written")
    tell(upload, locked.step_done + len(rows), locked.step_total, told)
    return True


def _next_rows(upload: Upload) -> list[PlanRow]:
    """Return the next rows of one rank: variants only when their parents are there."""
    waiting = upload.plan.filter(done_at__isnull=True, outcome__in=WRITTEN)
    rows = list(waiting.order_by("rank", "number")[:BATCH])
    return [row for row in rows if row.rank == rows[0].rank]


def lock_products(skus: Sequence[str]) -> None:
    """Let nobody else change these articles until the transaction ends; sales go on."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select id from catalogue_product where upc = any(%s) order by id for no key update",
            [list(skus)],
        )


def _as_planned(row: PlanRow, state: ArticleState | None) -> bool:
    return (state.fingerprint() if state else "") == row.fingerprint


def _labels_taken(
    step: Step, rows: Sequence[PlanRow], states: Mapping[str, ArticleState]
) -> dict[str, dict[str, str]]:
    """Return, by article number, whose labels or GTIN somebody else took since it was planned."""
    cells = Batch(step, rows, states).staged()
    said = {row.sku: cells.get(row.number) or row.after or {} for row in rows}
    before = {sku: state.values for sku, state in states.items()}
    used = find_used(
        {sku: {**before.get(sku, {}), **values} for sku, values in said.items()}, step.licensee.pk
    )
    gtins = {sku: values["gtin"] for sku, values in said.items() if values.get("gtin")}
    return {**find_taken_gtins(gtins, step.licensee.pk), **used}


def _refuse(row: PlanRow, why: dict[str, str] | None = None) -> None:
    message = "The article was changed by somebody else after the plan was made."
    row.outcome = Outcome.REFUSED
    row.notes = [*row.notes, why or note("changed_meanwhile", "", message, "Upload it again.")]
    row.save(update_fields=["outcome", "notes"])


def _finish(upload: Upload) -> None:
    outcomes = Counter(upload.plan.values_list("outcome", flat=True))
    counts = {**upload.counts, **{key.lower(): n for key, n in outcomes.items()}}
    counts["applied"] = sum(outcomes[one] for one in WRITTEN)
    Upload.objects.filter(pk=upload.pk).update(
        state=State.APPLIED, counts=counts, applied_at=TransactionTimestamp()
    )
    if upload.pictures:
        queue_pictures(upload)


def _changed_since(upload: Upload) -> list[str]:
    """Return articles that are not what they were when the plan was made."""
    changed: list[str] = []
    rows = upload.plan.filter(outcome__in=WRITTEN).order_by("number")
    last = -1
    while True:
        batch = list(
            rows.filter(number__gt=last).values_list("number", "sku", "fingerprint")[:LOOK]
        )
        if not batch or changed:
            return changed
        states = find_states([sku for _, sku, _ in batch], partner=upload.licensee.code)
        for _, sku, fingerprint in batch:
            state = states.get(sku)
            if (state.fingerprint() if state else "") != fingerprint:
                changed.append(sku)
        last = batch[-1][0]
