"""GET /api/v1/products/{sku}/: one product, by its SKU or a variant's."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from catalog.models import Product
from licensing.services import place_hold
from shop.platform.core.periods import Period
from tests.api.reading import assert_problem, get
from tools.testing.factories.catalog import CLOSED_BORDERS, SINCE, RightsWorld

ENDED = datetime(2026, 2, 1, tzinfo=UTC)


def test_a_product_comes_with_its_variants_in_order_of_size(
    world: RightsWorld, client: Client
) -> None:
    world.product(sku="TEE", title="Shirt", sizes=["S", "M", "L"], stock=2)
    body = get(client, "TEE/", market="fr").json()
    assert body["sku"] == "TEE"
    assert body["title"] == "Shirt"
    assert body["territory"] == "FR"
    assert body["unavailable_code"] is None
    assert [variant["size"] for variant in body["variants"]] == ["S", "M", "L"]
    assert {variant["availability"] for variant in body["variants"]} == {"low"}
    assert {variant["price"]["amount"] for variant in body["variants"]} == {"20.00"}


def test_a_variants_sku_leads_to_its_product(world: RightsWorld, client: Client) -> None:
    world.product(sku="TEE", sizes=["S"])
    assert get(client, "TEE-S/", market="fr").json()["sku"] == "TEE"


def test_a_number_in_another_case_leads_to_its_product(world: RightsWorld, client: Client) -> None:
    world.product(sku="TEE", title="Shirt", sizes=["S"])
    world.product(sku="Cap-1", title="Cap")
    world.product(sku="CAP-1", title="Other cap")
    for typed, sku in (("tee", "TEE"), ("tee-s", "TEE"), ("Cap-1", "Cap-1"), ("CAP-1", "CAP-1")):
        assert get(client, f"{typed}/", market="fr").json()["sku"] == sku
    assert_problem(get(client, "cap-1/", market="fr"), 404, "not_found")  # it could be either
    page = client.get("/en-fr/p/shirt/tee/", follow=True)
    assert page.status_code == 200
    assert page.redirect_chain[-1][0].endswith("/TEE/")
    assert client.get("/en-fr/p/shirt/nothing/").status_code == 404


def test_a_variant_that_is_not_public_is_neither_found_nor_shown(
    world: RightsWorld, client: Client
) -> None:
    world.product(sku="TEE", sizes=["S", "M"])
    Product.objects.filter(upc="TEE-M").update(is_public=False)
    assert_problem(get(client, "TEE-M/", market="fr"), 404, "not_found")
    variants = get(client, "TEE/", market="fr").json()["variants"]
    assert [variant["sku"] for variant in variants] == ["TEE-S"]


@pytest.mark.parametrize("sku", ["NOTHING", "../x", "a%00b", "x" * 65])
def test_what_is_not_there_is_a_problem(world: RightsWorld, client: Client, sku: str) -> None:
    assert get(client, f"{sku}/", market="fr").status_code == 404


def test_sold_in_the_market_but_not_to_this_ship_to_is_told_without_a_price(
    world: RightsWorld, client: Client
) -> None:
    agreement = world.agreement(exclude=["DE"], **CLOSED_BORDERS)
    world.product(sku="A", agreement=agreement)
    body = get(client, "A/", market="fr", territory="DE").json()
    assert body["unavailable_code"] == "not_sold_in_country"
    assert body["price"] is None
    assert body["availability"] == "unavailable"
    assert [variant["price"] for variant in body["variants"]] == [None]
    assert [variant["availability"] for variant in body["variants"]] == ["unavailable"]


def test_what_was_sold_and_is_no_more_is_told_without_a_price(
    world: RightsWorld, client: Client
) -> None:
    world.product(sku="A", agreement=world.agreement(window=Period(SINCE, ENDED)))
    body = get(client, "A/", market="fr").json()
    assert body["unavailable_code"] == "no_longer_available"
    assert body["price"] is None


def test_a_recalled_product_is_told_without_a_price(world: RightsWorld, client: Client) -> None:
    product = world.product(sku="A")
    place_hold(kind="RECALL", reason="r", at=SINCE, product_id=product.pk)
    body = get(client, "A/", market="fr").json()
    assert body["unavailable_code"] == "no_longer_available"
    assert body["price"] is None


def test_no_reason_code_holder_or_contract_is_told(world: RightsWorld, client: Client) -> None:
    agreement = world.agreement(exclude=["DE"])
    world.product(sku="A", agreement=agreement)
    text = get(client, "A/", market="fr", territory="DE").content.decode()
    for secret in ("TERRITORY_NOT_GRANTED", agreement.number, world.holder.name, "grant:"):
        assert secret not in text


def test_a_product_that_only_other_markets_sell_names_them(
    world: RightsWorld, client: Client
) -> None:
    """It has no price in Japan; the page of the shop answers by the same rule."""
    world.product(sku="A", sizes=["S"], prices={"fr": Decimal(20), "us": Decimal(22)})
    for sku in ("A", "A-S"):
        answer = get(client, f"{sku}/", market="jp", language="en")
        assert_problem(answer, 404, "not_sold_in_country")
        body = answer.json()
        assert body["detail"] == "This product is not sold in this country."
        assert (body["sku"], body["markets"]) == ("A", ["fr", "us"])
        assert client.get(f"/en-jp/p/-/{sku}/").status_code == 404
        assert "Not sold in Japan" in client.get(f"/en-jp/p/-/{sku}/").text


def test_a_product_that_no_market_sells_is_not_there(world: RightsWorld, client: Client) -> None:
    world.product(sku="A", prices={})
    assert_problem(get(client, "A/", market="jp"), 404, "not_found")


@pytest.mark.parametrize("sizes", [["S"], ["XS", "S", "M", "L", "XL"]])
def test_a_detail_takes_as_many_queries_for_one_variant_as_for_many(
    world: RightsWorld, client: Client, sizes: list[str], django_assert_max_num_queries: Any
) -> None:
    world.product(sku="TEE", sizes=sizes)
    get(client, "TEE/", market="fr")
    with django_assert_max_num_queries(3):
        assert len(get(client, "TEE/", market="fr").json()["variants"]) == len(sizes)
