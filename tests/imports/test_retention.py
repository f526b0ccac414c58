"""Files of uploads are kept for a while: rows and plan say afterwards what was done."""

from datetime import timedelta

import pytest

from shop.imports.models import Upload
from shop.imports.receive.receiving import begin_upload, receive
from shop.imports.receive.storage import upload_storage
from shop.imports.retention import forget_old_files
from shop.platform.database.clock import database_now
from tests.imports.files import Licensed, as_csv


def test_a_file_is_kept_for_ninety_days_after_it_was_sent(licensed: Licensed) -> None:
    upload = licensed.apply(licensed.row("PIN-1"))
    (chunk,) = upload.chunks.all()
    sent = upload.created_at
    assert forget_old_files(sent + timedelta(days=90)) == 0
    assert forget_old_files(sent + timedelta(days=90, seconds=1)) == 1
    assert not upload_storage().exists(chunk.stored)
    assert not upload.chunks.exists()
    assert upload.plan.count() == upload.rows.count() == 1
    assert forget_old_files(sent + timedelta(days=91)) == 0


def test_a_file_that_never_came_whole_ends_after_a_week(licensed: Licensed) -> None:
    upload = begin_upload(
        licensee=licensed.licensee, by_id=licensed.by_id, name="cut.csv", size=100
    )
    upload = receive(upload=upload, offset=0, content=b"abc")
    forget_old_files(upload.created_at + timedelta(days=7))
    upload.refresh_from_db()
    assert upload.state == Upload.State.RECEIVING
    assert forget_old_files(upload.created_at + timedelta(days=7, seconds=1)) == 1
    upload.refresh_from_db()
    assert upload.state == Upload.State.CANCELLED
    assert not upload.chunks.exists()
    assert forget_old_files(upload.created_at + timedelta(days=91)) == 0


@pytest.mark.parametrize("state", ["RECEIVED", "CHECKED", "PLANNED", "APPLYING"])
def test_what_is_still_to_be_done_keeps_its_file(licensed: Licensed, state: str) -> None:
    upload = licensed.receive(as_csv([licensed.row("PIN-1")]))
    Upload.objects.filter(pk=upload.pk).update(state=state)
    assert forget_old_files(database_now() + timedelta(days=400)) == 0
    assert upload.chunks.exists()
