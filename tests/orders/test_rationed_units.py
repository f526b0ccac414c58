"""Unit caps of grants and stock of a sell-off: of two buyers of the last unit one is refused."""

from datetime import UTC, datetime, timedelta

import pytest

from catalog.models import Product
from licensing.models import GrantUsage, SellOffStock
from shop.orders.checkout.placement import begin_payment, place_order
from shop.orders.errors import NotSellable
from shop.orders.payment.expiry import sweep_expired_orders
from shop.oscar.order.models import Order
from shop.platform.core.periods import Period
from shop.platform.database.clock import database_now
from tests.orders.test_giving_up import let_the_hold_end
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import basket_with, request_for, waiting_order
from tools.testing.stripe_harness import Sandbox

LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)


def listed(product: Product) -> bool:
    """Return whether lists of France show it now."""
    found = Product.objects.sellable_in("FR", "WEB", database_now())
    return bool(found.filter(pk=product.pk).exists())


def test_the_last_unit_of_a_cap_is_sold_once(world: RightsWorld) -> None:
    product = world.product(agreement=world.agreement(unit_cap=1))
    requests = [request_for(basket_with(product), key=key) for key in ("one", "two")]
    place_order(requests[0])
    with pytest.raises(NotSellable) as refused:
        place_order(requests[1])
    assert refused.value.data["reason"] == "UNIT_CAP"
    assert GrantUsage.objects.get().taken == 1
    assert not listed(product)


def test_more_units_than_a_cap_leaves_are_refused_and_none_is_counted(world: RightsWorld) -> None:
    product = world.product(agreement=world.agreement(unit_cap=3))
    with pytest.raises(NotSellable) as refused:
        place_order(request_for(basket_with(product, quantity=4)))
    assert refused.value.data["reason"] == "UNIT_CAP"
    assert GrantUsage.objects.get().taken == 0
    assert Order.objects.count() == 0
    assert listed(product)


def test_units_of_an_order_that_expired_may_be_sold_again(
    world: RightsWorld, stripe: Sandbox
) -> None:
    product = world.product(agreement=world.agreement(unit_cap=1))
    order = waiting_order(product)
    assert not listed(product)
    let_the_hold_end(order)
    sweep_expired_orders()
    assert GrantUsage.objects.get().taken == 0
    assert listed(product)
    begin_payment(request_for(basket_with(product), key="again"))
    assert GrantUsage.objects.get().taken == 1


def sold_off(world: RightsWorld, units: int) -> Product:
    """Return a product whose agreement ended a day ago and whose declared stock is sold off."""
    ended = database_now() - timedelta(days=1)
    term = Period(LONG_AGO, ended)
    agreement = world.agreement(term=term, window=term, sell_off_days=30)
    product = world.product(agreement=agreement)
    SellOffStock.objects.create(agreement=agreement, product_id=product.pk, declared=units)
    return product


def test_a_sell_off_sells_what_was_declared_and_no_newer_batch(world: RightsWorld) -> None:
    product = sold_off(world, 2)
    assert listed(product)
    place_order(request_for(basket_with(product, quantity=2)))
    assert SellOffStock.objects.get().sold == 2
    assert not listed(product)
    assert product.stockrecords.get().net_stock_level == 8
    with pytest.raises(NotSellable) as refused:
        basket_with(product)
    assert refused.value.data["reason"] == "SELL_OFF_STOCK"


def test_without_declared_stock_nothing_is_sold_off(world: RightsWorld) -> None:
    product = sold_off(world, 0)
    assert not listed(product)
