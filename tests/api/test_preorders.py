"""Pre-orders in the API: lines have a shipping day, and a changed day refuses the purchase."""

from datetime import date

import pytest

from catalog.models import Product
from shop.oscar.order.models import Order
from shop.oscar.partner.models import StockRecord
from tests.api.reading import assert_problem
from tests.api.test_buying import BASKETS, filled, purchase, send
from tools.testing.factories.catalog import RightsWorld
from tools.testing.stripe_harness import Sandbox

JUNE, JULY = date(2027, 6, 5), date(2027, 7, 1)


@pytest.fixture
def mug(world: RightsWorld) -> Product:
    """Return an article of which five are announced for June and none is in stock."""
    product = world.product(sku="MUG-1", stock=0)
    world.announce(product, 5, ships_on=JUNE)
    return product


def test_a_line_to_come_is_not_in_stock_and_names_its_day(world: RightsWorld, mug: Product) -> None:
    world.product(sku="PIN-1")
    basket = filled("MUG-1")
    body = send(f"{BASKETS}{basket['token']}/lines/", {"sku": "PIN-1"}).json()
    lines = {line["sku"]: (line["in_stock"], line["ships_on"]) for line in body["lines"]}
    assert lines == {"MUG-1": (False, "2027-06-05"), "PIN-1": (True, None)}
    assert body["ships_on"] == "2027-06-05"


def test_a_purchase_names_the_day_that_was_not_agreed(
    world: RightsWorld, stripe: Sandbox, mug: Product
) -> None:
    basket = filled("MUG-1")
    StockRecord.objects.filter(ships_on=JUNE).update(ships_on=JULY)
    for key, agreed in (("seen", "2027-06-05"), ("unseen", None)):
        refused = purchase(basket, key=key, ships_on=agreed)
        assert_problem(refused, 409, "quote_changed")
        body = refused.json()
        changed = (body["field"], body["expected"], body["actual"])
        assert changed == ("ships_on", agreed, "2027-07-01")
    assert not Order.objects.exists()
    assert purchase(basket, key="new", ships_on="2027-07-01").status_code == 201


def test_a_purchase_names_both_totals(world: RightsWorld, stripe: Sandbox, mug: Product) -> None:
    basket = filled("MUG-1")
    total = basket["total_minor"]
    refused = purchase(basket, expected_minor=total - 100, ships_on="2027-06-05")
    assert_problem(refused, 409, "quote_changed")
    body = refused.json()
    assert (body["field"], body["expected"], body["actual"]) == ("total", total - 100, total)
