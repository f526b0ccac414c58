"""The ZIP of an import: pictures are attached to drafts; a bad picture does not lose its row."""

import io

import pytest
from django.core.files.base import File

from catalog.models import ProductImage, ProductVersion
from shop.identity.accounts.models import User
from shop.identity.notices.models import Notice
from shop.imports.errors import ImportState, PicturesPending, PicturesRefused
from shop.imports.services import (
    attach_pictures,
    cancel,
    check_and_plan,
    check_pictures,
    receive_pictures,
    submit_drafts,
)
from tests.imports.files import as_csv, outcomes
from tests.media.makers import encoded, picture, zipped
from tools.testing.factories.models import UserFactory

pytestmark = pytest.mark.usefixtures("pictures_on_disk", "decoders_ended")


def test_pictures_that_rows_name_come_to_their_drafts(licensed):
    row = licensed.row(
        "PIN-1",
        image_1="front.jpg",
        image_alt_en_1="Round pin",
        image_2="gone.jpg",
        image_3="b.png",
    )
    catalog_import = licensed.apply(row)
    assert outcomes(catalog_import) == {"PIN-1": "CREATED"}
    files = {"Front.JPG": encoded(picture(), "JPEG"), "b.png": b"<html></html>"}
    receive_pictures(catalog_import=catalog_import, file=File(zipped(files), "p.zip"))
    assert attach_pictures(catalog_import=catalog_import) == 1
    (image,) = ProductImage.every.filter(product__upc="PIN-1")
    assert (image.alt_en, image.display_order) == ("Round pin", 0)
    assert image.version.status == "DRAFT"
    notes = catalog_import.plan.get().notes
    assert {(one["code"], one["column"], one["level"]) for one in notes} >= {
        ("picture_not_in_archive", "image_2", "warning"),
        ("picture_not_a_picture", "image_3", "warning"),
    }
    assert attach_pictures(catalog_import=catalog_import) == 1
    assert ProductImage.every.count() == 1
    assert len(catalog_import.plan.get().notes) == len(notes)


def test_a_file_that_is_no_zip_is_a_warning_of_each_row_that_needs_it(licensed):
    catalog_import = licensed.apply(
        licensed.row("PIN-1", image_1="front.jpg", image_alt_en_1="Pin")
    )
    receive_pictures(catalog_import=catalog_import, file=File(zipped({}), "p.zip"))
    assert attach_pictures(catalog_import=catalog_import) == 0
    assert catalog_import.plan.get().notes[-1]["level"] == "warning"


def test_a_cancelled_upload_takes_no_pictures(licensed):
    catalog_import = cancel(catalog_import=licensed.plan(licensed.row("PIN-1")))
    with pytest.raises(ImportState):
        receive_pictures(catalog_import=catalog_import, file=File(zipped({}), "p.zip"))


def test_a_plan_warns_of_pictures_that_the_zip_lacks(licensed):
    rows = [licensed.row("PIN-1", image_1="front.jpg"), licensed.row("PIN-2", image_1="gone.jpg")]
    catalog_import = licensed.receive(as_csv(rows))
    receive_pictures(catalog_import=catalog_import, file=File(zipped({"front.jpg": b"?"}), "p.zip"))
    catalog_import = check_and_plan(catalog_import=catalog_import)
    found = {row.sku: {one["code"] for one in row.notes} for row in catalog_import.plan.all()}
    assert "picture_not_in_archive" in found["PIN-2"]
    assert "picture_not_in_archive" not in found["PIN-1"]
    assert outcomes(catalog_import) == {"PIN-1": "CREATED", "PIN-2": "CREATED"}
    receive_pictures(catalog_import=catalog_import, file=File(zipped({"gone.jpg": b"?"}), "p.zip"))
    check_pictures(catalog_import=catalog_import)
    assert "picture_not_in_archive" not in {one["code"] for one in catalog_import.plan.last().notes}


def test_what_is_no_zip_is_refused_at_once(licensed):
    catalog_import = licensed.receive(as_csv([licensed.row("PIN-1")]))
    with pytest.raises(PicturesRefused) as refused:
        receive_pictures(catalog_import=catalog_import, file=File(io.BytesIO(b"%PDF-1.7"), "p.zip"))
    assert refused.value.data["reason"].startswith("This is not a ZIP file.")
    catalog_import.refresh_from_db()
    assert catalog_import.pictures == ""


def test_drafts_are_sent_when_their_pictures_are_there(licensed):
    brand = UserFactory(role=User.Role.BRAND, holder=licensed.agreement.licensor)
    rows = [licensed.row(f"PIN-{n}", image_1="a.jpg", image_alt_en_1="Pin") for n in (1, 2)]
    catalog_import = licensed.apply(*rows)
    archive = zipped({"a.jpg": encoded(picture(), "JPEG")})
    receive_pictures(catalog_import=catalog_import, file=File(archive, "p.zip"))
    with pytest.raises(PicturesPending):
        submit_drafts(catalog_import=catalog_import, by_id=licensed.by_id)
    attach_pictures(catalog_import=catalog_import)
    assert submit_drafts(catalog_import=catalog_import, by_id=licensed.by_id) == 2
    first = ProductVersion.objects.get(product__upc="PIN-1")
    assert [one["alt"] for one in first.snapshot["pictures"]] == [{"en": "Pin"}]
    assert Notice.objects.get(user=brand).data["count"] == 2
    assert attach_pictures(catalog_import=catalog_import) == 2
    other = zipped({"a.jpg": encoded(picture(color=(0, 0, 0)), "JPEG")})
    receive_pictures(catalog_import=catalog_import, file=File(other, "p.zip"))
    assert attach_pictures(catalog_import=catalog_import) == 0
    assert "picture_too_late" in {one["code"] for one in catalog_import.plan.first().notes}


def test_a_killed_job_goes_over_what_is_there_without_decoding_it(licensed):
    catalog_import = licensed.apply(licensed.row("PIN-1", image_1="a.jpg", image_alt_en_1="Pin"))
    archive = zipped({"a.jpg": encoded(picture(), "JPEG")})
    receive_pictures(catalog_import=catalog_import, file=File(archive, "p.zip"))
    assert attach_pictures(catalog_import=catalog_import) == 1
    before = ProductImage.every.get()
    assert attach_pictures(catalog_import=catalog_import) == 1
    assert ProductImage.every.get() == before
