"""One client cannot empty the stock without paying, and others still get theirs."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from catalog.models import Product
from shop.commerce.inventory.services import release_reserved
from shop.orders.checkout.abandoned_baskets import delete_abandoned_baskets
from shop.orders.checkout.person_limits import set_default_limit
from shop.orders.checkout.placement import place_order
from shop.orders.checkout.unpaid_caps import delete_settled_holders
from shop.orders.errors import TooMuchUnpaid
from shop.orders.models import UnpaidHolder
from shop.oscar.basket.models import Basket
from shop.platform.database.clock import database_now
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import basket_with, request_for, units

pytestmark = pytest.mark.usefixtures("limits")
STOCK = 443
HOARDER = "192.0.2.66"


@pytest.fixture(autouse=True)
def _no_limit_per_person(db: None) -> None:
    """Lift the default limit per person, which is lower than the caps that these tests try."""
    set_default_limit(units=None, by_id=UserFactory().pk)


def order(product: Product, number: int, quantity: int, client: str = HOARDER) -> Any:
    email = f"fan{number}@example.org"
    basket = basket_with(product, quantity=quantity)
    return place_order(request_for(basket, key=f"key-{number}", email=email, client=client)).order


def test_one_client_does_not_hoard_443_units_and_others_get_theirs(world: RightsWorld) -> None:
    product = world.product(stock=STOCK)
    refused = []
    for number, quantity in enumerate([60, 40, 20, 10, 5, 5, 5, 1, 1, 1, 1]):
        try:
            order(product, number, quantity)
        except TooMuchUnpaid as refusal:
            refused.append((quantity, refusal.data))
    _, held, _ = units(product)
    assert held == 88
    why = {"by": "CLIENT", "sku": product.sku, "limit": STOCK * 20 // 100}
    assert refused == [(quantity, why) for quantity in (40, 10, 5, 5, 1)]
    for number in range(20):
        order(product, 100 + number, 2, client=f"198.51.100.{number}")
    assert units(product)[1] == 88 + 40
    assert UnpaidHolder.objects.filter(person__contains=HOARDER).count() == 0


def test_units_that_are_given_back_may_be_held_again(world: RightsWorld) -> None:
    product = world.product(stock=STOCK)
    first = order(product, 1, 60)
    with pytest.raises(TooMuchUnpaid):
        order(product, 2, 60)
    release_reserved(order=first, reason="test")
    order(product, 3, 60)
    first.status = "EXPIRED"
    first.save(update_fields=["status"])
    assert delete_settled_holders() == 2


def test_one_mailbox_has_five_orders_that_wait(world: RightsWorld) -> None:
    product = world.product(stock=STOCK)
    for number in range(5):
        basket = basket_with(product)
        place_order(request_for(basket, key=f"k{number}", client=f"198.51.100.{number}"))
    with pytest.raises(TooMuchUnpaid) as refusal:
        place_order(request_for(basket_with(product), key="k6", client="198.51.100.9"))
    assert refusal.value.data == {"by": "EMAIL", "limit": 5}


def test_the_same_key_from_another_network_is_the_same_order(world: RightsWorld) -> None:
    request = request_for(basket_with(world.product()), client="198.51.100.1")
    again = type(request)(**{name: getattr(request, name) for name in request.__slots__})
    moved = request.__class__(
        **{name: getattr(again, name) for name in request.__slots__ if name != "client"},
        client="198.51.100.2",
    )
    assert place_order(request).order == place_order(moved).order


def test_baskets_that_guests_left_are_deleted_and_others_stay(
    world: RightsWorld, client: Client
) -> None:
    product = world.product()
    empty, filled, fresh, ordered = (
        Basket.objects.create(market=basket_with(product).market),
        basket_with(product),
        basket_with(product),
        basket_with(product),
    )
    place_order(request_for(ordered, client=HOARDER))
    now = database_now()
    Basket.objects.filter(pk=empty.pk).update(date_created=now - timedelta(days=2))
    Basket.objects.filter(pk__in=[filled.pk, ordered.pk]).update(
        date_created=now - timedelta(days=31)
    )
    assert delete_abandoned_baskets() == 2
    left = set(Basket.objects.values_list("pk", flat=True))
    assert {fresh.pk, ordered.pk} <= left
    assert not {empty.pk, filled.pk} & left
