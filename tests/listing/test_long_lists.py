"""Lists of very many products: capped totals, and facets from the rollup."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.models import Product
from catalog.search import queries
from catalog.search.documents import refresh_search
from licensing.services import place_hold
from shop.commerce.listing import conditions, facets, ranking, rare_articles, rollup, totals
from shop.commerce.listing.empty_results import explain_empty_list
from shop.commerce.listing.list_query import ListQuery
from shop.commerce.listing.models import ListedCount, ListedWords
from shop.commerce.listing.rollup import write_rollup
from shop.commerce.listing.search import Page, find_products
from shop.commerce.markets.models import Market
from shop.oscar.partner.models import StockRecord
from shop.platform.database.clock import database_now
from tests.licensing.worlds import Built
from tests.listing.test_hand_written import vary
from tests.page_store.test_rights import generated_plans
from tools.testing.factories.catalog import RightsWorld

FEW = 3
OF_PRODUCTS: list[dict[str, Any]] = [
    {},
    {"kind": ["pin"]},
    {"kind": ["pin", "cap"], "noc": ["FRA"]},
    {"sport": ["judo"], "sort": "price"},
]
OF_ARTICLES: list[dict[str, Any]] = [
    {"q": "cap"},
    {"q": "cap", "in_stock": "1"},
    {"q": "cap pin"},
    {"q": "coral", "kind": ["cap"]},
    {"color": ["coral"], "in_stock": "1"},
    {"color": ["coral", "navy"], "size": ["M"]},
    {"color": ["navy"], "size": ["M"], "in_stock": "1"},
    {"size": ["M"], "kind": ["pin"]},
    {"in_stock": "1"},
    {"color": ["navy"], "kind": ["pin"]},
    {"q": "enamel", "kind": ["pin"]},
    {"max": "15"},
    {"min": "5", "max": "100"},
    {"max": "100", "in_stock": "1"},
    {"max": "100", "kind": ["cap"]},
]


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Count at most three products one by one."""

    def forget() -> None:
        facets._statement.cache_clear()

    forget()
    monkeypatch.setattr(facets, "MOST", FEW)
    monkeypatch.setattr(totals, "MOST", FEW)
    monkeypatch.setattr(rollup, "MOST", FEW)
    yield
    forget()


def lists(values: list[dict[str, Any]]) -> Iterator[ListQuery]:
    """Yield lists of three destinations, one of them in another country's market."""
    at = database_now()
    for code, territory in (("fr", "FR"), ("fr", "DE"), ("us", "US")):
        whole = ListQuery(Market.objects.get(code=code), territory, "WEB", at, "en")
        yield from (whole.with_values(value) for value in values)


