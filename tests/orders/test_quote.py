"""Total of a basket: price, tax and delivery for one destination; denied lines are set aside."""

from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from licensing.models import Territory
from shop.commerce.fulfillment.models import DeliveryMethod
from shop.commerce.markets.models import Market
from shop.orders.checkout.basket_quote import quote_basket
from shop.orders.checkout.baskets import add_to_basket
from tools.testing.factories.catalog import SINCE, RightsWorld
from tools.testing.factories.orders import basket_with, destination, european_product
from tools.testing.factories.prices import set_price


def test_prices_in_france_include_twenty_percent_of_tax(world: RightsWorld) -> None:
    quote = quote_basket(basket_with(world.product(), quantity=3), destination())
    assert (quote.currency, quote.goods, quote.total_incl) == ("EUR", Decimal(60), Decimal(65))
    assert quote.lines[0].total.excl == Decimal("50.00")
    assert quote.tax == Decimal("10.83")  # 10.00 of the goods, 0.83 of 5.00 delivery
    assert quote.total_minor == 6500


def test_the_ship_to_decides_the_tax_not_the_market(world: RightsWorld) -> None:
    basket = basket_with(world.product())
    german = quote_basket(basket, destination("fr", "DE"))
    assert german.lines[0].total.rate == Decimal("0.19")
    assert german.total_incl == quote_basket(basket, destination("fr", "FR")).total_incl


def test_prices_in_japan_have_no_decimals(world: RightsWorld) -> None:
    product = world.product()
    set_price(
        product=product, market=Market.objects.get(code="jp"), amount=Decimal(1001), start=SINCE
    )
    DeliveryMethod.objects.filter(market__code="jp").update(amount=Decimal(500))
    quote = quote_basket(basket_with(product, market="jp", territory="JP"), destination("jp", "JP"))
    assert quote.total_minor == 1501
    assert quote.lines[0].total.excl == Decimal(910)


def test_prices_in_the_united_states_do_not_include_tax(world: RightsWorld) -> None:
    basket = basket_with(world.product(), market="us", territory="US")
    quote = quote_basket(basket, destination("us", "US"))
    assert quote.lines[0].total.excl == Decimal(22)
    assert quote.lines[0].total.incl >= quote.lines[0].total.excl
    assert quote.total_excl == Decimal(27)


def test_a_line_that_may_not_go_there_is_parked_without_a_price(world: RightsWorld) -> None:
    everywhere = world.product(sku="PIN-1")
    europe = european_product(world, sku="PIN-2")
    basket = basket_with(everywhere, market="us", territory="US")
    add_to_basket(basket=basket, product=europe, quantity=1, destination=destination())
    quote = quote_basket(basket, destination("us", "US"))
    assert [line.product.sku for line in quote.lines] == ["PIN-1"]
    assert [(line.product.sku, line.reason) for line in quote.parked] == [
        ("PIN-2", "TERRITORY_NOT_GRANTED")
    ]
    assert quote.total_excl == Decimal(27)


def test_a_line_without_a_price_in_the_market_is_parked(world: RightsWorld) -> None:
    product = world.product(prices={"fr": Decimal(20)})
    quote = quote_basket(basket_with(product), destination("jp", "JP"))
    assert [line.reason for line in quote.parked] == ["NOT_PRICED"]
    assert quote.lines == ()
    assert quote.chosen is None


def test_the_cheapest_delivery_is_chosen_unless_another_is_named(world: RightsWorld) -> None:
    market = Market.objects.get(code="fr")
    DeliveryMethod.objects.create(
        market=market, code="express", amount=Decimal(15), days_min=1, days_max=1
    )
    basket = basket_with(world.product())
    assert quote_basket(basket, destination()).total_incl == Decimal(25)
    named = quote_basket(basket, destination(), delivery_code="express")
    assert named.total_incl == Decimal(35)
    assert named.with_delivery(named.delivery[0]).total_incl == Decimal(25)
    assert quote_basket(basket, destination(), delivery_code="drone").chosen is None


def test_delivery_costs_nothing_from_its_threshold_on(world: RightsWorld) -> None:
    DeliveryMethod.objects.filter(market__code="fr").update(free_over=Decimal(40))
    product = world.product()
    assert quote_basket(basket_with(product), destination()).total_incl == Decimal(25)
    assert quote_basket(basket_with(product, quantity=2), destination()).total_incl == Decimal(40)


def test_a_territory_may_have_its_own_delivery_price(world: RightsWorld) -> None:
    market = Market.objects.get(code="fr")
    DeliveryMethod.objects.create(
        market=market,
        code="standard",
        territories=["FI"],
        amount=Decimal(12),
        days_min=4,
        days_max=6,
    )
    basket = basket_with(world.product())
    assert quote_basket(basket, destination("fr", "FI")).total_incl == Decimal(32)
    assert quote_basket(basket, destination("fr", "FR")).total_incl == Decimal(25)


def test_nothing_is_delivered_to_a_country_the_market_does_not_serve(world: RightsWorld) -> None:
    assert Territory.objects.get(code="US").served
    quote = quote_basket(basket_with(world.product()), destination("fr", "US"))
    assert quote.delivery == ()
    assert quote.chosen is None


def test_a_quote_takes_the_same_number_of_queries_for_one_and_for_five_lines(
    world: RightsWorld,
) -> None:
    agreement = world.agreement()
    products = [world.product(sku=f"PIN-{n}", agreement=agreement) for n in range(5)]
    one, five = basket_with(products[0]), basket_with(*products)
    quote_basket(one, destination())  # the process keeps tax rates and delivery methods from now on
    counts = []
    for basket in (one, five):
        there = destination()
        with CaptureQueriesContext(connection) as queries:
            quote_basket(basket, there)
        counts.append(len(queries))
    assert counts[0] == counts[1]
