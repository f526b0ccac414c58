"""Pages for browsing: content, hidden products, and their number of queries."""

import re
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.models import Category
from licensing.models import NOC
from shop.platform.core.periods import Period
from shop.web.storefront.browse import sitemaps
from tools.testing.factories.catalog import CLOSED_BORDERS, SINCE, RightsWorld
from tools.testing.factories.models import PropertyFactory, SportFactory

PAGES = ("/en-fr/", "/en-fr/products/", "/en-fr/search/?q=pin", "/en-fr/sport/judo/")


def american(world: RightsWorld, **fields: object) -> None:
    """Make a product that may be sold in the United States alone."""
    mark = PropertyFactory(holder=world.holder)
    world.product(marks=[mark], agreement=world.agreement(marks=[mark], include=["US"]), **fields)


def queries_of(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


@pytest.mark.parametrize("path", PAGES)
def test_a_list_asks_the_same_few_queries_for_many_products(
    client: Client, world: RightsWorld, path: str
) -> None:
    sport = SportFactory(slug="judo", name="Judo")
    agreement = world.agreement()
    for number in range(2):
        world.product(sku=f"A-{number}", agreement=agreement, sport=sport)
    client.get(path)  # the first request fills what is cached by the revision of rights
    few = queries_of(client, path)
    for number in range(8):
        world.product(sku=f"B-{number}", agreement=agreement, sport=sport)
    assert queries_of(client, path) == few <= 8


def test_a_product_page_asks_eight_queries_however_many_sizes(
    client: Client, world: RightsWorld
) -> None:
    world.product(sku="TEE", slug="tee", sizes=["S", "M", "L", "XL"])
    client.get("/en-fr/p/tee/TEE/")
    assert queries_of(client, "/en-fr/p/tee/TEE/") <= 8


def test_a_price_is_written_as_the_language_writes_it(client: Client, world: RightsWorld) -> None:
    world.product(sku="MUG", slug="mug")
    assert "<bdi>€20.00</bdi>" in client.get("/en-fr/p/mug/MUG/").text
    assert "<bdi>20,00\xa0€</bdi>" in client.get("/fr-fr/p/mug/MUG/").text
    arabic = client.get("/ar-ae/p/mug/MUG/").text
    assert "80.00" in arabic
    assert 'dir="rtl"' in arabic


def test_a_wrong_slug_and_a_variants_own_number_lead_to_the_page(
    client: Client, world: RightsWorld
) -> None:
    world.product(sku="TEE", slug="tee", sizes=["S", "M"])
    for path in ("/en-fr/p/other/TEE/", "/en-fr/p/other/TEE-M/"):
        response = client.get(path)
        assert (response.status_code, response["Location"]) == (301, "/en-fr/p/tee/TEE/")


def test_a_sold_out_size_stays_visible_but_cannot_be_chosen(
    client: Client, world: RightsWorld
) -> None:
    product = world.product(sku="TEE", slug="tee", sizes=["S", "M"])
    product.children.get(upc="TEE-S").stockrecords.update(num_in_stock=0)
    page = client.get("/en-fr/p/tee/TEE/").text
    assert 'value="TEE-S" required disabled' in page
    assert 'value="TEE-M" required checked' in page


def test_what_no_license_covers_is_nowhere(client: Client, world: RightsWorld) -> None:
    world.product(sku="US-ONLY", slug="us-only", agreement=world.agreement(include=["US"]))
    assert client.get("/en-fr/p/us-only/US-ONLY/").status_code == 404
    assert "US-ONLY" not in client.get("/en-fr/products/").text
    assert "US-ONLY" not in client.get("/sitemap-en-fr-1.xml").text
    assert "US-ONLY" in client.get("/sitemap-en-us-1.xml").text


def test_a_product_of_the_market_says_when_a_ship_to_may_not_have_it(
    client: Client, world: RightsWorld
) -> None:
    world.product(
        sku="MUG", slug="mug", agreement=world.agreement(exclude=["BE"], **CLOSED_BORDERS)
    )
    assert "Not sold in Belgium" in client.get("/en-fr/p/mug/MUG/").text
    client.cookies["ship_to"] = "BE"
    page = client.get("/en-fr/p/mug/MUG/").text
    assert "Not sold in Belgium" in page
    assert "20.00" not in page
    assert "basket/add" not in page
    assert 'content="noindex"' in page


def test_an_ended_license_leaves_a_page_without_price_or_button(
    client: Client, world: RightsWorld
) -> None:
    ended = Period(SINCE, datetime(2025, 6, 1, tzinfo=UTC))
    world.product(sku="OLD", slug="old", agreement=world.agreement(window=ended))
    page = client.get("/en-fr/p/old/OLD/").text
    assert "No longer available" in page
    assert "20.00" not in page
    assert "basket/add" not in page


def test_an_applied_filter_is_a_chip_that_removes_it(client: Client, world: RightsWorld) -> None:
    world.product(sku="A", kind="pin")
    world.product(sku="B", kind="mug")
    page = client.get("/en-fr/products/?kind=mug&in_stock=1").text
    assert "1 product" in page
    assert 'href="/en-fr/products/?in_stock=1"' in page
    assert 'href="/en-fr/products/?kind=mug"' in page


def test_a_mistyped_word_is_corrected_and_the_page_says_so(
    client: Client, world: RightsWorld
) -> None:
    world.product(sku="A", title="Art poster")
    page = client.get("/en-fr/search/?q=postr").text
    assert "No results for “postr”. Showing results for “poster”." in page
    assert "Art poster" in page


def test_boxes_say_what_the_address_says_and_each_value_has_a_chip(
    client: Client, world: RightsWorld
) -> None:
    world.product(sku="A", kind="pin")
    world.product(sku="B", kind="mug")
    world.product(sku="C", kind="cap")
    page = client.get("/en-fr/products/?kind=mug&kind=cap&kind=gone").text
    assert page.count('type="checkbox"') == 5
    assert page.count(" checked") == 3
    assert "Show 2 products" in page
    assert 'href="/en-fr/products/?kind=mug&amp;kind=gone"' in page
    assert 'name="kind" value="pin"' in page
    assert (
        '<form class="filter-form" method="get" action="/en-fr/products/" autocomplete="off"'
        in page
    )


def test_a_variants_number_leads_to_its_page_with_the_variant_chosen(
    client: Client, world: RightsWorld
) -> None:
    tee = world.product(sku="TEE-9", slug="tee", sizes=["S", "M"])
    tee.children.filter(size="M").update(gtin="036000291452")
    world.refresh(tee)
    variant = "/en-fr/p/tee/TEE-9-M/"
    for text in ("TEE-9-M", "tee–9–m", "tee 9 m", "036000291452", "0 036000 291452", "tee9m"):
        answer = client.get("/en-fr/search/", {"q": text})
        assert (answer.status_code, answer["Location"]) == (302, variant), text
    assert 'value="TEE-9-M" required checked' in client.get(variant).text
    assert client.get("/en-fr/search/?q=TEE-9")["Location"] == "/en-fr/p/tee/TEE-9/"
    assert client.get("/en-fr/search/?q=tee").status_code == 200


def test_a_number_of_what_may_not_be_known_leads_nowhere(
    client: Client, world: RightsWorld
) -> None:
    world.product(sku="HID-1", slug="hid", approved=False)
    american(world, sku="US-1", slug="us")
    for text in ("HID-1", "US-1"):
        assert client.get("/en-fr/search/", {"q": text}).status_code == 200


def test_a_search_without_results_says_so_and_helps(client: Client, world: RightsWorld) -> None:
    world.product(sku="A", kind="pin", title="Enamel pin")
    world.product(sku="B", kind="cap", title="Blue cap")
    page = client.get("/en-fr/search/?q=zebra").text
    assert "<h1>No results for “zebra”</h1>" in page
    assert "can be delivered" not in page
    assert "Check the spelling" in page
    assert 'href="/en-fr/products/?kind=pin"' in page
    assert "Enamel pin" in page
    page = client.get("/en-fr/search/?q=enamel+blue").text
    assert "No products match all of these words" in page
    assert 'href="/en-fr/search/?q=enamel"' in page
    assert "<h1>Keine Ergebnisse für „zebra“</h1>" in client.get("/de-de/search/?q=zebra").text


def test_what_is_sold_elsewhere_is_said_to_be(client: Client, world: RightsWorld) -> None:
    american(world, sku="A", title="Golden trophy")
    world.product(sku="B", title="Silver spoon")
    page = client.get("/en-fr/search/?q=trophy").text
    assert "Products for “trophy” are not sold in France." in page
    assert "Golden trophy" not in page
    assert "Silver spoon" in page


def test_filters_that_leave_nothing_are_named_as_the_reason(
    client: Client, world: RightsWorld
) -> None:
    world.product(sku="A", kind="pin", title="Enamel pin", prices={"fr": Decimal(9)})
    for path in ("/en-fr/products/?color=navy", "/en-fr/search/?q=pin&color=navy"):
        page = client.get(path).text
        assert "No products match all of these filters." in page
        assert "can be delivered" not in page
    page = client.get("/en-ae/products/").text
    assert "Nothing here can be delivered to" in page


def test_a_sitemap_lists_the_landing_pages_of_what_is_sold(
    client: Client, world: RightsWorld
) -> None:
    judo = SportFactory(slug="judo", name="Judo")
    SportFactory(slug="golf", name="Golf")
    above = Category.add_root(name="Clothing", slug="clothing")
    caps = above.add_child(name="Caps", slug="caps")
    Category.add_root(name="Books", slug="books")
    noc, _ = NOC.objects.get_or_create(ioc_code="JPN", defaults={"name_ioc": "Japan"})
    world.product(sku="A", sport=judo, noc=noc).categories.add(caps)
    american(world, sku="B", sport=SportFactory(slug="luge"))
    text = client.get("/sitemap-en-fr-1.xml").text
    for path in ("sport/judo/", "country/JPN/", "category/caps/", "category/clothing/"):
        assert f"/en-fr/{path}</loc>" in text
        assert client.get(f"/en-fr/{path}").status_code == 200
    for path in ("sport/golf/", "sport/luge/", "category/books/"):
        assert f"/en-fr/{path}" not in text
    assert "/en-us/sport/luge/" in client.get("/sitemap-en-us-1.xml").text


def test_the_files_of_a_sitemap_have_every_product_once(
    client: Client, world: RightsWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "KEYS_PER_FILE", 2)
    skus = [f"S-{number}" for number in range(5)]
    for sku in skus:
        world.product(sku=sku, slug=sku.lower(), sizes=["M"] if sku == "S-3" else [])
    american(world, sku="US")
    files = re.findall(r"/(sitemap-en-fr-\d+\.xml)</loc>", client.get("/sitemap.xml").text)
    assert files[0] == "sitemap-en-fr-1.xml"
    pages = [
        re.findall(r"/en-fr/p/[^/]+/([^/]+)/</loc>", client.get(f"/{name}").text) for name in files
    ]
    assert [sku for page in pages for sku in page] == skus
    assert [] not in pages[1:]
    last = int(files[-1].split("-")[-1].removesuffix(".xml"))
    assert client.get(f"/sitemap-en-fr-{last + 1}.xml").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=-3",
        "page=99999999999",
        "page=x",
        "sort=up",
        "min=x",
        "max=NaN",
        "games=%00",
        "kind=%F0%9F%98%80",
        "q=%27%22%28%21%26%7C",
    ],
)
def test_nonsense_in_an_address_is_left_out(client: Client, db: None, query: str) -> None:
    assert client.get(f"/en-fr/products/?{query}").status_code == 200


