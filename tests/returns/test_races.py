"""Two requests at the same instant: each unit is returned once, and the last one exchanged once."""

from collections.abc import Callable
from typing import Any

import pytest

from shop.commerce.inventory.errors import OutOfStock
from shop.identity.accounts.models import User
from shop.orders.aftersales.refunds import RefundRequest, refund_part
from shop.orders.returns.models import ClaimedUnits, ReturnCase
from shop.orders.returns.outcomes import refund_case
from shop.orders.returns.replacements import other_sizes
from shop.orders.returns.requests import Withdrawal, request_return, withdraw
from shop.oscar.order.models import Order
from shop.oscar.partner.models import StockRecord
from shop.platform.core.errors import DomainError
from tests.races.together import all_at_once, broken_rules
from tests.returns.conftest import asked, inspected, paid_back, paid_order, policy, send_order
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory


def done(results: list[Any]) -> int:
    return sum(not isinstance(result, DomainError) for result in results)


def orders(world: RightsWorld, number: int) -> list[Order]:
    """Return sent orders of one unit of size M."""
    product = world.product(sku="TEE", stock=20, sizes=("M", "L")).children.get(size="M")
    made = []
    for each in range(number):
        order = paid_order(
            world, product, quantity=1, key=f"key-{each}", email=f"fan{each}@example.org"
        )
        made.append(send_order(world, order))
    policy(made[0])
    return made


@pytest.fixture
def clerk(committed_world: RightsWorld) -> User:
    return UserFactory(email="clerk@example.org", role=User.Role.STAFF, is_staff=True)


def test_returns_withdrawals_and_exchanges_at_once(
    committed_world: RightsWorld, clerk: User
) -> None:
    """One committed database for all races: making one takes seconds."""
    first, second, third = orders(committed_world, 3)
    _withdrawn_once(first)
    _exchanged_once(second, third)
    _refunded_once(first, clerk)
    assert broken_rules() == []


def _withdrawn_once(order: Order) -> None:
    """Six declarations and returns of the same unit: one claims it."""
    works: list[Callable[[], Any]] = [
        *(
            lambda key=key: withdraw(Withdrawal(key, order.pk, "Ada", "ada@example.org"))
            for key in ("a", "b", "c")
        ),
        *(lambda key=key: request_return(asked(order, key=key)) for key in ("d", "e", "f")),
    ]
    all_at_once(works)
    assert ReturnCase.objects.filter(order=order).count() == 1
    assert ClaimedUnits.objects.get(order_line__order=order).claimed == 1


def _exchanged_once(one: Order, other: Order) -> None:
    """Two buyers want the last unit of the other size: one gets it."""
    (size,) = other_sizes(one.lines.get())
    StockRecord.objects.filter(product=size).update(num_in_stock=1)
    works: list[Callable[[], Any]] = [
        lambda order=order: request_return(
            asked(order, key=f"x{order.pk}", exchange={order.lines.get().pk: size})
        )
        for order in (one, other)
    ]
    results = all_at_once(works)
    assert done(results) == 1
    assert sum(isinstance(result, OutOfStock) for result in results) == 1
    assert StockRecord.objects.get(product=size).num_allocated == 1
    # The books say what was counted, so that the invariants hold.
    StockRecord.objects.filter(product=size).update(num_in_stock=20)


def _refunded_once(order: Order, clerk: User) -> None:
    """The refund of a return and one by staff: the unit is paid back once."""
    case = ReturnCase.objects.get(order=order)
    inspected(case, clerk)
    line = order.lines.get().pk
    request = RefundRequest("staff", order.number, {line: 1}, False, "gift", clerk.pk)
    works: list[Callable[[], Any]] = [
        *(lambda: refund_case(case, by_id=clerk.pk) for _ in range(2)),
        lambda: refund_part(request),
    ]
    results = all_at_once(works)
    assert done(results) == 1
    assert paid_back(order) >= 20
    order.lines.get().refresh_from_db()
    assert order.lines.get().refunded_units == 1
