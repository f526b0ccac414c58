"""Promotions in a basket: what they give on each line, how they combine, and where they stop."""

from collections.abc import Callable
from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest

from catalog.models import Product
from licensing.services import revoke_agreement
from shop.commerce.fulfillment.models import DeliveryMethod
from shop.commerce.markets.models import Market
from shop.commerce.promotions.models import MinimumPrice
from shop.commerce.promotions.terms import Asks, Gives
from shop.orders.checkout.basket_quote import quote_basket
from shop.orders.checkout.placement import begin_payment
from shop.orders.checkout.quote import Quote
from shop.orders.invariants.registry import check_invariants
from shop.platform.database.clock import database_now
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import basket_with, destination, request_for
from tools.testing.factories.promotions import make_promotion
from tools.testing.factories.vouchers import basket_using, make_voucher
from tools.testing.stripe_harness import Sandbox

type Built = tuple[RightsWorld, list[Product]]


@pytest.fixture(scope="module")
def built(build_once: Callable[..., Built]) -> Built:
    """Build a shop with three articles of 20, 12.99 and 7.01 euros for all tests."""

    def build(world: RightsWorld) -> Built:
        agreement = world.agreement()
        prices = (Decimal(20), Decimal("12.99"), Decimal("7.01"))
        return world, [
            world.product(sku=f"PIN-{n}", agreement=agreement, prices={"fr": price})
            for n, price in enumerate(prices)
        ]

    return build_once(build)


@pytest.fixture
def articles(built: Built, db: None) -> list[Product]:
    return deepcopy(built[1])


def amounts(quote: Quote) -> list[Decimal]:
    return [line.full.incl - line.total.incl for line in quote.lines]


def given(quote: Quote) -> dict[str, Decimal]:
    return {each.titles["en"]: each.amount for each in quote.promotions}


@pytest.mark.parametrize(
    ("fields", "quantity", "expected"),
    [
        ({"gives_value": Decimal(15)}, 3, ["9.00", "5.85", "3.15"]),
        ({"gives": Gives.AMOUNT_EACH, "gives_value": Decimal(2)}, 2, ["4.00", "4.00", "4.00"]),
        ({"gives": Gives.AMOUNT, "gives_value": Decimal(10)}, 1, ["5.00", "3.25", "1.75"]),
        ({"gives": Gives.AMOUNT, "gives_value": Decimal(99)}, 1, ["20.00", "12.99", "7.01"]),
        (
            {
                "gives": Gives.FREE_UNITS,
                "gives_value": Decimal(100),
                "asks_for": Decimal(3),
                "free": 1,
            },
            1,
            ["0.00", "0.00", "7.01"],
        ),
        (
            {
                "gives": Gives.FREE_UNITS,
                "gives_value": Decimal(50),
                "asks_for": Decimal(2),
                "free": 1,
            },
            2,
            ["0.00", "6.50", "7.02"],  # half of 12.99 and twice half of 7.01, each rounded up
        ),
        (
            {"gives": Gives.SET_PRICE, "gives_value": Decimal(30), "asks_for": Decimal(3)},
            1,
            ["5.00", "3.25", "1.75"],
        ),
        (
            {"gives": Gives.SET_PRICE, "gives_value": Decimal(45), "asks_for": Decimal(3)},
            1,
            ["0.00", "0.00", "0.00"],  # a set that costs less than its price stays as it is
        ),
        (
            {"asks": Asks.AMOUNT, "asks_for": Decimal(40), "gives_value": Decimal(10)},
            1,
            ["2.00", "1.30", "0.70"],
        ),
        (
            {"asks": Asks.AMOUNT, "asks_for": Decimal("40.01"), "gives_value": Decimal(10)},
            1,
            ["0.00", "0.00", "0.00"],
        ),
    ],
)
def test_a_promotion_gives_each_line_its_part_to_the_cent(
    articles: list[Product], fields: dict[str, Any], quantity: int, expected: list[str]
) -> None:
    make_promotion(**fields)
    quote = quote_basket(basket_with(*articles, quantity=quantity), destination())
    assert [str(amount) for amount in amounts(quote)] == expected
    assert sum(given(quote).values(), Decimal(0)) == sum(amounts(quote), Decimal(0))


def test_a_promotion_of_listed_products_leaves_the_others_alone(articles: list[Product]) -> None:
    make_promotion(products=articles[:1], gives_value=Decimal(50))
    quote = quote_basket(basket_with(*articles), destination())
    assert amounts(quote) == [Decimal(10), Decimal(0), Decimal(0)]


def test_a_promotion_of_another_market_or_of_the_past_gives_nothing(
    articles: list[Product],
) -> None:
    make_promotion("Japan", market="jp")
    quote = quote_basket(basket_with(*articles), destination())
    assert quote.promotions == []


