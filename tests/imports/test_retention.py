"""Files of imports are deleted after a while; rows and plan remain as evidence."""

from datetime import timedelta

import pytest

from shop.imports.models import CatalogImport
from shop.imports.receive.receiving import begin_import, receive_chunk
from shop.imports.receive.storage import upload_storage
from shop.imports.retention import delete_old_files
from shop.platform.database.clock import database_now
from tests.imports.files import Licensed, as_csv


def test_a_file_is_kept_for_ninety_days_after_it_was_sent(licensed: Licensed) -> None:
    catalog_import = licensed.apply(licensed.row("PIN-1"))
    (chunk,) = catalog_import.chunks.all()
    sent = catalog_import.created_at
    assert delete_old_files(sent + timedelta(days=90)) == 0
    assert delete_old_files(sent + timedelta(days=90, seconds=1)) == 1
    assert not upload_storage().exists(chunk.stored)
    assert not catalog_import.chunks.exists()
    assert catalog_import.plan.count() == catalog_import.rows.count() == 1
    assert delete_old_files(sent + timedelta(days=91)) == 0


def test_a_file_that_never_came_whole_ends_after_a_week(licensed: Licensed) -> None:
    catalog_import = begin_import(
        licensee=licensed.licensee, by_id=licensed.by_id, name="cut.csv", size=100
    )
    catalog_import = receive_chunk(catalog_import=catalog_import, offset=0, content=b"abc")
    delete_old_files(catalog_import.created_at + timedelta(days=7))
    catalog_import.refresh_from_db()
    assert catalog_import.state == CatalogImport.State.RECEIVING
    assert delete_old_files(catalog_import.created_at + timedelta(days=7, seconds=1)) == 1
    catalog_import.refresh_from_db()
    assert catalog_import.state == CatalogImport.State.CANCELLED
    assert not catalog_import.chunks.exists()
    assert delete_old_files(catalog_import.created_at + timedelta(days=91)) == 0


@pytest.mark.parametrize("state", ["RECEIVED", "CHECKED", "PLANNED", "APPLYING"])
def test_what_is_still_to_be_done_keeps_its_file(licensed: Licensed, state: str) -> None:
    catalog_import = licensed.receive(as_csv([licensed.row("PIN-1")]))
    CatalogImport.objects.filter(pk=catalog_import.pk).update(state=state)
    assert delete_old_files(database_now() + timedelta(days=400)) == 0
    assert catalog_import.chunks.exists()
