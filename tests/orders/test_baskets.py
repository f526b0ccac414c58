"""Basket rules: allowed products and quantities, and the lines kept by a switch of market."""

from decimal import Decimal
from functools import partial

import pytest

from shop.commerce.inventory.errors import OutOfStock
from shop.commerce.markets.models import Market
from shop.orders.checkout.basket_quote import quote_basket
from shop.orders.checkout.basket_switch import switch_basket
from shop.orders.checkout.baskets import add_to_basket, market_for, set_quantity
from shop.orders.errors import (
    BasketNotOpen,
    NotPriced,
    NotSellable,
    QuantityRefused,
    VariantRequired,
)
from shop.oscar.basket.models import Basket, Line
from tests.races.together import all_at_once
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import basket_with, destination, european_product


def new_basket(market: str = "fr") -> Basket:
    """Return a basket that is not saved yet."""
    return Basket(market=Market.objects.get(code=market))


def test_adding_twice_makes_one_line_of_both(world: RightsWorld) -> None:
    product, basket = world.product(), new_basket()
    for quantity in (2, 3):
        add_to_basket(basket=basket, product=product, quantity=quantity, destination=destination())
    assert [line.quantity for line in Line.objects.filter(basket=basket)] == [5]


def test_an_article_that_may_not_go_there_is_refused_in_public_words(world: RightsWorld) -> None:
    product, basket = european_product(world), new_basket("us")
    with pytest.raises(NotSellable) as refusal:
        add_to_basket(
            basket=basket, product=product, quantity=1, destination=destination("us", "US")
        )
    assert refusal.value.data["public_code"] == "not_sold_in_country"
    assert refusal.value.data["sku"] == "PIN-EU"
    assert basket.pk is None


def test_an_article_of_another_channel_is_refused(world: RightsWorld) -> None:
    with pytest.raises(NotSellable):
        add_to_basket(
            basket=new_basket(),
            product=world.product(),
            quantity=1,
            destination=destination(channel="VENUE"),
        )


def test_an_article_without_a_price_in_the_market_is_refused(world: RightsWorld) -> None:
    product = world.product(prices={"us": Decimal(22)})
    with pytest.raises(NotPriced):
        add_to_basket(basket=new_basket(), product=product, quantity=1, destination=destination())


def test_no_more_than_is_left_may_be_added(world: RightsWorld) -> None:
    product, basket = world.product(stock=3), new_basket()
    add_to_basket(basket=basket, product=product, quantity=2, destination=destination())
    with pytest.raises(OutOfStock) as refusal:
        add_to_basket(basket=basket, product=product, quantity=2, destination=destination())
    assert (refusal.value.data["asked"], refusal.value.data["left"]) == (4, 3)
    assert Line.objects.get(basket=basket).quantity == 2


def test_a_parent_is_not_an_article(world: RightsWorld) -> None:
    parent = world.product(sizes=("S", "M"))
    with pytest.raises(VariantRequired):
        add_to_basket(basket=new_basket(), product=parent, quantity=1, destination=destination())


def test_a_variant_is_decided_and_priced_by_its_parent(world: RightsWorld) -> None:
    parent = world.product(sizes=("S", "M"))
    small = parent.children.get(size="S")
    basket = basket_with(small)
    assert quote_basket(basket, destination()).goods == Decimal(20)


@pytest.mark.parametrize("quantity", [0, -1, 100])
def test_a_quantity_outside_one_to_ninety_nine_is_refused(
    world: RightsWorld, quantity: int
) -> None:
    product = world.product(stock=500)
    with pytest.raises(QuantityRefused):
        add_to_basket(
            basket=new_basket(), product=product, quantity=quantity, destination=destination()
        )


def test_a_quantity_is_changed_and_zero_removes_the_line(world: RightsWorld) -> None:
    basket = basket_with(world.product())
    line = Line.objects.get(basket=basket)
    set_quantity(basket=basket, line_id=line.pk, quantity=4, destination=destination())
    assert Line.objects.get(pk=line.pk).quantity == 4
    with pytest.raises(OutOfStock):
        set_quantity(basket=basket, line_id=line.pk, quantity=11, destination=destination())
    with pytest.raises(QuantityRefused):
        set_quantity(basket=basket, line_id=line.pk, quantity=-1, destination=destination())
    set_quantity(basket=basket, line_id=line.pk, quantity=0, destination=destination())
    assert not Line.objects.filter(basket=basket).exists()


