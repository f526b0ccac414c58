"""Upload of ZIPs of pictures: whole, in chunks, or directly into the bucket.

A ZIP is checked when it is complete; until then an earlier one stays in use.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

from django.core.files.base import File

from catalog.media.archive import LIMITS, Archive
from shop.imports.errors import (
    ImportState,
    PicturesRefused,
    UploadIncomplete,
    UploadTooLarge,
    WrongOffset,
)
from shop.imports.models import CatalogImport
from shop.imports.receive.receiving import printable, store_chunk
from shop.imports.receive.storage import (
    PresignedPost,
    open_chunks,
    open_stored,
    presign_post,
    size_in_bucket,
    store_file,
    upload_storage,
)
from shop.imports.steps import import_transaction, queue_import_job

State = CatalogImport.State
OPEN = (
    *(State.RECEIVING, State.RECEIVED, State.CHECKED, State.PLANNED),
    *(State.APPLYING, State.APPLIED),
)


def check_archive(file: "File[Any]") -> None:
    """Check that a file is a ZIP within the limits. Raises `PicturesRefused`."""
    _check_zip(cast("BinaryIO", file))
    file.seek(0)


def receive_pictures(*, catalog_import: CatalogImport, file: "File[Any]") -> CatalogImport:
    """Store a whole ZIP for an import, replace an earlier one, and queue its processing.

    Raises `PicturesRefused`, `ImportState` and `StorageFull`.
    """
    check_archive(file)
    _refresh(catalog_import)
    return _set_archive(
        catalog_import, store_file(f"{catalog_import.public_id}/pictures.zip", file)
    )


def begin_pictures_upload(
    *, catalog_import: CatalogImport, size: int, mark: str = ""
) -> CatalogImport:
    """Begin the upload of a ZIP of `size` bytes in chunks.

    The same `mark` and size resume an interrupted upload at `pictures_received`. Raises
    `ImportState` and `UploadTooLarge`.
    """
    if size > LIMITS.packed:
        raise UploadTooLarge(limit=LIMITS.packed, field="pictures")
    _refresh(catalog_import)
    mark = printable(mark)
    with import_transaction(catalog_import):
        locked = CatalogImport.objects.select_for_update().get(pk=catalog_import.pk)
        same = mark and (locked.pictures_mark, locked.pictures_size) == (mark, size)
        if locked.pictures_coming and same:
            return locked
        old = list(catalog_import.chunks.filter(part=locked.pictures_coming).exclude(part=""))
        catalog_import.chunks.filter(pk__in=[chunk.pk for chunk in old]).delete()
        CatalogImport.objects.filter(pk=catalog_import.pk).update(
            pictures_coming=f"{catalog_import.public_id}/pictures-{secrets.token_hex(4)}",
            pictures_size=size,
            pictures_received=0,
            pictures_mark=mark,
        )
        catalog_import.refresh_from_db()
    for chunk in old:
        upload_storage().delete(chunk.stored)
    return catalog_import


def receive_pictures_chunk(
    *, catalog_import: CatalogImport, offset: int, content: bytes
) -> CatalogImport:
    """Add a chunk of the ZIP; the last one makes it the ZIP of the import.

    Raises `PicturesRefused` if the file is not a ZIP, `ImportState`, and the errors of
    `store_chunk`.
    """
    _refresh(catalog_import)
    if not catalog_import.pictures_coming:
        raise WrongOffset(received=0)
    store_chunk(catalog_import, offset, content, catalog_import.pictures_coming)
    return (
        _complete(catalog_import)
        if catalog_import.pictures_received == catalog_import.pictures_size
        else catalog_import
    )


def presign_pictures(catalog_import: CatalogImport) -> PresignedPost | None:
    """Return a presigned POST for the ZIP; None if it must be sent in chunks."""
    return presign_post(catalog_import.pictures_coming, catalog_import.pictures_size)


def complete_pictures_upload(*, catalog_import: CatalogImport) -> CatalogImport:
    """Complete a direct upload of the ZIP.

    Raises `UploadIncomplete` until the bucket has the whole file, and `PicturesRefused`.
    """
    _refresh(catalog_import)
    if not catalog_import.pictures_coming:
        return catalog_import
    received = size_in_bucket(catalog_import.pictures_coming)
    if received != catalog_import.pictures_size:
        raise UploadIncomplete(received=received or 0)
    with import_transaction(catalog_import):
        CatalogImport.objects.filter(
            pk=catalog_import.pk, pictures_coming=catalog_import.pictures_coming
        ).update(pictures_received=received)
        catalog_import.refresh_from_db()
    return _complete(catalog_import)


@contextmanager
def open_archive(catalog_import: CatalogImport) -> Iterator[Archive]:
    """Open the ZIP of an import."""
    with _open(catalog_import, catalog_import.pictures) as stored, Archive(stored) as archive:
        yield archive


def queue_pictures(catalog_import: CatalogImport) -> None:
    """Queue the check of the ZIP, or the attachment of its pictures to the drafts."""
    queue_import_job("sourcing.pictures", catalog_import)


def _refresh(catalog_import: CatalogImport) -> None:
    with import_transaction(catalog_import):
        catalog_import.refresh_from_db()
    _check_open(catalog_import)


def _check_open(catalog_import: CatalogImport) -> None:
    """Check that pictures may still be added: drafts are frozen when they are sent for approval."""
    if catalog_import.state not in OPEN:
        raise ImportState(state=catalog_import.state)
    if catalog_import.sending_since is not None:
        raise ImportState(state="SENDING")


@contextmanager
def _open(catalog_import: CatalogImport, name: str) -> Iterator[BinaryIO]:
    with import_transaction(catalog_import):
        chunks = list(catalog_import.chunks.filter(part=name).order_by("offset"))
    opened = open_chunks(chunks, upload_storage()) if chunks else open_stored(name)
    with opened as file:
        yield file


def _check_zip(file: BinaryIO) -> None:
    with Archive(file) as archive:
        whole = [problem.message for problem in archive.problems if not problem.name]
    if whole:
        raise PicturesRefused(reason=whole[0], field="pictures")


def _complete(catalog_import: CatalogImport) -> CatalogImport:
    """Make the uploaded file the ZIP of the import; delete it if it is not a ZIP."""
    coming = catalog_import.pictures_coming
    try:
        with _open(catalog_import, coming) as file:
            _check_zip(file)
    except PicturesRefused:
        _delete_stored(catalog_import, coming)
        raise
    return _set_archive(catalog_import, coming)


def _set_archive(catalog_import: CatalogImport, stored: str) -> CatalogImport:
    """Make a stored ZIP the one of the import; delete the one before."""
    try:
        before = _replace(catalog_import, stored)
    except ImportState:
        _delete_stored(catalog_import, stored)
        raise
    if before and before != stored:
        _delete_stored(catalog_import, before)
    return catalog_import


def _replace(catalog_import: CatalogImport, stored: str) -> str:
    with import_transaction(catalog_import):
        locked = CatalogImport.objects.select_for_update().get(pk=catalog_import.pk)
        _check_open(locked)
        counts = {name: n for name, n in locked.counts.items() if not name.startswith("pictures")}
        coming = "" if locked.pictures_coming == stored else locked.pictures_coming
        CatalogImport.objects.filter(pk=catalog_import.pk).update(
            pictures=stored, pictures_coming=coming, counts=counts
        )
        catalog_import.refresh_from_db()
        if catalog_import.state in {State.PLANNED, State.APPLIED}:
            queue_pictures(catalog_import)
    return locked.pictures


def _delete_stored(catalog_import: CatalogImport, name: str) -> None:
    """Delete a ZIP, or its chunks, that the import does not use."""
    with import_transaction(catalog_import):
        chunks = catalog_import.chunks.filter(part=name)
        names = [name, *chunks.values_list("stored", flat=True)][::-1]
        chunks.delete()
        CatalogImport.objects.filter(pk=catalog_import.pk, pictures_coming=name).update(
            pictures_coming=""
        )
    for stored_name in names:
        upload_storage().delete(stored_name)
