"""Search finds variants by number, color and size, and words before their accents are folded."""

from collections.abc import Callable
from copy import deepcopy

import pytest

from catalog.models import Product, StaleDocument
from catalog.periodic import refresh_documents
from tests.catalog.searching import found
from tools.testing.factories.catalog import RightsWorld

type Built = tuple[RightsWorld, Product]


@pytest.fixture(scope="module")
def built(build_once: Callable[..., Built]) -> Built:
    """Build a shop with caps in sizes and colors, for all tests of the module."""
    return build_once(lambda world: (world, make_caps(world)))


@pytest.fixture
def world(built: Built, db: None) -> RightsWorld:
    return deepcopy(built[0])


@pytest.fixture
def caps(built: Built, db: None) -> Product:
    return deepcopy(built[1])


def make_caps(world: RightsWorld) -> Product:
    product = world.product(sku="7731-0042", title="Cap", kind="cap", sizes=["S", "M"])
    product.children.filter(size="S").update(color="navy", gtin="036000291452")
    product.children.filter(size="M").update(color="coral", gtin="4006381333931")
    world.product(sku="MUG-2", title="Mug", kind="mug")
    world.refresh(product)
    return product


def test_function_words_are_told_by_their_accents_before_these_are_folded(
    world: RightsWorld,
) -> None:
    product = world.product(sku="A")
    french = {"title_fr": "Pin's émaillé", "description_fr": "Chaque marque a été approuvée."}
    Product.objects.filter(pk=product.pk).update(**french)
    world.refresh(product)
    assert found("été", "fr") == []
    assert found("le pin's", "fr") == found("approuvees", "fr") == ["A"]


@pytest.mark.parametrize(
    "text",
    [
        *("7731-0042-S", "7731–0042–s", "77310042S", "7731 0042 s", "036000291452"),
        *("0036000291452", "00036000291452", "0 36000 29145 2", "0-36000-29145-2"),
        *(
            "４００６３８１３３３９３１",
            "navy cap",
            "navy",
            "cap m",
            "kappe",
            "casquette bleu marine",
        ),
    ],
)
def test_variants_are_found_by_number_color_and_size(caps: Product, text: str) -> None:
    language = {"kappe": "de", "casquette bleu marine": "fr"}.get(text, "en")
    assert found(text, language) == ["7731-0042"]


def test_a_change_of_a_variant_past_the_services_marks_its_product(caps: Product) -> None:
    assert not StaleDocument.objects.exists()
    caps.children.filter(size="S").update(color="green")
    assert list(StaleDocument.objects.values_list("product_id", flat=True)) == [caps.pk]
    refresh_documents(0)
    assert found("green cap") == ["7731-0042"]
    assert found("navy cap") == []
    caps.children.filter(size="S").update(is_public=False)
    refresh_documents(0)
    assert found("green") == []


def test_what_changes_nothing_a_search_reads_marks_nothing(caps: Product) -> None:
    Product.objects.update(weight_g=5, origin="PT")
    assert not StaleDocument.objects.exists()
