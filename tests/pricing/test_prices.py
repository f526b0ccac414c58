"""An article has one price in a market at a time; a new price ends the current one."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from catalog.models import Product
from shop.commerce.markets.models import Market
from shop.commerce.pricing.models import MarketPrice
from shop.commerce.pricing.services import prices_at
from tools.testing.factories.catalog import SINCE, RightsWorld
from tools.testing.factories.prices import set_price

NOW = datetime(2026, 6, 1, tzinfo=UTC)
TICK, MONTH = timedelta(microseconds=1), timedelta(days=30)


@pytest.fixture
def france(world: RightsWorld) -> Market:
    return Market.objects.get(code="fr")


def price(product: Product, market: str, at: datetime) -> Decimal | None:
    return prices_at([product], market, at).get(product.pk)


@pytest.mark.parametrize(
    ("start", "end"),
    [(NOW, None), (NOW - MONTH, NOW + TICK), (NOW + MONTH - TICK, None), (None, None)],
)
def test_two_prices_at_a_time_are_refused_by_the_database(
    world: RightsWorld, france: Market, start: Any, end: Any
) -> None:
    product = world.product(prices={})
    price_row = {"product": product, "market": france, "amount": 10}
    MarketPrice.objects.create(**price_row, valid=DateTimeTZRange(NOW, NOW + MONTH))
    with pytest.raises(IntegrityError, match="one_price_at_a_time"), transaction.atomic():
        MarketPrice.objects.create(**price_row, valid=DateTimeTZRange(start, end))


def test_prices_that_follow_each_other_or_are_of_other_markets_are_welcome(
    world: RightsWorld, france: Market
) -> None:
    product = world.product(prices={})
    germany = Market.objects.get(code="de")
    for market, start, end in (
        (france, NOW, NOW + MONTH),
        (france, NOW + MONTH, None),
        (germany, NOW, None),
    ):
        MarketPrice.objects.create(
            product=product, market=market, amount=10, valid=DateTimeTZRange(start, end)
        )
    assert MarketPrice.objects.count() == 3


@pytest.mark.parametrize("amount", ["0", "-1"])
def test_a_price_is_positive(world: RightsWorld, france: Market, amount: str) -> None:
    with pytest.raises(IntegrityError, match="a_price_is_positive"), transaction.atomic():
        set_price(product=world.product(), market=france, amount=Decimal(amount), start=NOW)


def test_a_new_price_ends_the_running_one_at_its_instant(
    world: RightsWorld, france: Market
) -> None:
    product = world.product(prices={"fr": Decimal(20)})
    set_price(product=product, market=france, amount=Decimal(15), start=NOW)
    assert price(product, france, NOW - TICK) == Decimal(20)
    assert price(product, france, NOW) == Decimal(15)
    assert price(product, france, SINCE - TICK) is None


def test_a_planned_price_waits_and_gives_way_to_an_earlier_one(
    world: RightsWorld, france: Market
) -> None:
    product = world.product(prices={"fr": Decimal(20)})
    set_price(product=product, market=france, amount=Decimal(15), start=NOW + MONTH)
    assert price(product, france, NOW) == Decimal(20)
    set_price(product=product, market=france, amount=Decimal(18), start=NOW)
    assert price(product, france, NOW + 2 * MONTH) == Decimal(18)
    assert MarketPrice.objects.filter(product=product).count() == 2


def test_the_same_instant_twice_leaves_the_last_price(world: RightsWorld, france: Market) -> None:
    product = world.product(prices={})
    for amount in (20, 25):
        set_price(product=product, market=france, amount=Decimal(amount), start=NOW)
    assert price(product, france, NOW) == Decimal(25)
    assert MarketPrice.objects.filter(product=product).count() == 1


def test_one_market_or_article_does_not_touch_another(world: RightsWorld, france: Market) -> None:
    product, other = world.product(sku="A"), world.product(sku="B")
    set_price(product=product, market=france, amount=Decimal(15), start=NOW)
    assert price(other, france, NOW) == Decimal(20)
    assert price(product, Market.objects.get(code="de"), NOW) == Decimal(20)


def test_a_price_is_rounded_to_the_currency_of_the_market(
    world: RightsWorld, france: Market
) -> None:
    product, japan = world.product(prices={}), Market.objects.get(code="jp")
    set_price(product=product, market=japan, amount=Decimal("2999.50"), start=NOW)
    set_price(product=product, market=france, amount=Decimal("19.995"), start=NOW)
    assert price(product, japan, NOW) == Decimal(3000)
    assert price(product, france, NOW) == Decimal("20.00")


def test_a_variant_has_its_own_price_else_its_parents(world: RightsWorld, france: Market) -> None:
    parent = world.product(sku="TEE", sizes=["S", "XXL"])
    small, large = parent.children.order_by("size_position")
    set_price(product=large, market=france, amount=Decimal(24), start=NOW)
    prices = prices_at([parent, small, large], france, NOW)
    assert [prices[article.pk] for article in (parent, small, large)] == [20, 20, 24]


def test_prices_of_many_are_read_in_one_query(
    world: RightsWorld, france: Market, django_assert_num_queries: Any
) -> None:
    products = [world.product(sku=f"SKU-{number}") for number in range(4)]
    with django_assert_num_queries(1):
        assert len(prices_at(products, france, NOW)) == 4
