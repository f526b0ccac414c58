"""Steps of an import: the interface for pages, admin, API and command."""

from typing import Any

from django.core.files.base import File

from catalog.imports.table_reader import MOST_CSV_BYTES
from licensing.models import Licensee
from shop.identity.tenancy import acting_for
from shop.imports.apply.applying import apply_plan, start_applying
from shop.imports.apply.submission import drafts_of, send_next_drafts, submit_drafts
from shop.imports.apply.undo import can_undo, undo
from shop.imports.check.checking import check_import
from shop.imports.errors import ImportState, NothingToUndo, UploadTooLarge
from shop.imports.models import CatalogImport
from shop.imports.pictures import attach_pictures, check_pictures
from shop.imports.plan.planning import make_plan
from shop.imports.receive.archives import (
    begin_pictures_upload,
    check_archive,
    complete_pictures_upload,
    presign_pictures,
    receive_pictures,
    receive_pictures_chunk,
)
from shop.imports.receive.receiving import (
    CHUNK_BYTES,
    begin_import,
    complete_table_upload,
    presign_table,
    receive_chunk,
    receive_file,
)
from shop.imports.steps import import_transaction, queue_import_job

__all__ = [
    "CANCELLABLE",
    "apply_plan",
    "attach_pictures",
    "begin_import",
    "begin_pictures_upload",
    "cancel",
    "check_and_plan",
    "check_archive",
    "check_import",
    "check_pictures",
    "complete_pictures_upload",
    "complete_table_upload",
    "create_import",
    "drafts_of",
    "find_import",
    "make_plan",
    "presign_pictures",
    "presign_table",
    "queue_apply",
    "queue_check",
    "queue_replan",
    "queue_undo",
    "receive_chunk",
    "receive_file",
    "receive_pictures",
    "receive_pictures_chunk",
    "send_next_drafts",
    "start_applying",
    "submit_drafts",
    "undo",
]
State = CatalogImport.State
CANCELLABLE = (State.RECEIVING, State.RECEIVED, State.CHECKED, State.PLANNED, State.APPLYING)


def create_import(
    *, licensee: Licensee, by_id: int, file: "File[Any]", pictures: "File[Any] | None" = None
) -> CatalogImport:
    """Create an import from a whole product file and an optional ZIP of pictures; queue its check.

    Raises `UploadTooLarge` and `PicturesRefused` with the field before anything is stored, and
    `StorageFull`.
    """
    size = file.size or 0
    if size > MOST_CSV_BYTES:
        raise UploadTooLarge(limit=MOST_CSV_BYTES, field="file")
    if pictures:
        check_archive(pictures)
    catalog_import = begin_import(licensee=licensee, by_id=by_id, name=file.name or "", size=size)
    if pictures:
        receive_pictures(catalog_import=catalog_import, file=pictures)
    for piece in file.chunks(CHUNK_BYTES) if size else [b""]:
        catalog_import = receive_chunk(
            catalog_import=catalog_import, offset=catalog_import.received, content=piece
        )
    queue_check(catalog_import=catalog_import)
    return catalog_import


def check_and_plan(*, catalog_import: CatalogImport) -> CatalogImport:
    """Check a received file and plan its changes. Nothing in the catalog changes."""
    catalog_import = check_import(catalog_import=catalog_import)
    if catalog_import.state == State.FAILED:
        return catalog_import
    catalog_import = make_plan(catalog_import=catalog_import)
    check_pictures(catalog_import=catalog_import)
    return catalog_import


def queue_check(*, catalog_import: CatalogImport) -> None:
    """Queue the check and plan of a received file."""
    queue_import_job("sourcing.examine", catalog_import)


def queue_replan(*, catalog_import: CatalogImport) -> None:
    """Queue a new plan for an import whose catalog has changed since it was planned."""
    with import_transaction(catalog_import):
        planned = CatalogImport.objects.filter(pk=catalog_import.pk, state=State.PLANNED)
        if planned.update(state=State.CHECKED):
            queue_check(catalog_import=catalog_import)
        catalog_import.refresh_from_db()


def queue_apply(*, catalog_import: CatalogImport, stock_confirmed: bool = False) -> CatalogImport:
    """Start applying and queue the work. Raises the errors of `start_applying`."""
    with import_transaction(catalog_import):
        catalog_import = start_applying(
            catalog_import=catalog_import, stock_confirmed=stock_confirmed
        )
        queue_import_job("sourcing.apply", catalog_import)
    return catalog_import


def queue_undo(*, catalog_import: CatalogImport, by_id: int) -> None:
    """Queue the undo of an import. Raises `NothingToUndo`."""
    with import_transaction(catalog_import):
        catalog_import.refresh_from_db()
        if not can_undo(catalog_import):
            raise NothingToUndo(catalog_import=str(catalog_import.public_id))
        queue_import_job("sourcing.undo", catalog_import, by_id=by_id)


def cancel(*, catalog_import: CatalogImport) -> CatalogImport:
    """Cancel an import; rows that were already written stay. Raises `ImportState`."""
    with import_transaction(catalog_import):
        moved = CatalogImport.objects.filter(pk=catalog_import.pk, state__in=CANCELLABLE).update(
            state=State.CANCELLED
        )
        catalog_import.refresh_from_db()
    if not moved:
        raise ImportState(state=catalog_import.state)
    return catalog_import


def find_import(*, import_id: int, licensee_id: int) -> CatalogImport:
    """Return an import for a job, which runs outside the transaction of a licensee."""
    with acting_for(licensee_id):
        return CatalogImport.objects.select_related("licensee").get(pk=import_id)
