"""Apply a stored plan in batches, each in a transaction that also marks its rows as done.

A killed run resumes at the first row that is not done. A row whose article changed after the plan
was made is refused.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from django.db import IntegrityError, connection
from structlog import get_logger

from catalog.imports.plan import ArticleState, stored_problem
from shop.imports.apply.batch import Batch, WriteContext
from shop.imports.apply.writer import write_batch
from shop.imports.check.catalog_checks import (
    find_taken_gtins,
    find_used_labels,
    is_gtin_conflict,
    is_label_conflict,
)
from shop.imports.errors import AnotherImport, CatalogChanged, ImportState, OldStockCounts
from shop.imports.models import CatalogImport, PlanRow
from shop.imports.plan.catalog_state import load_states
from shop.imports.receive.archives import queue_pictures
from shop.imports.steps import ProgressCallback, begin_step, import_transaction, record_progress
from shop.platform.core.failpoints import failpoint
from shop.platform.database.clock import TransactionTimestamp, database_now

log = get_logger(__name__)
BATCH, LOOK = 500, 2_000
State, Outcome = CatalogImport.State, PlanRow.Outcome
WRITTEN = (Outcome.CREATED, Outcome.CHANGED, Outcome.WITHDRAWN)


def start_applying(
    *, catalog_import: CatalogImport, stock_confirmed: bool = False
) -> CatalogImport:
    """Move an import from PLANNED to APPLYING; one import of a licensee is applied at a time.

    `stock_confirmed` accepts counts that are older than sales. Raises `ImportState`,
    `AnotherImport`, `OldStockCounts` and `CatalogChanged`, after which the import must be planned
    again.
    """
    with import_transaction(catalog_import):
        catalog_import.refresh_from_db()
        if catalog_import.state == State.APPLYING:
            return catalog_import
        if catalog_import.state != State.PLANNED:
            raise ImportState(state=catalog_import.state)
        if (old := catalog_import.counts.get("sold_since", 0)) and not stock_confirmed:
            raise OldStockCounts(rows=old)
        changed = _changed_since(catalog_import)
        todo = catalog_import.plan.filter(outcome__in=WRITTEN).count()
    if changed:
        raise CatalogChanged(skus=changed[:5])
    try:
        with import_transaction(catalog_import):
            moved = CatalogImport.objects.filter(pk=catalog_import.pk, state=State.PLANNED).update(
                state=State.APPLYING
            )
            begin_step(catalog_import, todo)
            catalog_import.refresh_from_db()
    except IntegrityError:
        raise AnotherImport(licensee=catalog_import.licensee.code) from None
    if not moved:
        raise ImportState(state=catalog_import.state)
    return catalog_import


def apply_plan(
    *,
    catalog_import: CatalogImport,
    on_progress: ProgressCallback | None = None,
    stock_confirmed: bool = False,
) -> CatalogImport:
    """Write the rows of a plan that are not done.

    May run twice at once or be killed and run again: each row is written once. A cancelled import
    keeps the rows that were written before.
    """
    with import_transaction(catalog_import):
        catalog_import.refresh_from_db()
    if catalog_import.state == State.PLANNED:
        catalog_import = start_applying(
            catalog_import=catalog_import, stock_confirmed=stock_confirmed
        )
    if catalog_import.state not in {State.APPLYING, State.APPLIED}:
        raise ImportState(state=catalog_import.state)
    step = WriteContext(
        catalog_import.licensee,
        catalog_import.by_id,
        catalog_import.pk,
        f"upload {catalog_import.public_id}",
    )
    while _apply_batch(catalog_import, step, on_progress):
        failpoint("import.batch_applied")
    with import_transaction(catalog_import):
        catalog_import.refresh_from_db()
    log.info(
        "import.applied", catalog_import=str(catalog_import.public_id), **catalog_import.counts
    )
    return catalog_import


def _apply_batch(
    catalog_import: CatalogImport, step: WriteContext, on_progress: ProgressCallback | None
) -> bool:
    """Write the next batch of rows; return False when none are left.

    A conflict over an article number, label or GTIN is found in the first attempt; the second
    refuses the conflicting rows.
    """
    relabeled = False
    for may_retry in (True, True, False):
        try:
            with import_transaction(catalog_import):
                return _write_next(catalog_import, step, on_progress, relabeled=relabeled)
        except IntegrityError as error:
            if not may_retry:
                raise
            relabeled = relabeled or is_label_conflict(error) or is_gtin_conflict(error)
            step.clear_cache()
    return False


def _write_next(
    catalog_import: CatalogImport,
    step: WriteContext,
    on_progress: ProgressCallback | None,
    *,
    relabeled: bool,
) -> bool:
    locked = CatalogImport.objects.select_for_update().get(pk=catalog_import.pk)
    if locked.state != State.APPLYING:
        return False
    rows = _next_rows(catalog_import)
    if not rows:
        _finish(catalog_import)
        return False
    step.at = database_now()
    skus = [row.sku for row in rows]
    lock_products(skus)
    states = load_states(skus, partner=step.licensee.code)
    labels = _labels_taken(step, rows, states) if relabeled else {}
    fit = [row for row in rows if row.sku not in labels and _as_planned(row, states.get(row.sku))]
    written = {row.pk for row in fit}
    for row in rows:
        if row.pk not in written:
            _refuse(row, labels.get(row.sku))
    write_batch(Batch(step, fit, states))
    PlanRow.objects.filter(pk__in=[row.pk for row in rows]).update(done_at=TransactionTimestamp())
    failpoint("import.batch_written")
    record_progress(catalog_import, locked.step_done + len(rows), locked.step_total, on_progress)
    return True


def _next_rows(catalog_import: CatalogImport) -> list[PlanRow]:
    """Return the next rows of one rank: variants follow when their parents exist."""
    waiting = catalog_import.plan.filter(done_at__isnull=True, outcome__in=WRITTEN)
    rows = list(waiting.order_by("rank", "number")[:BATCH])
    return [row for row in rows if row.rank == rows[0].rank]


def lock_products(skus: Sequence[str]) -> None:
    """Lock articles against other changes until the transaction ends; sales go on."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select id from catalogue_product where upc = any(%s) order by id for no key update",
            [list(skus)],
        )


