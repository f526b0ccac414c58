"""Shop categories: kept by staff, assigned to product categories, used by imports."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from catalog.media.preparation import decoder_pool
from catalog.models import Category, ProductCategory
from catalog.shop_categories import category_id_for, save_shop_category, unplaced_categories
from licensing.errors import FieldIsFixed
from tests.dashboard.conftest import staff_with
from tools.testing.factories.catalog import RightsWorld

LIST = "/dashboard/categories/"
EDITOR = ("catalogue.view_category", "catalogue.add_category", "catalogue.change_category")


@pytest.fixture
def decoder() -> Iterator[None]:
    """Close the decoder's processes after the test."""
    yield
    decoder_pool().close()


@pytest.fixture
def editor(db: None) -> Client:
    return staff_with(*EDITOR)


def add(client: Client, slug: str, **values: str) -> Any:
    return client.post(
        f"{LIST}new/", {"slug": slug, "name_en": slug.title(), "is_public": "on"} | values
    )


def upload(client: Client, text: str) -> Any:
    return client.post(f"{LIST}import/", {"file": SimpleUploadedFile("c.csv", text.encode())})


def tree() -> list[tuple[int, str]]:
    return list(Category.objects.order_by("path").values_list("depth", "slug"))


def rows() -> list[dict[str, Any]]:
    return list(Category.objects.order_by("path").values())


def test_categories_are_added_below_others_and_ordered(editor: Client) -> None:
    for slug, parent in (("wear", ""), ("gifts", ""), ("caps", "wear"), ("pins", "gifts")):
        assert add(editor, slug, parent=parent).status_code == 302
    add(editor, "first", position="1")
    assert tree() == [(1, "first"), (1, "wear"), (2, "caps"), (1, "gifts"), (2, "pins")]
    form = {"name_en": "Gifts", "name_fr": "Cadeaux", "parent": "wear", "position": "1"}
    answer = editor.post(f"{LIST}gifts/", form | {"is_public": "on"})
    assert answer.status_code == 302, answer.context["form"].errors
    assert tree() == [(1, "first"), (1, "wear"), (2, "gifts"), (3, "pins"), (2, "caps")]
    assert "Changed: parent, position, name_fr" in editor.get(f"{LIST}gifts/").text


def test_a_hidden_category_hides_those_below_it(editor: Client) -> None:
    add(editor, "wear")
    add(editor, "caps", parent="wear")
    editor.post(f"{LIST}wear/", {"name_en": "Wear"})
    assert not Category.objects.browsable().exists()
    assert "Hidden by a category above" in editor.get(LIST).text
    editor.post(f"{LIST}caps/", {"name_en": "Caps", "is_public": "on"})
    assert [category.slug for category in Category.objects.browsable()] == ["caps"]


def test_a_download_is_imported_again_without_a_change(editor: Client, world: RightsWorld) -> None:
    add(editor, "wear", product_categories=world.category.code, description_de="=Kleidung")
    add(editor, "caps", parent="wear", name_ja="帽子")
    add(editor, "old", parent="wear", position="1")
    download = b"".join(editor.get(LIST, {"format": "csv"}).streaming_content).decode()
    before = rows()
    assert upload(editor, download).status_code == 302
    assert rows() == before
    Category.objects.all().delete()
    assert upload(editor, download).status_code == 302
    assert tree() == [(1, "wear"), (2, "old"), (2, "caps")]
    wear = Category.objects.get(slug="wear")
    assert wear.description_de == "=Kleidung"
    assert category_id_for(world.category) == wear.pk


def test_an_import_reports_every_problem_and_saves_nothing(editor: Client) -> None:
    text = "slug,name_en,parent,position,product_categories\na,,,,\nb,B,none,,\nc,C,,0,\nd,D,,,x\n"
    page = upload(editor, text)
    assert page.status_code == 422
    assert "4 problems in the file" in page.text
    assert not Category.objects.exists()


@pytest.mark.parametrize("text", ["", "name_en\nA\n", "slug,color\na,b\n", "\x00\x01", "%PDF-1.7"])
def test_a_file_of_another_kind_is_refused(editor: Client, text: str) -> None:
    assert upload(editor, text).status_code == 422


