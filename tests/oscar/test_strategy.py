"""Oscar's basket and lines agree with the quote, to the cent, in every market."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from shop.commerce.markets.models import Market, TaxRate, TaxRounding
from shop.orders.checkout.basket_quote import quote_basket
from shop.orders.checkout.baskets import add_to_basket
from shop.orders.checkout.quote import Destination
from shop.oscar.basket.models import Basket
from shop.oscar.partner.strategy import MarketStrategy, Selector
from shop.platform.database.clock import database_now
from tools.testing.factories.catalog import SINCE, RightsWorld
from tools.testing.factories.models import PropertyFactory
from tools.testing.factories.vouchers import make_voucher

QUANTITIES = (1, 3, 7)
# Prices whose tax is not a whole cent, so that rounding by unit and by line differ.
AMOUNTS = (Decimal("19.99"), Decimal("0.35"), Decimal("33.33"))
MARKETS = ("fr", "de", "it", "gb", "us", "jp", "ae", "int")


def strategy_for(market: Market, territory: str) -> MarketStrategy:
    return MarketStrategy(market=market, ship_to=territory, channel="WEB", at=database_now())


def filled_basket(world: RightsWorld, market: Market, territory: str) -> Basket:
    there = Destination(market, territory, database_now())
    basket = Basket(market=market, ship_to_id=territory)
    for number, (amount, units) in enumerate(zip(AMOUNTS, QUANTITIES, strict=True)):
        price = amount * 100 if market.currency == "JPY" else amount
        product = world.product(sku=f"PIN-{number}", stock=9, prices={market.code: price})
        add_to_basket(basket=basket, product=product, quantity=units, destination=there)
    return basket


def tax_goods(territory: str, rate: Decimal) -> None:
    """Tax goods in a whole country: nothing is an export or depends on a state."""
    TaxRate.objects.filter(territory_id=territory, tax_class="standard").delete()
    valid = DateTimeTZRange(SINCE, None)
    TaxRate.objects.create(territory_id=territory, tax_class="standard", rate=rate, valid=valid)


def test_every_market_is_walked_over(db: None) -> None:
    assert set(Market.objects.values_list("code", flat=True)) == set(MARKETS)


@pytest.mark.parametrize("includes_tax", [True, False])
@pytest.mark.parametrize("code", MARKETS)
def test_basket_lines_and_quote_agree_to_the_cent(
    world: RightsWorld, code: str, *, includes_tax: bool
) -> None:
    # Oscar's lines know neither the other lines nor the delivery of an order.
    settings = {"prices_include_tax": includes_tax, "tax_rounding": TaxRounding.LINE}
    Market.objects.filter(code=code).update(**settings)
    market = Market.objects.for_request().get(code=code)
    territory = market.home_id
    tax_goods(territory, Decimal("0.08875"))
    basket = filled_basket(world, market, territory)
    quote = quote_basket(basket, Destination(market, territory, database_now()))
    basket.strategy = strategy_for(market, territory)

    assert basket.total_incl_tax == sum(line.total.incl for line in quote.lines)
    assert basket.total_excl_tax == sum(line.total.excl for line in quote.lines)
    assert basket.total_incl_tax == quote.total_incl - quote.shipping.incl
    assert basket.total_incl_tax > basket.total_excl_tax > 0
    quoted = {line.line_id: line for line in quote.lines}
    for line in basket.all_lines():
        same = quoted[line.pk]
        assert line.line_price_incl_tax == same.full.incl
        assert line.line_price_excl_tax == same.full.excl
        assert line.line_tax == same.full.tax
        price = line.purchase_info.price
        assert price.currency == market.currency
        assert same.shown == (price.incl_tax if includes_tax else price.excl_tax)
        assert line.purchase_info.availability.num_available == same.left == 9
        assert line.purchase_info.availability.is_purchase_permitted(9)[0]
        assert not line.purchase_info.availability.is_purchase_permitted(10)[0]


def test_a_voucher_is_taken_off_by_the_quote_alone(world: RightsWorld) -> None:
    """The quote applies vouchers; Oscar's totals are those of the goods before vouchers."""
    market = Market.objects.for_request().get(code="fr")
    make_voucher("TENTH", percent=10)
    basket = filled_basket(world, market, "FR")
    basket.voucher_code = "TENTH"
    quote = quote_basket(basket, Destination(market, "FR", database_now()))
    basket.strategy = strategy_for(market, "FR")
    assert quote.discount == Decimal("25.44")  # a tenth of 254.35
    assert basket.total_incl_tax == Decimal("254.35")
    assert basket.total_incl_tax - quote.discount == quote.total_incl - quote.shipping.incl


def test_what_may_not_be_sold_has_no_price_and_counts_in_no_total(world: RightsWorld) -> None:
    market = Market.objects.for_request().get(code="fr")
    basket = filled_basket(world, market, "FR")
    mark = PropertyFactory(holder=world.holder)
    in_japan = world.agreement(marks=[mark], include=["JP"])
    denied = world.product(sku="DENIED", marks=[mark], agreement=in_japan)
    basket.lines.filter(product__upc="PIN-2").update(product=denied)
    basket = Basket.objects.get(pk=basket.pk)
    basket.strategy = strategy_for(market, "FR")
    quote = quote_basket(basket, Destination(market, "FR", database_now()))
    assert [parked.product for parked in quote.parked] == [denied]
    assert basket.total_incl_tax == Decimal("21.04")  # 19.99 and 3 of 0.35
    assert basket.total_incl_tax == quote.total_incl - quote.shipping.incl
    line = next(line for line in basket.all_lines() if line.product_id == denied.pk)
    assert line.line_price_incl_tax is None
    assert line.purchase_info.stockrecord is None
    assert not line.purchase_info.availability.is_available_to_buy


def test_lines_are_read_in_a_fixed_number_of_statements(
    world: RightsWorld, django_assert_max_num_queries: Any
) -> None:
    market = Market.objects.for_request().get(code="fr")
    basket = Basket.objects.get(pk=filled_basket(world, market, "FR").pk)
    basket.strategy = strategy_for(market, "FR")
    with django_assert_max_num_queries(10):
        assert basket.total_incl_tax == Decimal("254.35")


def test_a_preorder_counts_its_announced_units(world: RightsWorld) -> None:
    market = Market.objects.for_request().get(code="fr")
    product = world.product(stock=0)
    world.announce(product, 5, ships_on=(database_now() + timedelta(days=30)).date())
    info = strategy_for(market, "FR").fetch_for_product(product)
    assert info.availability.num_available == 5


def test_oscar_gets_the_strategy_of_the_request(world: RightsWorld, client: Any) -> None:
    world.product()
    client.post("/en-fr/basket/add/", {"sku": "PIN-1", "quantity": "2"})
    request = client.get("/en-fr/basket/").wsgi_request
    strategy = Selector().strategy(request=request)
    assert (strategy.market.code, strategy.ship_to, strategy.channel) == ("fr", "FR", "WEB")
    assert request.strategy.market.code == "fr"
    assert request.basket.total_incl_tax == Decimal("40.00")
