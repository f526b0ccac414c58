"""Queries of the basket page: few, and the same number for any number of lines."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.models import Product
from shop.orders.checkout.baskets import add_to_basket
from shop.oscar.basket.middleware import basket_cookie
from shop.oscar.basket.models import Basket
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import destination

BASKET = "/en-fr/basket/"


def fill(basket: Basket, products: list[Product]) -> None:
    for product in products:
        add_to_basket(basket=basket, product=product, quantity=1, destination=destination())


def queries_of(client: Client, titles: list[str]) -> int:
    client.get(BASKET)  # the process keeps tax rates and delivery methods from the first request on
    with CaptureQueriesContext(connection) as captured:
        page = client.get(BASKET)
    assert page.status_code == 200
    assert all(title in page.text for title in titles)
    return len(captured)


@pytest.mark.parametrize("signed_in", [False, True], ids=["guest", "signed in"])
def test_the_basket_asks_the_same_few_queries_for_many_lines(
    client: Client, world: RightsWorld, *, signed_in: bool
) -> None:
    basket = Basket(market=destination().market)
    agreement = world.agreement()
    if signed_in:
        basket.owner = UserFactory()
        client.force_login(basket.owner)
    counts, titles = [], []
    for lines in (1, 5, 20):
        new = [
            world.product(sku=f"PIN-{number}", title=f"Pin no. {number:02}", agreement=agreement)
            for number in range(len(titles), lines)
        ]
        titles += [product.title for product in new]
        fill(basket, new)
        if not signed_in:
            client.cookies.load(dict([basket_cookie(basket)]))
        counts.append(queries_of(client, titles))
    assert counts[0] == counts[1] == counts[2] <= 8


def test_sizes_and_parked_lines_cost_no_further_queries(client: Client, world: RightsWorld) -> None:
    agreement = world.agreement(exclude=["BE"])
    basket = Basket(market=destination().market, owner=UserFactory())
    client.force_login(basket.owner)
    counts, titles = [], []
    for number in range(3):
        sized = world.product(
            sku=f"TEE-{number}", title=f"Tee {number}", sizes=["S", "M"], agreement=agreement
        )
        alone = world.product(sku=f"MUG-{number}", title=f"Mug {number}", agreement=agreement)
        fill(basket, [*sized.children.all(), alone])
        titles += [sized.title, alone.title]
        for ship_to in ("FR", "BE"):
            client.cookies["ship_to"] = ship_to
            counts.append(queries_of(client, titles))
    sold, parked = counts[::2], counts[1::2]
    assert len(set(sold)) == len(set(parked)) == 1
    assert parked[0] <= sold[0] <= 8


def test_the_header_counts_units_of_parked_lines_too(client: Client, world: RightsWorld) -> None:
    basket = Basket(market=destination().market)
    product = world.product(agreement=world.agreement(exclude=["BE"]))
    add_to_basket(basket=basket, product=product, quantity=3, destination=destination())
    client.cookies.load(dict([basket_cookie(basket)]))
    for ship_to in ("FR", "BE"):
        client.cookies["ship_to"] = ship_to
        assert '<span class="count">3<' in client.get(BASKET).text
