"""Staff place an order for a customer on the phone; the customer pays by the mailed link."""

import html
import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core import mail
from django.test import Client

from shop.commerce.fulfillment.models import PickUpPoint
from shop.commerce.legal.services import add_ready_made_texts
from shop.commerce.markets.models import Market
from shop.orders.models import DomainEvent
from shop.orders.payment.settlement import settle_payment
from shop.oscar.basket.models import Basket
from shop.oscar.order.models import Order
from shop.platform.database.clock import database_now
from tests.dashboard.conftest import staff_with
from tests.orders.sandbox import attempt_of, pay
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import run_queued_jobs, units
from tools.testing.stripe_harness import Sandbox

PATH = "/dashboard/orders/new/"


ITEMS = {"market": "fr", "items": "2 x PIN-1", "country": ""}
BUYER = {
    "email": "ada@example.org",
    "language": "fr",
    "name": "Ada Lovelace",
    "line1": "1 rue de l'Exemple",
    "postcode": "75001",
    "city": "Paris",
}


def filled(client: Client, delivery: str = "standard", **changes: str) -> dict[str, Any]:
    """Return the form of an order after its delivery options were shown."""
    shown = client.post(PATH, ITEMS | {"key": str(uuid4()), "show": "1"})
    assert shown.status_code == 200
    hidden = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', shown.text)
    return ITEMS | BUYER | dict(hidden) | {"delivery": delivery} | changes


def test_the_customer_gets_a_link_and_pays(
    staff: Client, world: RightsWorld, stripe: Sandbox
) -> None:
    product = world.product(stock=5)
    form = filled(staff)
    for _ in range(2):
        page = staff.post(PATH, form, follow=True)
    assert "Placed on the phone" in page.text
    order = Order.objects.get()
    assert (order.status, order.language, order.lines.get().quantity) == ("PENDING", "fr", 2)
    assert order.hold_expires_at is not None
    assert order.hold_expires_at > database_now() + timedelta(hours=23)
    assert units(product)[1] == 2
    run_queued_jobs()
    (message,) = mail.outbox
    assert message.to == ["ada@example.org"]
    assert "/fr-fr/pay/" in message.body
    pay(stripe, order)
    assert settle_payment(attempt_of(order).pk).status == "PAID"


def test_the_order_records_the_legal_texts_that_the_customer_accepted(
    staff: Client, world: RightsWorld, stripe: Sandbox
) -> None:
    world.product(stock=5)
    add_ready_made_texts(
        markets=Market.objects.filter(code="fr"), at=database_now(), by_id=world.officer_id
    )
    form = filled(staff) | {"accepted": ["terms", "privacy"]}
    assert "Read out “Right of withdrawal”" in staff.post(PATH, form).text
    assert not Order.objects.exists()
    form["accepted"].append("withdrawal")
    page = staff.post(PATH, form, follow=True)
    assert "accepted on the phone" in page.text
    assert "Terms of sale version 1" in page.text
    event = DomainEvent.objects.get(name="order.placed_by_phone")
    assert {text["kind"] for text in event.data["texts"]} == {"terms", "privacy", "withdrawal"}


def test_what_is_wrong_is_named_and_nothing_is_placed(
    staff: Client, world: RightsWorld, stripe: Sandbox
) -> None:
    world.product(stock=5)
    for changes, sentence in (
        ({"items": "two pins"}, "is not an item"),
        ({"items": "NO-SUCH"}, "No product has the SKU NO-SUCH."),
        ({"country": "ZZ"}, "Select a valid choice"),
        ({"country": "JP"}, "does not deliver to Japan"),
        ({"email": "ada"}, "email"),
        ({"postcode": "x"}, "postcode"),
        ({"language": "ja"}, "Choose a language of the market"),
        ({"items": "9 x PIN-1"}, "PIN-1"),
    ):
        answer = staff.post(PATH, filled(staff, **changes))
        assert answer.status_code == 422, changes
        assert sentence.lower() in answer.text.lower(), changes
        assert BUYER["line1"] in html.unescape(answer.text), changes
    assert staff.post(PATH, filled(staff, delivery="") | {"expected_": "1"}).status_code == 200
    told = filled(staff)
    told["expected_standard"] = "1"
    assert "The total has changed" in staff.post(PATH, told).text
    assert not Order.objects.exists()
    reader = staff_with("order.view_order", email="reads@example.org")
    assert reader.get(PATH).status_code == 403


def test_the_customer_collects_at_a_point(
    staff: Client, world: RightsWorld, stripe: Sandbox
) -> None:
    world.product(stock=5)
    PickUpPoint.objects.create(
        code="LYON", market=Market.objects.get(code="fr"), name="Stade de Lyon", line1="10 avenue",
        city="Décines", postcode="69150", territory_id="FR", opening_hours="daily",
    )  # fmt: skip
    assert "Stade de Lyon" in staff.post(PATH, ITEMS | {"key": str(uuid4()), "show": "1"}).text
    form = filled(staff, "pickup-lyon", line1="", city="", postcode="")
    assert staff.post(PATH, form | {"name": ""}).status_code == 422
    assert staff.post(PATH, form).status_code == 302
    order = Order.objects.get()
    assert (order.shipping_code, order.shipping_address.postcode) == ("pickup-lyon", "69150")
    assert order.shipping_address.first_name == "Ada Lovelace"
    assert Basket.objects.count() == 1  # none is left of what was only shown