@pytest.mark.parametrize("number", range(3))
def test_the_rollup_counts_what_the_rows_count(
    world: RightsWorld, short: None, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    # A rollup does not know holds on single products and compliance records.
    built = Built(world, {**generated_plans()[number], "holds": [], "regulated": []})
    world.product(sku="CAP", kind="cap", sizes=["S", "M"])
    vary(list(Product.objects.filter(pk__in=[item.pk for item in built.products])))
    with monkeypatch.context() as patch:
        patch.setattr(facets, "MOST", 10_000)
        patch.setattr(totals, "MOST", 10_000)
        facets._statement.cache_clear()
        exact = [find_products(query) for query in lists(OF_PRODUCTS)]
        facets._statement.cache_clear()

    write_rollup()
    densities = (0, facets.DENSE)  # prices are looked up one by one, or all are read
    for expected, density in itertools.product(exact, densities):
        monkeypatch.setattr(facets, "DENSE", density)
        page = find_products(expected.query)
        assert [item.product.pk for item in page.results] == [
            item.product.pk for item in expected.results
        ]
        assert page.is_capped == (expected.total > FEW)
        assert page.total == min(expected.total, FEW)
        assert page.facets == expected.facets, expected.query


def test_filters_of_articles_and_searches_count_what_fits(
    world: RightsWorld, short: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.product(sku="NAVY", kind="pin", color="navy", agreement=world.agreement())
    agreement = world.agreement()
    for number in range(8):
        world.product(
            sku=f"CAP-{number}", kind="cap", color="coral", sizes=["S", "M"], agreement=agreement
        )
    StockRecord.objects.filter(product__upc__startswith="CAP-7").update(num_in_stock=0)
    for module in (rare_articles, conditions):
        monkeypatch.setattr(module, "is_large_shop", lambda: True)
    with monkeypatch.context() as patch:
        patch.setattr(facets, "MOST", 10_000)
        patch.setattr(totals, "MOST", 10_000)
        facets._statement.cache_clear()
        exact = [find_products(query) for query in lists(OF_ARTICLES)]
        facets._statement.cache_clear()
    write_rollup()

    long = 0
    for expected in exact:
        with CaptureQueriesContext(connection) as read:
            page = find_products(expected.query)
        asks_price = expected.query.price_max is not None
        if expected.total > facets.SURELY * FEW and not asks_price:
            statements = [query["sql"] for query in read.captured_queries]
            assert not any("select 1 from catalogue_product" in text for text in statements)
            long += 1
        assert page.is_capped == (expected.total > FEW), expected.query
        assert page.total == min(expected.total, FEW), expected.query
        assert [item.product.pk for item in page.results] == [
            item.product.pk for item in expected.results
        ]
    assert long
    assert {page.total for page in exact} >= {0, 1, 7, 8}
    navy = find_products(next(lists([{"color": ["navy"]}])))
    assert (navy.total, navy.is_capped, navy.facets["kind"]) == (1, False, {"pin": 1})


def test_the_words_of_facts_find_all_their_products(world: RightsWorld, short: None) -> None:
    built = Built(world, generated_plans()[2])
    vary(list(Product.objects.filter(pk__in=[item.pk for item in built.products])))
    refresh_search(Product.objects.values_list("pk", flat=True))
    write_rollup()
    of_facts = {
        (group.kind, group.games, group.noc, group.sport): group.document
        for group in ListedWords.objects.all()
    }
    assert of_facts
    for product in Product.objects.filter(search_document__isnull=False).select_related("sport"):
        sport = product.sport.slug if product.sport else ""
        facts = (product.kind, product.games_id or "", product.noc_id or "", sport)
        if facts in of_facts:
            assert lexemes(of_facts[facts]) <= lexemes(product.search_document)


def lexemes(document: str) -> set[str]:
    return set(re.findall(r"'((?:[^']|'')*)'", document))


def test_a_short_list_has_no_rollup(world: RightsWorld) -> None:
    world.product()
    assert write_rollup() == 0
    assert not ListedCount.objects.exists()


def test_pages_say_that_there_are_more(world: RightsWorld, short: None, client: Client) -> None:
    for number in range(5):
        world.product(sku=f"PIN-{number}", kind="pin")
    write_rollup()
    assert "3+ products" in client.get("/en-fr/products/").text
    assert "Plus de 3 produits" in client.get("/fr-fr/products/").text
    assert "3+ products" in client.get("/en-fr/").text


def test_a_list_is_not_read_to_be_counted(world: RightsWorld, short: None) -> None:
    for number in range(5):
        world.product(sku=f"PIN-{number}", kind="pin")
    write_rollup()
    query = next(lists([{}]))
    find_products(query)
    with connection.cursor() as cursor:
        cursor.execute("select sum(products) from listing_listedcount where facet = ''")
        assert cursor.fetchone()[0] > FEW
    page: Page = find_products(replace(query, page=2, limit=2))
    assert (page.is_capped, len(page.results)) == (True, 2)


def test_a_search_ranks_the_newest_and_continues_by_age(
    world: RightsWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles = ["Enamel enamel enamel", "Enamel", "Enamel enamel", "Enamel", "Enamel"]
    skus = [world.product(sku=f"PIN-{n}", title=title).upc for n, title in enumerate(titles)]
    monkeypatch.setattr(ranking, "RANKED", 3)
    query = replace(next(lists([{"q": "enamel"}])), limit=2)
    pages = [find_products(replace(query, page=page)) for page in (1, 2, 3)]
    order = [item.product.sku for page in pages for item in page.results]

    # Of the three newest the one with the word twice is the best; the oldest follow by age.
    assert order == [skus[2], skus[4], skus[3], skus[1], skus[0]]
    assert [page.has_next for page in pages] == [True, True, False]


@pytest.mark.parametrize(("newest", "most"), [(12, 1_000), (12, 5), (3, 1_000), (3, 5)])
def test_the_words_of_an_empty_search_are_counted_by_themselves(
    world: RightsWorld, monkeypatch: pytest.MonkeyPatch, newest: int, most: int
) -> None:
    agreement = world.agreement()
    for number in range(newest):
        world.product(sku=f"PIN-{number}", title="Enamel", agreement=agreement)
    held = world.product(sku="HELD", title="Enamel", agreement=agreement)
    place_hold(kind="LEGAL", reason="Court order", at=database_now(), product_id=held.pk)
    world.product(sku="CAP", title="Corduroy", agreement=agreement)
    monkeypatch.setattr(queries, "MOST_COUNTED", most)
    monkeypatch.setattr(queries, "LARGE", -2)  # a table that was never analyzed has -1 rows
    found = explain_empty_list(next(lists([{"q": "enamel corduroy"}])))
    assert found.searches == (("enamel", min(newest, most)), ("corduroy", 1))
