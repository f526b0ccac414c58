"""Count the SQL statements of each step of a purchase: few, and the same for many lines.

Counted as in a process that has served its first purchase: with limits in force, and with the
statements that begin and end transactions.
"""

from decimal import Decimal

import pytest

from catalog.models import Product
from shop.commerce.promotions.terms import Gives
from tests.orders.buying_steps import Steps, buy_by_api, buy_by_pages
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.factories.promotions import make_promotion
from tools.testing.factories.vouchers import make_voucher
from tools.testing.stripe_harness import Sandbox

GUEST = {
    "first add": 5,
    "basket": 5,
    "checkout": 21,
    "pay page": 6,
    "return": 2,
}
# The session and the account.
SIGNED_IN = {
    "first add": 8,
    "basket": 7,
    "checkout": 24,
    "pay page": 7,
    "return": 2,
}
# The voucher is read in a quote, and its use is counted.
VOUCHER = {"basket": 1, "checkout": 2}
# Discounts of promotions are stored and their uses counted; the promotions are remembered.
PROMOTIONS = {"checkout": 2}
API = {
    "open basket": 7,
    "first line": 10,
    "read basket": 6,
    "place order": 26,
    "read order": 5,
    "return": 8,  # with the documents of the paid order
}


def products_of(world: RightsWorld, lines: int) -> list[Product]:
    agreement = world.agreement()
    return [world.product(sku=f"PIN-{number}", agreement=agreement) for number in range(lines)]


def counted(steps: Steps, expected: dict[str, int]) -> dict[str, int]:
    return {step: steps.counts[step] for step in expected}


@pytest.mark.parametrize("signed_in", [False, True], ids=["guest", "signed in"])
@pytest.mark.parametrize("lines", [1, 5], ids=["1 line", "5 lines"])
@pytest.mark.parametrize("voucher", ["", "TENTH"], ids=["plain", "voucher"])
def test_a_purchase_costs_the_same_few_statements(
    world: RightsWorld, stripe: Sandbox, limits: None, *, signed_in: bool, lines: int, voucher: str
) -> None:
    products, buyer = products_of(world, lines), UserFactory() if signed_in else None
    if voucher:
        make_voucher(voucher)
    buy_by_pages(stripe, products[:1], buyer=buyer)  # the process and the account have bought once
    steps = buy_by_pages(stripe, products, buyer=buyer, voucher=voucher)
    expected = dict(SIGNED_IN if signed_in else GUEST)
    for step, further in VOUCHER.items() if voucher else ():
        expected[step] += further
    assert counted(steps, expected) == expected
    if lines > 1:
        assert steps.counts["add"] == (8 if signed_in else 6)


def test_promotions_cost_two_statements_however_many_apply(
    world: RightsWorld, stripe: Sandbox, limits: None
) -> None:
    products = products_of(world, 5)
    make_promotion("Each")
    make_promotion("Two", asks_for=Decimal(2))
    make_promotion("Delivery", gives=Gives.DELIVERY, gives_value=Decimal(100))
    buy_by_pages(stripe, products[:1])
    steps = buy_by_pages(stripe, products)
    expected = {step: count + PROMOTIONS.get(step, 0) for step, count in GUEST.items()}
    assert counted(steps, expected) == expected
    assert steps.counts["add"] == 6


@pytest.mark.parametrize("lines", [1, 5], ids=["1 line", "5 lines"])
def test_a_purchase_of_an_app_costs_the_same_few_statements(
    world: RightsWorld, stripe: Sandbox, limits: None, lines: int
) -> None:
    products = products_of(world, lines)
    buy_by_api(stripe, products[:1])
    steps = buy_by_api(stripe, products)
    assert counted(steps, API) == API