@pytest.mark.parametrize(
    ("slug", "values"),
    [
        ("wear", {}),
        ("new", {}),
        ("import", {}),
        ("a b/c", {}),
        ("caps", {"parent": "nothing"}),
        ("caps", {"position": "-1"}),
        ("caps", {"position": "9" * 30}),
        ("caps", {"name_en": ""}),
        ("caps", {"name_en": "x" * 300}),
        ("caps", {"product_categories": "no-such"}),
    ],
)
def test_bad_input_is_answered_with_the_form(
    editor: Client, slug: str, values: dict[str, str]
) -> None:
    add(editor, "wear")
    assert add(editor, slug, **values).status_code == 422
    assert tree() == [(1, "wear")]


def test_the_tree_stays_a_tree(editor: Client) -> None:
    add(editor, "a")
    for parent, slug in ("ab", "bc", "cd", "de"):
        assert add(editor, slug, parent=parent).status_code == 302
    assert "at most 5 levels" in add(editor, "f", parent="e").text
    answer = editor.post(f"{LIST}a/", {"name_en": "A", "parent": "c"})
    assert answer.status_code == 422
    assert "below itself" in answer.text
    category = Category.objects.get(slug="a")
    category.slug = "other"
    with pytest.raises(FieldIsFixed):
        save_shop_category(category=category, parent=None, position=None, assigned=[])


def test_an_assignment_places_products_that_are_in_no_category(world: RightsWorld) -> None:
    world.agreement()
    product = world.product()
    assert list(unplaced_categories()) == [world.category]
    pins, caps = Category(slug="pins", name="Pins"), Category(slug="caps", name="Caps")
    save_shop_category(category=pins, parent=None, position=None, assigned=[world.category])
    assert ProductCategory.objects.get(product=product).category_id == pins.pk
    assert not unplaced_categories()
    assert category_id_for(world.category) == pins.pk
    with pytest.raises(ValidationError, match="is assigned to Pins"):
        save_shop_category(category=caps, parent=None, position=None, assigned=[world.category])
    pins.assignments.all().delete()
    assert category_id_for(world.category) == pins.pk  # as the other product


def test_the_description_is_shown_above_the_products(world: RightsWorld, client: Client) -> None:
    world.agreement()
    product = world.product()
    pins = Category.add_root(slug="pins", name="Pins", description="Made of <metal>.")
    ProductCategory.objects.create(product=product, category=pins)
    assert "Made of &lt;metal&gt;." in client.get("/en-fr/category/pins/").text


def test_each_permission_opens_its_pages(editor: Client) -> None:
    add(editor, "pins")
    pages = (LIST, f"{LIST}pins/", f"{LIST}new/", f"{LIST}import/")
    answers = {
        permissions: [staff_with(*permissions).get(page).status_code for page in pages]
        for permissions in (
            ("catalogue.view_category",),
            ("catalogue.change_category",),
            ("catalogue.add_category",),
            EDITOR,
        )
    }
    assert answers == {
        ("catalogue.view_category",): [200, 403, 403, 403],
        ("catalogue.change_category",): [403, 200, 403, 403],
        ("catalogue.add_category",): [403, 403, 200, 403],
        EDITOR: [200, 200, 200, 200],
    }
    assert staff_with("catalogue.view_category").post(f"{LIST}new/").status_code == 403


def picture(side: int = 600) -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (2 * side, side), "navy").save(content, "PNG")
    return SimpleUploadedFile("wide.png", content.getvalue())


@pytest.mark.usefixtures("decoder")
def test_a_picture_is_shown_above_the_products_until_it_is_removed(
    world: RightsWorld, editor: Client, client: Client
) -> None:
    world.agreement()
    pins = Category(slug="pins", name="Pins", name_en="Pins")
    save_shop_category(category=pins, parent=None, position=None, assigned=[world.category])
    ProductCategory.objects.create(product=world.product(), category=pins)
    address, page = f"{LIST}pins/picture/", "/en-fr/category/pins/"
    assert editor.post(address, {"picture": picture()}).status_code == 302
    pins.refresh_from_db()
    assert f'src="{pins.image.url}"' in client.get(page).text
    assert default_storage.exists(pins.image.name)
    assert pins.image.url in editor.get(address).text
    assert editor.post(address, {"remove": "yes"}).status_code == 302
    pins.refresh_from_db()
    assert not pins.image


@pytest.mark.usefixtures("decoder")
@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"<svg></svg>", b"\x89PNG\r\n\x1a\nx"])
def test_a_file_that_is_no_picture_is_refused(editor: Client, content: bytes) -> None:
    add(editor, "pins")
    answer = editor.post(f"{LIST}pins/picture/", {"picture": SimpleUploadedFile("x", content)})
    assert answer.status_code == 422
    assert not Category.objects.get().image
    assert staff_with("catalogue.view_category").get(f"{LIST}pins/picture/").status_code == 403
