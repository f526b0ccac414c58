"""Files come in pieces that continue each other: a broken upload goes on where it stopped."""

import errno
import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, storages
from django.db.models import F

from catalog.ingest.reading import MOST_CSV_BYTES
from licensing.models import Licensee
from shop.sourcing.errors import StorageFull, UploadState, UploadTooLarge, WrongOffset
from shop.sourcing.models import Upload, UploadChunk
from shop.sourcing.working import work_on
from shop.tenancy import acting_for

PIECE = 4 * 1024 * 1024
State = Upload.State


def upload_storage() -> Storage:
    """Return where uploads lie: private, on disk or in the bucket."""
    return storages["uploads"]


def begin_upload(*, licensee: Licensee, by_id: int, name: str, size: int) -> Upload:
    """Announce a file. Raises `UploadTooLarge`."""
    if size > MOST_CSV_BYTES:
        raise UploadTooLarge(limit=MOST_CSV_BYTES, field="size")
    plain = "".join(sign for sign in Path(name).name if sign.isprintable())
    with acting_for(licensee.pk):
        return Upload.objects.create(
            licensee=licensee, by_id=by_id, name=plain[-120:] or "upload", size=size
        )


def receive(*, upload: Upload, offset: int, content: bytes) -> Upload:
    """Add a piece at an offset; the last one makes the upload RECEIVED.

    A piece that is here already changes nothing. Raises `WrongOffset` with where to go on,
    `UploadState`, `UploadTooLarge` and `StorageFull`.
    """
    if offset + len(content) > upload.size:
        raise UploadTooLarge(limit=upload.size)
    with work_on(upload):
        upload.refresh_from_db()
    if upload.state != State.RECEIVING:
        raise UploadState(state=upload.state)
    if offset + len(content) <= upload.received and (content or upload.size):
        return upload
    if offset != upload.received:
        raise WrongOffset(received=upload.received)
    stored = store_file(f"{upload.public_id}/{offset:012d}", ContentFile(content))
    with work_on(upload):
        moved = _continue(upload, offset, len(content), stored)
        upload.refresh_from_db()
    if not moved:  # the same piece came twice at once
        upload_storage().delete(stored)
        raise WrongOffset(received=upload.received)
    return upload


def _continue(upload: Upload, offset: int, size: int, stored: str) -> bool:
    """Write down a piece, when it continues what is here."""
    rows = Upload.objects.filter(pk=upload.pk, state=State.RECEIVING)
    if not rows.filter(received=offset).update(received=F("received") + size):
        return False
    UploadChunk.objects.create(
        upload=upload, licensee_id=upload.licensee_id, offset=offset, size=size, stored=stored
    )
    rows.filter(received=F("size")).update(state=State.RECEIVED)
    return True


def receive_file(*, licensee: Licensee, by_id: int, path: Path, name: str = "") -> Upload:
    """Take a whole file from disk."""
    upload = begin_upload(
        licensee=licensee, by_id=by_id, name=name or path.name, size=path.stat().st_size
    )
    with path.open("rb") as file:
        while True:
            piece = file.read(PIECE)
            upload = receive(upload=upload, offset=upload.received, content=piece)
            if upload.state != State.RECEIVING:
                return upload


@contextmanager
def whole_file(upload: Upload) -> Iterator[Path]:
    """Give the file in one piece on disk, while it is needed; its digest is written down."""
    digest = hashlib.sha256()
    with tempfile.NamedTemporaryFile(prefix="upload-") as file:
        with work_on(upload):
            chunks = list(upload.chunks.order_by("offset"))
        for chunk in chunks:
            with upload_storage().open(chunk.stored) as piece:
                for block in iter(lambda: piece.read(1 << 20), b""):
                    digest.update(block)
                    file.write(block)
        file.flush()
        if not upload.sha256:
            upload.sha256 = digest.hexdigest()
            with work_on(upload):
                Upload.objects.filter(pk=upload.pk).update(sha256=upload.sha256)
        yield Path(file.name)


def forget_file(upload: Upload) -> None:
    """Delete what is stored of a file and its ZIP; rows and plan stay. May be repeated."""
    with work_on(upload):
        stored = list(upload.chunks.values_list("stored", flat=True))
    for name in filter(None, (*stored, upload.pictures)):
        upload_storage().delete(name)
    with work_on(upload):
        upload.chunks.all().delete()
        Upload.objects.filter(pk=upload.pk).update(pictures="")


def store_file(name: str, file: "File[Any]") -> str:
    """Store a file under a name, or one like it; return it. Raises `StorageFull`."""
    try:
        return str(upload_storage().save(name, file))
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            free = shutil.disk_usage(tempfile.gettempdir()).free
            raise StorageFull(free=free) from error
        raise
