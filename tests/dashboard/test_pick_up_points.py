"""Buyers collect orders at a point: its address decides rights and tax, a code the hand-over."""

import re
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from shop.commerce.fulfillment.models import Collection, DeliveryMethod, PickUpPoint
from shop.commerce.fulfillment.openings import missing_of
from shop.commerce.legal.services import add_ready_made_texts
from shop.commerce.listing.product_status import product_statuses
from shop.commerce.markets.models import Market
from shop.orders.aftersales.delivery_changes import can_change_delivery
from shop.orders.aftersales.mail_previews import preview_mail
from shop.orders.aftersales.order_links import order_url
from shop.orders.aftersales.tracking import delivered_at
from shop.orders.checkout.basket_quote import quote_basket
from shop.orders.checkout.person_limits import persons_of
from shop.orders.checkout.placement import place_order
from shop.orders.errors import DeliveryRefused
from shop.orders.launch_checklist import launch_items
from shop.orders.payment.settlement import settle_payment
from shop.oscar.order.models import Order, OrderState
from shop.platform.database.clock import database_now
from shop.web.storefront.buying.unpaid import typed_for
from tests.dashboard.conftest import signed_in
from tests.orders.sandbox import attempt_of, pay
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import (
    basket_with,
    destination,
    request_for,
    run_queued_jobs,
    waiting_order,
)
from tools.testing.stripe_harness import Sandbox

LIST = "/dashboard/pick-up-points/"
LYON = {
    "code": "lyon",
    "name": "Stade de Lyon",
    "market": "fr",
    "line1": "10 avenue Simone Veil",
    "postcode": "69150",
    "city": "Décines-Charpieu",
    "territory": "FR",
    "opening_hours": "Tue–Sat 10–18",
    "lead_days": "2",
    "amount": "1.50",
    "is_active": "on",
}


@pytest.fixture
def clerk(world: RightsWorld) -> Client:
    return signed_in(role="staff", is_staff=True, groups=("Markets and delivery",))


@pytest.fixture
def lyon(clerk: Client) -> PickUpPoint:
    assert clerk.post(f"{LIST}new/", LYON).status_code == 302
    return PickUpPoint.objects.get()


def test_a_point_is_added_changed_downloaded_and_imported(clerk: Client) -> None:
    faults: dict[str, Any] = {
        "code": ("**", "Enter letters, digits and dashes"),
        "postcode": ("9", "Enter a postcode"),
        "territory": ("JP", "does not deliver there"),
        "opening_hours": ("", "required"),
        "amount": ("-1", ""),
    }
    for field, (value, sentence) in faults.items():
        answer = clerk.post(f"{LIST}new/", LYON | {field: value})
        assert (field, answer.status_code, sentence in answer.text) == (field, 422, True)
    assert clerk.post(f"{LIST}new/", LYON).status_code == 302
    table = b"".join(clerk.get(LIST, {"format": "csv"}).streaming_content)
    changed = table.replace(b",1.50,", b",2.50,")
    file = SimpleUploadedFile("points.csv", changed)
    assert clerk.post(f"{LIST}import/", {"file": file}).status_code == 302
    assert PickUpPoint.objects.get().amount == Decimal("2.50")
    assert "Changed: amount" in clerk.get(f"{LIST}LYON/").text


def test_rights_and_tax_are_those_of_the_point(lyon: PickUpPoint, world: RightsWorld) -> None:
    basket = basket_with(world.product())
    quote = quote_basket(basket, destination())
    assert [option.code for option in quote.delivery][-1] == "pickup-lyon"
    assert quote.chosen
    assert quote.chosen.point is None
    belgium = quote_basket(basket, destination(territory="BE"))
    assert not any(option.point for option in belgium.delivery)
    chosen = quote_basket(basket, destination(), delivery_code="pickup-lyon")
    elsewhere = request_for(basket, delivery_code="pickup-lyon", expected_minor=chosen.total_minor)
    with pytest.raises(DeliveryRefused):
        place_order(elsewhere)
    PickUpPoint.objects.create(
        code="NYC", market_id=destination("us", "US").market.pk, name="NYC", line1="1 Main St",
        city="New York", state="NY", postcode="10001", territory_id="US", opening_hours="daily",
    )  # fmt: skip
    client = Client(headers={"accept": "text/html"})
    client.post("/en-us/basket/add/", {"sku": world.product(sku="PIN-US").upc})
    form = {"country": "US", "state": "Montana", "postcode": "59001", "update_total": "1"}
    choices = client.post("/en-us/checkout/", form).context["choices"]
    totals = {choice.option.code: choice.quote.destination.region for choice in choices}
    assert totals["standard"].endswith("MT")
    assert totals["pickup-nyc"].endswith("NY")


