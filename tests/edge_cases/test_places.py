"""Destinations from the page to the order: army post, sanctions, codes, tax regions."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from catalog.models import Product
from licensing.rules.channels import Channel
from shop.finance.payments.models import PaymentAttempt
from shop.orders.checkout.order_request import PlaceOrder
from shop.orders.checkout.placement import place_order
from shop.orders.errors import NotSellable, ShipToRefused
from shop.oscar.order.models import Order
from tests.edge_cases.buying import posted, send_address
from tools.testing.factories.catalog import PRICES, RightsWorld
from tools.testing.factories.models import PropertyFactory
from tools.testing.factories.orders import ADDRESS, basket_with, request_for
from tools.testing.stripe_harness import Sandbox

# The market that serves each destination, a valid postcode and the extra form fields.
TERRITORIES = {
    "XK": ("int", "10000", {"city": "Pristina"}),
    "TW": ("int", "100", {"city": "中正區", "state": "台北市"}),
    "HK": ("int", "", {"city": "Central", "state": "Hong Kong Island"}),
    "MO": ("int", "", {"city": "Taipa"}),
    "PR": ("us", "00901", {"city": "San Juan"}),
    "XI": ("gb", "BT1 1AA", {"city": "Belfast"}),
}
BY_POSTCODE = [
    ("gb", "GB", "BT1 1AA", "XI"),
    ("gb", "GB", "ｂｔ７１　７ａａ", "XI"),
    ("us", "US", "00901", "PR"),
    ("fr", "FR", "97400", "RE"),
    ("fr", "FI", "22100", "AX"),
]


type Built = tuple[RightsWorld, Product]


@pytest.fixture(scope="module")
def built(build_once: Callable[..., Built]) -> Built:
    """Build a shop with one product for all tests of the module."""
    return build_once(lambda world: (world, world.product()))


@pytest.fixture
def world(built: Built, db: None) -> RightsWorld:
    return deepcopy(built[0])


@pytest.fixture
def product(built: Built, db: None) -> Product:
    return deepcopy(built[1])


def licensed(world: RightsWorld, *, prices: Any = PRICES, **terms: Any) -> Product:
    """Make a product whose own mark is granted on these terms alone."""
    mark = PropertyFactory(holder=world.holder)
    agreement = world.agreement(marks=[mark], **terms)
    return world.product(sku="OWN-1", marks=[mark], agreement=agreement, prices=prices)


def placing(basket: Any, market: str, country: str, postcode: str, **changes: Any) -> PlaceOrder:
    """Return what would place a basket at an address."""
    address = ADDRESS | {"postcode": postcode}
    return request_for(basket, market=market, territory=country, address=address, **changes)


def refused(request: PlaceOrder, error: type[Exception]) -> dict[str, Any]:
    """Place an order that must be refused; nothing of it is kept."""
    with pytest.raises(error) as refusal:
        place_order(request)
    assert not Order.objects.exists()
    assert not PaymentAttempt.objects.exists()
    return refusal.value.data  # type: ignore[attr-defined]


def test_edge_07_army_post_is_the_united_states_with_a_customs_flag(
    world: RightsWorld, stripe: Sandbox, client: Client
) -> None:
    american = licensed(world, include=["US"])
    basket = basket_with(american, market="us", territory="US")
    answer = send_address(
        client, basket, "en-us", country="US", postcode="09012", state="AE", city="APO"
    )
    assert answer.status_code == 302
    order = Order.objects.get()
    assert order.ship_to_id == "US"
    assert order.snapshot["ship_to"] == {
        "territory": "US",
        "region": "US-AE",
        "vat_area": "US",
        "customs_area": "US-MIL",
    }


@pytest.mark.parametrize(
    ("postcode", "customs"), [("34002", "US-MIL"), ("96201-1234", "US-MIL"), ("10001", "US")]
)
def test_edge_07_at_placement_only_army_post_has_the_flag(
    product: Product, postcode: str, customs: str
) -> None:
    basket = basket_with(product, market="us", territory="US")
    order = place_order(placing(basket, "us", "US", postcode)).order
    assert (order.ship_to_id, order.snapshot["ship_to"]["customs_area"]) == ("US", customs)


def test_edge_09_the_page_refuses_a_postcode_under_sanctions_and_loses_nothing(
    product: Product, stripe: Sandbox, client: Client
) -> None:
    basket = basket_with(product, market="int", territory="UA")
    typed = {"country": "UA", "city": "Ялта", "state": ""}
    page = send_address(client, basket, "en-int", postcode="98600", **typed)
    assert page.status_code == 422
    assert '<a href="#postcode">We do not deliver to this postcode.</a>' in page.text
    assert 'aria-describedby="postcode-error"' in page.text
    shown = [posted(page, field) for field in ("name", "line1", "city", "postcode", "email")]
    assert shown == ["Ada Example", "1 Example Road", "Ялта", "98600", "ada@example.org"]
    assert not Order.objects.exists()
    answer = send_address(client, basket, "en-int", postcode="01001", **typed)
    assert answer.status_code == 302
    assert Order.objects.get().ship_to_id == "UA"


@pytest.mark.parametrize("postcode", ["95001", "UA-95 001", "99011", "83001", "91000", "295001"])
def test_edge_09_placement_refuses_a_region_under_sanctions_in_a_country_we_serve(
    product: Product, postcode: str
) -> None:
    basket = basket_with(product, market="int", territory="UA")
    facts = refused(placing(basket, "int", "UA", postcode), ShipToRefused)
    assert (facts["reason"], facts["field"], facts["territory"]) == ("SANCTIONED", "postcode", "UA")
    assert facts["region"].startswith("UA-")


@pytest.mark.parametrize("postcode", ["", "  ", "-"])
def test_edge_09_without_a_postcode_it_could_be_that_region(
    product: Product, postcode: str
) -> None:
    basket = basket_with(product, market="int", territory="UA")
    facts = refused(placing(basket, "int", "UA", postcode), ShipToRefused)
    assert (facts["reason"], facts["region"]) == ("SANCTIONED", "")


@pytest.mark.parametrize("code", TERRITORIES)
def test_edge_10_a_territory_of_its_own_decides_for_itself_on_page_and_api(
    world: RightsWorld, stripe: Sandbox, client: Client, code: str
) -> None:
    market, postcode, rest = TERRITORIES[code]
    there = licensed(world, include=[code])
    mark = PropertyFactory(holder=world.holder)
    agreement = world.agreement(marks=[mark], exclude=[code])
    world.product(sku="ELSEWHERE", marks=[mark], agreement=agreement)
    for sku, status in (("OWN-1", "in_stock"), ("ELSEWHERE", None)):
        answer = client.get(f"/api/v1/products/{sku}/?market={market}&territory={code}")
        found = answer.json().get("availability") if answer.status_code == 200 else None
        assert found in ({status} if status else {None, "unavailable"})
    basket = basket_with(there, market=market, territory=code)
    answer = send_address(client, basket, f"en-{market}", country=code, postcode=postcode, **rest)
    assert answer.status_code == 302, answer.text
    order = Order.objects.get()
    assert (order.ship_to_id, order.shipping_address.country_id) == (code, code)


@pytest.mark.parametrize("code", TERRITORIES)
def test_edge_10_at_placement_what_is_granted_everywhere_else_is_not_granted_there(
    world: RightsWorld, code: str
) -> None:
    market, postcode, _ = TERRITORIES[code]
    elsewhere = licensed(world, exclude=[code])
    basket = basket_with(elsewhere, market="fr", territory="FR")
    request = placing(basket, market, code, postcode, expected_minor=1)
    facts = refused(request, NotSellable)
    assert (facts["territory"], facts["reason"]) == (code, "TERRITORY_NOT_GRANTED")


@pytest.mark.parametrize(("market", "country", "postcode", "territory"), BY_POSTCODE)
def test_edge_10_the_postcode_leads_to_the_territory_that_decides(
    world: RightsWorld, market: str, country: str, postcode: str, territory: str
) -> None:
    there = licensed(world, include=[territory], prices={market: Decimal(20)})
    basket = basket_with(there, market=market, territory=territory)
    taxed = {"PR": 2788}  # the United States show prices without tax: 11.5 % of 25.00 are added
    total = taxed.get(territory, 2500)
    request = placing(basket, market, country, postcode, expected_minor=total)
    order = place_order(request).order
    assert (order.ship_to_id, order.shipping_address.country_id) == (territory, country)


def test_edge_10_the_page_says_what_is_not_sold_where_the_postcode_lies(
    world: RightsWorld, stripe: Sandbox, client: Client
) -> None:
    basket = basket_with(licensed(world, exclude=["XI"]), market="gb", territory="GB")
    page = send_address(client, basket, "en-gb", country="GB", postcode="BT1 1AA", city="Belfast")
    assert page.status_code == 422
    assert "Enamel pin: Not sold in Northern Ireland" in page.text
    assert not Order.objects.exists()
    answer = send_address(
        client, basket, "en-gb", country="GB", postcode="EH1 1AA", city="Edinburgh"
    )
    assert answer.status_code == 302


def test_edge_10_a_postcode_that_another_market_serves_is_told_with_an_offer_to_move(
    product: Product, stripe: Sandbox, client: Client
) -> None:
    basket = basket_with(product, market="us", territory="US")
    page = send_address(
        client, basket, "en-us", country="US", postcode="00802", state="VI", city="St Thomas"
    )
    assert page.status_code == 422
    assert "This postcode is in the U.S. Virgin Islands." in page.text
    assert 'name="ship_to" value="VI"' in page.text
    assert posted(page, "postcode") == "00802"
    assert not Order.objects.exists()


@pytest.mark.parametrize("country", ["ZZ", "France", "Deutschland", "Narnia", "F", "🇫🇷"])
def test_edge_11_the_page_replaces_no_country_that_nobody_knows(
    product: Product, stripe: Sandbox, client: Client, country: str
) -> None:
    basket = basket_with(product)
    page = send_address(client, basket, "en-fr", country=country, postcode="75001", city="Paris")
    assert page.status_code == 422
    assert '<a href="#country">Choose a country from the list.</a>' in page.text
    assert posted(page, "city") == "Paris"
    assert not Order.objects.exists()


@pytest.mark.parametrize("country", ["ZZ", "France", "fr", ""])
def test_edge_11_placement_knows_no_such_territory(product: Product, country: str) -> None:
    request = replace(placing(basket_with(product), "fr", "FR", "75001"), territory=country)
    assert refused(request, NotSellable)["reason"] == "UNKNOWN_TERRITORY"


@pytest.mark.parametrize("country", ["ZZ", "France", "1"])
def test_edge_11_the_api_knows_no_such_territory(
    product: Product, client: Client, country: str
) -> None:
    answer = client.get(f"/api/v1/products/{product.upc}/?market=fr&territory={country}")
    assert answer.status_code == 400
    assert "territory" in answer.text


def test_edge_41_what_is_collected_at_livigno_bears_no_italian_tax(world: RightsWorld) -> None:
    collected = licensed(world, channels=(Channel.WEB, Channel.CLICK_COLLECT))
    basket = basket_with(collected, market="it", territory="IT")
    request = placing(basket, "it", "IT", "23041", channel="CLICK_COLLECT", region="SO")
    order = place_order(request).order
    assert (order.ship_to_id, order.channel) == ("IT", "CLICK_COLLECT")
    assert order.total_incl_tax == order.total_excl_tax == Decimal(25)
    assert order.lines.get().tax_rate == 0
    assert order.snapshot["ship_to"]["vat_area"] == "LIVIGNO"


def test_edge_41_the_page_taxes_a_parcel_to_livigno_by_its_postcode(
    product: Product, stripe: Sandbox, client: Client
) -> None:
    for key, postcode, city, rate in (
        ("a", "23041", "Livigno", "0"),
        ("b", "23100", "Sondrio", "0.22"),
    ):
        basket = basket_with(product, market="it", territory="IT")
        answer = send_address(
            client, basket, "en-it", country="IT", postcode=postcode, city=city, state="SO"
        )
        assert answer.status_code == 302, key
        order = Order.objects.latest("pk")
        assert order.lines.get().tax_rate == Decimal(rate)


@pytest.mark.parametrize(
    ("market", "country", "postcode", "rate"),
    [
        ("fr", "ES", "35001", "0"),
        ("fr", "ES", "51001", "0"),
        ("fr", "ES", "52001", "0"),
        ("fr", "ES", "28001", "0.21"),
        ("it", "IT", "22061", "0"),
        ("de", "DE", "78266", "0"),
        ("de", "DE", "27498", "0"),
        ("de", "DE", "10115", "0.19"),
        ("fr", "GR", "630 86", "0"),
        ("fr", "FI", "22100", "0"),
        ("fr", "FI", "00100", "0.255"),
        ("gb", "GB", "BT1 1AA", "0.2"),
    ],
)
def test_edge_41_a_region_outside_the_tax_area_has_its_own_rates(
    product: Product, market: str, country: str, postcode: str, rate: str
) -> None:
    basket = basket_with(product, market=market, territory=country)
    order = place_order(placing(basket, market, country, postcode)).order
    assert order.lines.get().tax_rate == Decimal(rate)
