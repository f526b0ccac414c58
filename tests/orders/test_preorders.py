"""A pre-order from its page to its order: the day is shown, agreed to, licensed and stored."""

import re
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.models import Product
from shop.commerce.inventory.errors import OutOfStock
from shop.commerce.inventory.models import Reservation
from shop.commerce.inventory.services import adjust_stock
from shop.orders.aftersales.order_links import order_token
from shop.orders.checkout.basket_quote import quote_basket
from shop.orders.checkout.baskets import add_to_basket
from shop.orders.checkout.delivery_groups import delivery_groups
from shop.orders.checkout.placement import place_order
from shop.orders.errors import NotSellable, QuoteChanged
from shop.orders.payment.settlement import settle_payment
from shop.oscar.order.models import Order
from shop.platform.core.periods import Period
from shop.web.templatetags.shop_tags import date_range, date_range_text
from tests.orders.sandbox import attempt_of, pay
from tests.races.together import broken_rules
from tools.testing.factories.catalog import SINCE, RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import basket_with, destination, request_for, run_queued_jobs
from tools.testing.stripe_harness import Sandbox

pytestmark = pytest.mark.usefixtures("without_agreements")

JUNE = date(2027, 6, 5)


@pytest.fixture
def mug(world: RightsWorld) -> Product:
    """Return an article of which five are announced and none is there."""
    product = world.product(sku="MUG-1", title="Mug", stock=0)
    world.announce(product, 5, ships_on=JUNE)
    return product


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))


def typed(page: str) -> dict[str, str]:
    address = {"country": "FR", "name": "Ada Example", "line1": "1 rue de l'Exemple"}
    reached = {"postcode": "75001", "city": "Paris", "email": "ada@example.org"}
    return hidden(page) | address | reached | {"delivery": "standard"}


def test_a_fan_orders_in_advance_and_is_told_the_day_everywhere(
    client: Client, world: RightsWorld, mug: Product, stripe: Sandbox, mailoutbox: list
) -> None:
    shown = client.get(f"/en-fr/p/{mug.slug}/MUG-1/").text
    assert "Pre-order, ships from Jun 5, 2027" in shown
    assert "https://schema.org/PreOrder" in shown
    assert '"availabilityStarts": "2027-06-05"' in shown
    assert ">Pre-order</button>" in shown
    assert "Pre-order, ships from Jun 5, 2027" in client.get("/en-fr/products/").text
    basket = client.post("/en-fr/basket/add/", {"sku": "MUG-1", "quantity": "2"}, follow=True)
    assert "Pre-order, ships from Jun 5, 2027" in basket.text
    checkout = client.get("/en-fr/checkout/").text
    assert '<input type="hidden" name="ships_on" value="2027-06-05">' in checkout
    placed = client.post("/en-fr/checkout/", typed(checkout))
    assert placed.status_code == 302
    order = Order.objects.get()
    line = order.lines.get()
    assert (line.ships_on, line.delivery_from) == (JUNE, order.delivery_from)
    assert line.delivery_from > JUNE
    assert order.snapshot["lines"][0]["ships_on"] == "2027-06-05"
    assert Reservation.objects.get().stock_record.ships_on == JUNE
    pay(stripe, order)
    settle_payment(attempt_of(order).pk)
    run_queued_jobs()
    (mail,) = mailoutbox
    assert "Pre-order, ships from Jun 5, 2027" in mail.body
    assert "Pre-order, ships from Jun 5, 2027" in mail.alternatives[0][0]
    assert broken_rules() == []


def test_an_order_of_both_says_that_it_comes_in_several_parcels(
    client: Client, world: RightsWorld, mug: Product
) -> None:
    world.product(sku="PIN-1", title="Pin")
    for sku in ("MUG-1", "PIN-1"):
        client.post("/en-fr/basket/add/", {"sku": sku, "quantity": "1"})
    for path in ("/en-fr/basket/", "/en-fr/checkout/"):
        page = client.get(path).text
        assert "Your order will arrive in several parcels:" in page
    quote = quote_basket(basket_with(mug, Product.objects.get(upc="PIN-1")), destination())
    assert [parcel.ships_on for parcel in quote.delivery_groups] == [None, JUNE]
    assert quote.delivery_groups[1].earliest > JUNE
    placed = client.post("/en-fr/checkout/", typed(page))
    assert placed.status_code in {302, 422}