def test_a_line_of_another_basket_is_left_alone(world: RightsWorld) -> None:
    product = world.product()
    mine, theirs = basket_with(product), basket_with(product)
    line = Line.objects.get(basket=theirs)
    set_quantity(basket=mine, line_id=line.pk, quantity=5, destination=destination())
    set_quantity(basket=mine, line_id=line.pk, quantity=0, destination=destination())
    assert Line.objects.get(pk=line.pk).quantity == 1


def test_a_moved_basket_is_priced_anew_in_the_other_currency(world: RightsWorld) -> None:
    source = basket_with(world.product(), quantity=2)
    japan = Market.objects.get(code="jp")
    target = switch_basket(source=source, target=Basket(), market=japan, ship_to="JP")
    quote = quote_basket(target, destination("jp", "JP"))
    assert (quote.currency, quote.goods) == ("JPY", Decimal(6000))
    assert [line.price_currency for line in Line.objects.filter(basket=target)] == ["JPY"]
    assert not Line.objects.filter(basket=source).exists()


def test_a_move_adds_to_what_lies_there_up_to_the_limit(world: RightsWorld) -> None:
    product = world.product(stock=500)
    target = basket_with(product, market="us", territory="US", quantity=60)
    source = basket_with(product, quantity=60)
    us = Market.objects.get(code="us")
    switch_basket(source=source, target=target, market=us, ship_to="US")
    line = Line.objects.get(basket=target)
    assert (line.quantity, line.price_currency) == (99, "USD")


def test_a_move_keeps_what_may_not_go_there_and_parks_it(world: RightsWorld) -> None:
    source = basket_with(european_product(world))
    us = Market.objects.get(code="us")
    target = switch_basket(source=source, target=Basket(), market=us, ship_to="US")
    quote = quote_basket(target, destination("us", "US"))
    assert [line.product.sku for line in quote.parked] == ["PIN-EU"]
    assert quote.lines == ()


@pytest.mark.parametrize(
    ("territory", "market"), [("FR", "fr"), ("DE", "de"), ("JP", "jp"), ("PR", "us"), ("CH", "int")]
)
def test_a_ship_to_has_its_market(world: RightsWorld, territory: str, market: str) -> None:
    assert market_for(territory).code == market


def test_nobody_serves_a_country_that_does_not_exist(world: RightsWorld) -> None:
    assert market_for("XX") is None


def test_a_basket_that_was_ordered_in_another_tab_is_not_opened_again_by_a_move(
    world: RightsWorld,
) -> None:
    product = world.product()
    target = basket_with(product, market="us", territory="US")
    Basket.objects.filter(pk=target.pk).update(status=Basket.SUBMITTED)
    us = Market.objects.get(code="us")
    moved = switch_basket(source=basket_with(product), target=target, market=us, ship_to="US")
    assert Basket.objects.get(pk=target.pk).status == Basket.SUBMITTED
    assert [line.product for line in moved.lines.all()] == [product]
    with pytest.raises(BasketNotOpen):
        add_to_basket(
            basket=target, product=product, quantity=1, destination=destination("us", "US")
        )


def test_the_first_two_clicks_of_a_fan_begin_one_basket(committed_world: RightsWorld) -> None:
    product, fan = committed_world.product(), UserFactory()
    there = destination()
    baskets = [Basket(owner=fan, market=there.market, ship_to_id="FR") for _ in range(4)]
    added = all_at_once(
        [
            partial(add_to_basket, basket=one, product=product, quantity=1, destination=there)
            for one in baskets
        ]
    )
    assert {line.basket_id for line in added if isinstance(line, Line)} == {
        Basket.objects.get(owner=fan).pk
    }
    assert {basket.pk for basket in baskets} == {Basket.objects.get(owner=fan).pk}
    assert Line.objects.get(product=product).quantity == 4


def test_two_clicks_at_once_make_one_line_of_both(committed_world: RightsWorld) -> None:
    product = committed_world.product()
    basket = basket_with(committed_world.product(sku="PIN-2"))
    add = partial(
        add_to_basket, basket=basket, product=product, quantity=1, destination=destination()
    )
    all_at_once([add for _ in range(4)])
    assert Line.objects.get(basket=basket, product=product).quantity == 4
