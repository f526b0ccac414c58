"""An order that was sent, built once for the tests of each module."""

from collections.abc import Callable
from copy import deepcopy

import pytest
from django.core import mail

from shop.oscar.order.models import Order
from tests.returns.conftest import sent_in_shop
from tools.testing.factories.catalog import RightsWorld


@pytest.fixture(scope="module")
def built(build_once: Callable[..., tuple[RightsWorld, Order]]) -> tuple[RightsWorld, Order]:
    """Build a shop with an order that was sent, once for all tests of the module."""
    return build_once(sent_in_shop)


@pytest.fixture
def shop(built: tuple[RightsWorld, Order], db: None) -> tuple[RightsWorld, Order]:
    """Return a copy of the shop and its order, in a test that is rolled back."""
    mail.outbox.clear()
    return deepcopy(built)


@pytest.fixture
def world(shop: tuple[RightsWorld, Order]) -> RightsWorld:
    """Return the shop of the order."""
    return shop[0]


@pytest.fixture
def order(shop: tuple[RightsWorld, Order]) -> Order:
    """Return the order that was sent."""
    return shop[1]
