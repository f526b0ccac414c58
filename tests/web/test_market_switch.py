"""A filled basket is offered to move along with its buyer: never moved by force, never lost."""

from typing import Any

import pytest
from django.test import Client

from catalog.models import Product
from shop.oscar.basket.models import Basket, Line
from shop.web.locale_names import country_in_sentence, country_name
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import european_product

CHOICE = {"ship_to": "JP", "language": "en", "next": "/en-gb/products/"}


@pytest.fixture(params=["guest", "signed in"])
def buyer(request: pytest.FixtureRequest, world: RightsWorld) -> Client:
    client = Client()
    if request.param == "signed in":
        client.force_login(UserFactory())
    return client


def add(client: Client, product: Product, market: str = "en-gb", quantity: int = 2) -> None:
    client.post(f"/{market}/basket/add/", {"sku": product.upc, "quantity": str(quantity)})


def units(market: str) -> dict[str, int]:
    lines = Line.objects.filter(basket__market__code=market, basket__status=Basket.OPEN)
    return dict(lines.values_list("product__upc", "quantity"))


def test_the_header_switch_names_the_basket_that_stays(buyer: Client, world: RightsWorld) -> None:
    add(buyer, world.product(sku="PIN-1"))
    page: Any = buyer.post("/en-gb/choose/", CHOICE, follow=True)
    assert page.redirect_chain[-1][0] == "/en-jp/products/"
    assert "Your basket is still in United Kingdom." in page.text
    assert '<a href="/en-jp/basket/">See which items can move here</a>' in page.text
    assert units("gb") == {"PIN-1": 2}


@pytest.mark.parametrize("page", ["basket", "checkout"])
def test_the_basket_there_offers_the_move_and_says_what_goes_along(
    buyer: Client, world: RightsWorld, page: str
) -> None:
    add(buyer, world.product(sku="PIN-1", title="World pin"))
    add(buyer, european_product(world, sku="PIN-EU", title="European pin"), quantity=1)
    choice = CHOICE | {"next": f"/en-gb/{page}/"}
    shown: Any = buyer.post("/en-gb/choose/", choice, follow=True)
    assert shown.redirect_chain[-1][0] == "/en-jp/basket/"
    offer = shown.text.split('aria-labelledby="move-title-0"')[1].split("</section>")[0]
    assert "You have a basket in United Kingdom" in offer
    goes, stays = offer.split("These items cannot be ordered there.")
    assert "2 × World pin: <bdi>¥3,000</bdi>" in goes
    assert "1 × European pin: Not sold in Japan" in stays
    assert (units("gb"), units("jp")) == ({"PIN-1": 2, "PIN-EU": 1}, {})
    for _ in range(2):  # a double click moves once
        buyer.post("/en-jp/basket/move/", {"source": "gb"})
    moved = buyer.get("/en-jp/basket/").text
    assert "You have a basket in" not in moved
    assert "Not sold in Japan" in moved
    assert (units("gb"), units("jp")) == ({}, {"PIN-1": 2, "PIN-EU": 1})


def test_the_country_list_of_the_basket_says_the_same_before_the_move(
    buyer: Client, world: RightsWorld
) -> None:
    add(buyer, world.product(sku="PIN-1", title="World pin"))
    add(buyer, european_product(world, sku="PIN-EU", title="European pin"), quantity=1)
    text = buyer.post("/en-gb/basket/ship-to/", {"ship_to": "JP"}, follow=True).text
    offer = text.split('aria-labelledby="move-title-0"')[1].split("</section>")[0]
    assert "2 × World pin: <bdi>¥3,000</bdi>" in offer
    assert "1 × European pin: Not sold in Japan" in offer


@pytest.mark.parametrize("country", ["VI", "BS", "NL", "US"])
def test_the_offer_of_another_market_needs_no_article_before_a_country(
    client: Client, world: RightsWorld, country: str
) -> None:
    """Names such as "U.S. Virgin Islands" and "Bahamas" are plural and take an article."""
    add(client, world.product(sku="PIN-1"))
    page = client.post("/en-gb/basket/ship-to/", {"ship_to": country}, follow=True).text
    offer = page.split('aria-labelledby="move-title-0"')[1].split("</section>")[0]
    assert "Ships from our shop for " in offer
    for name in (country_in_sentence(country), country_name(country)):
        assert f"{name} is" not in offer


def test_what_becomes_of_a_voucher_is_said_before_the_move(
    buyer: Client, world: RightsWorld
) -> None:
    add(buyer, world.product(sku="PIN-1"))
    add(buyer, world.product(sku="MUG-1"), market="en-jp", quantity=1)
    Basket.objects.filter(market__code="gb").update(voucher_code="GB-ONLY")
    text = buyer.get("/en-jp/basket/").text
    assert "GB-ONLY: This voucher cannot be used." in text
    assert "Your basket there already has 1 item, which stays." in text
    Basket.objects.filter(market__code="jp").update(voucher_code="JP-10")
    text = buyer.get("/en-jp/basket/").text
    assert "your basket there already has the voucher JP-10" in text
    buyer.post("/en-jp/basket/move/", {"source": "gb"})
    assert units("jp") == {"PIN-1": 2, "MUG-1": 1}


def test_the_basket_of_another_visitor_is_neither_offered_nor_moved(world: RightsWorld) -> None:
    first, second = Client(), Client()
    add(first, world.product(sku="PIN-1"))
    add(second, world.product(sku="MUG-1"), market="en-jp")
    assert "You have a basket in" not in second.get("/en-jp/basket/").text
    assert second.post("/en-jp/basket/move/", {"source": "gb"}).status_code == 404
    assert units("gb") == {"PIN-1": 2}
