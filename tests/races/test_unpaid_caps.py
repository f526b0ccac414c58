"""Orders of one client at the same instant never pass the cap on unpaid units together."""

from functools import partial

import pytest

from shop.orders.checkout.order_request import PlacedOrder
from shop.orders.checkout.person_limits import set_default_limit
from shop.orders.checkout.placement import place_order
from shop.orders.errors import TooMuchUnpaid
from tests.races.together import all_at_once, broken_rules
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import basket_with, request_for, units

STOCK, SHARE = 443, 88  # a fifth


@pytest.mark.usefixtures("limits")
def test_one_client_with_many_orders_at_once_holds_its_share_and_no_more(
    committed_world: RightsWorld,
) -> None:
    set_default_limit(units=None, by_id=UserFactory().pk)  # lower than the cap tried here
    product = committed_world.product(stock=STOCK)
    requests = [
        request_for(
            basket_with(product, quantity=20),
            key=f"key-{number}",
            email=f"fan{number}@example.org",
            client="192.0.2.66",
        )
        for number in range(8)
    ]
    results = all_at_once([partial(place_order, request) for request in requests])
    assert sum(isinstance(result, PlacedOrder) for result in results) == SHARE // 20
    assert sum(isinstance(result, TooMuchUnpaid) for result in results) == 8 - SHARE // 20
    assert units(product) == (STOCK, 80, 0)
    assert broken_rules() == []
