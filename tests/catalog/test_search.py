"""Search finds words in every language, facts of a product and its variants, and typing errors."""

import html
from collections.abc import Callable
from copy import deepcopy

import pytest
from django.core.management import call_command

from catalog.models import Product, SearchSynonym, SearchWord, StaleDocument
from catalog.periodic import refresh_documents
from tests.catalog.searching import found, make_shoes, page_of
from tests.dashboard.conftest import staff_with
from tools.testing.factories.catalog import RightsWorld

type Built = tuple[RightsWorld, Product]


@pytest.fixture(scope="module")
def built(build_once: Callable[..., Built]) -> Built:
    """Build a shop with shoes, for all tests of the module."""
    return build_once(lambda world: (world, make_shoes(world)))


@pytest.fixture
def world(built: Built, db: None) -> RightsWorld:
    return deepcopy(built[0])


@pytest.fixture
def shoes(built: Built, db: None) -> Product:
    return deepcopy(built[1])


def test_search_finds_nothing_that_may_not_be_sold(world: RightsWorld) -> None:
    world.product(sku="HID-1", title="Secret lamp", approved=False)
    for text in ("secret lamp", "HID-1", "secrt lamp", "lamp", "lam"):
        page = page_of(text)
        assert (page.total, page.corrected) == (0, "")
        assert not any(page.facets.values())


@pytest.mark.parametrize("fact", ["sport", "noc", "games"])
def test_a_new_name_of_a_fact_reaches_the_products(shoes: Product, fact: str) -> None:
    row = getattr(shoes, fact)
    type(row).objects.filter(pk=row.pk).update(
        **{{"sport": "name_en", "noc": "name_ioc", "games": "name"}[fact]: "Zorbing"}
    )
    refresh_documents(0)
    assert found("zorbing") == ["SHOE-77"]


def test_staff_teach_the_search_new_words(shoes: Product) -> None:
    staff = staff_with("catalogue.add_searchsynonym", "catalogue.change_searchsynonym")
    assert found("sneakers") == []
    data = {"language": "en", "terms": "sneakers\ntrainers\nrunning shoes", "active": "on"}
    answer = staff.post("/admin/catalogue/searchsynonym/add/", data)
    assert answer.status_code == 302, answer.text
    for text in ("sneakers", "sneaker", "Trainers japan"):
        assert (text, found(text)) == (text, ["SHOE-77"])
    assert found("sneakers", "de") == ["SHOE-77"]  # English words count everywhere
    group = SearchSynonym.objects.get(terms__startswith="sneakers")
    assert group.keys
    staff.post(f"/admin/catalogue/searchsynonym/{group.pk}/change/", data | {"active": ""})
    assert found("sneakers") == []
    answer = staff.post("/admin/catalogue/searchsynonym/add/", {"terms": "alone"})
    assert "at least two words" in answer.text


def test_ignored_words_count_only_alone(shoes: Product) -> None:
    assert found("official running shoes") == ["SHOE-77"]
    assert found("official") == []


def test_documents_are_rebuilt_in_batches_and_a_stopped_run_goes_on(shoes: Product) -> None:
    before = dict(Product.objects.values_list("upc", "search_document"))
    assert all(before.values())
    Product.objects.update(search_document=None)
    StaleDocument.objects.create(product_id=shoes.pk)
    call_command("rebuild_search", "--resume", "--batch", "1")
    assert found("running") == ["SHOE-77"]
    assert found("mug") == []
    call_command("rebuild_search", "--batch", "1")
    assert dict(Product.objects.values_list("upc", "search_document")) == before
    assert SearchWord.objects.filter(word="porcelain", products=1).exists()
    assert not StaleDocument.objects.exists()


@pytest.mark.django_db
def test_a_group_that_is_there_already_is_refused_in_words() -> None:
    SearchSynonym.objects.create(language="en", terms="canteen\nflask")
    staff = staff_with("catalogue.add_searchsynonym", "catalogue.view_searchsynonym")
    typed = {"language": "en", "terms": "canteen\nflask", "active": "on"}
    answer = staff.post("/admin/catalogue/searchsynonym/add/", typed, follow=True)
    assert "This group of words already exists in this language." in answer.text
    assert "is violated" not in answer.text


@pytest.mark.parametrize(
    ("term", "error"),
    [
        ("team:USA", "“team:USA” names no fact."),
        ("sports: judo", "“sports: judo” names no fact."),
        ("kind:", "“kind:” names no fact."),
        ("種類：ピン", "“種類：ピン” names no fact."),
        ("kind:blunderbuss", "there is no kind “blunderbuss”"),
        ("noc:ZZZ", "there is no noc “ZZZ”"),
        ("games:ROME1960", "there is no games “ROME1960”"),
        ("sport:chess", "there is no sport “chess”"),
        ("color:octarine", "there is no color “octarine”"),
        ("score 2:0", ""),
        ("2:0", ""),
        ("Kind: Pin", ""),
        ("color:navy", ""),
        ("NOC:JPN", ""),
    ],
)
def test_a_synonym_names_facts_that_exist(shoes: Product, term: str, error: str) -> None:
    staff = staff_with("catalogue.add_searchsynonym", "catalogue.view_searchsynonym")
    typed = {"language": "en", "terms": f"quidditch\n{term}", "active": "on"}
    answer = staff.post("/admin/catalogue/searchsynonym/add/", typed, follow=True)
    assert (error in html.unescape(answer.text)) if error else "names no fact" not in answer.text
    stored = SearchSynonym.objects.filter(terms__startswith="quidditch").exists()
    assert stored is not bool(error)
