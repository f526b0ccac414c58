"""Visibility of a picture: its owners before the release, everybody after it, nobody at its end."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.storage import default_storage, storages
from django.test import Client

from catalog.approvals.stages import (
    decide_stage,
    submit_version,
    withdraw_approval,
    withdraw_picture,
)
from catalog.media.preparation import decoder_pool, prepare_picture
from catalog.media.publication import publish_pictures
from catalog.media.services import attach_picture
from catalog.models import Approval, Product, ProductImage, ProductRights, ProductVersion
from catalog.pictures import address, picture_view
from shop.identity.accounts.models import User
from shop.identity.accounts.roles import SEE_ALL_RIGHTS
from shop.platform.database.clock import database_now
from tests.dashboard.conftest import signed_in, staff_with
from tests.media.makers import encoded, scene
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import LicenseeFactory, RightsHolderFactory, UserFactory


@pytest.fixture(autouse=True)
def on_disk(settings: Any, tmp_path: Any) -> Iterator[None]:
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = settings.STORAGES | {
        "private": {"BACKEND": backend, "OPTIONS": {"location": tmp_path / "private"}},
        "default": {"BACKEND": backend, "OPTIONS": {"location": tmp_path / "public"}},
    }
    address.cache_clear()
    yield
    address.cache_clear()
    decoder_pool().close()


def version_of(product: Product, *seeds: int) -> ProductVersion:
    """Return a draft with pictures and the marks of the previous version."""
    before = product.versions.order_by("-number").first()
    assert before is not None
    version = ProductVersion.objects.create(
        product=product, number=before.number + 1, content_hash="1" * 64
    )
    for mark in before.marks.all():
        ProductRights.objects.create(
            version=version, property=mark.property, agreement=mark.agreement
        )
    for position, seed in enumerate(seeds):
        attached = attach_picture(
            product=product,
            version=version,
            position=position,
            name=f"{seed}.jpg",
            stream=io.BytesIO(encoded(scene(seed))),
        )
        assert attached.image is not None
        prepare_picture(attached.image.pk)
    return version


def images(version: ProductVersion) -> list[ProductImage]:
    return list(ProductImage.every.filter(version=version).order_by("display_order"))


def release(version: ProductVersion, world: RightsWorld) -> Approval:
    submit_version(version=version, by_id=world.author_id, at=database_now())
    approval = decide_stage(
        version=version,
        holder=world.holder,
        stage="RELEASE",
        verdict="APPROVED",
        by_id=UserFactory().pk,
        at=database_now(),
    )
    publish_pictures(version.product_id)
    return approval


def url(image: ProductImage) -> str:
    image.refresh_from_db()
    return picture_view(image).fallback


def page(product: Product) -> str:
    return Client().get(f"/en-fr/p/{product.slug}/{product.upc}/", follow=True).text


def test_a_picture_not_released_is_shown_to_its_own_people_alone(world: RightsWorld) -> None:
    (image,) = images(version_of(world.product(), 1))
    assert url(image).startswith("/pictures/")
    allowed = {
        "licensee": signed_in(role=User.Role.LICENSEE, licensee=world.licensee),
        "brand": signed_in(role=User.Role.BRAND, holder=world.holder),
        "ioc": signed_in(role=User.Role.BRAND, holder=RightsHolderFactory(kind="IOC")),
        "staff": staff_with(SEE_ALL_RIGHTS),
    }
    for who, client in allowed.items():
        answer = client.get(url(image))
        assert answer.status_code == 200, who
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["Content-Type"] == "image/jpeg"
        assert b"".join(answer.streaming_content).startswith(b"\xff\xd8\xff")
    without_factor = Client()
    without_factor.force_login(UserFactory(role=User.Role.LICENSEE, licensee=world.licensee))
    others = {
        "anonymous": Client(),
        "fan": signed_in(),
        "other licensee": signed_in(role=User.Role.LICENSEE, licensee=LicenseeFactory()),
        "other holder": signed_in(role=User.Role.BRAND, holder=RightsHolderFactory()),
        "nobody's officer": signed_in(role=User.Role.RIGHTS),
        "without a second factor": without_factor,
    }
    for who, client in others.items():
        assert client.get(url(image)).status_code == 404, who


def test_sources_and_other_names_have_no_address(world: RightsWorld) -> None:
    (image,) = images(version_of(world.product(), 1))
    client = signed_in(role=User.Role.LICENSEE, licensee=world.licensee)
    stem = url(image).rpartition("-")[0]
    for path in (
        f"/pictures/{image.source_sha256}",
        f"/pictures/sources/{image.source_sha256[:2]}/{image.source_sha256}",
        f"{stem}-255.jpg",
        f"{stem}-256.png",
        f"{stem}-256.jpg/../x",
        f"/en-fr{url(image)}",
        f"/media/{image.rendition(256, 'jpg')}",
        "/pictures/",
    ):
        assert client.get(path).status_code == 404, path
    assert client.post(url(image)).status_code == 405


def test_a_release_makes_its_pictures_public_and_the_page_shows_them(world: RightsWorld) -> None:
    product = world.product()
    old = ProductImage.objects.create(
        product=product, original="old.jpg", stem="old", widths=[256], formats=["jpg"]
    )
    version = version_of(product, 1, 2)
    first, second = images(version)
    assert "old-256" in page(product)
    assert not default_storage.exists(first.rendition(256, "jpg"))
    release(version, world)
    text = page(product)
    assert url(first) in text
    assert url(second) in text
    assert url(first).startswith("/media/pictures/")
    assert "old-256" not in text
    for name in (first.rendition(256, kind) for kind in ("avif", "webp", "jpg")):
        with default_storage.open(name) as public, storages["private"].open(name) as private:
            assert public.read() == private.read()
    assert not default_storage.exists("sources")
    assert not ProductImage.objects.filter(pk=old.pk).exists()


def test_a_new_release_takes_the_place_of_the_one_before_in_one_moment(world: RightsWorld) -> None:
    product = world.product()
    version = version_of(product, 1, 2)
    release(version, world)
    kept, gone = images(version)
    newer = version_of(product, 1, 3)
    assert [image.stem for image in product.images.all()] == [kept.stem, gone.stem]
    release(newer, world)
    again, new = images(newer)
    assert again.stem == kept.stem
    assert [image.pk for image in product.images.all()] == [again.pk, new.pk]
    assert default_storage.exists(again.rendition(256, "jpg"))
    assert not default_storage.exists(gone.rendition(256, "jpg"))


def test_a_withdrawn_approval_hides_at_once_and_takes_the_files_back(world: RightsWorld) -> None:
    product = world.product()
    version = version_of(product, 1)
    approval = release(version, world)
    (image,) = images(version)
    name = image.rendition(256, "avif")
    assert default_storage.exists(name)
    withdraw_approval(approval=approval, at=database_now())
    assert product.images.count() == 0
    assert name not in page(product)
    assert default_storage.exists(name)
    publish_pictures(product.pk)
    publish_pictures(product.pk)
    assert not default_storage.exists(name)
    assert url(image).startswith("/pictures/")
    assert storages["private"].exists(name)


def test_a_withdrawn_picture_loses_its_file_and_the_others_stay(world: RightsWorld) -> None:
    product = world.product()
    version = version_of(product, 1, 2)
    release(version, world)
    first, second = images(version)
    withdraw_picture(image=first, by_id=None)
    publish_pictures(product.pk)
    assert list(product.images.all()) == [second]
    assert not default_storage.exists(first.rendition(256, "jpg"))
    assert default_storage.exists(second.rendition(256, "jpg"))


def test_a_file_that_another_product_shows_stays(world: RightsWorld) -> None:
    one, other = world.product(), world.product(sku="PIN-2")
    mine, theirs = version_of(one, 1), version_of(other, 1)
    approval = release(mine, world)
    release(theirs, world)
    withdraw_approval(approval=approval, at=database_now())
    publish_pictures(one.pk)
    (image,) = images(theirs)
    assert default_storage.exists(image.rendition(256, "jpg"))
    assert url(image) in page(other)


def test_a_release_killed_before_its_end_is_finished_by_the_next_run(world: RightsWorld) -> None:
    product = world.product()
    version = version_of(product, 1)
    release(version, world)
    (image,) = images(version)
    name = image.rendition(256, "jpg")
    default_storage.delete(name)
    ProductImage.every.filter(pk=image.pk).update(published=False)
    publish_pictures(product.pk)
    assert default_storage.exists(name)
    assert len(default_storage.listdir(image.stem.rpartition("/")[0])[1]) == 3


def test_a_version_without_pictures_leaves_those_before(world: RightsWorld) -> None:
    product = world.product()
    version = version_of(product, 1)
    release(version, world)
    release(version_of(product), world)
    (image,) = images(version)
    assert url(image) in page(product)


def test_a_picture_that_is_ready_after_the_release_is_published_by_its_job(
    world: RightsWorld,
) -> None:
    product = world.product()
    version = version_of(product, 1)
    ProductImage.every.filter(version=version).update(state="WAITING", stem="", widths=[])
    release(version, world)
    assert product.images.count() == 0
    (image,) = images(version)
    prepare_picture(image.pk)
    publish_pictures(product.pk)
    assert url(image) in page(product)


def test_the_desk_shows_the_pictures_of_the_version_not_those_on_sale(world: RightsWorld) -> None:
    product = world.product()
    release(version_of(product, 1), world)
    waiting = version_of(product, 2)
    submit_version(version=waiting, by_id=world.author_id, at=database_now())
    (image,) = images(waiting)
    brand = signed_in(role=User.Role.BRAND, holder=world.holder)
    for path in ("/rights/approvals/", f"/rights/approvals/{waiting.pk}/"):
        assert url(image) in brand.get(path).text
    # The version's page shows beside it what is on sale.
    assert "/media/" not in brand.get("/rights/approvals/").text
    hide = f"/rights/approvals/{waiting.pk}/pictures/{image.pk}/withdraw/"
    assert brand.post(hide).status_code == 302
    image.refresh_from_db()
    assert not image.approved


def test_s3_hands_out_addresses_signed_for_five_minutes(
    world: RightsWorld, settings: Any, monkeypatch: Any
) -> None:
    (image,) = images(version_of(world.product(), 1))
    client = signed_in(role=User.Role.LICENSEE, licensee=world.licensee)
    address_here = url(image)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    settings.ENV = settings.ENV.with_values({"S3_BUCKET": "public"})
    settings.STORAGES = settings.STORAGES | {
        "private": {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": "closed",
                "endpoint_url": "http://127.0.0.1:9",
                "signature_version": "s3v4",
                "querystring_expire": 300,
            },
        }
    }
    answer = client.get(address_here)
    assert answer.status_code == 302
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Location"].startswith(f"http://127.0.0.1:9/closed/{image.stem}-256.jpg?")
    assert "X-Amz-Expires=300" in answer["Location"]
    assert Client().get(address_here).status_code == 404
