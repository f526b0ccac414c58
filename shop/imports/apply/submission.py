"""Sends the drafts that an upload made to their holders, in batches when there are many.

Each batch is a transaction of its own; killed at any point, the next run goes on with what is still
a draft. The holders are told once, of all of it, in the transaction that ends the sending.
"""

from django.db.models import QuerySet
from structlog import get_logger

from catalog.approvals.stages import submit_untold, tell_of_submitted
from catalog.models import ProductVersion
from shop.imports.apply.transactions import work_on
from shop.imports.errors import PicturesAwaited, UploadState
from shop.imports.models import Upload
from shop.imports.receive.progress import begin_step, tell
from shop.platform.core.failpoints import failpoint
from shop.platform.database.clock import TransactionTimestamp, database_now
from shop.platform.database.jobs import queue_job

log = get_logger(__name__)
AT_ONCE = 200  # drafts that are sent while somebody waits for the page
BATCH = 500


def submit_drafts(*, upload: Upload, by_id: int) -> int:
    """Send the drafts that an upload made for approval; return how many are sent or will be.

    Some are sent at once, many by a worker (`upload.sending_since` then says since when). Asked
    again while that goes on, nothing more happens. Raises `UploadState`, and `PicturesAwaited`:
    what is sent is frozen, and the pictures are part of it.
    """
    with work_on(upload):
        locked = Upload.objects.select_for_update().get(pk=upload.pk)
        if locked.state != Upload.State.APPLIED:
            raise UploadState(state=locked.state)
        if upload.plan.filter(undone_at__isnull=False).exists():
            raise UploadState(state=Upload.State.UNDONE)  # it is being taken back
        if locked.awaits_pictures:
            raise PicturesAwaited
        count = drafts_of(upload).count()
        if count and locked.sending_since is None:
            Upload.objects.filter(pk=upload.pk).update(
                sending_since=TransactionTimestamp(), sending_by=by_id
            )
            begin_step(upload, count)
            _send(upload, count)
        upload.refresh_from_db()
        return count


def _send(upload: Upload, count: int) -> None:
    if count > AT_ONCE:
        queue_job("sourcing.send", upload_id=upload.pk, licensee_id=upload.licensee_id)
        return
    while send_next_drafts(upload=upload):
        pass


def send_next_drafts(*, upload: Upload) -> bool:
    """Send the next batch; False when all were sent and their holders are told.

    Two runs at once take turns.
    """
    with work_on(upload):
        locked = Upload.objects.select_for_update().get(pk=upload.pk)
        if locked.sending_since is None:
            return False
        waiting = drafts_of(upload).order_by("pk").select_for_update(of=("self",))
        drafts = list(waiting[:BATCH])
        if not drafts:
            _finish(locked)
            return False
        submit_untold(versions=drafts, by_id=locked.sending_by_id, at=database_now())
        tell(locked, locked.step_done + len(drafts), locked.step_total)
        failpoint("upload.drafts_written")
    failpoint("upload.drafts_sent")
    return True


def _finish(upload: Upload) -> None:
    """Tell the holders of all that was sent since it was asked for, and end."""
    sent = _made_by(upload).filter(
        submitted_at__gte=upload.sending_since, submitted_by=upload.sending_by_id
    )
    tell_of_submitted(sent, upload.sending_by_id)
    count = sent.count()
    counts = {**upload.counts, "sent": upload.counts.get("sent", 0) + count}
    Upload.objects.filter(pk=upload.pk).update(sending_since=None, sending_by=None, counts=counts)
    log.info("upload.drafts_sent", upload=str(upload.public_id), drafts=count)


def drafts_of(upload: Upload) -> QuerySet[ProductVersion]:
    """Return what an upload made and nobody was asked about yet."""
    return _made_by(upload).filter(status=ProductVersion.Status.DRAFT)


def _made_by(upload: Upload) -> QuerySet[ProductVersion]:
    made = upload.plan.filter(version_id__isnull=False).values("version_id")
    return ProductVersion.objects.filter(pk__in=made)
