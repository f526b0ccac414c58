"""Hand-written statements of lists and product pages give what Django's form gives.

The worlds are generated.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Exists, OuterRef, Q
from django.utils import translation

from catalog.models import Product
from catalog.releases import find_releases
from catalog.search.queries import read_text, search_products
from licensing.models import Clearance, Territory
from licensing.rules.channels import channel_number
from shop.commerce.inventory.availability import candidates_for, read_candidates
from shop.commerce.inventory.models import Location
from shop.commerce.listing import conditions, facets, rare_articles, totals
from shop.commerce.listing.facets import filtered
from shop.commerce.listing.list_query import ListQuery, Sort
from shop.commerce.listing.product_detail import top_product
from shop.commerce.listing.product_rows import Scope, read_articles, read_product_facts
from shop.commerce.listing.search import find_products, sellable
from shop.commerce.markets.models import Market
from shop.commerce.pricing.models import MarketPrice
from shop.oscar.partner.models import StockRecord
from shop.platform.database.clock import database_now
from tests.licensing.worlds import Built
from tests.page_store.test_rights import generated_plans
from tools.testing.factories.catalog import SINCE, RightsWorld
from tools.testing.factories.models import SportFactory

ORDERS = {
    Sort.NEWEST: ("-pk",),
    Sort.PRICE_UP: ("amount", "-pk"),
    Sort.PRICE_DOWN: ("-amount", "pk"),
    Sort.BEST_MATCH: ("-rank", "-pk"),
}
VALUES: list[dict[str, Any]] = [
    {},
    {"sort": "price"},
    {"sort": "-price", "page": "2"},
    {"q": "enamel"},
    {"q": "enamel", "sort": "price", "in_stock": "1"},
    {"in_stock": "1", "kind": ["pin", "cap"]},
    {"color": ["navy"], "max": "25"},
    {"min": "15", "max": "20"},
    {"color": ["navy"], "size": ["S"]},
    {"size": ["S", "M"], "min": "15", "in_stock": "1"},
    {"sport": ["judo"]},
    {"kind": ["pin", "mug"], "sort": "price"},
    {"noc": ["FRA"], "sort": "-price"},
    {"noc": ["FRA", "JPN"], "color": ["navy", "coral"]},
]


def in_django(query: ListQuery) -> list[tuple[int, Decimal]]:
    """Return the page of a query as Django's form of the list has it: products and amounts."""
    products = sellable(query)
    if query.text:
        products = search_products(products, read_text(query.text, query.language))
    order = ("pk",) if query.before is not None else ORDERS[query.sort]
    start = (query.page - 1) * query.limit
    if query.after is not None:
        products = products.filter(pk__lt=query.after)
    if query.before is not None:
        products = products.filter(pk__gt=query.before)
    rows = filtered(products, query).order_by(*order).values_list("pk", "amount")
    page = list(rows[start : start + query.limit])
    return page if query.before is None else page[::-1]


def stock_of(product: Product, query: ListQuery) -> int:
    """Return the units in stock of a product and its variants for the destination."""
    serving = Location.objects.serving(query.territory, query.channel)
    records = StockRecord.objects.filter(location__in=serving)
    articles = [product.pk, *product.children.values_list("pk", flat=True)]
    return sum(
        record.num_in_stock - record.num_allocated - record.num_held
        for record in records.filter(product__in=articles)
        if record.ships_on is None or record.arrived_at is not None
    )