def test_both_days_are_told_in_the_choice_on_the_order_and_by_mail(
    client: Client, world: RightsWorld, mug: Product, stripe: Sandbox, mailoutbox: list
) -> None:
    world.product(sku="PIN-1", title="Pin")
    for sku in ("MUG-1", "PIN-1"):
        client.post("/en-fr/basket/add/", {"sku": sku, "quantity": "1"})
    page = client.get("/en-fr/checkout/").text
    choice = page.split('<label class="choice">')[1].split("</label>")[0]
    assert client.post("/en-fr/checkout/", typed(page)).status_code == 302
    order = Order.objects.get()
    pay(stripe, order)
    settle_payment(attempt_of(order).pk)
    run_queued_jobs()
    first, second = delivery_groups(order, order.lines.all())
    assert ([line.upc for line in first.lines], first.ships_on) == (["PIN-1"], None)
    assert ([line.upc for line in second.lines], second.ships_on) == (["MUG-1"], JUNE)
    assert first.latest < JUNE < second.earliest
    shown = client.get(f"/en-fr/order/{order_token(order)}/").text
    deliveries = shown.split('id="delivery-1"')[1].split("<address>")[0]
    (mail,) = mailoutbox
    for group, title in ((first, "Pin"), (second, "Mug")):
        days = date_range(group.earliest, group.latest)
        for text in (choice, deliveries, mail.alternatives[0][0]):
            assert days in text
            assert title in text
        assert f"{date_range_text(group.earliest, group.latest)}: {title}" in mail.body


def test_who_agreed_to_have_it_now_is_not_given_a_pre_order(
    world: RightsWorld, mug: Product
) -> None:
    keeper = UserFactory()
    shelf = mug.stockrecords.get(ships_on=None)
    adjust_stock(stock_record=shelf, change=1, reason="found", by_id=keeper.pk)
    request = request_for(basket_with(mug))
    adjust_stock(stock_record=shelf, change=-1, reason="lost", by_id=keeper.pk)
    with pytest.raises(QuoteChanged) as changed:
        place_order(request)
    assert changed.value.data["ships_on"] == "2027-06-05"
    assert not Reservation.objects.exists()


def test_what_the_shelf_cannot_fill_is_all_sent_on_the_day_of_the_pre_order(
    world: RightsWorld, mug: Product
) -> None:
    shelf = mug.stockrecords.get(ships_on=None)
    adjust_stock(stock_record=shelf, change=2, reason="found", by_id=UserFactory().pk)
    for quantity, day in ((2, None), (3, JUNE), (5, JUNE)):
        quote = quote_basket(basket_with(mug, quantity=quantity), destination())
        assert quote.ships_on == day
    with pytest.raises(OutOfStock) as refusal:
        basket_with(mug, quantity=6)
    assert refusal.value.data["left"] == 5


def test_a_license_that_ends_before_the_day_refuses_the_pre_order(
    client: Client, world: RightsWorld
) -> None:
    agreement = world.agreement(window=Period(SINCE, datetime(2027, 6, 1, tzinfo=UTC)))
    product = world.product(sku="MUG-1", stock=1, agreement=agreement)
    basket = basket_with(product)
    world.announce(product, 5, ships_on=JUNE)
    assert quote_basket(basket, destination()).lines
    with pytest.raises(NotSellable) as refusal:
        add_to_basket(basket=basket, product=product, quantity=1, destination=destination())
    assert refusal.value.data["reason"] == "SHIPS_AFTER_WINDOW"
    shelf = product.stockrecords.get(ships_on=None)
    adjust_stock(stock_record=shelf, change=-1, reason="lost", by_id=UserFactory().pk)
    quote = quote_basket(basket, destination())
    assert [line.reason for line in quote.parked] == ["SHIPS_AFTER_WINDOW"]
    shown = client.get(f"/en-fr/p/{product.slug}/MUG-1/").text
    assert "Pre-order" not in shown
    assert "Sold out" in shown
    (row,) = client.get("/api/v1/products/?market=fr").json()["results"]
    assert (row["availability"], row["ships_on"]) == ("sold_out", None)
    with pytest.raises(NotSellable):
        place_order(request_for(basket))


def test_the_api_tells_the_day_and_asks_for_it(client: Client, mug: Product) -> None:
    (row,) = client.get("/api/v1/products/?market=fr").json()["results"]
    assert (row["availability"], row["ships_on"]) == ("preorder", "2027-06-05")
    shown = client.get("/api/v1/products/MUG-1/?market=fr").json()
    assert (shown["availability"], shown["ships_on"]) == ("preorder", "2027-06-05")
    assert shown["variants"][0]["ships_on"] == "2027-06-05"
    basket = client.post("/api/v1/baskets/", {"market": "fr"}, "application/json").json()
    lines = f"/api/v1/baskets/{basket['token']}/lines/"
    body = client.post(lines, {"sku": "MUG-1", "quantity": 1}, "application/json").json()
    assert (body["ships_on"], body["lines"][0]["ships_on"]) == ("2027-06-05", "2027-06-05")


def test_lists_ask_as_much_for_pre_orders_and_several_locations(
    client: Client, world: RightsWorld, mug: Product
) -> None:
    counts = []
    for number in range(2):
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/en-fr/products/").status_code == 200
        counts.append(len(captured))
        extra = world.product(sku=f"CAP-{number}", stock=0)
        world.announce(extra, 3, ships_on=JUNE)
    assert counts[0] == counts[1]
