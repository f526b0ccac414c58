"""Editing of a draft's pictures, and the preview, which nobody else sees."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from catalog.media.preparation import decoder_pool, prepare_picture
from catalog.models import Product, ProductImage
from licensing.models import Licensee
from shop.oscar.basket.models import Basket
from tests.imports.files import Licensed
from tests.licensee_portal.conftest import member
from tests.licensee_portal.test_editing import address, filled, newest, release
from tests.media.makers import encoded, scene
from tools.testing.factories.catalog import RightsWorld


@pytest.fixture(autouse=True)
def on_disk(settings: Any, tmp_path: Any) -> None:
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = settings.STORAGES | {
        name: {"BACKEND": backend, "OPTIONS": {"location": tmp_path / name}}
        for name in ("private", "default")
    }


@pytest.fixture(scope="module", autouse=True)
def _end_decoders() -> Iterator[None]:
    yield
    decoder_pool().close()


@pytest.fixture
def pin(world: RightsWorld) -> Product:
    """Return a released product, as a licensee's upload made it."""
    licensed = Licensed(world)
    licensed.apply(licensed.row("PIN-1", title_fr="Broche"))
    product = Product.objects.get(upc="PIN-1")
    release(world, product)
    return product


def send(client: Client, product: Product, seed: int, alt: str = "") -> ProductImage:
    """Add a picture in the portal, and run the worker's job."""
    file = SimpleUploadedFile(f"{seed}.jpg", encoded(scene(seed)), "image/jpeg")
    answer = client.post(address(product, "pictures/"), {"file": file, "alt_en": alt})
    assert answer.status_code == 302
    image = ProductImage.every.latest("pk")
    prepare_picture(image.pk)
    image.refresh_from_db()
    return image


def order_of(product: Product) -> list[int]:
    rows = ProductImage.every.filter(version=newest(product)).order_by("display_order")
    return list(rows.values_list("pk", flat=True))


def test_a_picture_begins_a_draft_and_is_private(owner: Client, pin: Product) -> None:
    image = send(owner, pin, 1, "Front")
    assert (newest(pin).status, newest(pin).number) == ("DRAFT", 2)
    assert (image.version, image.alt_en, image.published) == (newest(pin), "Front", False)
    assert not pin.images.exists()
    assert "/pictures/" in owner.get(address(pin, "pictures/")).text


def test_a_file_that_is_no_picture_is_refused_and_begins_nothing(
    owner: Client, pin: Product
) -> None:
    file = SimpleUploadedFile("a.jpg", b"<svg onload='x'>", "image/jpeg")
    answer = owner.post(address(pin, "pictures/"), {"file": file, "alt_en": "Kept text"})
    assert answer.status_code == 422
    assert "Pictures are JPEG, PNG, WebP, AVIF or TIFF." in answer.text
    assert "Kept text" in answer.text
    assert pin.versions.count() == 1


def test_order_texts_and_focal_point_are_the_drafts(owner: Client, pin: Product) -> None:
    first, second = send(owner, pin, 1), send(owner, pin, 2)
    path = address(pin, f"pictures/{second.pk}/")
    owner.post(path, {"do": "earlier"})
    assert order_of(pin) == [second.pk, first.pk]
    owner.post(path, filled(owner, path, alt_fr="De face", left="25", top="75"))
    second.refresh_from_db()
    assert (second.alt_fr, second.focal_x, second.focal_y) == ("De face", 0.25, 0.75)
    owner.post(path, filled(owner, path, **{"pin.x": "160", "pin.y": "28"}))
    second.refresh_from_db()
    assert (second.focal_x, second.focal_y) == (0.5, 0.1)
    wrong = owner.post(path, filled(owner, path, left="101", alt_en="Kept"))
    assert wrong.status_code == 422
    assert 'value="Kept"' in wrong.text
    owner.post(path, {"do": "remove"})
    assert order_of(pin) == [first.pk]


def test_pictures_go_on_with_a_change_of_text_and_with_the_next_version(
    owner: Client, pin: Product, world: RightsWorld
) -> None:
    image = send(owner, pin, 1, "Front")
    path = address(pin, "edit/")
    owner.post(path, filled(owner, path, title_en="Silver pin"))
    assert order_of(pin) == [image.pk]
    release(world, pin)
    assert newest(pin).snapshot["pictures"][0]["alt"] == {"en": "Front"}
    owner.post(address(pin, "draft/"), {"do": "begin"})
    (copy,) = order_of(pin)
    assert copy != image.pk
    refused = owner.post(address(pin, f"pictures/{image.pk}/"), {"do": "remove"}, follow=True)
    assert "no longer a draft" in refused.text
    assert ProductImage.every.filter(pk=image.pk).exists()


def test_another_licensees_picture_does_not_exist(
    owner: Client, pin: Product, other: Licensee
) -> None:
    image = send(owner, pin, 1)
    rival = member(other)
    assert rival.get(address(pin, f"pictures/{image.pk}/")).status_code == 404
    assert rival.post(address(pin, f"pictures/{image.pk}/"), {"do": "remove"}).status_code == 404
    mine = Product.objects.create(
        upc="RIVAL-1", title="Rival", licensee=other, product_class=pin.product_class
    )
    for path in (address(mine, f"pictures/{image.pk}/"),):
        assert rival.post(path, {"do": "remove"}).status_code == 404
    assert ProductImage.every.filter(pk=image.pk).exists()


def test_the_preview_shows_the_draft_in_a_market_and_a_language(
    owner: Client, pin: Product
) -> None:
    send(owner, pin, 1, "Front")
    path = address(pin, "edit/")
    owner.post(path, filled(owner, path, title_fr="Broche d’argent"))
    shown = owner.get(address(pin, "preview/"), {"market": "fr", "language": "fr"})
    assert "Broche d’argent" in shown.text
    assert "12,50" in shown.text
    assert "TVA" in shown.text or "Taxes" in shown.text
    assert "Preview, not public." in shown.text
    assert "noindex" in shown.text
    assert "no-store" in shown.headers["Cache-Control"]
    assert 'src="/pictures/' in shown.text
    for market, language in (("ae", "ar"), ("jp", "ja"), ("nowhere", "xx")):
        asked = {"market": market, "language": language}
        assert owner.get(address(pin, "preview/"), asked).status_code == 200
    pin.refresh_from_db()
    assert pin.title_fr == "Broche"


def test_nothing_can_be_ordered_from_a_preview(owner: Client, pin: Product) -> None:
    """I12: it holds no form that sends anything, and takes none."""
    shown = owner.get(address(pin, "preview/"), {"market": "fr"}).text
    assert 'method="post"' not in shown
    assert "/basket" not in shown
    assert 'type="button" disabled' in shown
    sent = owner.post(address(pin, "preview/"), {"sku": "PIN-1", "quantity": 1})
    assert sent.status_code == 405
    assert not Basket.objects.exists()


def test_the_preview_is_for_the_licensees_people_alone(
    owner: Client, pin: Product, other: Licensee, licensee: Licensee
) -> None:
    path = address(pin, "preview/")
    assert member(licensee, "finance").get(path).status_code == 200
    assert member(other).get(path).status_code == 404
    assert Client().get(path).status_code == 302


def test_the_list_of_pictures_costs_as_much_for_many_as_for_one(
    owner: Client, pin: Product, django_assert_max_num_queries: Any
) -> None:
    for seed in (1, 2, 3):
        send(owner, pin, seed)
    with django_assert_max_num_queries(14):
        owner.get(address(pin, "pictures/"))
    with django_assert_max_num_queries(36):
        owner.get(address(pin, "preview/"))
