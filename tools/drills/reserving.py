"""Storm `shop.commerce.inventory.services.reserve` on one stock record; print units and seconds.

python -m tools.drills.reserving <units> <attempts>
"""

import multiprocessing
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from copy import copy
from datetime import timedelta

import django

PROCESSES, THREADS = 2, 8
HOLD = timedelta(hours=1)


def main() -> None:
    """Prepare a record and orders, then start all attempts at once."""
    django.setup()
    from django.db import connections

    units, attempts = int(sys.argv[1]), int(sys.argv[2])
    # A pool of connections does not survive a fork: all processes are forked before the first one.
    with ProcessPoolExecutor(PROCESSES, multiprocessing.get_context("fork")) as pool:
        pool.submit(time.monotonic).result()
        product, orders = _prepare(units, attempts)
        connections.close_all()
        shares = [orders[number::PROCESSES] for number in range(PROCESSES)]
        done = list(pool.map(_attempt_all, [product] * PROCESSES, shares))
    held, begun, ended = zip(*done, strict=True)
    print(sum(held), max(ended) - min(begun))


def _prepare(units: int, attempts: int) -> tuple[int, list[int]]:
    from shop.commerce.inventory.services import receive_stock
    from shop.oscar.order.models import Order
    from shop.oscar.partner.models import StockRecord
    from shop.platform.core.ids import uuid7
    from shop.platform.database.clock import clock_now
    from tools.testing.factories.models import ProductFactory, StockRecordFactory
    from tools.testing.factories.orders import empty_order

    StockRecordFactory(product=ProductFactory(upc="STORM-1"), partner_sku="STORM-1", num_in_stock=0)
    record = StockRecord.objects.get(product__upc="STORM-1")
    receive_stock(stock_record=record, quantity=units, reason="drill")
    first = empty_order()
    orders = [copy(first) for _ in range(attempts)]
    for number, order in enumerate(orders):
        order.pk, order.public_id, order.number = None, uuid7(), f"STORM-{number}"
        order.hold_expires_at = clock_now() + HOLD  # the sweeper must not release the units
    Order.objects.bulk_create(orders, 1000)
    return record.product_id, [order.pk for order in orders]


def _attempt_all(product: int, orders: list[int]) -> tuple[int, float, float]:
    """Attempt in threads; return the number of units reserved, and the times of begin and end."""
    begun = time.monotonic()
    from django.db import connections

    def attempt(share: list[int]) -> int:
        held = sum(_attempt(product, order) for order in share)
        connections.close_all()
        return held

    with ThreadPoolExecutor(THREADS) as pool:
        held = sum(pool.map(attempt, [orders[number::THREADS] for number in range(THREADS)]))
    return held, begun, time.monotonic()


def _attempt(product: int, order_id: int) -> bool:
    from django.db import transaction

    from shop.commerce.inventory.errors import OutOfStock
    from shop.commerce.inventory.routing import RequestedUnits
    from shop.commerce.inventory.services import reserve
    from shop.oscar.order.models import Order
    from shop.platform.database.clock import clock_now

    try:
        with transaction.atomic():
            reserve(
                order=Order(pk=order_id, ship_to_id="FR", channel="WEB"),
                requested=[RequestedUnits(product, 1)],
                expires_at=clock_now() + HOLD,
            )
    except OutOfStock:
        return False
    return True


if __name__ == "__main__":
    main()