def test_an_order_is_collected_with_its_code(
    lyon: PickUpPoint, world: RightsWorld, stripe: Sandbox
) -> None:
    client = Client(headers={"accept": "text/html"})
    client.post("/en-fr/basket/add/", {"sku": world.product().upc})
    page = client.get("/en-fr/checkout/").text
    assert "10 avenue Simone Veil, Décines-Charpieu" in page
    hidden = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page))
    form = {"country": "FR", "email": "ada@example.org", "delivery": "pickup-lyon"}
    nameless = client.post("/en-fr/checkout/", hidden | form, follow=True)
    assert re.findall(r'id="(\w+)-error"', nameless.text) == ["name"]
    paying = client.post("/en-fr/checkout/", hidden | form | {"name": "Ada Example"})
    assert "/pay/" in paying["Location"]
    order = Order.objects.get()
    assert order.shipping_address.postcode == "69150"
    assert order.shipping_address.line1 == "Stade de Lyon"
    # Buyers who share the point's address are not one person, and it is nobody's home.
    person = dict(persons_of(order))["ADDRESS"]
    order.shipping_address.first_name = "Bea Example"
    assert dict(persons_of(order))["ADDRESS"] != person
    assert typed_for(order)["line1"] == ""
    pay(stripe, order)
    settle_payment(attempt_of(order).pk)
    run_queued_jobs()
    order.refresh_from_db()
    assert can_change_delivery(order)
    assert "Tue–Sat 10–18" in mail.outbox[-1].body
    packer = signed_in(email="packer@example.org", role="staff", is_staff=True, groups=("Packing",))
    path = f"/dashboard/orders/{order.number}/collection/"
    assert order.number in packer.get("/dashboard/work/to-hand-over/").text
    assert path in packer.get(f"/dashboard/orders/{order.number}/").text
    assert packer.post(path).status_code == 302
    run_queued_jobs()
    assert not can_change_delivery(order)
    collection = Collection.objects.get()
    assert collection.code in mail.outbox[-1].body
    preview = preview_mail("READY", "de")
    assert preview
    assert collection.code not in preview.body
    shown = client.get(urlsplit(order_url(order)).path).text
    assert collection.code in shown
    wrong = str((int(collection.code) + 1) % 10**6).zfill(6)
    assert packer.post(path, {"code": wrong}).status_code == 422
    assert (
        packer.post(path, {"code": f" {collection.code[:3]} {collection.code[3:]}"}).status_code
        == 302
    )
    order.refresh_from_db()
    assert order.status == OrderState.FULFILLED
    assert delivered_at(order.lines.get()) is not None
    sent = len(mail.outbox)
    run_queued_jobs()
    assert len(mail.outbox) == sent  # neither a parcel nor a delivery is announced
    assert "handed over" in packer.get(path).text
    assert packer.post(path, {"code": collection.code}).status_code == 422


def test_only_paid_orders_of_a_point_are_handed_over(
    lyon: PickUpPoint, world: RightsWorld, stripe: Sandbox
) -> None:
    packer = signed_in(email="packer@example.org", role="staff", is_staff=True, groups=("Packing",))
    order = waiting_order(world.product())
    path = f"/dashboard/orders/{order.number}/collection/"
    assert packer.get(path).status_code == 404
    Order.objects.filter(pk=order.pk).update(shipping_code="pickup-lyon")
    refused = packer.post(path)
    assert (refused.status_code, "not paid" in refused.text) == (422, True)


def test_a_market_with_points_alone_delivers(
    clerk: Client, lyon: PickUpPoint, world: RightsWorld
) -> None:
    product = world.product()
    france = lyon.market
    france.ship_to.set(["FR"])
    DeliveryMethod.objects.filter(market=france).delete()

    def unmet() -> tuple[bool, bool, bool]:
        at = database_now()
        launch = next(item for item in launch_items(at) if item.code == "markets")
        status = product_statuses([product], at)[product.pk]
        delivery = "Delivery" in [row.name for row in missing_of(france, at)]
        return delivery, "France" in launch.missing, "NO_DELIVERY" in status.reasons

    add_ready_made_texts(markets=Market.objects.all(), at=database_now(), by_id=None)
    assert unmet() == (False, False, False)
    page = clerk.get("/dashboard/markets/fr/").text
    assert "Delivery</strong>: complete" in page
    assert "Stade de Lyon" in page
    assert "Stade de Lyon" in Client().get(f"/en-fr/p/-/{product.sku}/", follow=True).text
    assert clerk.post(f"{LIST}LYON/", LYON | {"is_active": ""}).status_code == 302
    assert unmet() == (True, True, True)
    assert "a pick-up point for FR" in clerk.get("/dashboard/markets/fr/").text