def test_free_delivery_applies_to_the_cheapest_method_alone(articles: list[Product]) -> None:
    market = Market.objects.get(code="fr")
    DeliveryMethod.objects.create(
        market=market, code="express", amount=Decimal(15), days_min=1, days_max=1
    )
    make_promotion("Free delivery", gives=Gives.DELIVERY, gives_value=Decimal(100))
    basket = basket_with(articles[0])
    quote = quote_basket(basket, destination())
    assert (quote.total_incl, given(quote)) == (Decimal(20), {"Free delivery": Decimal(5)})
    express = quote_basket(basket, destination(), delivery_code="express")
    assert (express.total_incl, given(express)) == (Decimal(35), {})


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({}, {}, {"First": "2.00", "Second": "1.80"}),
        ({"exclusive": True}, {}, {"First": "2.00"}),
        ({}, {"exclusive": True}, {"First": "2.00"}),
        ({"exclusive": True, "stacking_group": "a"}, {"exclusive": True}, {"First": "2.00"}),
        (
            {"exclusive": True, "stacking_group": "a"},
            {"exclusive": True, "stacking_group": "a"},
            {"First": "2.00", "Second": "1.80"},
        ),
        ({"priority": -1}, {"exclusive": True}, {"Second": "2.00"}),
    ],
)
def test_promotions_combine_as_their_terms_say(
    articles: list[Product],
    first: dict[str, Any],
    second: dict[str, Any],
    expected: dict[str, str],
) -> None:
    make_promotion("First", **first)
    make_promotion("Second", **second)
    quote = quote_basket(basket_with(articles[0]), destination())
    assert {name: str(amount) for name, amount in given(quote).items()} == expected


def test_a_discount_stops_at_the_minimum_price_of_the_license(
    built: Built, articles: list[Product]
) -> None:
    agreement = built[0].agreement()
    MinimumPrice.objects.create(
        agreement=agreement, market=Market.objects.get(code="fr"), amount=Decimal(12)
    )
    make_promotion(gives_value=Decimal(50))
    quote = quote_basket(basket_with(*articles, quantity=2), destination())
    # 20.00 may fall to 12.00, 12.99 to 12.00; 7.01 is below already and is not reduced.
    assert amounts(quote) == [Decimal(16), Decimal("1.98"), Decimal(0)]


def test_an_agreement_that_is_closed_sets_no_minimum_price(
    built: Built, articles: list[Product]
) -> None:
    agreement = built[0].agreement()
    MinimumPrice.objects.create(
        agreement=agreement, market=Market.objects.get(code="fr"), amount=Decimal(20)
    )
    make_promotion(gives_value=Decimal(50))
    basket = basket_with(articles[0])
    assert amounts(quote_basket(basket, destination())) == [Decimal(0)]
    now = database_now()
    revoke_agreement(agreement=agreement, by_id=None, reason="breach", at=now, effective_at=now)
    assert amounts(quote_basket(basket, destination())) == [Decimal(10)]


def test_a_voucher_takes_its_share_of_what_promotions_leave(articles: list[Product]) -> None:
    make_voucher(percent=50)
    make_promotion(gives_value=Decimal(10))
    quote = quote_basket(basket_using("TENTH", articles[0]), destination())
    assert (quote.discount, given(quote)) == (Decimal(9), {"Tenth": Decimal(2)})
    assert quote.total_incl - quote.shipping.incl == Decimal(9)


@pytest.mark.parametrize(
    ("minimum", "expected", "refused"),
    [("12", ["8.00", "0.99", "0.00"], None), ("25", ["0.00", "0.00", "0.00"], "no_better")],
)
def test_a_voucher_stops_at_the_minimum_price_too(
    built: Built, articles: list[Product], minimum: str, expected: list[str], refused: str | None
) -> None:
    MinimumPrice.objects.create(
        agreement=built[0].agreement(),
        market=Market.objects.get(code="fr"),
        amount=Decimal(minimum),
    )
    make_voucher(percent=50)
    quote = quote_basket(basket_using("TENTH", *articles), destination())
    assert [str(amount) for amount in amounts(quote)] == expected
    assert quote.voucher is not None
    refusal = quote.voucher.refusal
    assert (refusal.data["reason"] if refusal else None) == refused


def test_an_order_stores_what_each_promotion_gave_on_each_line(
    articles: list[Product], stripe: Sandbox
) -> None:
    make_promotion("Each", gives_value=Decimal(10))
    make_promotion("Five", gives=Gives.AMOUNT, gives_value=Decimal(5))
    make_promotion("Delivery", gives=Gives.DELIVERY, gives_value=Decimal(100))
    order = begin_payment(request_for(basket_with(*articles))).order
    stored = {each.offer_name: (each.category, each.amount) for each in order.discounts.all()}
    assert stored == {
        "Each": ("Basket", Decimal("4.00")),
        "Five": ("Basket", Decimal("5.00")),
        "Delivery": ("Shipping", Decimal("5.00")),
    }
    for line in order.lines.all():
        parts = sum(part.amount for part in line.discounts.all())
        assert parts == line.line_price_before_discounts_incl_tax - line.line_price_incl_tax
    assert order.total_incl_tax == Decimal(40) - 9
    assert [found.name for found in check_invariants() if not found.holds] == []
