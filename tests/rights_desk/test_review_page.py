"""An approver opens the original, reads texts as text, goes on in the queue and selects all."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from catalog.media.storage import private_storage, source_name
from catalog.models import ProductImage, ProductVersion
from shop.identity.accounts.models import User
from tests.dashboard.conftest import signed_in
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import RightsHolderFactory
from tools.testing.factories.reviews import drafted, licensee_person, waiting

JPEG = b"\xff\xd8\xff\xe0" + b"0" * 100
DIGEST = "5d" * 32


@pytest.fixture
def brand(world: RightsWorld) -> Client:
    return signed_in(role=User.Role.BRAND, holder=world.holder)


@pytest.fixture
def version(world: RightsWorld) -> ProductVersion:
    return waiting(world.product())


def uploaded(version: ProductVersion, content: bytes = JPEG) -> str:
    """Keep an uploaded file as a picture of a version; return the address of the original."""
    name = source_name(DIGEST)
    private_storage().delete(name)
    private_storage().save(name, ContentFile(content))
    image = ProductImage.every.create(
        product=version.product,
        version=version,
        published=False,
        source_sha256=DIGEST,
        stem="pictures/5d/x",
    )
    return f"/rights/approvals/{version.pk}/pictures/{image.pk}/original/"


def test_the_original_is_shown_to_its_approver_and_to_nobody_else(
    world: RightsWorld, brand: Client, version: ProductVersion
) -> None:
    address = uploaded(version)
    answer = brand.get(address)
    assert (answer.status_code, answer.content) == (200, JPEG)
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Disposition"].startswith("inline")
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    stranger = signed_in(role=User.Role.BRAND, holder=RightsHolderFactory())
    assert stranger.get(address).status_code == 404
    nobody = signed_in(role=User.Role.BRAND, holder=world.holder, groups=())
    assert nobody.get(address).status_code == 403
    assert Client().get(address).status_code == 302
    other = waiting(world.product(sku="PIN-2"))
    elsewhere = address.replace(f"/{version.pk}/", f"/{other.pk}/", 1)
    assert brand.get(elsewhere).status_code == 404


def test_a_picture_that_is_public_alone_is_shown_too(
    brand: Client, version: ProductVersion
) -> None:
    address = uploaded(version, b"")
    image = ProductImage.every.get(version=version)
    ProductImage.every.filter(pk=image.pk).update(
        version=None, source_sha256="", widths=[256], formats=["jpg"], stem="pictures/5d/y"
    )
    image.refresh_from_db()
    default_storage.save(image.rendition(256, "jpg"), ContentFile(JPEG))
    assert brand.get(address).content == JPEG


@pytest.mark.parametrize("content", [b"<html>x</html>", b"<svg/>", b""])
def test_what_is_no_picture_is_not_served(
    brand: Client, version: ProductVersion, content: bytes
) -> None:
    assert brand.get(uploaded(version, content)).status_code == 404


def test_a_tiff_is_downloaded(brand: Client, version: ProductVersion) -> None:
    answer = brand.get(uploaded(version, b"II*\x00" + b"0" * 20))
    assert answer["Content-Type"] == "image/tiff"
    assert answer["Content-Disposition"].startswith("attachment")


def test_markup_of_a_description_is_read_as_text(world: RightsWorld, brand: Client) -> None:
    product = world.product()
    product.description = product.description_en = "<p>Soft and warm.</p>"
    product.save()
    first = waiting(product)
    page = brand.get(f"/rights/approvals/{first.pk}/").text
    assert "Soft and warm." in page
    assert "&lt;p&gt;" not in page


def test_the_next_in_the_queue_and_all_of_it_can_be_reached(
    world: RightsWorld, brand: Client, version: ProductVersion
) -> None:
    second = waiting(world.product(sku="PIN-2", title="Flag"))
    page = brand.get(f"/rights/approvals/{version.pk}/").text
    assert "Next in queue: Flag" in page
    assert f"/rights/approvals/{second.pk}/" in page
    queue = brand.get("/rights/approvals/?select=all").text
    assert queue.count(" checked>") == 2
    assert " checked>" not in brand.get("/rights/approvals/").text


def test_a_version_without_a_difference_is_explained(world: RightsWorld, brand: Client) -> None:
    again = waiting(world.product())
    assert (
        "This version is identical to version" in brand.get(f"/rights/approvals/{again.pk}/").text
    )


def test_a_draft_has_its_edit_link(world: RightsWorld) -> None:
    draft = drafted(world.product())
    page = licensee_person(world).get(f"/licensee/approvals/{draft.pk}/").text
    assert f"/licensee/catalog/{draft.product_id}/edit/" in page
