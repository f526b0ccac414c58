"""Search finds words in every language, the facts of a product, and what was mistyped."""

from datetime import UTC, datetime

import pytest

from catalog.models import Product
from catalog.search import by_likeness, by_words
from licensing.models import NOC, GamesEdition
from shop.listing.queries import ListQuery
from shop.listing.services import find_products
from shop.markets.models import Market
from tests.factories.catalog import Shop
from tests.factories.models import SportFactory

NOW = datetime(2026, 6, 1, tzinfo=UTC)
TITLES = {
    "title_en": "Running shoes",
    "title_fr": "Chaussures de course à pied",
    "title_de": "Laufschuhe für Kinder",
    "title_it": "Scarpe da corsa",
    "title_es": "Zapatillas de correr",
    "title_pt": "Tênis de corrida",
    "title_ar": "أحذية الجري",
    "title_ja": "ランニングシューズ",
}


@pytest.fixture
def shoes(shop: Shop) -> Product:
    product = shop.product(
        sku="SHOE-77",
        title="Running shoes",
        color="turquoise",
        sport=SportFactory(slug="athletics", name_en="Athletics", name_fr="Athlétisme"),
        games=GamesEdition.objects.get_or_create(
            code="PARIS2024", defaults={"name": "Paris 2024", "season": "S"}
        )[0],
        noc=NOC.objects.get_or_create(ioc_code="JPN", defaults={"name_ioc": "Japan"})[0],
    )
    Product.objects.filter(pk=product.pk).update(**TITLES)
    shop.product(sku="MUG-1", title="Porcelain mug")
    shop.refresh(product)
    return product


def found(text: str, language: str = "en") -> list[str]:
    return list(by_words(Product.objects.all(), text, language).values_list("upc", flat=True))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("shoe", "en"),
        ("run", "en"),
        ("chaussure", "fr"),
        ("CHAUSSURES course", "fr"),
        ("laufschuh", "de"),
        ("fur kinder", "de"),
        ("scarpa", "it"),
        ("zapatilla", "es"),
        ("corridas", "pt"),
        ("الجري", "ar"),
        ("shoes", "ja"),
    ],
)
def test_words_are_found_in_any_form_with_or_without_accents(
    shoes: Product, text: str, language: str
) -> None:
    assert found(text, language) == ["SHOE-77"]


@pytest.mark.parametrize(
    "text", ["SHOE-77", "shoe-77", "paris2024", "Paris 2024", "JPN", "Japan", "athletics"]
)
def test_a_product_is_found_by_its_facts(shoes: Product, text: str) -> None:
    assert found(text) == ["SHOE-77"]


def test_every_word_must_be_there_and_a_minus_leaves_out(shoes: Product) -> None:
    assert found("running mug") == []
    assert found("running -shoes") == []
    assert sorted(found("shoes or mug")) == ["MUG-1", "SHOE-77"]


@pytest.mark.parametrize("text", ["runing shoes", "porcelan", "porcelian mug", "ランニング"])
def test_what_was_mistyped_is_found_by_likeness(shoes: Product, text: str) -> None:
    assert by_likeness(Product.objects.all(), text).count() == 1


def test_nonsense_is_like_nothing(shoes: Product) -> None:
    assert not by_likeness(Product.objects.all(), "qqqqzzzz").exists()


@pytest.mark.parametrize("text", ["'", '"', "zzz & | ! (", "\\", "%", "<->", ":*", "x" * 5000])
def test_no_text_breaks_the_search(shoes: Product, text: str) -> None:
    assert found(text) == []
    assert list(by_likeness(Product.objects.all(), text)) == []


def test_a_list_corrects_what_finds_nothing_and_says_so(shoes: Product) -> None:
    query = ListQuery(Market.objects.get(code="fr"), "FR", "WEB", NOW, "en").with_values(
        {"q": "porcelian"}
    )
    page = find_products(query)
    assert [listed.product.sku for listed in page.results] == ["MUG-1"]
    assert page.corrected


def test_search_finds_nothing_that_may_not_be_sold(shop: Shop) -> None:
    shop.product(sku="HID-1", title="Secret lamp", approved=False)
    market = Market.objects.get(code="fr")
    for text in ("secret lamp", "HID-1", "secrt lamp"):
        page = find_products(ListQuery(market, "FR", "WEB", NOW, "en").with_values({"q": text}))
        assert page.total == 0
        assert page.facets == {} or not any(page.facets.values())
