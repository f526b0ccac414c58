"""A picture of a draft: stored once, prepared once; problems of edits are returned as data."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from catalog.errors import NotInReview
from catalog.media.orphan_cleanup import delete_unused
from catalog.media.preparation import decoder_pool, hash_content, prepare_picture
from catalog.media.services import (
    AttachedPicture,
    attach_picture,
    edit_picture,
    find_refusal,
    find_similar,
    find_warnings,
)
from catalog.media.storage import private_storage, source_name, store
from catalog.models import Product, ProductImage, ProductVersion
from catalog.pictures import picture_view
from tests.media.makers import encoded, picture, png_header, scene
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import LicenseeFactory


@pytest.fixture(autouse=True)
def on_disk(settings: Any, tmp_path: Any) -> None:
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = settings.STORAGES | {
        "private": {"BACKEND": backend, "OPTIONS": {"location": tmp_path / "private"}}
    }


@pytest.fixture(scope="module", autouse=True)
def _end_decoders() -> Iterator[None]:
    yield
    decoder_pool().close()


def draft(product: Product, number: int = 2) -> ProductVersion:
    return ProductVersion.objects.create(product=product, number=number, content_hash="1" * 64)


def attach(
    version: ProductVersion, content: bytes, position: int = 0, **more: Any
) -> AttachedPicture:
    return attach_picture(
        product=more.pop("product", version.product),
        version=version,
        position=position,
        name=more.pop("name", "front.jpg"),
        stream=io.BytesIO(content),
        alts=more,
    )


def ready(version: ProductVersion, content: bytes, position: int = 0) -> ProductImage:
    image = attach(version, content, position).image
    assert image is not None
    prepare_picture(image.pk)
    image.refresh_from_db()
    return image


def jobs() -> list[str]:
    return list(ProcrastinateJob.objects.order_by("id").values_list("task_name", flat=True))


def files() -> set[str]:
    storage, found = private_storage(), set()
    for kind in ("sources", "pictures"):
        if storage.exists(kind):
            for folder in storage.listdir(kind)[0]:
                names = storage.listdir(f"{kind}/{folder}")[1]
                found |= {f"{kind}/{folder}/{name}" for name in names}
    return found


def read(name: str) -> bytes:
    with private_storage().open(name) as stored:
        return stored.read()


def test_a_picture_waits_for_its_job_and_is_shown_nowhere(world: RightsWorld) -> None:
    product = world.product()
    content = encoded(picture(2100, 1800))
    attached = attach(draft(product), content, en="A pin", fr="Une broche")
    image = attached.image
    assert image is not None
    assert attached.problems == ()
    assert (image.state, image.published, image.width) == ("WAITING", False, 2100)
    assert (image.alt_en, image.alt_fr) == ("A pin", "Une broche")
    assert image.source_sha256 == hash_content(content)
    assert product.pictures == []
    assert jobs() == ["media.prepare"]
    prepare_picture(image.pk)
    image.refresh_from_db()
    assert image.state == "READY"
    assert image.widths == [256, 384, 512, 768, 1024]
    assert image.formats == ["avif", "jpg", "webp"]
    assert image.perceptual_hash is not None
    assert len(files()) == 16
    assert product.images.count() == 0


def test_a_refused_file_leaves_nothing(world: RightsWorld) -> None:
    attached = attach(draft(world.product()), png_header(50_000, 50_000), name="huge.png")
    assert attached.image is None
    assert [(p.name, p.code) for p in attached.problems] == [("huge.png", "too_many_pixels")]
    assert files() == set()
    assert jobs() == []


def test_a_picture_that_proves_broken_is_refused_with_its_reason(world: RightsWorld) -> None:
    image = ready(draft(world.product()), png_header(4_000, 3_000))
    refusal = find_refusal(image)
    assert refusal is not None
    assert (image.state, refusal.code, refusal.name) == ("REFUSED", "broken", "front.jpg")


def test_warnings_are_told_at_once_and_later(world: RightsWorld) -> None:
    attached = attach(draft(world.product()), encoded())
    assert [one.code for one in attached.problems] == ["small"]
    assert attached.image is not None
    prepare_picture(attached.image.pk)
    attached.image.refresh_from_db()
    assert [one.code for one in find_warnings(attached.image)] == ["small"]


def test_the_same_picture_again_changes_its_texts_alone(world: RightsWorld) -> None:
    version = draft(world.product())
    first = ready(version, encoded())
    again = attach(version, encoded(), en="Now with words").image
    assert again is not None
    assert (again.pk, again.state, again.alt_en) == (first.pk, "READY", "Now with words")
    assert jobs() == ["media.prepare"]


def test_the_same_picture_elsewhere_is_stored_and_prepared_once(world: RightsWorld) -> None:
    first = ready(draft(world.product()), encoded())
    before = files()
    other = attach(draft(world.product(sku="PIN-2")), encoded(), name="other-name.jpg").image
    assert other is not None
    assert (other.state, other.stem, other.pk != first.pk) == ("READY", first.stem, True)
    assert files() == before
    assert jobs() == ["media.prepare"]


def test_another_picture_at_the_same_place_takes_it(world: RightsWorld) -> None:
    version = draft(world.product())
    ready(version, encoded(scene(1)))
    second = attach(version, encoded(scene(2))).image
    assert list(ProductImage.every.filter(version=version)) == [second]


def test_only_a_draft_takes_pictures(world: RightsWorld) -> None:
    version = world.product().versions.get()
    with pytest.raises(NotInReview):
        attach(version, encoded())


def test_a_job_killed_in_the_middle_is_done_again_without_rubbish(world: RightsWorld) -> None:
    image = ready(draft(world.product()), encoded())
    whole = files()
    short = image.rendition(256, "jpg")
    content = read(short)
    private_storage().delete(image.rendition(256, "avif"))
    private_storage().delete(short)
    store(private_storage(), short, content[:100])
    ProductImage.every.filter(pk=image.pk).update(state="WAITING")
    prepare_picture(image.pk)
    prepare_picture(image.pk)
    assert files() == whole
    assert read(short) == content


def test_a_source_that_is_gone_is_a_reason_not_a_crash(world: RightsWorld) -> None:
    image = attach(draft(world.product()), encoded()).image
    assert image is not None
    private_storage().delete(source_name(image.source_sha256))
    prepare_picture(image.pk)
    image.refresh_from_db()
    assert (image.state, image.refusal) == ("REFUSED", "lost")


def test_focus_and_texts_are_edited_and_what_is_wrong_leaves_its_field(world: RightsWorld) -> None:
    image = ready(draft(world.product()), encoded())
    alts = {"de": " Anstecker ", "xx": "?", "fr": "é" * 251}
    problems = edit_picture(image=image, focus=(0.2, 0.81), alts=alts)
    assert {one.code for one in problems} == {"unknown_language", "alt_too_long"}
    assert (image.focal_x, image.focal_y, image.alt_de) == (0.2, 0.81, "Anstecker")
    assert picture_view(image).focus == "focus-x-0 focus-y-5"  # it is cut at its sides alone
    (problem,) = edit_picture(image=image, focus=(1.2, float("nan")))
    assert problem.code == "focus_outside"
    assert (image.focal_x, image.focal_y) == (0.2, 0.81)
    edit_picture(image=image, focus=(0.5, 0.5))
    assert picture_view(image).focus == ""


def test_the_database_refuses_what_cannot_be(world: RightsWorld) -> None:
    image = ready(draft(world.product()), encoded())
    rows = ProductImage.every.filter(pk=image.pk)
    for change in (
        {"focal_x": 1.01},
        {"state": "REFUSED"},
        {"state": "WAITING", "published": True},
        {"source_sha256": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)


def test_near_duplicates_are_those_of_the_licensees_other_products(world: RightsWorld) -> None:
    image = scene(1, 1200, 900)
    first = ready(draft(world.product()), encoded(image))
    copy = ready(draft(world.product(sku="PIN-2")), encoded(image.resize((640, 480)), quality=50))
    ready(draft(world.product(sku="PIN-3")), encoded(scene(2)))
    agreement = world.agreement(licensee=LicenseeFactory())
    foreign = world.product(sku="PIN-4", agreement=agreement)
    ready(draft(foreign), encoded(image, quality=80))
    ready(draft(first.product, 3), encoded(image, quality=81))
    found = find_similar(first, world.licensee)
    assert list(found) == [copy]
    assert found[0].distance <= 6


def test_bits_of_negative_hashes_are_counted_too(world: RightsWorld) -> None:
    first = ready(draft(world.product()), encoded(scene(1)))
    second = ready(draft(world.product(sku="PIN-2")), encoded(scene(2)))
    ProductImage.every.filter(pk=first.pk).update(perceptual_hash=-1)
    ProductImage.every.filter(pk=second.pk).update(perceptual_hash=-(2**63) + 2**57 - 1)
    first.refresh_from_db()
    assert list(find_similar(first, world.licensee)) == [second]


def test_files_that_no_picture_needs_go_after_a_day(world: RightsWorld, monkeypatch: Any) -> None:
    version = draft(world.product())
    ready(version, encoded(scene(1)))
    kept = ready(version, encoded(scene(2)))
    assert len(files()) == 8
    assert delete_unused() == 0
    later = datetime(2020, 1, 1, tzinfo=UTC)
    storage = type(storages["private"])
    monkeypatch.setattr(storage, "get_modified_time", lambda *_: later)
    assert delete_unused() == 4
    assert files() == {
        source_name(kept.source_sha256),
        *(kept.rendition(256, kind) for kind in ("avif", "webp", "jpg")),
    }