def queries() -> Iterator[ListQuery]:
    """Yield lists of three territories: in one another's market too, filtered, sorted, paged."""
    at = database_now()
    for code, territory in (("fr", "FR"), ("fr", "DE"), ("us", "US")):
        market = Market.objects.get(code=code)
        for channel, language in (("WEB", "en"), ("APP", "fr")):
            whole = ListQuery(market, territory, channel, at, language, limit=2)
            for values in VALUES:
                yield whole.with_values(values)
            last = Product.objects.order_by("-pk").values_list("pk", flat=True)
            yield replace(whole, after=last[1])
            yield replace(whole, before=last[len(last) // 2])


def vary(products: list[Product]) -> None:
    """Give the products prices, colors, kinds, sports and stock that differ."""
    judo = SportFactory(slug="judo", name="Judo")
    for number, product in enumerate(products):
        product.color = ("navy", "coral", "")[number % 3]
        product.kind = ("pin", "cap", "mug")[number % 3]
        product.noc_id = ("FRA", "JPN", None)[number % 3]
        product.sport = judo if number % 2 else None
        product.title_fr = "" if number % 2 else f"Broche {number}"
        product.save()
        StockRecord.objects.filter(product=product).update(num_in_stock=number % 4)
    MarketPrice.objects.bulk_create(
        MarketPrice(
            product=product,
            market=market,
            amount=Decimal(10 + 5 * (number % 4)),
            valid=DateTimeTZRange(SINCE, None),
        )
        for number, product in enumerate(products)
        for market in Market.objects.all()
    )


@pytest.mark.parametrize(
    ("number", "is_large", "most"),
    [(0, False, facets.MOST), (2, False, facets.MOST), (2, True, facets.MOST), (2, True, 1)],
)
def test_every_list_is_that_of_django(
    world: RightsWorld, monkeypatch: pytest.MonkeyPatch, number: int, most: int, *, is_large: bool
) -> None:
    for module in (rare_articles, conditions):
        monkeypatch.setattr(module, "is_large_shop", lambda: is_large)
    monkeypatch.setattr(facets, "MOST", most)
    monkeypatch.setattr(totals, "MOST", most)
    monkeypatch.setattr(facets, "_statement", facets._statement.__wrapped__)
    built = Built(world, generated_plans()[number])
    cap = world.product(sku="CAP", kind="cap", sizes=["S", "M"], color="navy")
    vary(list(Product.objects.filter(pk__in=[item.pk for item in built.products])))
    shown = 0
    for query in queries():
        with translation.override(query.language):
            page = find_products(query)
            rows = [(item.product.pk, item.amount) for item in page.results]
            assert rows == in_django(query), query
            assert page.is_capped or page.total >= len(rows)
            for item in page.results:
                product = Product.objects.get(pk=item.product.pk)
                shown += 1
                assert item.product.title == product.title
                assert (item.product.sku, item.product.kind) == (product.sku, product.kind)
                assert (item.product.games_id, item.product.noc_id) == (
                    product.games_id,
                    product.noc_id,
                )
                assert item.left == max(stock_of(product, query), 0)
                assert [picture.stem for picture in item.product.pictures] == [
                    picture.stem for picture in product.pictures
                ]
    assert shown
    assert cap.is_parent


def articles_in_django(product: Product, market: Market, where: Scope) -> list[Product]:
    """Return the articles that can be ordered, as Django's form has them."""
    which = Q(parent=product) if product.is_parent else Q(pk=product.pk)
    public = Product.objects.filter(which, is_public=True).with_amount(market, where.at)
    stock = candidates_for("pk", where.territory, where.channel)
    return list(public.annotate(candidates=stock).order_by("size_position", "pk"))


def cleared_in_django(product: Product, market: Market, where: Scope) -> set[str]:
    """Return the market's territories in which the rights of a product are cleared."""
    rows = Clearance.objects.filter(
        profile=product.rights_profile_id,
        channel=channel_number(where.channel) or 0,
        valid__contains=where.at,
        territories__contains_number=OuterRef("number"),
    )
    served = Territory.objects.filter(markets=market)
    return {place.code for place in served.filter(Exists(rows))}


@pytest.mark.parametrize("number", [0, 2])
def test_every_product_page_is_that_of_django(world: RightsWorld, number: int) -> None:
    vary([item for item in Built(world, generated_plans()[number]).products if not item.is_child])
    world.product(sku="CAP", kind="cap", sizes=["S", "M", "L"])
    Product.objects.filter(size="M").update(is_public=False)
    at = database_now()
    for code, territory, channel in (("fr", "FR", "WEB"), ("us", "US", "APP"), ("fr", "DE", "WEB")):
        market, where = Market.objects.get(code=code), Scope(territory, channel, at)
        for named in Product.objects.all():
            top = top_product(named.sku, market, at)
            rows = read_articles(named.sku, market, where)
            if top is None:
                assert rows == []
                continue
            product = rows[0].product
            assert (product, product.amount) == (top, top.amount)
            facts = read_product_facts(product, where)
            for name in ("title", "games", "noc", "sport", "licensee", "released_territories"):
                assert getattr(product, name) == getattr(top, name), name
            assert [picture.stem for picture in product.pictures] == [
                picture.stem for picture in top.pictures
            ]
            assert facts.release == find_releases([top.pk]).get(top.pk)
            assert {
                place.code
                for place in Territory.objects.filter(markets=market)
                if place.number in facts.cleared
            } == cleared_in_django(top, market, where)
            articles = rows[1:] if product.is_parent else rows[:1]
            assert [
                (article.product, article.product.amount, article.candidates)
                for article in articles
            ] == [
                (article, article.amount, read_candidates(article.candidates, territory))
                for article in articles_in_django(top, market, where)
            ]
