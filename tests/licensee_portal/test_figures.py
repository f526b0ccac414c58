"""Stock, sales and agreements of a licensee, as it sees them."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from licensing.models import Licensee
from shop.commerce.inventory.models import StockMovement
from shop.finance.royalties.models import RoyaltyAccrual
from shop.finance.royalties.sales import sales_of
from shop.orders.aftersales.refunds import RefundRequest, refund_part
from shop.oscar.order.models import Order
from shop.oscar.partner.models import StockRecord
from tests.licensee_portal.conftest import member
from tests.licensee_portal.parcels import PaidOrder, shared_order
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import LicenseeFactory
from tools.testing.stripe_harness import Sandbox

KEY = "0190a3c4-0000-7000-8000-000000000001"


@pytest.fixture
def other(prepared_order: PaidOrder) -> Licensee:
    return prepared_order.other


def csv_of(client: Client, path: str) -> list[str]:
    answer: Any = client.get(path, {"format": "csv"})
    return b"".join(answer.streaming_content).decode().splitlines()


def test_stock_is_listed_with_what_is_free(order: Order, owner: Client) -> None:
    (row,) = csv_of(owner, "/licensee/stock/")[1:]
    assert row == "OWN-1,Own pin,,Main warehouse,50,0,2,48"
    assert "Own pin" in owner.get("/licensee/stock/", {"q": "own"}).text
    assert "Own pin" not in owner.get("/licensee/stock/", {"only": "sold_out"}).text


def test_stock_is_corrected_once_with_a_reason_and_its_author(
    world: RightsWorld, licensee: Licensee
) -> None:
    record = StockRecord.objects.get(product=world.product(sizes=["S"]).children.get())
    packer = member(licensee, "logistics")
    address = f"/licensee/stock/{record.pk}/"
    for _ in range(2):
        packer.post(address, {"key": KEY, "change": "-3", "reason": "broken"})
    record.refresh_from_db()
    assert record.num_in_stock == 7
    movement = StockMovement.objects.get(kind="ADJUSTED")
    assert (movement.reason, movement.by.licensee) == ("broken", licensee)
    assert "broken" in packer.get(address).text


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"change": "-49", "reason": "gone"}, "2 units are reserved or sold"),
        ({"change": "0", "reason": "gone"}, "This would not change anything."),
        ({"change": "x", "reason": "gone"}, "Enter a whole number."),
        ({"change": "1", "reason": ""}, "This field is required."),
        ({"change": "99999999999999", "reason": "gone"}, "less than or equal"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_with_a_sentence(
    order: Order, owner: Client, sent: dict[str, str], said: str
) -> None:
    record = StockRecord.objects.get(product__upc="OWN-1")
    answer = owner.post(f"/licensee/stock/{record.pk}/", sent | {"key": KEY})
    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="gone"' in answer.text or not sent["reason"]


def test_sales_count_own_units_net_of_tax_and_what_went_back(
    world: RightsWorld, order: Order, licensee: Licensee, other: Licensee
) -> None:
    (before,) = sales_of(licensee)
    line = order.lines.get(upc="OWN-1")
    assert (before.units, before.net) == (2, line.line_price_excl_tax)
    refund_part(RefundRequest("r", order.number, {line.pk: 1}, False, "broken", world.officer_id))
    (after,) = sales_of(licensee)
    assert (after.units, after.currency) == (1, "EUR")
    assert after.net == line.line_price_excl_tax - line.refunds.get().excl
    assert after.month == order.date_placed.date().replace(day=1)
    assert sales_of(other)[0].units == 2


def test_royalties_are_those_of_the_ledger(world: RightsWorld, stripe: Sandbox) -> None:
    rival: Licensee = LicenseeFactory()
    agreement = world.agreement(royalty_rate=Decimal("0.1"))
    world.product(sku="OWN-1", title="Own pin", agreement=agreement)
    world.product(sku="RIVAL-1", title="Rival pin", agreement=world.agreement(licensee=rival))
    order = shared_order(world, stripe, rival)
    (own,) = sales_of(world.licensee)
    earned = RoyaltyAccrual.objects.get(order_line__order=order, agreement=agreement).earned
    assert own.royalty == earned > 0


def test_sales_are_shown_as_a_table_and_as_bars(order: Order, licensee: Licensee) -> None:
    earlier = order.date_placed - timedelta(days=40)
    Order.objects.update(date_placed=earlier)
    page = member(licensee, "finance").get("/licensee/sales/").text
    assert page.count('<rect width="100%"') == 2  # one month, one market
    assert f"{earlier:%b %Y}" in page
    assert "Rival" not in page
    rows = csv_of(member(licensee, "finance"), "/licensee/sales/")
    assert rows[1].startswith(f"{earlier:%Y-%m},France,2,")


def test_agreements_say_what_each_mark_may_be_used_for(
    world: RightsWorld, licensee: Licensee, other: Licensee, owner: Client
) -> None:
    own = world.agreement(include=["FR", "DE"])
    foreign = world.agreement(licensee=other)
    listed = owner.get("/licensee/agreements/").text
    assert (str(own) in listed, str(foreign) in listed) == (True, False)
    page = owner.get(f"/licensee/agreements/{own.pk}/").text
    for fact in (world.mark.name, world.category.name, "DE, FR", "Web shop, App", "timeline"):
        assert fact in page
    (row,) = csv_of(owner, f"/licensee/agreements/{own.pk}/")[1:]
    assert row.startswith(f'{world.mark.name},{world.category.name},"DE, FR","Web shop, App"')
    for change in ("draft", "edit", "revoke"):
        assert f">{change}" not in page.lower()
