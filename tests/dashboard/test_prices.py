"""Price lists by market: prices from now on, planned ones and sales, one by one or by a file."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from catalog.models import Product
from shop.commerce.markets.models import Market
from shop.commerce.pricing.models import MarketPrice
from shop.commerce.pricing.price_changes import set_price
from shop.commerce.pricing.services import prices_at
from shop.platform.database.clock import database_now
from tests.dashboard.conftest import staff_with
from tools.testing.factories.catalog import RightsWorld

PRICES = "/dashboard/prices/"


@pytest.fixture
def product(world: RightsWorld) -> Product:
    return world.product(sku="PIN-1", prices={"fr": Decimal(20)})


@pytest.fixture
def clerk(product: Product) -> Client:
    return staff_with("pricing.view_marketprice", "pricing.add_marketprice")


def upload(client: Client, text: str) -> Any:
    return client.post(f"{PRICES}import/", {"file": SimpleUploadedFile("p.csv", text.encode())})


def download(client: Client, **filters: str) -> str:
    answer = client.get(PRICES, {"format": "csv", **filters})
    return b"".join(answer.streaming_content).decode()


def price_on(product: Product, day: datetime) -> Decimal:
    return prices_at([product], Market.objects.get(code="fr"), day)[product.pk]


def rows() -> list[Any]:
    return list(MarketPrice.objects.order_by("market", "valid").values_list("amount", "valid"))


def test_after_a_sale_the_price_before_it_applies_again(clerk: Client, product: Product) -> None:
    form = {"market": "fr", "sku": "pin-1", "amount": "15", "begins": "2030-07-01"}
    answer = clerk.post(f"{PRICES}new/", form | {"ends": "2030-07-14"})
    assert answer.status_code == 302, answer.context["form"].errors
    paris = [
        (datetime(2030, 6, 30, 21, 59, tzinfo=UTC), 20),
        (datetime(2030, 6, 30, 22, 0, tzinfo=UTC), 15),
        (datetime(2030, 7, 14, 21, 59, tzinfo=UTC), 15),
        (datetime(2030, 7, 14, 22, 0, tzinfo=UTC), 20),
    ]
    assert [price_on(product, at) for at, _ in paris] == [amount for _, amount in paris]
    assert "2030-06-30 22:00" in clerk.get(PRICES, {"market": "fr"}).text


def test_a_price_without_an_end_replaces_those_that_follow(clerk: Client, product: Product) -> None:
    form = {"market": "fr", "sku": "PIN-1", "amount": "15", "begins": "2030-07-01"}
    clerk.post(f"{PRICES}new/", form | {"ends": "2030-07-14"})
    clerk.post(f"{PRICES}new/", form | {"begins": "", "amount": "18"})
    now = database_now()
    assert price_on(product, now) == price_on(product, now + timedelta(days=9999)) == 18
    assert price_on(product, now - timedelta(days=1)) == 20


def test_a_price_list_is_imported_again_without_a_change(clerk: Client, product: Product) -> None:
    form = {"market": "fr", "sku": "PIN-1", "amount": "15"}
    clerk.post(f"{PRICES}new/", form | {"begins": "2030-07-01", "ends": "2030-07-14"})
    clerk.post(f"{PRICES}new/", form | {"begins": "2031-07-01T08:00", "ends": "2031-07-02T09:30"})
    text, before = download(clerk), rows()
    assert text.count("PIN-1") == len(before) == 5
    assert upload(clerk, text).status_code == 302
    assert rows() == before
    assert download(clerk, market="jp").count("PIN-1") == 0


def test_a_list_with_a_wrong_row_changes_nothing(clerk: Client, product: Product) -> None:
    before = rows()
    text = (
        "market,sku,amount,begins,ends\n"
        "fr,PIN-1,19,,\n"
        "fr,PIN-9,19,,\n"
        "zz,PIN-1,19,,\n"
        "jp,PIN-1,19.50,,\n"
        "fr,PIN-1,0,,\n"
        "fr,PIN-1,19,2020-01-01,\n"
        "fr,PIN-1,19,2031-01-02,2031-01-01\n"
        "fr,PIN-1,19,soon,\n"
        "fr,PIN-1,1e99,,\n"
    )
    answer = upload(clerk, text)
    named = [(problem.row, problem.column) for problem in answer.context["problems"]]
    assert named == [
        (3, "sku"),
        (4, "market"),
        (5, "amount"),
        (6, "amount"),
        (7, "begins"),
        (8, "ends"),
        (9, "begins"),
        (10, "amount"),
    ]
    assert rows() == before


def test_the_same_price_again_is_no_new_row(product: Product) -> None:
    now, market = database_now(), Market.objects.get(code="fr")
    terms = {"product": product, "market": market, "by_id": None, "at": now}
    assert set_price(**terms, amount=Decimal(20), begin=now) == MarketPrice.objects.get()
    assert MarketPrice.objects.count() == 1


def test_reading_prices_needs_its_permission(product: Product) -> None:
    reader = staff_with("pricing.view_marketprice")
    assert "Add a price" not in reader.get(PRICES).text
    assert reader.get(f"{PRICES}new/").status_code == 403
    assert staff_with("order.view_order").get(PRICES).status_code == 403
