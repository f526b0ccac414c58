"""The ZIP beside a table: pictures come to the drafts, and none of them loses a row."""

import pytest
from django.core.files.base import File

from catalog.media.preparing import decoders
from catalog.models import ProductImage
from shop.sourcing.errors import UploadState
from shop.sourcing.services import attach_pictures, cancel, receive_pictures
from tests.media.makers import encoded, picture, zipped
from tests.sourcing.files import outcomes


@pytest.fixture(autouse=True)
def on_disk(settings, tmp_path):
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = settings.STORAGES | {
        "private": {"BACKEND": backend, "OPTIONS": {"location": tmp_path / "private"}}
    }


@pytest.fixture(scope="module", autouse=True)
def _end_decoders():
    yield
    decoders().close()


def test_pictures_that_rows_name_come_to_their_drafts(licensed):
    row = licensed.row(
        "PIN-1",
        image_1="front.jpg",
        image_alt_en_1="Round pin",
        image_2="gone.jpg",
        image_3="b.png",
    )
    upload = licensed.apply(row)
    assert outcomes(upload) == {"PIN-1": "CREATED"}
    files = {"Front.JPG": encoded(picture(), "JPEG"), "b.png": b"<html></html>"}
    receive_pictures(upload=upload, file=File(zipped(files), "p.zip"))
    assert attach_pictures(upload=upload) == 1
    (image,) = ProductImage.every.filter(product__upc="PIN-1")
    assert (image.alt_en, image.display_order) == ("Round pin", 0)
    assert image.version.status == "DRAFT"
    notes = upload.plan.get().notes
    assert {(one["code"], one["column"], one["level"]) for one in notes} >= {
        ("picture_not_in_archive", "image_2", "warning"),
        ("picture_not_a_picture", "image_3", "warning"),
    }
    assert attach_pictures(upload=upload) == 1
    assert ProductImage.every.count() == 1
    assert len(upload.plan.get().notes) == len(notes)


def test_a_file_that_is_no_zip_is_a_warning_of_each_row_that_needs_it(licensed):
    upload = licensed.apply(licensed.row("PIN-1", image_1="front.jpg", image_alt_en_1="Pin"))
    receive_pictures(upload=upload, file=File(zipped({}), "p.zip"))
    assert attach_pictures(upload=upload) == 0
    assert upload.plan.get().notes[-1]["level"] == "warning"


def test_a_cancelled_upload_takes_no_pictures(licensed):
    upload = cancel(upload=licensed.plan(licensed.row("PIN-1")))
    with pytest.raises(UploadState):
        receive_pictures(upload=upload, file=File(zipped({}), "p.zip"))
