"""Worlds whose lists are counted from bitmaps, and the comparison with their rows."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection

from catalog.models import Product, SearchSynonym
from catalog.search.documents import refresh_search
from catalog.search.queries import read_text
from shop.commerce.listing import conditions, facets, rare_articles
from shop.commerce.listing.bitmaps import writing
from shop.commerce.listing.bitmaps.counting import FoundInBits, find_in_bitmaps
from shop.commerce.listing.bitmaps.writing import write_bitmaps
from shop.commerce.listing.conditions import list_conditions
from shop.commerce.listing.list_query import ListQuery
from shop.commerce.listing.search import find_products
from shop.commerce.pricing.models import MarketPrice
from tests.listing.test_long_lists import OF_PRODUCTS, lists
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import ProductFactory

FAR = 100_000  # id of a product in a later chunk
SEARCHES: list[dict[str, Any]] = [
    {"q": "enamel"},
    {"q": "canteen"},
    {"q": "enamel pin", "kind": ["pin", "cap"]},
    {"q": "zircon"},
    {"q": "nothing enamel"},
    {"q": "enamel", "sort": "-price", "min": "12"},
]
PRICES: list[dict[str, Any]] = [
    {"max": "15", "sort": "price"},
    {"min": "15.01", "max": "100", "noc": ["FRA"]},
    {"min": "24"},
]
EVERY_LIST = [*OF_PRODUCTS, *SEARCHES, *PRICES]


# A snapshot in which no transaction from the test's own on is visible.
BEFORE_OWN = """
    (
        select concat(first, ':', first, ':')::pg_snapshot
        from (
            select least(
                pg_current_xact_id()::text::bigint,
                pg_snapshot_xmax(pg_current_snapshot())::text::bigint
            ) as first
        ) as own
    )
"""


def be_large(patch: pytest.MonkeyPatch, *, is_large: bool = True) -> None:
    """Let the shop have bitmaps, whatever the number of its products.

    In a test's transaction, bitmaps are written as if that came later: otherwise its changes would
    look older as soon as a transaction of another test has ended.
    """
    if connection.in_atomic_block:
        written = writing._WRITE.replace("pg_current_snapshot()", BEFORE_OWN)
        patch.setattr(writing, "_WRITE", written)
    for module in (rare_articles, conditions, facets):
        patch.setattr(module, "is_large_shop", lambda: is_large)
    patch.setattr(writing, "FEWEST", 0)
    patch.setattr(writing, "FREQUENT", 2)


def add_products(world: RightsWorld) -> None:
    """Add products with variants, in another chunk, with a rare word, and with parted words."""
    SearchSynonym.objects.create(language="en", terms="canteen\nenamel pin")
    world.product(sku="CAP", kind="cap", sizes=["S", "M"], color="navy")
    world.product(sku="HAT", kind="cap", sizes=["S"], color="navy")
    far = world.product(sku="FAR", kind="pin", id=FAR)
    add_copy(far, "GONE")
    world.product(sku="PARTED", title="Pin of red enamel", kind="pin")
    world.product(sku="RARE", title="Enamel zircon", kind="mug")


def add_copy(product: Product, sku: str) -> Product:
    """Add a product with the same rights that nothing keeps from being deleted."""
    copied = ("kind", "licensee", "rights_profile", "released", "released_territories")
    copy: Product = ProductFactory(
        upc=sku, title="Enamel pin", **{name: getattr(product, name) for name in copied}
    )
    MarketPrice.objects.bulk_create(
        MarketPrice(product=copy, market=price.market, amount=price.amount, valid=price.valid)
        for price in MarketPrice.objects.filter(product=product)
    )
    refresh(copy.pk)
    return copy


def write_all() -> int:
    """Write the bitmaps as if the test's own transaction had ended before."""
    with connection.cursor() as cursor:
        cursor.execute("analyze catalogue_product")
        number = write_bitmaps()
        cursor.execute("delete from listing_productchange")
    return number


def tells(query: ListQuery) -> bool:
    """Return whether bitmaps can tell what is in a list."""
    search = read_text(query.text, query.language) if query.text else None
    found = list_conditions(query, search)
    return found is not None and find_in_bitmaps(found, query, of_articles=True) is not None


def pages(values: Iterable[dict[str, Any]], **changes: Any) -> Iterator[ListQuery]:
    """Yield the first page of lists in three destinations, and the second of each third."""
    for number, query in enumerate(lists(list(values))):
        changed = replace(query, limit=3, **changes)
        yield changed
        if number % 3 == 0:
            yield replace(changed, page=2)


def compare(patch: pytest.MonkeyPatch, queries: Iterable[ListQuery], *, told: bool = True) -> int:
    """Compare lists with those of a small shop, which reads the rows; return their total.

    `told`: whether bitmaps tell what is in every list that is not empty.
    """
    total = 0
    answers: list[bool] = []

    def note(*values: Any, **named: Any) -> FoundInBits | None:
        found = find_in_bitmaps(*values, **named)
        answers.append(found is not None)
        return found

    for query in queries:
        with patch.context() as small:
            be_large(small, is_large=False)
            expected = find_products(query)
        with patch.context() as noted:
            noted.setattr(facets, "find_in_bitmaps", note)
            page = find_products(query)
        assert page.total == expected.total, query
        assert [row.product.pk for row in page.results] == [
            row.product.pk for row in expected.results
        ], query
        assert page.facets == expected.facets, query
        assert (page.is_capped, page.has_numbers, page.has_next) == (
            expected.is_capped,
            expected.has_numbers,
            expected.has_next,
        ), query
        assert not page.total or answers[-1] is told, query
        total += page.total
    return total


def refresh(*ids: int) -> None:
    """Write the documents of products, as their job does."""
    refresh_search(ids)
