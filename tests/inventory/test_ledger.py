"""Any sequence of stock moves leaves counters that equal the ledger and never oversells."""

from contextlib import suppress
from datetime import timedelta

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shop.commerce.inventory.errors import OutOfStock
from shop.commerce.inventory.routing import RequestedUnits
from shop.commerce.inventory.services import (
    receive_stock,
    release_reserved,
    reserve,
    reserve_again,
    sell_reserved,
)
from shop.orders.invariants.registry import check_invariants
from shop.oscar.order.models import Order
from shop.oscar.partner.models import StockRecord
from shop.platform.database.clock import database_now
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import empty_order

RULES = {
    "counters equal the ledger",
    "stock is never oversold",
    "held counters equal held reservations",
}
moves = st.lists(
    st.tuples(
        st.sampled_from(["reserve", "sell", "release", "again", "receive"]),
        st.integers(0, 3),
        st.integers(1, 4),
        st.integers(0, 4),
    ),
    min_size=5,
    max_size=25,
)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(moves=moves)
def test_any_sequence_of_moves_keeps_counters_and_ledger_equal(
    world: RightsWorld, moves: list[tuple[str, int, int, int]]
) -> None:
    with transaction.atomic():
        records = _two_records(world)
        orders = [empty_order() for _ in range(4)]
        for kind, number, first, second in moves:
            quantities = {records[0]: first} | ({records[1]: second} if second else {})
            with suppress(OutOfStock), transaction.atomic():
                _move(kind, orders[number], quantities)
            assert [f.name for f in check_invariants() if f.name in RULES and not f.holds] == []
        transaction.set_rollback(True)


def _two_records(world: RightsWorld) -> list[StockRecord]:
    """Return the stock records of two articles, six units each."""
    parent = world.product(sku="TEE", sizes=("S", "M"), stock=6)
    return list(StockRecord.objects.filter(product__parent=parent).order_by("pk"))


def _move(kind: str, order: Order, quantities: dict[StockRecord, int]) -> None:
    if kind == "reserve" and not order.reservations.exists():
        requested = [
            RequestedUnits(record.product_id, units) for record, units in quantities.items()
        ]
        reserve(order=order, requested=requested, expires_at=database_now() + timedelta(minutes=10))
    elif kind == "sell":
        sell_reserved(order=order)
    elif kind == "release":
        release_reserved(order=order, reason="test")
    elif kind == "again":
        reserve_again(order=order)
    elif kind == "receive":
        for record, quantity in quantities.items():
            receive_stock(stock_record=record, quantity=quantity, reason="test")
