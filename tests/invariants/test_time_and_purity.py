"""Decisions depend on the database clock and on stored data only."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from catalog.models import Product
from catalog.services import decide_products
from licensing.reading import snapshot
from licensing.services import current_revision
from shop.orders.checkout.placement import place_order
from shop.orders.errors import NotSellable
from shop.oscar.basket.middleware import basket_cookie
from shop.oscar.order.models import Order
from shop.platform.core.periods import Period
from shop.platform.database.clock import clock_now, database_now
from tests.invariants.denials import DAY, basket_holding, opening_tomorrow
from tools.testing.factories.catalog import SINCE, RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import basket_with, european_product, request_for

TICK = timedelta(microseconds=1)
LATER = "2034-01-01T00:00:00Z"
CLAIMS: dict[str, Any] = {
    "X-At": LATER,
    "X-Preview-At": LATER,
    "X-Forwarded-For": "192.0.2.1",
    "CF-IPCountry": "US",
    "Date": "Sun, 01 Jan 2034 00:00:00 GMT",
}
ASKED = f"at={LATER}&now={LATER}&preview=1&view_as=DE&territory=DE&channel=VENUE"


def claiming(*, staff: bool) -> Client:
    """Return a visitor who claims another time and place by headers and cookies."""
    client = Client(headers=CLAIMS)
    if staff:
        client.force_login(UserFactory(is_staff=True, is_superuser=True))
    for name in ("at", "now", "preview", "view_as"):
        client.cookies[name] = LATER
    return client


def test_i9_the_same_question_has_the_same_answer(world: RightsWorld) -> None:
    """At one revision a decision depends on its arguments alone."""
    products = [world.product(), european_product(world)]
    now, revision = database_now(), current_revision()
    for territory in ("FR", "US", "XX"):
        together = decide_products(products, territory, "WEB", now)
        snapshot._snapshot = None
        reread = decide_products(products[::-1], territory, "WEB", now)
        alone = {
            product.pk: decide_products([product], territory, "WEB", now)[product.pk]
            for product in products
        }
        assert together == reread == alone
    assert current_revision() == revision


@pytest.mark.parametrize("staff", [False, True])
def test_i10_no_clock_but_the_database_opens_a_sale(
    world: RightsWorld, monkeypatch: pytest.MonkeyPatch, *, staff: bool
) -> None:
    """Neither the visitor's time nor that of the web server decides."""
    product = opening_tomorrow(world)
    client = claiming(staff=staff)
    frozen = database_now() + 2 * DAY
    monkeypatch.setattr("django.utils.timezone.now", lambda: frozen)
    page = client.get(f"/en-fr/p/{product.slug}/{product.upc}/?{ASKED}")
    assert "basket/add" not in page.text
    assert f"/{product.upc}/" not in client.get(f"/en-fr/products/?{ASKED}").text
    rows = client.get(f"/api/v1/products/?market=fr&at={LATER}")
    assert product.upc not in rows.text


def test_i10_an_order_bears_the_time_of_the_database(world: RightsWorld) -> None:
    """The time of an order is the database's."""
    request = request_for(basket_with(world.product()))
    before = clock_now()
    order = place_order(request).order
    assert before <= order.date_placed <= clock_now()


@pytest.mark.parametrize("staff", [False, True])
def test_i12_no_preview_places_an_order(world: RightsWorld, *, staff: bool) -> None:
    """Nobody orders by looking at another time or place.

    The storefront has no preview. Staff ask about other times and places at the rights desk,
    which has no basket. So whatever a request claims, the order's own time and place decide.
    """
    basket = basket_holding(opening_tomorrow(world))
    client = claiming(staff=staff)
    client.cookies.load(dict([basket_cookie(basket)]))
    typed = {"name": "Ada", "line1": "1 Road", "email": "a@example.org", "delivery": "standard"}
    typed |= {"country": "FR", "line4": "Paris", "postcode": "75001", "expected": "2500"}
    claimed = {"at": LATER, "now": LATER, "preview": "1", "view_as": "DE", "territory": "DE"}
    answer = client.post(f"/en-fr/checkout/?{ASKED}", typed | claimed)
    assert answer.status_code == 422
    answer = client.post("/en-fr/basket/add/", {"sku": "PIN-1"} | claimed, follow=True)
    assert "is in your basket" not in answer.text
    with pytest.raises(NotSellable) as refusal:
        place_order(request_for(basket, expected_minor=2500))
    assert refusal.value.data["reason"] == "WINDOW_NOT_OPEN"
    assert not Order.objects.exists()


def test_i14_a_window_holds_its_start_and_not_its_end(world: RightsWorld) -> None:
    """A license begins at its first instant and has ended at its last."""
    start, end = SINCE + DAY, SINCE + 9 * DAY
    product = world.product(agreement=world.agreement(window=Period(start, end)))

    def sold(at: datetime) -> bool:
        decided = decide_products([product], "FR", "WEB", at)[product.pk].allowed
        listed = Product.objects.sellable_in("FR", "WEB", at).filter(pk=product.pk).exists()
        assert listed == decided
        return decided

    instants = (start - TICK, start, end - TICK, end)
    assert [sold(at) for at in instants] == [False, True, True, False]