@pytest.mark.parametrize(
    "path", ["games/NOWHERE/", "sport/none/", "country/XXX/", "category/none/", "p/a/none/"]
)
def test_what_does_not_exist_is_not_found(client: Client, db: None, path: str) -> None:
    response = client.get(f"/en-fr/{path}")
    assert response.status_code == 404
    assert "Page not found" in response.text


def test_an_unknown_market_offers_the_same_page_in_the_markets_there_are(
    client: Client, db: None
) -> None:
    response = client.get("/en-xx/products/")
    assert response.status_code == 404
    assert 'href="/en-fr/products/"' in response.text
    assert 'href="/ja-jp/products/"' not in response.text


def test_the_choice_of_country_and_language_leads_to_the_same_page(
    client: Client, db: None
) -> None:
    answers = {"ship_to": "JP", "language": "ja", "next": "/en-fr/products/?sort=price"}
    response = client.post("/en-fr/choose/", answers)
    assert (response.status_code, response["Location"]) == (302, "/ja-jp/products/?sort=price")
    assert client.cookies["market"].value == "ja-jp"
    assert client.cookies["ship_to"].value == "JP"
    assert client.get("/")["Location"] == "/ja-jp/"


@pytest.mark.parametrize("following", ["//evil.example/", "https://evil.example/", "/admin/", ""])
def test_the_choice_never_leads_out_of_the_shop(client: Client, db: None, following: str) -> None:
    answers = {"ship_to": "FR", "language": "fr", "next": following}
    assert client.post("/en-fr/choose/", answers)["Location"] == "/fr-fr/"


def test_a_country_we_do_not_serve_is_refused_in_words(client: Client, db: None) -> None:
    response = client.post("/en-fr/choose/", {"ship_to": "XX", "language": "fr"})
    assert response.status_code == 200
    assert "We do not deliver there" in response.text


def test_a_page_names_itself_and_its_other_languages(client: Client, db: None) -> None:
    page = client.get("/fr-fr/products/").text
    assert 'rel="canonical" href="http://localhost:8000/fr-fr/products/"' in page
    assert 'hreflang="en-FR" href="http://localhost:8000/en-fr/products/"' in page
    assert 'hreflang="x-default" href="http://localhost:8000/en-int/products/"' in page


def test_the_price_in_structured_data_is_the_price_on_the_page(
    client: Client, world: RightsWorld
) -> None:
    world.product(sku="MUG", slug="mug", title="Mug </script>")
    page = client.get("/en-fr/p/mug/MUG/").text
    assert '"price": "20.00", "priceCurrency": "EUR"' in page
    assert "Mug \\u003C/script\\u003E" in page
