"""Upload of product files: in chunks or directly into the bucket.

An interrupted upload resumes at the last stored byte, even after its page was closed.
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
from shop.imports.errors import ImportState, UploadIncomplete, UploadTooLarge, WrongOffset
from shop.imports.models import CatalogImport, UploadChunk
from shop.imports.receive.storage import (
    PresignedPost,
    presign_post,
    size_in_bucket,
    store_file,
    upload_storage,
)
from shop.imports.steps import import_transaction
from shop.platform.database.clock import database_now

CHUNK_BYTES = 4 * 1024 * 1024
MARK = 200  # characters
ABANDONED = timedelta(days=7)  # age at which an incomplete upload is given up
State = CatalogImport.State


def begin_import(
    *, licensee: Licensee, by_id: int, name: str, size: int, mark: str = ""
) -> CatalogImport:
    """Create an import for a file of `size` bytes. Raises `UploadTooLarge`.

    `mark` distinguishes files with the same name and size. If the same person sends the same file
    again, the interrupted import is returned, to be resumed at its `received` bytes.
    """
    if size > MOST_CSV_BYTES:
        raise UploadTooLarge(limit=MOST_CSV_BYTES, field="size")
    plain, mark = printable(Path(name).name)[-120:], printable(mark)
    values = {"licensee": licensee, "by_id": by_id, "name": plain or "upload", "size": size}
    with acting_for(licensee.pk):
        if mark:
            begun = CatalogImport.objects.filter(
                state=State.RECEIVING,
                mark=mark,
                created_at__gt=database_now() - ABANDONED,
                **values,
            ).first()
            if begun is not None:
                return begun
        return CatalogImport.objects.create(mark=mark, **values)


def printable(text: str) -> str:
    """Return the printable characters of a text from outside, at most the last `MARK`."""
    return "".join(character for character in text if character.isprintable())[-MARK:]


def receive_chunk(*, catalog_import: CatalogImport, offset: int, content: bytes) -> CatalogImport:
    """Add a chunk at an offset; the last one makes the import RECEIVED.

    Raises `ImportState` and the errors of `store_chunk`.
    """
    with import_transaction(catalog_import):
        catalog_import.refresh_from_db()
    if catalog_import.state != State.RECEIVING:
        raise ImportState(state=catalog_import.state)
    store_chunk(catalog_import, offset, content)
    with import_transaction(catalog_import):
        whole = CatalogImport.objects.filter(
            pk=catalog_import.pk, state=State.RECEIVING, received=F("size")
        )
        if whole.update(state=State.RECEIVED):
            catalog_import.refresh_from_db()
    return catalog_import


def store_chunk(catalog_import: CatalogImport, offset: int, content: bytes, part: str = "") -> None:
    """Store the next chunk of the product file, or of the ZIP named `part`; count its bytes.

    A chunk that is stored already changes nothing. Raises `WrongOffset` with the next offset,
    `UploadTooLarge` and `StorageFull`.
    """
    announced, counted = ("pictures_size", "pictures_received") if part else ("size", "received")
    size, received = getattr(catalog_import, announced), getattr(catalog_import, counted)
    end = offset + len(content)
    if end > size:
        raise UploadTooLarge(limit=size)
    if end <= received and (content or size):
        return
    if offset != received:
        raise WrongOffset(received=received)
    stored = store_file(f"{part or catalog_import.public_id}/{offset:012d}", ContentFile(content))
    still = {"pictures_coming": part} if part else {"state": State.RECEIVING}
    with import_transaction(catalog_import):
        rows = CatalogImport.objects.filter(pk=catalog_import.pk, **still, **{counted: offset})
        moved = rows.update(**{counted: F(counted) + len(content)})
        if moved:
            record_chunk(catalog_import, offset, len(content), stored, part)
        catalog_import.refresh_from_db()
    if not moved:  # the same chunk arrived twice at once
        upload_storage().delete(stored)
        raise WrongOffset(received=getattr(catalog_import, counted))


def record_chunk(
    catalog_import: CatalogImport, offset: int, size: int, stored: str, part: str = ""
) -> None:
    """Record a stored chunk."""
    UploadChunk.objects.create(
        catalog_import=catalog_import,
        licensee_id=catalog_import.licensee_id,
        part=part,
        offset=offset,
        size=size,
        stored=stored,
    )


def presign_table(catalog_import: CatalogImport) -> PresignedPost | None:
    """Return a presigned POST for the product file; None if it must be sent in chunks."""
    return presign_post(_place(catalog_import), catalog_import.size)


def complete_table_upload(*, catalog_import: CatalogImport) -> CatalogImport:
    """Complete a direct upload of the product file; the import becomes RECEIVED.

    Raises `UploadIncomplete` until the bucket has the whole file.
    """
    with import_transaction(catalog_import):
        catalog_import.refresh_from_db()
    if catalog_import.state != State.RECEIVING:
        return catalog_import
    received = size_in_bucket(_place(catalog_import))
    if received != catalog_import.size:
        raise UploadIncomplete(received=received or 0)
    with import_transaction(catalog_import):
        rows = CatalogImport.objects.filter(pk=catalog_import.pk, state=State.RECEIVING, received=0)
        if rows.update(received=F("size"), state=State.RECEIVED):
            record_chunk(catalog_import, 0, catalog_import.size, _place(catalog_import))
        catalog_import.refresh_from_db()
    return catalog_import


def _place(catalog_import: CatalogImport) -> str:
    """Return the name of the product file in the bucket."""
    return f"{catalog_import.public_id}/table"


def receive_file(*, licensee: Licensee, by_id: int, path: Path, name: str = "") -> CatalogImport:
    """Create an import from a file on disk."""
    catalog_import = begin_import(
        licensee=licensee, by_id=by_id, name=name or path.name, size=path.stat().st_size
    )
    with path.open("rb") as file:
        while True:
            piece = file.read(CHUNK_BYTES)
            catalog_import = receive_chunk(
                catalog_import=catalog_import, offset=catalog_import.received, content=piece
            )
            if catalog_import.state != State.RECEIVING:
                return catalog_import


@contextmanager
def assembled_file(catalog_import: CatalogImport) -> Iterator[Path]:
    """Assemble the chunks into one temporary file; record the SHA-256 of the content."""
    digest = hashlib.sha256()
    with tempfile.NamedTemporaryFile(prefix="upload-") as file:
        with import_transaction(catalog_import):
            chunks = list(catalog_import.chunks.filter(part="").order_by("offset"))
        for chunk in chunks:
            with upload_storage().open(chunk.stored) as piece:
                for block in iter(lambda: piece.read(1 << 20), b""):
                    digest.update(block)
                    file.write(block)
        file.flush()
        if not catalog_import.sha256:
            catalog_import.sha256 = digest.hexdigest()
            with import_transaction(catalog_import):
                CatalogImport.objects.filter(pk=catalog_import.pk).update(
                    sha256=catalog_import.sha256
                )
        yield Path(file.name)


def delete_files(catalog_import: CatalogImport) -> None:
    """Delete the stored product file and ZIP; rows and plan stay. May be repeated."""
    with import_transaction(catalog_import):
        stored = list(catalog_import.chunks.values_list("stored", flat=True))
    # A direct upload may be in the bucket although it was never completed here.
    direct = [_place(catalog_import)] if catalog_import.state == State.RECEIVING else []
    for name in filter(
        None, (*stored, *direct, catalog_import.pictures, catalog_import.pictures_coming)
    ):
        upload_storage().delete(name)
    with import_transaction(catalog_import):
        catalog_import.chunks.all().delete()
        CatalogImport.objects.filter(pk=catalog_import.pk).update(pictures="", pictures_coming="")
