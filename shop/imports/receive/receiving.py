"""Files come in pieces that continue each other, or straight into the bucket; a broken upload goes
on where it stopped, also when its page was closed meanwhile.
"""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.core.files.base import ContentFile
from django.db.models import F

from catalog.imports.table_reader import MOST_CSV_BYTES
from licensing.models import Licensee
from shop.identity.tenancy import acting_for
from shop.imports.apply.transactions import work_on
from shop.imports.errors import NotArrived, UploadState, UploadTooLarge, WrongOffset
from shop.imports.models import Upload, UploadChunk
from shop.imports.receive.presigned_upload import DirectPost, direct_post, size_in_bucket
from shop.imports.receive.storage import store_file, upload_storage
from shop.platform.database.clock import database_now

PIECE = 4 * 1024 * 1024
MARK = 200  # signs
ABANDONED = timedelta(days=7)  # a file whose last piece never came
State = Upload.State


def begin_upload(*, licensee: Licensee, by_id: int, name: str, size: int, mark: str = "") -> Upload:
    """Announce a file. Raises `UploadTooLarge`.

    `mark` tells files of one name and size apart: the same person with the same file gets the
    upload that was broken off, to go on at its `received`.
    """
    if size > MOST_CSV_BYTES:
        raise UploadTooLarge(limit=MOST_CSV_BYTES, field="size")
    plain, mark = printable(Path(name).name)[-120:], printable(mark)
    said = {"licensee": licensee, "by_id": by_id, "name": plain or "upload", "size": size}
    with acting_for(licensee.pk):
        if mark:
            begun = Upload.objects.filter(
                state=State.RECEIVING,
                mark=mark,
                created_at__gt=database_now() - ABANDONED,
                **said,
            ).first()
            if begun is not None:
                return begun
        return Upload.objects.create(mark=mark, **said)


def printable(text: str) -> str:
    """Return a text that comes from outside as it may be kept, at most `MARK` signs of it."""
    return "".join(sign for sign in text if sign.isprintable())[-MARK:]


def receive(*, upload: Upload, offset: int, content: bytes) -> Upload:
    """Add a piece at an offset; the last one makes the upload RECEIVED.

    Raises `UploadState` and what `add_piece` raises.
    """
    with work_on(upload):
        upload.refresh_from_db()
    if upload.state != State.RECEIVING:
        raise UploadState(state=upload.state)
    add_piece(upload, offset, content)
    with work_on(upload):
        whole = Upload.objects.filter(pk=upload.pk, state=State.RECEIVING, received=F("size"))
        if whole.update(state=State.RECEIVED):
            upload.refresh_from_db()
    return upload


def add_piece(upload: Upload, offset: int, content: bytes, part: str = "") -> None:
    """Store a piece that continues the table, or the ZIP that `part` names; count its bytes.

    A piece that is here already changes nothing. Raises `WrongOffset` with where to go on,
    `UploadTooLarge` and `StorageFull`.
    """
    announced, counted = ("pictures_size", "pictures_received") if part else ("size", "received")
    size, received = getattr(upload, announced), getattr(upload, counted)
    end = offset + len(content)
    if end > size:
        raise UploadTooLarge(limit=size)
    if end <= received and (content or size):
        return
    if offset != received:
        raise WrongOffset(received=received)
    stored = store_file(f"{part or upload.public_id}/{offset:012d}", ContentFile(content))
    still = {"pictures_coming": part} if part else {"state": State.RECEIVING}
    with work_on(upload):
        rows = Upload.objects.filter(pk=upload.pk, **still, **{counted: offset})
        moved = rows.update(**{counted: F(counted) + len(content)})
        if moved:
            add_chunk(upload, offset, len(content), stored, part)
        upload.refresh_from_db()
    if not moved:  # the same piece came twice at once
        upload_storage().delete(stored)
        raise WrongOffset(received=getattr(upload, counted))


def add_chunk(upload: Upload, offset: int, size: int, stored: str, part: str = "") -> None:
    """Write down a piece that is stored."""
    UploadChunk.objects.create(
        upload=upload,
        licensee_id=upload.licensee_id,
        part=part,
        offset=offset,
        size=size,
        stored=stored,
    )


def post_table(upload: Upload) -> DirectPost | None:
    """Return where the table may be sent past the shop; None: in pieces."""
    return direct_post(_place(upload), upload.size)


def table_arrived(*, upload: Upload) -> Upload:
    """Take over a table that went straight to the bucket; it is RECEIVED then.

    Raises `NotArrived` while it is not there in its whole size.
    """
    with work_on(upload):
        upload.refresh_from_db()
    if upload.state != State.RECEIVING:
        return upload
    found = size_in_bucket(_place(upload))
    if found != upload.size:
        raise NotArrived(received=found or 0)
    with work_on(upload):
        rows = Upload.objects.filter(pk=upload.pk, state=State.RECEIVING, received=0)
        if rows.update(received=F("size"), state=State.RECEIVED):
            add_chunk(upload, 0, upload.size, _place(upload))
        upload.refresh_from_db()
    return upload


def _place(upload: Upload) -> str:
    """Return the name of a table in the bucket."""
    return f"{upload.public_id}/table"


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
            chunks = list(upload.chunks.filter(part="").order_by("offset"))
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
    # A file that was sent past the shop may lie there without having been announced as arrived.
    direct = [_place(upload)] if upload.state == State.RECEIVING else []
    for name in filter(None, (*stored, *direct, upload.pictures, upload.pictures_coming)):
        upload_storage().delete(name)
    with work_on(upload):
        upload.chunks.all().delete()
        Upload.objects.filter(pk=upload.pk).update(pictures="", pictures_coming="")
