"""Every table that a public page reads has a trigger that ends the page, or a reason why not."""

import re
from collections.abc import Iterator
from itertools import product as combinations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.models import Product
from licensing.models import GamesEdition
from licensing.rules.facts import DISPATCH_LEAD
from shop.api.v1.markets import MarketList
from shop.api.v1.products import ProductList, ProductView
from shop.commerce.listing.card_rows import LOW_STOCK
from shop.commerce.page_store import scopes
from shop.web.page_store.public_reads import API_PARAMETERS, LIST_PARAMETERS
from shop.web.storefront.browse.variant_picker import MOST_AT_ONCE
from tools.testing.factories.catalog import RightsWorld

TABLE = re.compile(r'(?:from|join)\s+(?:only\s+)?"?([a-z]+_[a-z_]+)"?', re.IGNORECASE)
NO_TRIGGER = {
    "licensing_rightsrevision": "the key of rights itself",
    "page_store_page": "the store",
    "page_store_change": "the store",
    "basket_basket": "the visitor's own part, filled into a place",
    "basket_line": "the visitor's own part, filled into a place",
    "django_session": "no session reads the store",
    "content_contentversion": "a published version never changes; the item's pointer has a trigger",
    "licensing_territorysetversion": "a version never changes",
    "listing_listedcount": "numbers beside the filters of lists of over 10,000, as of a job",
    "listing_listedwords": "whether a search finds over 20,000, as of the same job",
    "listing_bitmapchunk": "bits of the rows of products, whose tables have triggers",
    "listing_bitmap": "bits of the rows of products, whose tables have triggers",
    "listing_rightsbitmap": "the same",
    "listing_productchange": "which of these bits are out of date",
}
NOTES = re.compile(r"^(?:page_store_note|licensing_bump_revision)")


def tables_with_triggers() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select tgrelid::regclass::text, p.proname from pg_trigger t"
            " join pg_proc p on p.oid = t.tgfoid where not tgisinternal"
        )
        return {table for table, function in cursor.fetchall() if NOTES.match(function)}


def addresses(product: Product, other: Product) -> Iterator[str]:
    """Yield addresses of every public page and read, with every parameter."""
    for market in ("fr", "jp"):
        prefix = f"/en-{market}"
        yield from (f"{prefix}/", f"{prefix}/games/", f"{prefix}/sport/", f"{prefix}/country/")
        yield f"{prefix}/games/PARIS2024/"
        for item in (product, other):
            yield f"{prefix}/p/{item.slug}/{item.sku}/"
            yield f"/api/v1/products/{item.sku}/?market={market}"
        for values in ("", "?q=enamel", "?q=enamle", "?q=nothing", "?in_stock=1&min=1&max=99",
                       "?color=red&size=M&kind=pin&sort=-price", "?q=PIN-1"):  # fmt: skip
            yield f"{prefix}/products/{values}"
            yield f"{prefix}/search/{values}"
        for values in ("", "&q=enamel", "&q=enamle", "&in_stock=true&min=1", "&limit=1&color=red"):
            yield f"/api/v1/products/?market={market}{values}"
    yield "/api/v1/markets/"


def test_every_table_that_public_pages_read_ends_them(world: RightsWorld) -> None:
    games = GamesEdition.objects.create(code="PARIS2024", name="Paris 2024", season="S")
    shown = world.product(games=games, sizes=["S", "M"])
    elsewhere = world.product(sku="CAP-1", title="Cap", agreement=world.agreement(include=["JP"]))
    with CaptureQueriesContext(connection) as queries:
        for path in addresses(shown, elsewhere):
            assert Client().get(path).status_code in {200, 302, 404}, path
    text = " ".join(query["sql"] for query in queries.captured_queries)
    read = set(TABLE.findall(text)) & set(connection.introspection.table_names())
    assert {"catalogue_product", "partner_stockrecord", "pricing_marketprice"} <= read
    assert read - tables_with_triggers() - NO_TRIGGER.keys() == set()


def test_every_column_of_a_product_is_shown_or_named_as_unseen(db: None) -> None:
    columns = {field.column for field in Product._meta.local_fields}
    with connection.cursor() as cursor:
        cursor.execute("select pg_get_functiondef('page_store_note_products'::regproc)")
        body = cursor.fetchone()[0]
    compared = set(re.findall(r"\ba\.(\w+)", body))
    assert columns - compared == scopes.UNSEEN_COLUMNS - {"search_document", "id"}
    assert set(scopes.LISTED_COLUMNS) <= compared


@pytest.mark.parametrize("free", [0, 1, 4, 5, 6, 9, 10, 11, 1000])
def test_units_above_the_shown_ones_make_no_difference(db: None, free: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select page_store_shown_units(%s)", [free])
        assert cursor.fetchone()[0] == min(free, scopes.SHOWN_UNITS)
    assert max(LOW_STOCK + 1, MOST_AT_ONCE) <= scopes.SHOWN_UNITS


def test_the_tables_of_settings_are_those_of_the_triggers(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select tgrelid::regclass::text, encode(tgargs, 'escape') from pg_trigger t"
            " join pg_proc p on p.oid = t.tgfoid where p.proname = 'page_store_note_scope'"
        )
        noted = {(table, scope.removesuffix("\\000")) for table, scope in cursor.fetchall()}
    assert noted == {
        *combinations(scopes.SETTINGS_TABLES, [scopes.SETTINGS]),
        *combinations(scopes.TEXT_TABLES, [scopes.TEXT]),
    }


def test_the_lead_of_dispatches_is_that_of_the_rules(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_get_functiondef('page_store_next_change'::regproc)")
        body = cursor.fetchone()[0]
    assert f"'{int(DISPATCH_LEAD.total_seconds())} seconds'" in body


def test_the_parameters_of_keys_are_those_that_views_read() -> None:
    views = {"markets": MarketList, "products": ProductList, "product": ProductView}
    for name, view in views.items():
        assert set(API_PARAMETERS[name]) == view.query_parameters | {"language"}
    assert {"q", "page", "sort", "in_stock", "min", "max"} < set(LIST_PARAMETERS)
