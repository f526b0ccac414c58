"""No page that many visitors open reads a whole large table: each has its index."""

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from shop.commerce.listing import conditions, rare_articles
from tools.testing.factories.catalog import RightsWorld

COPIES = 2_000
LARGE = {
    "catalogue_product",
    "catalogue_productcategory",
    "catalogue_productimage",
    "catalogue_productversion",
    "inventory_stockmovement",
    "partner_stockrecord",
    "pricing_marketprice",
}
API = "/api/v1/products/"
PLACE = "market=fr&territory=FR&language=en"
# The pages, and the index without which each would read very many rows.
READS = {
    "/en-fr/": "",
    "/en-fr/products/?page=3": "",
    "/en-fr/products/?sort=price": "price_by_amount",
    "/en-fr/products/?sort=-price": "price_by_amount",
    "/en-fr/products/?in_stock=1": "product_articles",
    "/en-fr/products/?max=1": "price_by_amount",
    "/en-fr/search/?q=enamel": "product_search_document",
    f"{API}?{PLACE}&in_stock=true&limit=20": "product_articles",
    f"{API}PIN-1/?{PLACE}": "",
    "/sitemap.xml": "",
    "/sitemap-en-fr-1.xml": "",
}
RARE = {
    "/en-fr/products/?color=navy&size=M": "",
    "/en-fr/products/?size=M": "",
    "/en-fr/products/?min=500": "price_by_amount",
    "/en-fr/search/?q=nothing": "product_search_document",
}
_COPY = """
    insert into {table} select (jsonb_populate_record(row, changed)).* from (
        select row, jsonb_build_object({values}) as changed
        from {table} row, generate_series(1, %s) n where {where}
    ) as copies
"""
COPIED = (
    ("catalogue_product", "'id', row.id + n * 1000, 'upc', row.upc || '-' || n, 'public_id',"
     " gen_random_uuid(), 'search_document', 'zebra' || n", "row.upc = 'PIN-1'"),
    ("pricing_marketprice", "'id', row.id + n * 1000, 'product_id', row.product_id + n * 1000,"
     " 'amount', 10 + n %% 90", "row.product_id = (select id from catalogue_product"
     " where upc = 'PIN-1')"),
    ("partner_stockrecord", "'id', row.id + n * 1000, 'product_id', row.product_id + n * 1000",
     "row.product_id = (select id from catalogue_product where upc = 'PIN-1')"),
)  # fmt: skip


@pytest.fixture
def many(world: RightsWorld) -> None:
    """Make thousands of products of one."""
    world.product(sku="PIN-1")
    with connection.cursor() as cursor:
        for table, values, where in COPIED:
            cursor.execute(_COPY.format(table=table, values=values, where=where), [COPIES])
            cursor.execute(f"analyze {table}")
        # Rows that earlier tests rolled back make the index large, and so look dear.
        cursor.execute("reindex index product_search_document")


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for part in plan.get("Plans", ()):
        yield from _nodes(part)


class Plans:
    """The plans of the statements in a block, made as if reading a whole table were very dear."""

    def __init__(self) -> None:
        self.nodes: list[dict[str, Any]] = []
        self._is_explaining = False

    def __call__(self, execute: Callable[..., Any], text: Any, parameters: Any, *rest: Any) -> Any:
        """Explain a statement, then execute it."""
        if not self._is_explaining and str(text).lstrip().lower().startswith(("select", "with")):
            self._is_explaining = True
            with connection.cursor() as cursor:
                cursor.execute("set local enable_seqscan = off")
                cursor.execute(f"explain (format json) {text}", parameters)
                plan = cursor.fetchone()[0]
                cursor.execute("set local enable_seqscan = on")
            plans = json.loads(plan) if isinstance(plan, str) else plan
            self.nodes += _nodes(plans[0]["Plan"])
            self._is_explaining = False
        return execute(text, parameters, *rest)


def _read(address: str) -> Plans:
    cache.clear()
    plans = Plans()
    with connection.execute_wrapper(plans):
        answer = Client().get(address)
    assert answer.status_code == 200, address
    return plans


def test_no_hot_read_reads_a_large_table(many: None) -> None:
    page = urlsplit(Client().get(f"{API}PIN-1/?{PLACE}").json()["url"]).path
    for address, index in {**READS, page: ""}.items():
        check_plans(address, index)


def test_rare_facts_of_a_large_shop_read_no_whole_table(
    many: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (conditions, rare_articles):
        monkeypatch.setattr(module, "is_large_shop", lambda: True)
    for address, index in RARE.items():
        check_plans(address, index)


def check_plans(address: str, index: str) -> None:
    nodes = _read(address).nodes
    whole = {
        node["Relation Name"]
        for node in nodes
        if node["Node Type"] == "Seq Scan" and node["Relation Name"] in LARGE
    }
    assert whole == set(), address
    used = {node["Index Name"] for node in nodes if "Index Name" in node}
    assert not index or index in used, (address, used)


def test_a_missing_index_is_noticed(many: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("drop index product_search_document")
    nodes = _read("/en-fr/search/?q=zebra").nodes
    assert any(node["Node Type"] == "Seq Scan" for node in nodes if "Relation Name" in node)
