"""Submit the drafts of an import to their holders, in batches if there are many.

Each batch is a transaction of its own; a killed run resumes with the remaining drafts. The holders
are notified once, in the transaction that ends the submission.
"""

from django.db.models import QuerySet
from structlog import get_logger

from catalog.approvals.stages import notify_submitted_versions, submit_without_notice
from catalog.models import ProductVersion
from shop.imports.errors import ImportState, PicturesPending
from shop.imports.models import CatalogImport
from shop.imports.steps import begin_step, import_transaction, queue_import_job, record_progress
from shop.platform.core.failpoints import failpoint
from shop.platform.database.clock import TransactionTimestamp, database_now

log = get_logger(__name__)
AT_ONCE = 200  # drafts that are sent within a request
BATCH = 500


def submit_drafts(*, catalog_import: CatalogImport, by_id: int) -> int:
    """Submit the drafts of an import for approval; return how many are submitted or queued.

    Up to `AT_ONCE` are submitted at once, more by a worker; `sending_since` is set meanwhile, and a
    second call changes nothing. Raises `ImportState`, and `PicturesPending` because submitted
    drafts are frozen with their pictures.
    """
    with import_transaction(catalog_import):
        locked = CatalogImport.objects.select_for_update().get(pk=catalog_import.pk)
        if locked.state != CatalogImport.State.APPLIED:
            raise ImportState(state=locked.state)
        if catalog_import.plan.filter(undone_at__isnull=False).exists():
            raise ImportState(state=CatalogImport.State.UNDONE)  # it is being undone
        if locked.awaits_pictures:
            raise PicturesPending
        count = drafts_of(catalog_import).count()
        if count and locked.sending_since is None:
            CatalogImport.objects.filter(pk=catalog_import.pk).update(
                sending_since=TransactionTimestamp(), sending_by=by_id
            )
            begin_step(catalog_import, count)
            _send(catalog_import, count)
        catalog_import.refresh_from_db()
        return count


def _send(catalog_import: CatalogImport, count: int) -> None:
    if count > AT_ONCE:
        queue_import_job("sourcing.send", catalog_import)
        return
    while send_next_drafts(catalog_import=catalog_import):
        pass


def send_next_drafts(*, catalog_import: CatalogImport) -> bool:
    """Submit the next batch; return False when all were submitted and their holders notified.

    Simultaneous runs take turns.
    """
    with import_transaction(catalog_import):
        locked = CatalogImport.objects.select_for_update().get(pk=catalog_import.pk)
        if locked.sending_since is None:
            return False
        waiting = drafts_of(catalog_import).order_by("pk").select_for_update(of=("self",))
        drafts = list(waiting[:BATCH])
        if not drafts:
            _finish(locked)
            return False
        submit_without_notice(versions=drafts, by_id=locked.sending_by_id, at=database_now())
        record_progress(locked, locked.step_done + len(drafts), locked.step_total)
        failpoint("import.drafts_written")
    failpoint("import.drafts_sent")
    return True


def _finish(catalog_import: CatalogImport) -> None:
    """Notify the holders of all submitted drafts, and end the submission."""
    sent = _made_by(catalog_import).filter(
        submitted_at__gte=catalog_import.sending_since, submitted_by=catalog_import.sending_by_id
    )
    notify_submitted_versions(sent, catalog_import.sending_by_id)
    count = sent.count()
    counts = {**catalog_import.counts, "sent": catalog_import.counts.get("sent", 0) + count}
    CatalogImport.objects.filter(pk=catalog_import.pk).update(
        sending_since=None, sending_by=None, counts=counts
    )
    log.info("import.drafts_submitted", catalog_import=str(catalog_import.public_id), drafts=count)


def drafts_of(catalog_import: CatalogImport) -> QuerySet[ProductVersion]:
    """Return the drafts of an import that were not submitted."""
    return _made_by(catalog_import).filter(status=ProductVersion.Status.DRAFT)


def _made_by(catalog_import: CatalogImport) -> QuerySet[ProductVersion]:
    made = catalog_import.plan.filter(version_id__isnull=False).values("version_id")
    return ProductVersion.objects.filter(pk__in=made)
