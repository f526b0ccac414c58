"""Edge cases of one picture and of one unit."""

from functools import partial

import pytest
from django.test import Client

from catalog.approvals.stages import withdraw_picture
from catalog.models import ProductImage
from shop.orders.checkout.order_request import PlacedOrder
from shop.orders.checkout.placement import place_order
from shop.orders.errors import NotSellable
from tests.edge_cases.everywhere import Asked, assert_sold
from tests.races.together import all_at_once, broken_rules
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import basket_with, request_for


def picture(world: RightsWorld, product: object, stem: str) -> ProductImage:
    count = ProductImage.objects.filter(product=product).count()
    return ProductImage.objects.create(
        product=product,
        original=f"{stem}.jpg",
        stem=stem,
        widths=[256],
        formats=["jpg"],
        width=256,
        height=256,
        display_order=count,
    )


def test_edge_30_a_picture_whose_approval_is_withdrawn_is_shown_nowhere(world: RightsWorld) -> None:
    product = world.product()
    kept, withdrawn = picture(world, product, "kept"), picture(world, product, "withdrawn")
    api, client = "/api/v1/products/PIN-1/?market=fr", Client()
    assert "withdrawn-{width}" in client.get(api).text
    assert "withdrawn-256" in Asked(product).page()
    withdraw_picture(image=withdrawn, by_id=None)
    for text in (
        client.get(api).text,
        client.get("/api/v1/products/?market=fr").text,
        client.get("/en-fr/products/").text,
        client.get("/en-fr/").text,
        Asked(product).page(),
    ):
        assert "withdrawn-" not in text
    assert "kept-256" in Asked(product).page()
    assert kept.approved
    assert_sold(Asked(product))


@pytest.mark.slow
def test_edge_35_of_two_buyers_of_the_last_unit_of_a_cap_one_is_told_so(
    committed_world: RightsWorld,
) -> None:
    shop = committed_world
    product = shop.product(agreement=shop.agreement(unit_cap=1), stock=10)
    requests = [request_for(basket_with(product), key=f"key-{n}") for n in range(2)]
    answers = all_at_once([partial(place_order, request) for request in requests])
    refused = [answer for answer in answers if isinstance(answer, NotSellable)]
    assert [isinstance(answer, PlacedOrder) for answer in answers].count(True) == 1
    assert [answer.data["reason"] for answer in refused] == ["UNIT_CAP"]
    assert broken_rules() == []
