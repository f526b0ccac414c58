"""Promotions in the dashboard: made, previewed, changed, ended, and their codes downloaded."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from shop.commerce.promotions.models import CustomerGroup, MinimumPrice, PromotionTerms
from shop.oscar.offers import ConditionalOffer, Range, Voucher
from tests.dashboard.conftest import signed_in
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.factories.promotions import make_promotion

NEW = "/dashboard/promotions/new/"
TYPED: dict[str, Any] = {
    "name": "Winter",
    "title_en": "Winter sale",
    "title_fr": "Soldes d’hiver",
    "markets": ["fr"],
    "gives": "Percentage",
    "gives_value": "25",
    "asks": "Count",
    "asks_for": "1",
    "priority": "0",
    "combines": "all",
    "usage": Voucher.MULTI_USE,
}


@pytest.fixture
def staff(world: RightsWorld) -> Client:
    return signed_in(role="staff", is_staff=True, is_superuser=True)


def test_a_promotion_is_previewed_then_saved_with_a_code_for_two_markets(
    world: RightsWorld, staff: Client
) -> None:
    world.product(sku="PIN-1")
    typed = TYPED | {
        "markets": ["fr", "jp"],
        "needs_code": "on",
        "code": "winter",
        "basket": "PIN-1 2",
        "begins": "2040-01-01",
    }
    page = staff.post(NEW, typed | {"preview": "1"}, follow=True).content.decode()
    assert "this promotion applies to the basket" in page
    assert "30" in page  # 40 euros less a quarter
    assert not ConditionalOffer.objects.exists()
    page = staff.post(NEW, typed, follow=True).content.decode()
    assert "Winter (fr)" in page
    assert Voucher.objects.get(code="WINTER").offers.count() == 2
    starts = {row.market.code: row.offer.start_datetime for row in PromotionTerms.objects.all()}
    assert starts == {
        "fr": datetime(2039, 12, 31, 23, tzinfo=UTC),  # midnight in Paris
        "jp": datetime(2039, 12, 31, 15, tzinfo=UTC),  # and in Tokyo
    }


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"gives_value": "0"}, "Enter a value above 0."),
        ({"skus": "NONE-1"}, "No product has these SKUs: NONE-1."),
        ({"begins": "tomorrow"}, "is not a date and time"),
        ({"combines": "group"}, "Enter the group within which it combines."),
        ({"code": "WINTER"}, "Choose this for a promotion with a code."),
        ({"markets": ["fr", "jp"], "gives": "Absolute"}, "Amounts are in one currency."),
        ({"gives": "Multibuy", "asks_for": "3"}, "Enter how many units of a set are reduced"),
        ({"ends": "2020-01-01"}, "The end must be after the start."),
    ],
)
def test_what_is_wrong_is_said_at_the_field(
    staff: Client, fields: dict[str, Any], message: str
) -> None:
    answer = staff.post(NEW, TYPED | fields, follow=True)
    assert message in answer.content.decode()
    assert not ConditionalOffer.objects.exists()


def test_a_running_promotion_gets_codes_and_ends(world: RightsWorld, staff: Client) -> None:
    offer = make_promotion("Fans", code="FANS")
    address = f"/dashboard/promotions/{offer.pk}/"
    staff.post(f"{address}codes/new/", {"name": "Batch", "count": "3", "begins_with": "GO"})
    lines = b"".join(staff.get(f"{address}codes/").streaming_content).decode().splitlines()
    assert len(lines) == 5
    assert sum(line.startswith("GO") for line in lines) == 3
    page = staff.post(address, {"ends": "", "most_uses": "10", "most_amount": ""}, follow=True)
    assert "0 orders of 10" in page.content.decode()
    page = staff.post(f"{address}end/", follow=True)
    assert "ended" in page.content.decode()
    page = staff.post(address, {"ends": "", "most_uses": "", "most_amount": ""}, follow=True)
    assert "This promotion has ended." in page.content.decode()
    assert "Fans" in staff.get("/dashboard/promotions/?q=fans").content.decode()
    rows = b"".join(staff.get("/dashboard/promotions/?format=csv").streaming_content).decode()
    assert "Fans,Fans,fr,ended" in rows
    copy = staff.get(f"{NEW}?copy={offer.pk}").context["form"]
    assert (copy["name"].value(), copy["gives_value"].value()) == ("Fans (copy)", 10)
    assert staff.get(f"{NEW}?copy=999999").status_code == 404


def test_groups_collections_and_minimum_prices_are_entered(
    world: RightsWorld, staff: Client
) -> None:
    world.product(sku="PIN-1")
    member = UserFactory(email="fan@example.org")
    staff.post("/dashboard/customer-groups/new/", {"name": "Club", "emails": "FAN@example.org"})
    assert list(CustomerGroup.objects.get().members.all()) == [member]
    page = staff.post(
        "/dashboard/customer-groups/new/", {"name": "Other", "emails": "no@example.org"}
    )
    assert page.status_code == 422
    assert CustomerGroup.objects.count() == 1
    staff.post("/dashboard/collections/new/", {"name": "Pins", "skus": "PIN-1"})
    assert Range.objects.get(is_public=True).included_products.count() == 1
    agreement = world.agreement()
    staff.post(
        "/dashboard/minimum-prices/new/",
        {"agreement": agreement.number, "market": "fr", "amount": "12.00"},
    )
    assert MinimumPrice.objects.get().amount == Decimal(12)
    page = staff.post(
        "/dashboard/prices/new/", {"market": "fr", "sku": "PIN-1", "amount": "11.99"}, follow=True
    )
    assert "allows no price below 12.00 EUR" in page.content.decode()


def test_a_planned_promotion_is_changed_and_a_running_one_is_not(
    world: RightsWorld, staff: Client
) -> None:
    world.product(sku="PIN-1")
    staff.post(NEW, TYPED | {"begins": "2040-01-01", "skus": "PIN-1"})
    offer = ConditionalOffer.objects.get()
    address = f"/dashboard/promotions/{offer.pk}/edit/"
    form = staff.get(address).context["form"]
    typed = {name: value for name, value in form.initial.items() if value is not None}
    typed = {name: "" if value is False else value for name, value in typed.items()}
    page = staff.post(address, typed | {"gives_value": "40"}, follow=True)
    assert "Promotion saved." in page.content.decode()
    offer.refresh_from_db()
    assert (offer.benefit.value, offer.benefit.range.included_products.count()) == (40, 1)
    running = make_promotion("Running")
    page = staff.post(f"/dashboard/promotions/{running.pk}/edit/", typed, follow=True)
    assert "This promotion has begun." in page.content.decode()
