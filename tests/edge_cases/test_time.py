"""Edge cases of time: windows, embargoes, sell-offs, dispatch, what ends between two steps."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from catalog.embargoes import midnight_in, place_embargo
from catalog.services import decide_products
from licensing.models import SellOffStock
from licensing.services import revoke_agreement
from shop.finance.payments.models import PaymentAttempt
from shop.orders.checkout.placement import place_order
from shop.orders.denials.denied_lines import denied_lines, find_denied
from shop.orders.errors import NotSellable
from shop.oscar.order.models import Order
from shop.platform.core.periods import Period
from shop.platform.database.clock import database_now
from tests.edge_cases.everywhere import Asked, assert_denied, assert_sold
from tools.testing.factories.catalog import SINCE, UNTIL, RightsWorld
from tools.testing.factories.orders import basket_with, request_for, waiting_order
from tools.testing.stripe_harness import Sandbox

pytestmark = pytest.mark.usefixtures("without_agreements")

DAY = timedelta(days=1)
LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)


def ended(days_ago: int) -> Period:
    """Return a period that ended some days ago."""
    return Period(LONG_AGO, database_now() - days_ago * DAY)


def test_edge_15_a_license_that_ends_before_the_payment_refuses_the_order(
    world: RightsWorld,
) -> None:
    agreement = world.agreement()
    basket = basket_with(world.product(agreement=agreement))
    request = request_for(basket)
    now = database_now()
    revoke_agreement(agreement=agreement, by_id=None, reason="r", at=now, effective_at=now)
    with pytest.raises(NotSellable):
        place_order(request)
    assert not Order.objects.exists()
    assert not PaymentAttempt.objects.exclude(intent_id=None).exists()


def test_edge_16_an_order_placed_in_time_stands_when_the_window_closes(
    world: RightsWorld, stripe: Sandbox
) -> None:
    agreement = world.agreement(window=Period(SINCE, database_now() + DAY))
    product = world.product(agreement=agreement)
    order = waiting_order(product)
    later = database_now() + 2 * DAY
    assert not decide_products([product], "FR", "WEB", later)[product.pk].allowed
    assert denied_lines(order) == []
    assert find_denied([order], later) == {}


def test_edge_17_what_leaves_after_the_license_is_denied_in_the_basket(world: RightsWorld) -> None:
    ends_soon = Period(SINCE, database_now() + 2 * DAY)
    agreement = world.agreement(window=ends_soon, sale_event="DISPATCH")
    assert_denied(Asked(world.product(agreement=agreement)), "SHIPS_AFTER_WINDOW")
    by_order = world.agreement(window=ends_soon)
    assert by_order
    assert_sold(Asked(world.product(sku="PIN-2", title="Second pin", agreement=by_order)))


def test_edge_20_an_embargo_lifts_at_an_instant_or_at_midnight_somewhere(
    world: RightsWorld,
) -> None:
    assert midnight_in(date(2026, 12, 1), "America/Los_Angeles") == datetime(
        2026, 12, 1, 8, tzinfo=UTC
    )
    product = world.product()
    row = place_embargo(
        product=product,
        lifts_at=midnight_in(date(2090, 1, 1), "Asia/Tokyo"),
        time_zone="Asia/Tokyo",
    )
    assert row.lifts_at == datetime(2089, 12, 31, 15, tzinfo=UTC)
    assert_denied(Asked(product), "EMBARGOED")


def test_edge_20_an_embargo_of_a_mark_hides_all_that_carries_it(world: RightsWorld) -> None:
    product = world.product()
    place_embargo(mark=world.mark, lifts_at=database_now() + DAY)
    assert_denied(Asked(product), "EMBARGOED")
    assert Asked(product).page() == ""


def test_edge_21_a_teaser_tells_the_day_and_no_price(world: RightsWorld) -> None:
    product = world.product()
    place_embargo(
        product=product, lifts_at=datetime(2090, 5, 4, 12, tzinfo=UTC), teaser_allowed=True
    )
    page = Asked(product).page()
    assert "Available from" in page
    assert "2090" in page
    assert "20.00" not in page
    assert Asked(product).in_api()["unavailable_code"] == "available_from"
    assert not Asked(product).in_list()


def test_edge_26_a_sell_off_ends_with_what_was_declared(world: RightsWorld) -> None:
    term = ended(1)
    agreement = world.agreement(term=term, window=term, sell_off_days=30)
    product = world.product(agreement=agreement)
    assert_denied(Asked(product), "SELL_OFF_STOCK")
    SellOffStock.objects.create(agreement=agreement, product_id=product.pk, declared=1)
    assert_sold(Asked(product))
    assert Asked(product).decision().reason == "SELL_OFF_STOCK"
    late = world.agreement(term=ended(40), window=ended(40), sell_off_days=30)
    assert_denied(
        Asked(world.product(sku="LATE", title="Late pin", agreement=late)), "SELL_OFF_STOCK"
    )


def test_edge_37_a_link_to_an_embargoed_article_tells_nothing(world: RightsWorld) -> None:
    product = world.product(title="Golden secret")
    place_embargo(product=product, lifts_at=database_now() + DAY)
    answer = Client().get(f"/en-fr/p/{product.slug}/{product.upc}/")
    assert answer.status_code == 404
    assert "Golden secret" not in answer.text
    assert "og:title" not in answer.text or "Golden" not in answer.text


@pytest.mark.parametrize("words", ["PIN-1", "Golden", "golden secret"])
def test_edge_38_no_search_finds_an_embargoed_article(world: RightsWorld, words: str) -> None:
    product = world.product(title="Golden secret")
    place_embargo(product=product, lifts_at=database_now() + DAY)
    page = Client().get("/en-fr/search/", {"q": words}).text
    assert product.slug not in page
    api: Any = Client().get("/api/v1/products/", {"market": "fr", "q": words}).json()
    assert api["results"] == []


def test_edge_18_a_window_ends_when_the_day_ends_there(world: RightsWorld) -> None:
    end = midnight_in(date(2027, 1, 1), "Europe/Paris")
    agreement = world.agreement(window=Period(SINCE, end))
    assert agreement.grants.get().window.upper == datetime(2026, 12, 31, 23, tzinfo=UTC)
    assert end < UNTIL
