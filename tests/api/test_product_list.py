"""GET /api/v1/products/: pages that lose nothing, filters, limits, the price of the market."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from catalog.models import Product
from licensing.models import NOC, GamesEdition
from tests.api.reading import PRODUCTS, assert_problem, get, skus
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import SportFactory


@pytest.fixture
def world(shared_world: RightsWorld) -> RightsWorld:
    """Return a copy of the maker of that shop."""
    return shared_world


def walk(client: Client, link: str, way: str) -> list[list[str]]:
    """Follow `next` or `previous` to the end; return the SKUs of each page."""
    pages = []
    while link and len(pages) < 20:
        body = client.get(link).json()
        pages.append([row["sku"] for row in body["results"]])
        link, last = body[way], link
    return [*pages, [last]]


def test_going_forward_shows_everything_once_newest_first(
    world: RightsWorld, client: Client
) -> None:
    for number in range(7):
        world.product(sku=f"P-{number}")
    *pages, _ = walk(client, "/api/v1/products/?market=fr&limit=3", "next")
    assert pages == [["P-6", "P-5", "P-4"], ["P-3", "P-2", "P-1"], ["P-0"]]


def test_going_back_shows_the_same_pages_in_the_same_order(
    world: RightsWorld, client: Client
) -> None:
    for number in range(7):
        world.product(sku=f"P-{number}")
    *_, (last,) = walk(client, "/api/v1/products/?market=fr&limit=3", "next")
    *pages, _ = walk(client, last, "previous")
    assert pages == [["P-0"], ["P-3", "P-2", "P-1"], ["P-6", "P-5", "P-4"]]


def test_a_product_added_meanwhile_shifts_nothing(world: RightsWorld, client: Client) -> None:
    for number in range(4):
        world.product(sku=f"P-{number}")
    first = client.get("/api/v1/products/?market=fr&limit=2").json()
    world.product(sku="NEW")
    second = client.get(first["next"]).json()
    assert [row["sku"] for row in second["results"]] == ["P-1", "P-0"]
    assert second["next"] is None


def test_links_keep_market_filters_and_limit(world: RightsWorld, client: Client) -> None:
    for number in range(3):
        world.product(sku=f"P-{number}", kind="mug")
    link = get(client, market="fr", limit=1, kind="mug").json()["next"]
    assert "market=fr" in link
    assert "limit=1" in link
    assert "kind=mug" in link


def test_one_page_has_neither_next_nor_previous(world: RightsWorld, client: Client) -> None:
    world.product()
    body = get(client, market="fr").json()
    assert (body["next"], body["previous"]) == (None, None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("games", "PARIS2024"),
        ("noc", "JPN"),
        ("sport", "judo"),
        ("kind", "mug"),
        ("color", "red"),
        ("q", "porcelain"),
        ("min", "40"),
    ],
)
def test_a_filter_leaves_what_it_names(
    world: RightsWorld, client: Client, name: str, value: str
) -> None:
    games, _ = GamesEdition.objects.get_or_create(code="PARIS2024", defaults={"season": "S"})
    noc, _ = NOC.objects.get_or_create(ioc_code="JPN", defaults={"name_ioc": "Japan"})
    world.product(
        sku="A",
        title="Porcelain mug",
        games=games,
        noc=noc,
        sport=SportFactory(slug="judo"),
        kind="mug",
        color="red",
        prices={"fr": Decimal(40)},
    )
    world.product(sku="B", color="blue", prices={"fr": Decimal("39.99")})
    assert skus(client, **{name: value}) == ["A"]


def test_the_highest_price_is_included(world: RightsWorld, client: Client) -> None:
    world.product(sku="A", prices={"fr": Decimal(40)})
    world.product(sku="B", prices={"fr": Decimal("39.99")})
    assert skus(client, max="39.99") == ["B"]
    assert skus(client, max="40") == ["B", "A"]


def test_in_stock_counts_the_units_of_variants(world: RightsWorld, client: Client) -> None:
    world.product(sku="A", stock=0)
    world.product(sku="B", stock=0, sizes=["S"])
    world.product(sku="C", stock=1, sizes=["S"])
    assert skus(client, in_stock="true") == ["C"]
    assert skus(client) == ["C", "B", "A"]


def test_a_row_has_the_price_of_the_market_asked(world: RightsWorld, client: Client) -> None:
    world.product(sku="A", stock=3)
    prices = {
        market: get(client, market=market).json()["results"][0]["price"]
        for market in ("fr", "us", "jp")
    }
    assert prices["fr"] == {"amount": "20.00", "currency": "EUR", "includes_tax": True}
    assert prices["us"] == {"amount": "22.00", "currency": "USD", "includes_tax": False}
    assert prices["jp"] == {"amount": "3000", "currency": "JPY", "includes_tax": True}


def test_a_product_without_a_price_in_the_market_is_not_listed(
    world: RightsWorld, client: Client
) -> None:
    world.product(sku="A", prices={"fr": Decimal(20)})
    assert skus(client, market="fr") == ["A"]
    assert skus(client, market="jp") == []


@pytest.mark.parametrize(("stock", "says"), [(0, "sold_out"), (5, "low"), (6, "in_stock")])
def test_availability_is_told_in_words(
    world: RightsWorld, client: Client, stock: int, says: str
) -> None:
    world.product(sku="A", stock=stock)
    assert get(client, market="fr").json()["results"][0]["availability"] == says
    assert get(client, "A/", market="fr").json()["availability"] == says


def test_without_a_market_the_default_answers(world: RightsWorld, client: Client) -> None:
    world.product(sku="A")
    price = get(client).json()["results"][0]["price"]
    assert price["currency"] == "USD"


def test_titles_come_in_the_language_asked(world: RightsWorld, client: Client) -> None:
    world.product(sku="A", title="Mug", title_fr="Tasse", title_de="Becher")
    title = {
        language: get(client, market="fr", language=language).json()["results"][0]["title"]
        for language in ("en", "fr")
    }
    assert title == {"en": "Mug", "fr": "Tasse"}


def test_a_language_without_pages_in_the_market_is_refused(
    world: RightsWorld, client: Client
) -> None:
    answer = get(client, market="fr", language="ja")
    assert_problem(answer, 400, "unknown_language", "language")


def test_the_language_is_negotiated_once_and_echoed(world: RightsWorld, client: Client) -> None:
    world.product(sku="A", title="Mug", title_fr="Tasse")
    for path in (PRODUCTS, f"{PRODUCTS}A/"):
        for header, language in (("fr", "fr"), ("ja, fr;q=0.5", "fr"), ("en", "en")):
            answer = client.get(path, {"market": "fr"}, headers={"Accept-Language": header})
            assert answer.headers["Content-Language"] == language
            assert "Accept-Language" in answer.headers["Vary"]
            body = answer.json()
            row = body["results"][0] if "results" in body else body
            assert row["title"] == {"fr": "Tasse", "en": "Mug"}[language]
            assert f"/{language}-fr/" in row["url"]


@pytest.mark.parametrize("rows", [1, 6])
def test_a_list_takes_as_many_queries_for_one_row_as_for_many(
    world: RightsWorld, client: Client, rows: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(rows):
        world.product(sku=f"P-{number}", sizes=["S", "M"])
    get(client, market="fr")
    with django_assert_max_num_queries(3):
        assert len(get(client, market="fr").json()["results"]) == rows


def test_a_filter_takes_several_values_and_asks_one_article(
    world: RightsWorld, client: Client
) -> None:
    cap = world.product(sku="CAP", kind="cap", sizes=["S", "M"])
    cap.children.filter(size="S").update(color="navy")
    cap.children.filter(size="M").update(color="coral")
    world.product(sku="MUG", kind="mug")
    world.product(sku="TEE", kind="tshirt", color="navy")
    assert skus(client, kind=["cap", "mug"]) == ["MUG", "CAP"]
    assert skus(client, color="navy", kind=["cap", "mug"]) == ["CAP"]
    assert skus(client, color="navy", size="M") == []
    assert skus(client, color="coral", size=["M", "L"]) == ["CAP"]
    assert_problem(get(client, min=["1", "2"]), 400, "invalid_parameter", "min")


def test_a_search_corrects_and_orders_as_the_web_does(world: RightsWorld, client: Client) -> None:
    world.product(sku="A", title="Hoodie", title_fr="Hoodie", title_de="Hoodie")
    poster = world.product(sku="B", title="Poster")
    Product.objects.filter(pk=poster.pk).update(description_en="It shows a hoodie.")
    world.refresh(poster)
    assert skus(client, q="hodie") == ["A", "B"]
    web = client.get("/en-fr/search/?q=hodie").text
    assert 0 < web.index("/A/") < web.index("/B/")
    link = get(client, q="hodie", market="fr", limit=1).json()["next"]
    second = client.get(link).json()
    assert [row["sku"] for row in second["results"]] == ["B"]
    assert second["next"] is None
    assert [row["sku"] for row in client.get(second["previous"]).json()["results"]] == ["A"]


@pytest.mark.parametrize("text", ["hoodie", "hodie", "hoodie kenya"])
def test_a_search_is_ranked_as_on_the_page_whatever_is_newest(
    world: RightsWorld, client: Client, text: str
) -> None:
    """A title counts more than a description; the newest product stands last here."""
    for sku, title in (("BEST", "Kenya hoodie"), ("TITLE", "Hoodie of Kenya, long words of it")):
        world.product(sku=sku, title=title, title_fr=title, title_de=title)
    told = world.product(sku="TOLD", title="Poster")
    Product.objects.filter(pk=told.pk).update(description_en="Kenya's team in a hoodie.")
    world.refresh(told)
    assert skus(client)[0] == "TOLD"
    ranked = skus(client, q=text, language="en")
    assert ranked[-1] == "TOLD"
    page = client.get(f"/en-fr/search/?q={text}").text
    shown = re.findall(r"/en-fr/p/[^/]+/(BEST|TITLE|TOLD)/", page)
    assert list(dict.fromkeys(shown)) == ranked
