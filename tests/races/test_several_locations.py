"""Simultaneous orders for the last units of two warehouses or a pre-order: none is sold twice."""

from datetime import date
from functools import partial

from django.db import transaction

from catalog.models import Product
from shop.commerce.inventory.errors import OutOfStock
from shop.commerce.inventory.models import Reservation
from shop.commerce.inventory.routing import RequestedUnits
from shop.commerce.inventory.services import reserve
from shop.orders.checkout.order_request import PlacedOrder
from shop.orders.checkout.placement import place_order
from shop.oscar.order.models import Order
from shop.oscar.partner.models import StockRecord
from shop.platform.database.clock import database_now
from tests.races.moments import Moment, in_the_middle
from tests.races.together import all_at_once, broken_rules
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import LocationFactory
from tools.testing.factories.orders import basket_with, empty_order, request_for

JUNE = date(2027, 6, 5)


def at_two(world: RightsWorld, *, sku: str = "PIN-1", first: int, second: int) -> Product:
    """Return an article with units at the main warehouse and at one abroad."""
    product = world.product(sku=sku, stock=first)
    osaka = LocationFactory(code="OSAKA", territory_id="JP") if sku == "PIN-1" else None
    world.stock(product, second, location=osaka or _osaka())
    return product


def _osaka() -> object:
    return StockRecord.objects.filter(location__code="OSAKA")[0].location


def hold(*requested: RequestedUnits) -> bool:
    with transaction.atomic():
        reserve(order=empty_order(), requested=requested, expires_at=database_now())
    return True


def held(product: Product) -> list[int]:
    records = StockRecord.objects.filter(product=product).order_by("location__rank", "pk")
    return list(records.values_list("num_held", flat=True))


def test_twenty_buyers_of_the_last_units_of_two_warehouses_get_them_all(
    committed_world: RightsWorld,
) -> None:
    product = at_two(committed_world, first=3, second=2)
    requests = [request_for(basket_with(product), key=f"key-{n}") for n in range(12)]
    answers = all_at_once([partial(place_order, request) for request in requests])
    assert sum(isinstance(answer, PlacedOrder) for answer in answers) == 5
    assert sum(isinstance(answer, OutOfStock) for answer in answers) == 7
    assert held(product) == [3, 2]
    for order in Order.objects.all():
        assert order.lines.get().stockrecord_id == order.reservations.get().stock_record_id
    assert broken_rules() == []


def test_units_of_two_warehouses_that_nobody_could_have_whole_are_split(
    committed_world: RightsWorld,
) -> None:
    product = at_two(committed_world, first=7, second=6)
    answers = all_at_once([partial(hold, RequestedUnits(product.pk, 2))] * 8)
    assert sum(answer is True for answer in answers) == 6
    assert sum(isinstance(answer, OutOfStock) for answer in answers) == 2
    assert sum(held(product)) == 12
    totals = Reservation.objects.values_list("order_id", "quantity")
    assert len({order for order, _ in totals}) == 6


def test_baskets_that_are_split_over_the_same_warehouses_in_other_orders_never_lock_each_other(
    committed_world: RightsWorld,
) -> None:
    pin = at_two(committed_world, first=30, second=30)
    mug = at_two(committed_world, sku="MUG-1", first=30, second=30)
    one, other = (
        (RequestedUnits(pin.pk, 9), RequestedUnits(mug.pk, 9)),
        (RequestedUnits(mug.pk, 9), RequestedUnits(pin.pk, 9)),
    )
    answers = all_at_once([partial(hold, *requested) for requested in (one, other) * 4])
    assert all(answer is True or isinstance(answer, OutOfStock) for answer in answers)
    assert sum(answer is True for answer in answers) == 6
    assert (sum(held(pin)), sum(held(mug))) == (54, 54)


def test_who_comes_too_late_to_one_warehouse_is_sent_from_the_other(
    committed_world: RightsWorld,
) -> None:
    product = at_two(committed_world, first=1, second=1)
    first, second = [
        partial(place_order, request_for(basket_with(product), key=f"key-{n}")) for n in range(2)
    ]
    one, two = in_the_middle(first, Moment("update partner_stockrecord"), second)
    assert isinstance(one, PlacedOrder)
    assert isinstance(two, PlacedOrder)
    assert held(product) == [1, 1]
    assert broken_rules() == []


def test_a_pre_order_is_never_sold_beyond_its_cap(committed_world: RightsWorld) -> None:
    product = committed_world.product(stock=0)
    committed_world.announce(product, 4, ships_on=JUNE)
    requests = [
        request_for(basket_with(product), key=f"key-{n}", ships_on="2027-06-05") for n in range(12)
    ]
    answers = all_at_once([partial(place_order, request) for request in requests])
    assert sum(isinstance(answer, PlacedOrder) for answer in answers) == 4
    assert sum(isinstance(answer, OutOfStock) for answer in answers) == 8
    assert sum(held(product)) == 4
    assert broken_rules() == []
