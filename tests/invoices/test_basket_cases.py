"""Worked cases of whole baskets: rounding by line, divided discounts, gift cards and delivery.

The expected amounts in `data/basket_cases.csv` were calculated by hand. Delivery costs 5.00.
"""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from catalog.models import Product
from shop.commerce.fulfillment.models import DeliveryMethod
from shop.orders.checkout.basket_quote import quote_basket
from shop.orders.checkout.baskets import add_to_basket
from shop.orders.checkout.order_taxation import taxation_snapshot
from shop.oscar.basket.models import Basket
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.giftcards import make_gift_card
from tools.testing.factories.orders import destination
from tools.testing.factories.vouchers import make_voucher

DATA = Path(__file__).parent / "data/basket_cases.csv"
CASES = list(csv.DictReader(DATA.read_text(encoding="utf-8").splitlines()))


def articles(world: RightsWorld, case: dict[str, str]) -> list[tuple[int, Product]]:
    """Create the articles of a case, such as `3x19.99:standard`, with their quantities."""
    made = []
    for number, text in enumerate(case["lines"].split("+")):
        quantity, _, rest = text.partition("x")
        price, _, tax_class = rest.partition(":")
        prices = {case["market"]: Decimal(price)}
        product = world.product(sku=f"CASE-{number}", prices=prices, tax_class=tax_class)
        made.append((int(quantity), product))
    return made


def reduce(basket: Basket, case: dict[str, str]) -> None:
    """Put the voucher and the gift card of a case into a basket."""
    currency, text = basket.market.currency, case["voucher"]
    if text.endswith("%"):
        basket.voucher_code = make_voucher(percent=text.removesuffix("%")).code
    elif text:
        basket.voucher_code = make_voucher(amount=text, currency=currency).code
    if case["card"]:
        basket.gift_card = make_gift_card(case["card"], currency).card
    basket.save()


@pytest.mark.parametrize("case", CASES, ids=[f"{c['case']}-{c['country']}" for c in CASES])
def test_worked_basket(world: RightsWorld, case: dict[str, str]) -> None:
    DeliveryMethod.objects.update(free_over=None)
    there = destination(case["market"], case["country"], region=case["region"])
    basket = Basket(market=there.market, ship_to_id=case["country"])
    for quantity, product in articles(world, case):
        add_to_basket(basket=basket, product=product, quantity=quantity, destination=there)
    reduce(basket, case)
    quote = quote_basket(basket, there)
    found = {
        "discount": quote.discount,
        "lines_net": [line.total.excl for line in quote.lines],
        "lines_gross": [line.total.incl for line in quote.lines],
        "tax": quote.tax,
        "total": quote.total_incl,
        "to_pay": quote.to_pay,
    }
    lists = {"lines_net", "lines_gross"}
    expected = {
        name: [Decimal(part) for part in case[name].split("+")]
        if name in lists
        else Decimal(case[name])
        for name in found
    }
    assert found == expected, case["source"]


@pytest.mark.parametrize(
    ("market", "country", "region", "declared"), [("us", "US", "CA", "CA"), ("fr", "IT", "MI", "")]
)
def test_only_a_state_that_taxes_is_named_in_the_return(
    world: RightsWorld, market: str, country: str, region: str, declared: str
) -> None:
    there = destination(market, country, region=region)
    basket = Basket(market=there.market, ship_to_id=country)
    add_to_basket(basket=basket, product=world.product(), quantity=1, destination=there)
    assert taxation_snapshot(quote_basket(basket, there))["region"] == declared
