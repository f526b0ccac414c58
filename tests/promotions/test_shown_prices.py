"""Reduced prices on lists, pages, the basket and the API, and the pages that end with them."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.test import Client

from shop.commerce.listing.list_query import ListQuery
from shop.commerce.listing.product_detail import find_product_detail
from shop.commerce.listing.search import find_products
from shop.commerce.markets.models import Market
from shop.commerce.page_store.dependencies import recording
from shop.commerce.pricing.price_changes import set_price
from shop.commerce.promotions.changes import end_promotion
from shop.commerce.promotions.models import ReductionRule
from shop.orders.checkout.basket_quote import quote_basket
from shop.platform.database.clock import database_now
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import basket_with, destination
from tools.testing.factories.promotions import make_promotion


def text_of(address: str) -> str:
    return " ".join(Client().get(address).content.decode().split())


def test_one_reduced_price_everywhere(
    world: RightsWorld, django_assert_max_num_queries: Any
) -> None:
    pin = world.product(sku="PIN-1", slug="pin", title="Pin", sizes=["S", "M"])
    world.product(sku="CAP-1", slug="cap", title="Cap")
    make_promotion("Pins", gives_value=Decimal(25), products=[pin], titles={"en": "Pin weeks"})
    for address in ("/en-fr/products/", "/en-fr/p/pin/PIN-1/"):
        text_of(address)
        page = text_of(address)
        assert "€15.00" in page
        assert "Lowest price of the last 30 days before the reduction:" in page
        assert "−25 %" in page
    assert "Pin weeks" in text_of("/en-fr/p/pin/PIN-1/")
    assert "€15.00" not in text_of("/en-fr/p/cap/CAP-1/")
    with django_assert_max_num_queries(3):
        Client().get("/en-fr/products/?sort=price")
    rows = Client().get("/api/v1/products/?market=fr").json()["results"]
    shown = {row["sku"]: (row["price"]["amount"], row["reduction"]) for row in rows}
    reduction = {"prior_amount": "20.00", "lowest_of_days": 30, "percent": 25}
    assert shown == {"PIN-1": ("15.00", reduction), "CAP-1": ("20.00", None)}
    variant = pin.children.order_by("pk")[0]
    [line] = quote_basket(basket_with(variant, quantity=2), destination()).lines
    assert line.total.incl == Decimal(30)
    assert line.reduction is not None
    assert (line.reduction.price, line.reduction.prior) == (Decimal(15), Decimal(20))


def test_a_promotion_that_needs_more_than_the_product_changes_no_shown_price(
    world: RightsWorld,
) -> None:
    world.product(sku="PIN-1", slug="pin")
    make_promotion("Two", asks_for=Decimal(2))
    make_promotion("Code", code="CODE")
    make_promotion("Limited", most_uses=3)
    assert "€20.00" in text_of("/en-fr/products/")
    assert "€18.00" not in text_of("/en-fr/products/")


def test_pages_end_when_a_promotion_is_made_or_ended(world: RightsWorld) -> None:
    world.product(sku="PIN-1", slug="pin")
    address = "/en-fr/p/pin/PIN-1/"
    assert "€20.00" in text_of(address)
    offer = make_promotion(end=None)
    assert "€18.00" in text_of(address)
    end_promotion(offer=offer, at=database_now(), by_id=None)
    assert "€18.00" not in text_of(address)


def test_a_page_changes_by_itself_when_a_promotion_begins_or_ends(world: RightsWorld) -> None:
    world.product(sku="PIN-1", slug="pin")
    market, now = Market.objects.for_request().get(code="fr"), database_now()
    begin, end = now + timedelta(minutes=5), now + timedelta(minutes=9)
    make_promotion("Soon", begin=begin, end=end)
    make_promotion("Limited", begin=begin - timedelta(minutes=1), most_uses=1)
    for at, expected in ((now, begin), (begin, end)):
        with recording() as of_page:
            detail = find_product_detail("PIN-1", market, "FR", "WEB", at)
        assert detail is not None
        assert of_page.until == expected
        with recording() as of_list:
            [row] = find_products(ListQuery(market, "FR", "WEB", at, "en")).results
        assert of_list.until == expected
        assert row.price == (Decimal(20) if at == now else Decimal(18))


def test_a_sale_price_is_compared_as_its_market_does(world: RightsWorld) -> None:
    product, now = world.product(sku="PIN-1", slug="pin"), database_now()
    for code in ("fr", "us"):
        set_price(
            product=product,
            market=Market.objects.get(code=code),
            amount=Decimal(15),
            begin=now,
            end=now + timedelta(days=3),
            at=now,
            by_id=None,
        )
    assert "Lowest price of the last 30 days" in text_of("/en-fr/p/pin/PIN-1/")
    assert "Regular price:" in text_of("/en-us/p/pin/PIN-1/")
    ReductionRule.objects.create(market=Market.objects.get(code="us"), lowest_of_days=14)
    assert "Lowest price of the last 14 days" in text_of("/en-us/p/pin/PIN-1/")
