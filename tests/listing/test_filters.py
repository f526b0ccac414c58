"""Filters of lists: several values, of one article at once, with counts as the list has them."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.models import Product
from licensing.models import NOC, GamesEdition
from shop.commerce.listing.list_query import FILTERS, ListQuery
from shop.commerce.listing.search import find_products
from shop.commerce.markets.models import Market
from tools.testing.factories.catalog import SINCE, RightsWorld
from tools.testing.factories.models import SportFactory
from tools.testing.factories.prices import set_price

NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture
def goods(world: RightsWorld) -> ListQuery:
    """Return a query over two caps, a tee and a mug: navy S is sold out, coral M costs more."""
    noc, _ = NOC.objects.get_or_create(ioc_code="JPN", defaults={"name_ioc": "Japan"})
    games, _ = GamesEdition.objects.get_or_create(
        code="PARIS2024", defaults={"name": "Paris 2024", "season": "S"}
    )
    agreement = world.agreement()
    cap = world.product(sku="CAP", kind="cap", sizes=["S", "M"], agreement=agreement, noc=noc)
    small, medium = cap.children.order_by("upc").reverse()
    Product.objects.filter(pk=small.pk).update(color="navy")
    Product.objects.filter(pk=medium.pk).update(color="coral")
    small.stockrecords.update(num_in_stock=0)
    market = Market.objects.get(code="fr")
    set_price(product=medium, market=market, amount=Decimal(30), start=SINCE)
    other = world.product(sku="CAP-2", kind="cap", sizes=["S"], agreement=agreement, games=games)
    other.children.update(color="navy")
    world.product(sku="TEE", kind="tshirt", color="navy", agreement=agreement, games=games)
    judo = SportFactory(slug="judo", name="Judo")
    world.product(sku="MUG", kind="mug", agreement=agreement, sport=judo)
    return ListQuery(market, "FR", "WEB", NOW, "en")


def listed(query: ListQuery, **values: object) -> list[str]:
    page = find_products(query.with_values(values))
    return sorted(item.product.sku for item in page.results)


def test_color_and_size_are_those_of_variants(goods: ListQuery) -> None:
    assert listed(goods, color="navy") == ["CAP", "CAP-2", "TEE"]
    assert listed(goods, size="M") == ["CAP"]
    page = find_products(goods)
    assert page.facets["color"] == {"navy": 3, "coral": 1}
    assert page.facets["size"] == {"S": 2, "M": 1}


def test_sizes_in_numbers_stand_behind_letters(goods: ListQuery, world: RightsWorld) -> None:
    agreement = world.agreement()
    plush = world.product(sku="PLUSH", kind="cap", sizes=["25 cm", "104"], agreement=agreement)
    world.product(sku="SHOE", kind="cap", sizes=["9.5", "39", "42"], agreement=agreement)
    assert set(plush.children.values_list("size_position", flat=True)) == {1, 2}
    sizes = list(find_products(goods).facets["size"])
    assert sizes == ["S", "M", "9.5", "25 cm", "39", "42", "104"]


def test_color_size_price_and_stock_are_asked_of_one_article(goods: ListQuery) -> None:
    assert listed(goods, color="navy", size="M") == []
    assert listed(goods, color="coral", size="M") == ["CAP"]
    assert listed(goods, color="navy", in_stock="1") == ["CAP-2", "TEE"]
    assert listed(goods, size="S", in_stock="1") == ["CAP-2"]
    assert listed(goods, color="coral", max="25") == []
    assert listed(goods, color="coral", min="30", in_stock="1") == ["CAP"]
    assert listed(goods, min="30") == ["CAP"]
    assert listed(goods, color="navy", min="30") == []


def test_values_of_a_filter_are_joined_by_or_and_filters_by_and(goods: ListQuery) -> None:
    assert listed(goods, kind=["cap", "mug"]) == ["CAP", "CAP-2", "MUG"]
    assert listed(goods, kind=["cap", "mug"], color=["navy"]) == ["CAP", "CAP-2"]
    assert listed(goods, kind=["cap"], games=["PARIS2024"]) == ["CAP-2"]


def test_counts_of_a_filter_leave_its_own_values_out(goods: ListQuery) -> None:
    page = find_products(goods.with_values({"kind": "cap", "color": ["navy", "coral"]}))
    assert page.total == 2
    assert page.facets["kind"] == {"cap": 2, "tshirt": 1}
    assert page.facets["color"] == {"navy": 2, "coral": 1}
    assert page.facets["games"] == {"PARIS2024": 1}


CASES = [
    {},
    {"in_stock": True, "games": ("PARIS2024",)},
    {"color": ("navy",), "size": ("S",)},
    {"color": ("coral",), "in_stock": True},
    {"color": ("navy",), "price_min": Decimal(25)},
    {"kind": ("cap", "mug"), "color": ("navy",)},
    {"text": "cap", "in_stock": True, "price_max": Decimal(25)},
]


def test_every_count_is_what_the_list_has_once_the_value_is_chosen(goods: ListQuery) -> None:
    everything = find_products(goods).facets
    values = [(name, value) for name in FILTERS for value in everything[name]]
    assert len(values) == 10
    for case in CASES:
        query = replace(goods, **case)
        page = find_products(query)
        assert page.total == len(page.results)
        for name, value in values:
            chosen = find_products(replace(query, **{name: (value,)}))
            assert (case, page.facets[name].get(value, 0)) == (case, chosen.total), (name, value)


def test_a_list_takes_as_many_statements_with_filters_as_without(goods: ListQuery) -> None:
    query = goods.with_values({"color": "navy", "in_stock": "1", "min": "5", "kind": "cap"})
    find_products(query)  # what is kept for a revision of rights
    numbers = []
    for asked in (goods, query):
        with CaptureQueriesContext(connection) as captured:
            assert find_products(asked).total
        numbers.append(len(captured))
    assert numbers == [3, 3]
