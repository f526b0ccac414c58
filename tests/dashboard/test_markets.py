"""A market opens only with a complete checklist; delivery and exchange rates have a screen."""

from decimal import Decimal

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.test import Client

from licensing.models import Territory
from shop.commerce.fulfillment.errors import DefaultMarketStays, MarketNotReady
from shop.commerce.fulfillment.models import DeliveryMethod
from shop.commerce.fulfillment.openings import close_market, missing_of, open_market
from shop.commerce.listing.product_status import product_statuses
from shop.commerce.markets.models import Market, SellingEntity
from shop.finance.royalties.models import FxRate
from shop.identity.accounts.models import User
from shop.platform.database.clock import database_now
from tests.dashboard.conftest import signed_in, staff_with
from tools.testing.factories.catalog import SINCE, RightsWorld
from tools.testing.factories.prices import set_price

METHOD = {
    "code": "standard",
    "territories": "pl",
    "is_offered": "on",
    "amount": "9.90",
    "days_min": "2",
    "days_max": "4",
}


@pytest.fixture
def clerk(world: RightsWorld) -> Client:
    """Return a client of staff of the group for markets."""
    client = signed_in(role="staff", is_staff=True, groups=("Markets and delivery",))
    assert Group.objects.get(name="Markets and delivery").user_set.count() == 1
    return client


@pytest.fixture
def poland(world: RightsWorld) -> Market:
    """Return a closed market with nothing but its country."""
    market = Market.objects.create(
        code="pl",
        name="Poland",
        currency="PLN",
        languages=["en"],
        home=Territory.objects.get(pk="PL"),
        selling_entity=SellingEntity.objects.first(),
        is_open=False,
    )
    market.ship_to.set(["PL"])
    return market


def missing(market: Market) -> list[str]:
    return [line.name for line in missing_of(market, database_now())]


def test_a_market_opens_when_its_checklist_is_complete(
    world: RightsWorld, clerk: Client, poland: Market
) -> None:
    product = world.product()
    assert missing(poland) == ["Delivery", "Legal pages", "Prices"]
    with pytest.raises(MarketNotReady):
        open_market(market=poland, at=database_now(), by_id=None)
    assert (
        "cannot be opened yet"
        in clerk.post("/dashboard/markets/pl/", {"do": "open"}, follow=True).text
    )
    assert clerk.get("/en-pl/").status_code == 404
    page = clerk.post("/dashboard/markets/pl/delivery/new/", METHOD)
    assert page.status_code == 302, page.text
    assert missing(poland) == ["Legal pages", "Prices"]
    clerk.post("/dashboard/legal/pl/", {"do": "add"})
    assert missing(poland) == ["Prices"]
    set_price(product=product, market=poland, amount=Decimal(80), start=SINCE)
    clerk.post("/dashboard/markets/pl/", {"do": "open"})
    poland.refresh_from_db()
    assert poland.is_open
    assert clerk.get("/en-pl/").status_code == 200
    assert LogEntry.objects.filter(change_message="Market opened").count() == 1


def test_another_market_becomes_the_default_once_it_can_sell(
    world: RightsWorld, clerk: Client, poland: Market
) -> None:
    former = Market.objects.get(is_default=True)
    default = ("/dashboard/markets/pl/", {"do": "default"})
    clerk.post(*default)
    assert Market.objects.get(is_default=True) == former
    clerk.post("/dashboard/markets/pl/delivery/new/", METHOD)
    set_price(product=world.product(), market=poland, amount=Decimal(80), start=SINCE)
    clerk.post("/dashboard/legal/pl/", {"do": "add"})
    clerk.post(*default)
    assert Market.objects.get(is_default=True) == former
    clerk.post("/dashboard/markets/pl/", {"do": "open"})
    clerk.post(*default)
    assert Market.objects.get(is_default=True) == poland
    clerk.post(f"/dashboard/markets/{former.code}/", {"do": "close"})
    former.refresh_from_db()
    assert not former.is_open


def test_tax_and_destinations_are_asked_for(world: RightsWorld, poland: Market) -> None:
    poland.ship_to.set(["PL", "KP"])
    assert "Tax rates" in missing(poland)
    poland.ship_to.clear()
    assert "Destinations" in missing(poland)


