"""ZIPs of pictures on their way in: whole, in pieces that continue each other, or straight into the
bucket. One is looked at only when all of it is here; until then an earlier one stands.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

from django.core.files.base import File

from catalog.media.archive import LIMITS, Archive
from shop.imports.apply.transactions import work_on
from shop.imports.errors import (
    NotArrived,
    PicturesRefused,
    UploadState,
    UploadTooLarge,
    WrongOffset,
)
from shop.imports.models import Upload
from shop.imports.receive.presigned_upload import (
    DirectPost,
    direct_post,
    open_stored,
    size_in_bucket,
)
from shop.imports.receive.ranged_files import open_chunks
from shop.imports.receive.receiving import add_piece, printable
from shop.imports.receive.storage import store_file, upload_storage
from shop.platform.database.jobs import queue_job

State = Upload.State
OPEN = (
    *(State.RECEIVING, State.RECEIVED, State.CHECKED, State.PLANNED),
    *(State.APPLYING, State.APPLIED),
)


def check_archive(file: "File[Any]") -> None:
    """Refuse a file that is no ZIP, or too large a one. Raises `PicturesRefused`."""
    _refuse_what_is_none(cast("BinaryIO", file))
    file.seek(0)


def receive_pictures(*, upload: Upload, file: "File[Any]") -> Upload:
    """Keep a whole ZIP for an upload, in place of an earlier one; it is looked through soon.

    Raises `PicturesRefused`, `UploadState` and `StorageFull`.
    """
    check_archive(file)
    _refresh(upload)
    return _keep(upload, store_file(f"{upload.public_id}/pictures.zip", file))


def begin_pictures(*, upload: Upload, size: int, mark: str = "") -> Upload:
    """Announce a ZIP of so many bytes that comes in pieces.

    The same `mark` and size go on with what came before, from `pictures_received`. Raises
    `UploadState` and `UploadTooLarge`.
    """
    if size > LIMITS.packed:
        raise UploadTooLarge(limit=LIMITS.packed, field="pictures")
    _refresh(upload)
    mark = printable(mark)
    with work_on(upload):
        locked = Upload.objects.select_for_update().get(pk=upload.pk)
        same = mark and (locked.pictures_mark, locked.pictures_size) == (mark, size)
        if locked.pictures_coming and same:
            return locked
        old = list(upload.chunks.filter(part=locked.pictures_coming).exclude(part=""))
        upload.chunks.filter(pk__in=[chunk.pk for chunk in old]).delete()
        Upload.objects.filter(pk=upload.pk).update(
            pictures_coming=f"{upload.public_id}/pictures-{secrets.token_hex(4)}",
            pictures_size=size,
            pictures_received=0,
            pictures_mark=mark,
        )
        upload.refresh_from_db()
    for chunk in old:
        upload_storage().delete(chunk.stored)
    return upload


def receive_pictures_piece(*, upload: Upload, offset: int, content: bytes) -> Upload:
    """Add a piece of the announced ZIP; with the last one it is the upload's.

    Raises `PicturesRefused` when what came is no ZIP, `UploadState`, and what `add_piece` raises.
    """
    _refresh(upload)
    if not upload.pictures_coming:
        raise WrongOffset(received=0)
    add_piece(upload, offset, content, upload.pictures_coming)
    return _complete(upload) if upload.pictures_received == upload.pictures_size else upload


def post_pictures(upload: Upload) -> DirectPost | None:
    """Return where the announced ZIP may be sent past the shop; None: in pieces."""
    return direct_post(upload.pictures_coming, upload.pictures_size)


def pictures_arrived(*, upload: Upload) -> Upload:
    """Take over a ZIP that went straight to the bucket.

    Raises `NotArrived` while it is not there in its whole size, and `PicturesRefused`.
    """
    _refresh(upload)
    if not upload.pictures_coming:
        return upload
    found = size_in_bucket(upload.pictures_coming)
    if found != upload.pictures_size:
        raise NotArrived(received=found or 0)
    with work_on(upload):
        Upload.objects.filter(pk=upload.pk, pictures_coming=upload.pictures_coming).update(
            pictures_received=found
        )
        upload.refresh_from_db()
    return _complete(upload)


@contextmanager
def open_archive(upload: Upload) -> Iterator[Archive]:
    """Give the upload's ZIP."""
    with _open(upload, upload.pictures) as stored, Archive(stored) as archive:
        yield archive


def queue_pictures(upload: Upload) -> None:
    """Let a worker look the ZIP through, or put its pictures to the drafts."""
    queue_job("sourcing.pictures", upload_id=upload.pk, licensee_id=upload.licensee_id)


def _refresh(upload: Upload) -> None:
    with work_on(upload):
        upload.refresh_from_db()
    _check_open(upload)


def _check_open(upload: Upload) -> None:
    """Pictures come until the drafts go: what is sent for approval is frozen with them."""
    if upload.state not in OPEN:
        raise UploadState(state=upload.state)
    if upload.sending_since is not None:
        raise UploadState(state="SENDING")


@contextmanager
def _open(upload: Upload, name: str) -> Iterator[BinaryIO]:
    with work_on(upload):
        chunks = list(upload.chunks.filter(part=name).order_by("offset"))
    opened = open_chunks(chunks, upload_storage()) if chunks else open_stored(name)
    with opened as file:
        yield file


def _refuse_what_is_none(file: BinaryIO) -> None:
    with Archive(file) as archive:
        whole = [one.message for one in archive.problems if not one.name]
    if whole:
        raise PicturesRefused(reason=whole[0], field="pictures")


def _complete(upload: Upload) -> Upload:
    """Make what came the upload's ZIP, unless it is none: then it is forgotten."""
    coming = upload.pictures_coming
    try:
        with _open(upload, coming) as file:
            _refuse_what_is_none(file)
    except PicturesRefused:
        _forget(upload, coming)
        raise
    return _keep(upload, coming)


def _keep(upload: Upload, stored: str) -> Upload:
    """Make a stored ZIP the upload's, in place of the one before."""
    try:
        before = _replace(upload, stored)
    except UploadState:
        _forget(upload, stored)
        raise
    if before and before != stored:
        _forget(upload, before)
    return upload


def _replace(upload: Upload, stored: str) -> str:
    with work_on(upload):
        locked = Upload.objects.select_for_update().get(pk=upload.pk)
        _check_open(locked)
        counts = {name: n for name, n in locked.counts.items() if not name.startswith("pictures")}
        coming = "" if locked.pictures_coming == stored else locked.pictures_coming
        Upload.objects.filter(pk=upload.pk).update(
            pictures=stored, pictures_coming=coming, counts=counts
        )
        upload.refresh_from_db()
        if upload.state in {State.PLANNED, State.APPLIED}:
            queue_pictures(upload)
    return locked.pictures


def _forget(upload: Upload, name: str) -> None:
    """Delete a ZIP, or its pieces, that is not the upload's."""
    with work_on(upload):
        chunks = upload.chunks.filter(part=name)
        names = [name, *chunks.values_list("stored", flat=True)][::-1]
        chunks.delete()
        Upload.objects.filter(pk=upload.pk, pictures_coming=name).update(pictures_coming="")
    for one in names:
        upload_storage().delete(one)
