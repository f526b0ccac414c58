"""Findings of picture preparation are reported on the rows that named the pictures."""

import io
from pathlib import Path

import pytest
from django.core.files.base import File

from catalog.media.preparation import prepare_picture
from catalog.media.services import attach_picture
from catalog.models import ProductImage, ProductVersion
from shop.imports.exports import save_errors
from shop.imports.models import CatalogImport
from shop.imports.pictures import LOOKS, report_prepared
from shop.imports.services import attach_pictures, receive_pictures
from shop.imports.tasks import prepared_job
from tests.imports.files import Licensed
from tests.media.makers import encoded, png_header, scene, zipped
from tools.testing.factories.models import LicenseeFactory
from tools.testing.factories.orders import queued_jobs

pytestmark = pytest.mark.usefixtures("pictures_on_disk", "decoders_ended")


def applied(licensed: Licensed, **pictures: bytes) -> CatalogImport:
    """Apply a row for each picture, `PIN_1` for PIN-1, and put the pictures to the drafts."""
    rows = [
        licensed.row(name.replace("_", "-"), image_1=f"{name}.jpg", image_alt_en_1="Pin")
        for name in pictures
    ]
    catalog_import = licensed.apply(*rows)
    archive = zipped({f"{name}.jpg": content for name, content in pictures.items()})
    receive_pictures(catalog_import=catalog_import, file=File(archive, "p.zip"))
    attach_pictures(catalog_import=catalog_import)
    catalog_import.refresh_from_db()
    return catalog_import


def prepare_all() -> None:
    for image in ProductImage.every.filter(state="WAITING"):
        prepare_picture(image.pk)


def notes(catalog_import: CatalogImport) -> dict[str, list[tuple[str, str, str]]]:
    """Return code, column and level of picture notes by article number."""
    return {
        sku: [(one["code"], one["column"], one["level"]) for one in said if one["column"]]
        for sku, said in catalog_import.plan.values_list("sku", "notes")
    }


def test_a_picture_that_proves_broken_is_a_warning_of_its_row(licensed, tmp_path: Path):
    catalog_import = applied(licensed, PIN_1=encoded(scene(1)), PIN_2=png_header(4_000, 3_000))
    assert (catalog_import.counts["pictures"], catalog_import.counts["pictures_waiting"]) == (2, 2)
    assert "sourcing.prepared" in queued_jobs()
    assert "picture_broken" not in str(notes(catalog_import))
    prepare_all()
    for _ in range(2):  # a job may run again
        prepared_job(upload_id=catalog_import.pk, licensee_id=catalog_import.licensee_id)
    catalog_import.refresh_from_db()
    assert ("prepared_broken", "image_1", "warning") in notes(catalog_import)["PIN-2"]
    assert "prepared" not in str(notes(catalog_import)["PIN-1"])
    counts = catalog_import.counts
    assert (counts["pictures"], counts["pictures_refused"], counts["pictures_waiting"]) == (1, 1, 0)
    row = catalog_import.plan.get(sku="PIN-2")
    assert [one["code"] for one in row.notes].count("prepared_broken") == 1
    assert row.outcome == "CREATED"
    save_errors(catalog_import, tmp_path / "errors.csv")
    said = (tmp_path / "errors.csv").read_text(encoding="utf-8-sig").splitlines()[2]
    assert "PIN_2.jpg: The picture is damaged or incomplete" in said


def test_warnings_count_the_rows_whose_pictures_were_refused_later(licensed):
    catalog_import = applied(
        licensed, PIN_1=encoded(scene(1, 2_400, 2_000)), PIN_2=png_header(4_000, 3_000)
    )
    before = catalog_import.counts["warnings"]
    prepare_all()
    report_prepared(catalog_import=catalog_import)
    assert catalog_import.counts["warnings"] == before
    catalog_import.refresh_from_db()
    assert catalog_import.counts["warnings"] == before + 1


def test_while_pictures_wait_it_is_looked_again_later_and_not_for_ever(licensed):
    catalog_import = applied(licensed, PIN_1=encoded(scene(1)))
    first = queued_jobs().count("sourcing.prepared")
    assert report_prepared(catalog_import=catalog_import) == 1
    assert queued_jobs().count("sourcing.prepared") == first + 1
    assert report_prepared(catalog_import=catalog_import, look=LOOKS) == 1
    assert queued_jobs().count("sourcing.prepared") == first + 1
    catalog_import.refresh_from_db()
    assert catalog_import.counts["pictures_waiting"] == 0


def test_pictures_that_look_the_same_are_pointed_out_on_both_rows(licensed):
    image = scene(1, 1200, 900)
    catalog_import = applied(
        licensed,
        PIN_1=encoded(image),
        PIN_2=encoded(image.resize((640, 480)), quality=50),
        PIN_3=encoded(scene(2)),
    )
    prepare_all()
    report_prepared(catalog_import=catalog_import)
    found = notes(catalog_import)
    assert ("prepared_alike", "image_1", "warning") in found["PIN-1"]
    assert "prepared" not in str(found["PIN-3"])
    said = [one["message"] for one in catalog_import.plan.get(sku="PIN-2").notes]
    assert "PIN_2.jpg: It looks like picture 1 of PIN-1." in said


def test_a_picture_that_looks_like_another_licensees_is_not_pointed_out(licensed):
    foreign = licensed.shop.product(
        sku="THEIRS", agreement=licensed.shop.agreement(licensee=LicenseeFactory())
    )
    version = ProductVersion.objects.create(product=foreign, number=2, content_hash="1" * 64)
    theirs = io.BytesIO(encoded(scene(1)))
    attach_picture(product=foreign, version=version, position=0, name="a.jpg", stream=theirs)
    catalog_import = applied(licensed, PIN_1=encoded(scene(1), quality=50))
    prepare_all()
    report_prepared(catalog_import=catalog_import)
    assert "prepared" not in str(notes(catalog_import))


def test_a_picture_that_took_its_place_is_not_said_of_the_row(licensed):
    catalog_import = applied(licensed, PIN_1=encoded(scene(1)))
    version = ProductVersion.objects.get(product__upc="PIN-1")
    attach_picture(
        product=version.product,
        version=version,
        position=0,
        name="by-hand.png",
        stream=io.BytesIO(png_header(4_000, 3_000)),
    )
    prepare_all()
    assert report_prepared(catalog_import=catalog_import) == 0
    assert "prepared" not in str(notes(catalog_import))