def test_removing_the_last_method_of_an_open_market_is_an_alert(
    world: RightsWorld, clerk: Client
) -> None:
    product = world.product()
    method = DeliveryMethod.objects.get(market__code="de")
    codes = {
        market.code for market in product_statuses([product], database_now())[product.pk].markets
    }
    assert "de" in codes
    address = f"/dashboard/markets/de/delivery/{method.pk}/remove/"
    assert clerk.get(address).status_code == 200
    answer = clerk.post(address, follow=True)
    assert "has no delivery to" in answer.text
    stood = product_statuses([product], database_now())[product.pk]
    assert "de" not in {market.code for market in stood.markets}
    assert "NO_DELIVERY" in stood.reasons
    boss = signed_in(role="staff", is_staff=True, is_superuser=True)
    assert "is open but not complete" in boss.get("/dashboard/").text
    shop_page = Client().get(f"/de-de/p/{product.slug or '-'}/{product.upc}/")
    assert "Dorthin liefern wir nicht" in shop_page.text


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"territories": "PL QQ"}, "QQ: the market does not deliver there"),
        ({"days_max": "1"}, "Enter at least the minimum number of days"),
        ({"amount": "-1"}, "amount"),
        ({"amount": "x"}, "Enter a number."),
        ({"code": "drone"}, "Select a valid choice"),
        ({"amount": "9.999"}, "no more than 2 decimal places"),
    ],
)
def test_a_delivery_method_names_the_wrong_field(
    clerk: Client, poland: Market, change: dict[str, str], message: str
) -> None:
    answer = clerk.post("/dashboard/markets/pl/delivery/new/", METHOD | change)
    assert answer.status_code == 422
    assert message in answer.text
    assert not DeliveryMethod.objects.filter(market=poland).exists()


def test_two_methods_of_one_kind_do_not_share_a_destination(clerk: Client, poland: Market) -> None:
    clerk.post("/dashboard/markets/pl/delivery/new/", METHOD)
    answer = clerk.post("/dashboard/markets/pl/delivery/new/", METHOD)
    assert "There is already such a delivery method for PL." in answer.text
    method = DeliveryMethod.objects.get(market=poland)
    edited = METHOD | {"amount": "12.00", "free_over": "100"}
    clerk.post(f"/dashboard/markets/pl/delivery/{method.pk}/", edited)
    method.refresh_from_db()
    assert (method.amount, method.free_over) == (Decimal(12), Decimal(100))


def test_a_yen_has_no_decimals(world: RightsWorld, clerk: Client) -> None:
    wrong = METHOD | {"territories": "JP", "amount": "500.50"}
    assert "JPY has no decimals" in clerk.post("/dashboard/markets/jp/delivery/new/", wrong).text


def test_an_exchange_rate_is_recorded_once(clerk: Client) -> None:
    rate = {"day": "2026-11-20", "base": "eur", "quote": "CHF", "rate": "0.94", "source": "ECB"}
    assert clerk.post("/dashboard/markets/rates/", rate).status_code == 302
    assert FxRate.objects.get().base == "EUR"
    again = clerk.post("/dashboard/markets/rates/", rate)
    assert "already" in again.text
    for wrong in ({"rate": "0"}, {"base": "XXQ"}, {"quote": "EUR"}, {"source": ""}):
        day = {"day": "2026-11-21"}
        assert clerk.post("/dashboard/markets/rates/", rate | day | wrong).status_code == 422
    assert FxRate.objects.count() == 1


def test_the_default_market_stays_open(world: RightsWorld) -> None:
    with pytest.raises(DefaultMarketStays):
        close_market(market=Market.objects.get(is_default=True), by_id=None)


def test_a_new_market_of_the_admin_is_closed(world: RightsWorld) -> None:
    boss = signed_in(role="staff", is_staff=True, is_superuser=True)
    answer = boss.post(
        "/admin/markets/market/add/",
        {
            "code": "pl",
            "name": "Poland",
            "currency": "PLN",
            "languages": "en",
            "prices_include_tax": "on",
            "home": "PL",
            "ship_to": ["PL"],
            "selling_entity": SellingEntity.objects.first().pk,
            "position": "9",
        },
    )
    assert answer.status_code == 302
    assert not Market.objects.get(code="pl").is_open


@pytest.mark.parametrize("path", ["", "fr/", "fr/delivery/new/", "rates/"])
def test_each_page_asks_for_its_permission(world: RightsWorld, path: str) -> None:
    assert staff_with("order.view_order").get(f"/dashboard/markets/{path}").status_code == 403
    assert User.objects.filter(is_superuser=True).count() == 0
