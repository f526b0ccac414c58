"""Steps of an upload, and what may be done with it; pages, admin, API and command call these."""

from typing import Any

from django.core.files.base import File

from catalog.imports.table_reader import MOST_CSV_BYTES
from licensing.models import Licensee
from shop.identity.tenancy import acting_for
from shop.imports.apply.applying import apply_plan, start_applying
from shop.imports.apply.submission import drafts_of, send_next_drafts, submit_drafts
from shop.imports.apply.transactions import work_on
from shop.imports.apply.undo import can_undo, undo
from shop.imports.check.checking import check_upload
from shop.imports.errors import NothingToUndo, UploadState, UploadTooLarge
from shop.imports.models import Upload
from shop.imports.pictures.attach_pictures import attach_pictures, look_through
from shop.imports.plan.planning import make_plan
from shop.imports.receive.archives import (
    begin_pictures,
    check_archive,
    pictures_arrived,
    post_pictures,
    receive_pictures,
    receive_pictures_piece,
)
from shop.imports.receive.receiving import (
    PIECE,
    begin_upload,
    post_table,
    receive,
    receive_file,
    table_arrived,
)
from shop.platform.database.jobs import queue_job

__all__ = [
    "OPEN",
    "apply_plan",
    "attach_pictures",
    "begin_pictures",
    "begin_upload",
    "cancel",
    "check_archive",
    "check_upload",
    "drafts_of",
    "examine",
    "find_upload",
    "look_through",
    "make_plan",
    "pictures_arrived",
    "post_pictures",
    "post_table",
    "queue_apply",
    "queue_examination",
    "queue_new_plan",
    "queue_undo",
    "receive",
    "receive_file",
    "receive_pictures",
    "receive_pictures_piece",
    "send_next_drafts",
    "start_applying",
    "submit_drafts",
    "table_arrived",
    "take_files",
    "undo",
]
State = Upload.State
OPEN = (State.RECEIVING, State.RECEIVED, State.CHECKED, State.PLANNED, State.APPLYING)


def take_files(
    *, licensee: Licensee, by_id: int, file: "File[Any]", pictures: "File[Any] | None" = None
) -> Upload:
    """Take a whole table, and the ZIP of the pictures that its rows name, and let it be examined.

    Raises `UploadTooLarge` and `PicturesRefused`, which name the field, before anything is kept,
    and `StorageFull`.
    """
    size = file.size or 0
    if size > MOST_CSV_BYTES:
        raise UploadTooLarge(limit=MOST_CSV_BYTES, field="file")
    if pictures:
        check_archive(pictures)
    upload = begin_upload(licensee=licensee, by_id=by_id, name=file.name or "", size=size)
    if pictures:
        receive_pictures(upload=upload, file=pictures)
    for piece in file.chunks(PIECE) if size else [b""]:
        upload = receive(upload=upload, offset=upload.received, content=piece)
    queue_examination(upload=upload)
    return upload


def examine(*, upload: Upload) -> Upload:
    """Check a received file and plan what it would change; a dry run ends here."""
    upload = check_upload(upload=upload)
    if upload.state == State.FAILED:
        return upload
    upload = make_plan(upload=upload)
    look_through(upload=upload)
    return upload


def queue_examination(*, upload: Upload) -> None:
    """Let a worker check and plan a file that is here."""
    queue_job("sourcing.examine", upload_id=upload.pk, licensee_id=upload.licensee_id)


def queue_new_plan(*, upload: Upload) -> None:
    """Let a worker plan anew what was planned for a catalog that has changed since."""
    with work_on(upload):
        planned = Upload.objects.filter(pk=upload.pk, state=State.PLANNED)
        if planned.update(state=State.CHECKED):
            queue_examination(upload=upload)
        upload.refresh_from_db()


def queue_apply(*, upload: Upload, stock_confirmed: bool = False) -> Upload:
    """Start applying and let a worker go on. Raises what `start_applying` raises."""
    with work_on(upload):
        upload = start_applying(upload=upload, stock_confirmed=stock_confirmed)
        queue_job("sourcing.apply", upload_id=upload.pk, licensee_id=upload.licensee_id)
    return upload


def queue_undo(*, upload: Upload, by_id: int) -> None:
    """Let a worker take the upload back. Raises `NothingToUndo`."""
    with work_on(upload):
        upload.refresh_from_db()
        if not can_undo(upload):
            raise NothingToUndo(upload=str(upload.public_id))
        queue_job("sourcing.undo", upload_id=upload.pk, licensee_id=upload.licensee_id, by_id=by_id)


def cancel(*, upload: Upload) -> Upload:
    """End an upload where it is: what was written of it stays. Raises `UploadState`."""
    with work_on(upload):
        moved = Upload.objects.filter(pk=upload.pk, state__in=OPEN).update(state=State.CANCELLED)
        upload.refresh_from_db()
    if not moved:
        raise UploadState(state=upload.state)
    return upload


def find_upload(*, upload_id: int, licensee_id: int) -> Upload:
    """Return an upload for who works on it outside of a licensee's own transaction."""
    with acting_for(licensee_id):
        return Upload.objects.select_related("licensee").get(pk=upload_id)
