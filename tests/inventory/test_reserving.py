"""Reservations: all or none, once held, once sold or released, and every change in the ledger."""

import re
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from catalog.models import Product
from shop.commerce.inventory.availability import candidates_of
from shop.commerce.inventory.errors import OutOfStock
from shop.commerce.inventory.models import Reservation, StockMovement
from shop.commerce.inventory.routing import RequestedUnits, route
from shop.commerce.inventory.services import (
    receive_stock,
    release_reserved,
    reserve,
    reserve_again,
    sell_reserved,
)
from shop.oscar.order.models import Order
from shop.oscar.partner.models import StockRecord
from shop.platform.database.clock import database_now
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import LocationFactory
from tools.testing.factories.orders import empty_order, units


def hold(order: Order, quantities: dict[Product, int]) -> None:
    """Reserve units of products for ten minutes."""
    requested = [RequestedUnits(product.pk, quantity) for product, quantity in quantities.items()]
    reserve(order=order, requested=requested, expires_at=database_now() + timedelta(minutes=10))


def ledger(product: Product) -> list[tuple[str, int, int, int]]:
    """Return kind and changes of every movement of a product, the oldest first."""
    rows = StockMovement.objects.filter(stock_record__product=product).order_by("pk")
    return list(rows.values_list("kind", "in_stock", "held", "allocated"))


def test_held_units_are_not_for_sale_and_written_down(world: RightsWorld) -> None:
    product = world.product(stock=5)
    hold(empty_order(), {product: 3})
    assert units(product) == (5, 3, 0)
    assert StockRecord.objects.get(product=product).net_stock_level == 2
    assert ledger(product) == [("RECEIVED", 5, 0, 0), ("HELD", 0, 3, 0)]


def test_the_last_unit_can_be_held_and_not_one_more(world: RightsWorld) -> None:
    product = world.product(stock=2)
    hold(empty_order(), {product: 2})
    with pytest.raises(OutOfStock) as refusal:
        hold(empty_order(), {product: 1})
    assert (refusal.value.data["sku"], refusal.value.data["left"]) == ("PIN-1", 0)


def test_all_lines_are_held_or_none(committed_world: RightsWorld) -> None:
    plenty = committed_world.product(sku="A", stock=5)
    scarce = committed_world.product(sku="B", stock=1)
    with pytest.raises(OutOfStock), transaction.atomic():
        hold(empty_order(), {plenty: 2, scarce: 2})
    assert (units(plenty), units(scarce)) == ((5, 0, 0), (1, 0, 0))
    assert not Reservation.objects.exists()


def test_sold_units_stay_sold_however_often_it_is_said(world: RightsWorld) -> None:
    product, order = world.product(stock=5), empty_order()
    hold(order, {product: 3})
    sell_reserved(order=order)
    sell_reserved(order=order)
    release_reserved(order=order, reason="too late")
    assert units(product) == (5, 0, 3)
    assert Reservation.objects.get().state == Reservation.State.SOLD
    assert ledger(product)[2:] == [("SOLD", 0, -3, 3)]


def test_released_units_are_for_sale_again_and_released_once(world: RightsWorld) -> None:
    product, order = world.product(stock=5), empty_order()
    hold(order, {product: 3})
    release_reserved(order=order, reason="hold expired")
    release_reserved(order=order, reason="hold expired")
    sell_reserved(order=order)
    assert units(product) == (5, 0, 0)
    assert ledger(product)[2:] == [("RELEASED", 0, -3, 0)]
    assert StockMovement.objects.get(kind="RELEASED").reason == "hold expired"


def test_released_units_can_be_held_again_while_they_are_there(world: RightsWorld) -> None:
    product, order = world.product(stock=3), empty_order()
    hold(order, {product: 3})
    release_reserved(order=order, reason="hold expired")
    reserve_again(order=order)
    assert units(product) == (3, 3, 0)


def test_released_units_that_were_sold_meanwhile_are_gone(world: RightsWorld) -> None:
    product, late = world.product(stock=3), empty_order()
    hold(late, {product: 3})
    release_reserved(order=late, reason="hold expired")
    hold(empty_order(), {product: 1})
    with pytest.raises(OutOfStock):
        reserve_again(order=late)
    assert units(product) == (3, 1, 0)


def test_an_order_without_reservations_changes_nothing(world: RightsWorld) -> None:
    product, order = world.product(stock=3), empty_order()
    sell_reserved(order=order)
    release_reserved(order=order, reason="none")
    reserve_again(order=order)
    assert units(product) == (3, 0, 0)


def test_oscars_own_way_to_take_stock_is_closed(world: RightsWorld) -> None:
    record = StockRecord.objects.get(product=world.product())
    with pytest.raises(NotImplementedError):
        record.allocate(1)


def test_units_that_arrive_are_added(world: RightsWorld) -> None:
    product = world.product(stock=3)
    record = StockRecord.objects.get(product=product)
    receive_stock(stock_record=record, quantity=4, reason="delivery 7")
    assert units(product) == (7, 0, 0)
    assert ledger(product)[-1] == ("RECEIVED", 4, 0, 0)


def commands(captured: CaptureQueriesContext) -> list[str]:
    """Return the first word of each statement; a prepared one is shown as a literal."""
    texts = (query["sql"].removeprefix("QUERY = ") for query in captured)
    return [re.findall(r"[A-Za-z]{4,}", text)[0] for text in texts]


def test_one_record_that_alone_has_it_is_taken_in_one_statement(world: RightsWorld) -> None:
    product, order = world.product(stock=5), empty_order()
    requested = [RequestedUnits(product.pk, 1)]
    routed = route(requested, candidates_of([product.pk], "FR", "WEB"))
    now = database_now()
    with CaptureQueriesContext(connection) as captured:
        reserve(order=order, requested=requested, expires_at=now, routed=routed)
    assert commands(captured) == ["with"]
    world.stock(product, 3, location=LocationFactory())
    other = empty_order()
    with CaptureQueriesContext(connection) as captured:
        reserve(order=other, requested=requested, expires_at=now)
    assert commands(captured) == ["SELECT", "SAVEPOINT", "with", "RELEASE"]