def _as_planned(row: PlanRow, state: ArticleState | None) -> bool:
    return (state.fingerprint() if state else "") == row.fingerprint


def _labels_taken(
    step: WriteContext, rows: Sequence[PlanRow], states: Mapping[str, ArticleState]
) -> dict[str, dict[str, str]]:
    """Return a problem for each article number whose labels or GTIN were taken since planning."""
    cells = Batch(step, rows, states).staged()
    planned = {row.sku: cells.get(row.number) or row.after or {} for row in rows}
    before = {sku: state.values for sku, state in states.items()}
    used = find_used_labels(
        {sku: {**before.get(sku, {}), **values} for sku, values in planned.items()},
        step.licensee.pk,
    )
    gtins = {sku: values["gtin"] for sku, values in planned.items() if values.get("gtin")}
    return {**find_taken_gtins(gtins, step.licensee.pk), **used}


def _refuse(row: PlanRow, why: dict[str, str] | None = None) -> None:
    message = "The article was changed after the plan was made."
    row.outcome = Outcome.REFUSED
    row.notes = [
        *row.notes,
        why or stored_problem("changed_meanwhile", "", message, "Import it again."),
    ]
    row.save(update_fields=["outcome", "notes"])


def _finish(catalog_import: CatalogImport) -> None:
    outcomes = Counter(catalog_import.plan.values_list("outcome", flat=True))
    counts = {**catalog_import.counts, **{key.lower(): n for key, n in outcomes.items()}}
    counts["applied"] = sum(outcomes[outcome] for outcome in WRITTEN)
    CatalogImport.objects.filter(pk=catalog_import.pk).update(
        state=State.APPLIED, counts=counts, applied_at=TransactionTimestamp()
    )
    if catalog_import.pictures:
        queue_pictures(catalog_import)


def _changed_since(catalog_import: CatalogImport) -> list[str]:
    """Return articles that changed after the plan was made."""
    changed: list[str] = []
    rows = catalog_import.plan.filter(outcome__in=WRITTEN).order_by("number")
    last = -1
    while True:
        batch = list(
            rows.filter(number__gt=last).values_list("number", "sku", "fingerprint")[:LOOK]
        )
        if not batch or changed:
            return changed
        states = load_states([sku for _, sku, _ in batch], partner=catalog_import.licensee.code)
        for _, sku, fingerprint in batch:
            state = states.get(sku)
            if (state.fingerprint() if state else "") != fingerprint:
                changed.append(sku)
        last = batch[-1][0]
