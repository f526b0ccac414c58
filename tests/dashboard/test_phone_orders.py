"""Staff place an order for a customer on the phone; the customer pays by the mailed link."""

import re
from datetime import timedelta

from django.core import mail
from django.test import Client

from shop.commerce.legal.services import add_ready_made_texts
from shop.commerce.markets.models import Market
from shop.orders.models import DomainEvent
from shop.orders.payment.settlement import settle_payment
from shop.oscar.order.models import Order
from shop.platform.database.clock import database_now
from tests.dashboard.conftest import staff_with
from tests.orders.sandbox import attempt_of, pay
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import run_queued_jobs, units
from tools.testing.stripe_harness import Sandbox

PATH = "/dashboard/orders/new/"


def filled(client: Client, **changes: str) -> dict[str, str]:
    key = re.search(r'name="key" value="([0-9a-f-]+)"', client.get(PATH).text)
    assert key
    return {
        "key": key[1],
        "market": "fr",
        "items": "2 x PIN-1",
        "email": "ada@example.org",
        "language": "fr",
        "country": "fr",
        "name": "Ada Lovelace",
        "line1": "1 rue de l'Exemple",
        "postcode": "75001",
        "city": "Paris",
    } | changes


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
        ({"country": "ZZ"}, "does not deliver to ZZ"),
        ({"email": "ada"}, "email"),
        ({"postcode": "x"}, "postcode"),
        ({"language": "ja"}, "Choose a language of the market"),
        ({"items": "9 x PIN-1"}, "PIN-1"),
    ):
        answer = staff.post(PATH, filled(staff, **changes))
        assert answer.status_code == 422, changes
        assert sentence.lower() in answer.text.lower(), changes
    assert not Order.objects.exists()
    reader = staff_with("order.view_order", email="reads@example.org")
    assert reader.get(PATH).status_code == 403
