"""Search finds words in every language, facts of a product and its variants, and typing errors."""

import html
from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command

from catalog.models import Product, SearchSynonym, SearchWord, StaleDocument
from catalog.periodic import refresh_documents
from catalog.search.queries import by_text, read_text
from licensing.models import NOC, GamesEdition
from shop.commerce.listing.list_query import ListQuery
from shop.commerce.listing.search import Page, find_products
from shop.commerce.markets.models import Market
from tests.dashboard.conftest import staff_with
from tools.testing.factories.catalog import Shop
from tools.testing.factories.models import SportFactory

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
            code="PARIS2024",
            defaults={"name": "Paris 2024", "season": "S", "starts_on": date(2024, 7, 26)},
        )[0],
        noc=NOC.objects.get_or_create(ioc_code="JPN", defaults={"name_ioc": "Japan"})[0],
    )
    Product.objects.filter(pk=product.pk).update(**TITLES)
    shop.product(sku="MUG-1", title="Porcelain mug")
    shop.refresh(product)
    return product


def found(text: str, language: str = "en") -> list[str]:
    search = read_text(text, language)
    return list(by_text(Product.objects.top_level(), search).values_list("upc", flat=True))


def page_of(text: str, language: str = "en", market: str = "fr", **values: str) -> Page:
    query = ListQuery(Market.objects.get(code=market), "FR", "WEB", NOW, language)
    return find_products(query.with_values({"q": text, **values}))


def skus(page: Page) -> list[str]:
    return [listed.product.sku for listed in page.results]


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
        ("ランニング", "ja"),
        ("ﾗﾝﾆﾝｸﾞｼｭｰｽﾞ", "ja"),
        ("シューズ", "ja"),
        ("らんにんぐ", "ja"),
        ("أَحذية", "ar"),
        ("احذيه", "ar"),
        ("ＲＵＮＮＩＮＧ　ｓｈｏｅｓ", "en"),
        ("running-shoes", "en"),
        ("run\u200bning", "en"),
    ],
)
def test_words_are_found_in_any_form_with_or_without_accents(
    shoes: Product, text: str, language: str
) -> None:
    assert found(text, language) == ["SHOE-77"]


@pytest.mark.parametrize(
    "text",
    [
        *("SHOE-77", "shoe-77", "shoe 77", "SHOE–77", "paris2024", "Paris 2024", "JPN", "Japan"),
        *("athletics", "athlétisme", "Japon", "日本", "اليابان", "2024", "summer olympics"),
        *("jeux d'été", "夏季オリンピック", "Team Japan", "Japanese", "パリ 2024", "باريس"),
    ],
)
def test_a_product_is_found_by_its_facts_in_every_language(shoes: Product, text: str) -> None:
    assert found(text) == ["SHOE-77"]


def test_every_word_must_be_there(shoes: Product) -> None:
    assert found("running mug") == []
    assert found("running -shoes") == ["SHOE-77"]
    assert found("-mug") == ["MUG-1"]


def test_function_words_are_told_by_their_accents_before_these_are_folded(shop: Shop) -> None:
    product = shop.product(sku="A")
    french = {"title_fr": "Pin's émaillé", "description_fr": "Chaque marque a été approuvée."}
    Product.objects.filter(pk=product.pk).update(**french)
    shop.refresh(product)
    assert found("été", "fr") == []
    assert found("le pin's", "fr") == found("approuvees", "fr") == ["A"]


@pytest.mark.parametrize("text", ["runing shoes", "porcelan", "porcelian mug", "runnign", "mgu"])
def test_a_mistyped_word_is_replaced_by_one_of_the_products(shoes: Product, text: str) -> None:
    page = page_of(text)
    expected = [] if text == "mgu" else ["MUG-1"] if text.startswith("porc") else ["SHOE-77"]
    assert skus(page) == expected
    assert bool(page.corrected) == bool(expected)


@pytest.mark.parametrize("text", ["running porcelain", "running qqqq", "qqqqzzzz", "ers", "-hirt"])
def test_no_word_is_left_out_to_find_something(shoes: Product, text: str) -> None:
    page = page_of(text)
    assert (page.total, page.corrected) == (0, "")


def test_the_last_word_may_be_a_beginning(shoes: Product) -> None:
    page = page_of("running sho")
    assert (skus(page), page.corrected) == (["SHOE-77"], "")


@pytest.mark.parametrize(
    "text", ["'", '"', "zzz & | ! (", "\\", "%", "<->", ":*", "x" * 5000, "/en/run", "!shoe:*A"]
)
def test_no_text_breaks_the_search(shoes: Product, text: str) -> None:
    assert page_of(text).total == (1 if text == "!shoe:*A" and found("shoe a") else 0)


def test_search_finds_nothing_that_may_not_be_sold(shop: Shop) -> None:
    shop.product(sku="HID-1", title="Secret lamp", approved=False)
    for text in ("secret lamp", "HID-1", "secrt lamp", "lamp", "lam"):
        page = page_of(text)
        assert (page.total, page.corrected) == (0, "")
        assert not any(page.facets.values())


@pytest.fixture
def caps(shop: Shop) -> Product:
    product = shop.product(sku="7731-0042", title="Cap", kind="cap", sizes=["S", "M"])
    product.children.filter(size="S").update(color="navy", gtin="036000291452")
    product.children.filter(size="M").update(color="coral", gtin="4006381333931")
    shop.product(sku="MUG-2", title="Mug", kind="mug")
    shop.refresh(product)
    return product


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


@pytest.mark.parametrize("fact", ["sport", "noc", "games"])
def test_a_new_name_of_a_fact_reaches_the_products(shoes: Product, fact: str) -> None:
    row = getattr(shoes, fact)
    type(row).objects.filter(pk=row.pk).update(
        **{{"sport": "name_en", "noc": "name_ioc", "games": "name"}[fact]: "Zorbing"}
    )
    refresh_documents(0)
    assert found("zorbing") == ["SHOE-77"]


def test_what_changes_nothing_a_search_reads_marks_nothing(caps: Product) -> None:
    Product.objects.update(weight_g=5, origin="PT")
    assert not StaleDocument.objects.exists()


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
    assert "These words are a group of this language already." in answer.text
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
