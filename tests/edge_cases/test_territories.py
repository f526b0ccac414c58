"""Edge cases of the ship-to: the single market, gifts, forwarders, baskets that move."""

from decimal import Decimal

import pytest

from licensing.services import switch_eea_passive_sales
from shop.orders.checkout.basket_quote import quote_basket
from shop.orders.checkout.placement import place_order
from shop.platform.database.clock import database_now
from tests.edge_cases.everywhere import Asked, assert_denied, assert_sold
from tools.testing.factories.catalog import CLOSED_BORDERS, PRICES, RightsWorld
from tools.testing.factories.models import PropertyFactory
from tools.testing.factories.orders import basket_with, destination, request_for


def test_edge_01_goods_licensed_for_germany_are_delivered_to_france_on_request(
    world: RightsWorld,
) -> None:
    product = world.product(agreement=world.agreement(include=["DE"]))
    to_france = Asked(product)
    assert to_france.decision().mode == "PASSIVE_ONLY"
    assert_sold(to_france, listed=False)
    in_its_own_market = Asked(product, market="de", territory="FR")
    assert in_its_own_market.in_list()
    assert '<meta name="robots" content="noindex">' in to_france.page()
    assert "application/ld+json" not in to_france.page()


def test_edge_01_the_other_position_of_the_switch_refuses_it(world: RightsWorld) -> None:
    product = world.product(agreement=world.agreement(include=["DE"]))
    switch_eea_passive_sales(on=False, reference="C-9", by_id=None)
    assert_denied(Asked(product), "TERRITORY_NOT_GRANTED")
    assert_sold(Asked(product, market="de", territory="DE"))
    switch_eea_passive_sales(on=True, reference="C-10", by_id=None)
    assert_sold(Asked(product), listed=False)


def test_edge_01_exclusivity_with_counsels_reference_closes_a_border(world: RightsWorld) -> None:
    agreement = world.agreement(include=["DE"], **CLOSED_BORDERS)
    assert_denied(Asked(world.product(agreement=agreement)), "TERRITORY_NOT_GRANTED")


def test_edge_01_the_single_market_ends_at_its_border(world: RightsWorld) -> None:
    product = world.product(agreement=world.agreement(include=["DE"]))
    assert_denied(Asked(product, market="gb", territory="GB"), "TERRITORY_NOT_GRANTED")


def test_edge_02_the_network_one_comes_from_decides_nothing(world: RightsWorld) -> None:
    asked = Asked(world.product(agreement=world.agreement(include=["DE"])), "de", "DE")
    french = {"headers": {"X-Forwarded-For": "80.10.0.1", "CF-IPCountry": "FR"}}
    assert "basket/add" in asked.page(**french)
    assert_sold(asked)


def test_edge_03_a_basket_that_moves_is_decided_and_priced_anew(world: RightsWorld) -> None:
    mark = PropertyFactory(holder=world.holder)
    here = world.product(
        sku="ONLY-US", marks=[mark], agreement=world.agreement(marks=[mark], include=["US"])
    )
    everywhere = world.product(sku="WORLD", prices=PRICES | {"int": Decimal(25)})
    basket = basket_with(here, everywhere, market="us", territory="US")
    before = quote_basket(basket, destination("us", "US"))
    assert len(before.lines) == 2
    after = quote_basket(basket, destination("int", "CA"))
    assert [line.product.upc for line in after.lines] == ["WORLD"]
    assert [(line.product.upc, line.reason) for line in after.parked] == [
        ("ONLY-US", "TERRITORY_NOT_GRANTED")
    ]
    assert after.goods == Decimal(25)
    again = quote_basket(basket, destination("us", "US"))
    assert again.goods == before.goods


def test_edge_04_a_gift_is_decided_where_it_goes_whoever_pays(world: RightsWorld) -> None:
    american = world.product(sku="US-1", agreement=world.agreement(include=["US"]))
    assert_denied(Asked(american, market="jp", territory="JP"), "TERRITORY_NOT_GRANTED")


def test_edge_05_each_address_is_decided_by_itself(world: RightsWorld) -> None:
    product = world.product(agreement=world.agreement(exclude=["US"]))
    basket = basket_with(product)
    assert quote_basket(basket, destination("fr", "FR")).lines
    assert quote_basket(basket, destination("us", "US")).parked


@pytest.mark.parametrize("line1", ["c/o Parcel Forwarders", "Packstation 101", "Hotel Example"])
def test_edge_06_forwarders_lockers_and_hotels_count_by_their_country(
    world: RightsWorld, line1: str
) -> None:
    product = world.product(agreement=world.agreement(include=["FR"]))
    address = {"first_name": "A", "line1": line1, "line4": "Paris", "postcode": "75001"}
    order = place_order(request_for(basket_with(product), address=address)).order
    assert order.ship_to_id == "FR"


def test_edge_12_two_marks_of_two_holders_go_where_both_may(world: RightsWorld) -> None:
    emblem = PropertyFactory(holder=world.holder)
    world.agreement(include=["US", "JP"])
    both = world.agreement(marks=[emblem], include=["US", "FR"], **CLOSED_BORDERS)
    product = world.product(marks=[world.mark, emblem], agreement=both)
    assert_sold(Asked(product, "us", "US"))
    assert_denied(Asked(product, "jp", "JP"), "TERRITORY_NOT_GRANTED")
    assert_denied(Asked(product), "TERRITORY_NOT_GRANTED")


def test_edge_12_one_missing_approval_denies(world: RightsWorld) -> None:
    product = world.product(approved=False)
    assert_denied(Asked(product), "NOT_APPROVED")


def test_edge_45_the_clock_of_the_process_decides_nothing(
    world: RightsWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    product = world.product()
    monkeypatch.setattr("django.utils.timezone.now", lambda: database_now().replace(year=1999))
    monkeypatch.setattr("time.time", lambda: 0.0)
    assert Asked(product).decision().allowed
    assert Asked(product).in_basket()
