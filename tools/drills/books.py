"""Measure `check_invariants` on ten thousand orders in a demo database.

Orders are placed and settled by the shop's services in separate processes; the drill marks each
intent as paid instead of Stripe.

    python -m tools.drills books [orders, 10000]
"""

import logging
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import django
from rich.progress import track

ROOT = Path(__file__).resolve().parents[2]
PROCESSES, PRODUCTS, AT_MOST_S = 2, 60, 10
PAID_OF_TEN = 9


def main(orders: str = "10000") -> int:
    """Write orders and check them; fail if an invariant is violated or the check takes too long."""
    with _demo() as environment:
        command = [sys.executable, "-W", "ignore", "-m", "tools.drills.books", "write"]
        each = str(int(orders) // PROCESSES)
        writers = [
            subprocess.Popen([*command, str(number), each], env=environment, cwd=ROOT)
            for number in range(PROCESSES)
        ]
        ended = [writer.wait() for writer in writers]
        if any(ended) or int(orders) < PROCESSES:
            print("WRONG: no orders were written")
            return 1
        check = [sys.executable, "-W", "ignore", "manage.py", "check_invariants"]
        begun = time.monotonic()
        checked = subprocess.run(check, env=environment, cwd=ROOT, check=False)
        took_s = time.monotonic() - begun
    print(f"check_invariants on {orders} orders: {took_s:.1f} s with its start")
    return int(checked.returncode != 0 or took_s > AT_MOST_S)


@contextmanager
def _demo() -> Iterator[dict[str, str]]:
    """Clone the demo database; yield the environment of a process that uses it."""
    from tests.journeys.conftest import DEMO
    from tools.testing import databases

    import_module("tools.testing.server")
    name = f"drill_books_{os.getpid()}"
    databases.clone(databases.ensure_template("demo", DEMO), name)
    try:
        yield {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "shop.settings",
            "DATABASE_URL": databases.address(name, "shop_app"),
            "DATABASE_OWNER_URL": databases.address(name),
        }
    finally:
        databases.drop(name)


def _write(process: int, orders: int) -> None:
    """Place orders of one to three articles; nine in ten are paid."""
    django.setup()
    logging.disable()
    from catalog.models import Product
    from shop.commerce.inventory.services import receive_stock
    from shop.finance.payments.types import Intent
    from shop.orders.checkout.placement import place_order, record_intent
    from shop.orders.payment.settlement import apply_intent
    from shop.oscar.partner.models import StockRecord
    from shop.platform.core.errors import DomainError
    from shop.platform.core.money import to_minor
    from tools.testing.factories.orders import basket_with, request_for

    dice = random.Random(process)
    sellable: list[Product] = []
    for record in StockRecord.objects.order_by("pk").select_related("product")[process::PROCESSES]:
        try:
            basket_with(record.product)
        except DomainError:
            continue
        receive_stock(stock_record=record, quantity=100_000, reason="drill")
        sellable.append(record.product)
        if len(sellable) == PRODUCTS:
            break
    for number in track(range(orders), f"orders of process {process}"):
        key = f"books-{process}-{number}"
        basket = basket_with(*dice.sample(sellable, dice.randint(1, 3)))
        placed = place_order(request_for(basket, key=key, email=f"fan-{key}@example.org"))
        attempt, order = placed.attempt, placed.order
        if dice.randrange(10) < PAID_OF_TEN:
            record_intent(attempt, f"pi_{key}")
            paid = Intent(
                id=f"pi_{key}",
                status="succeeded",
                amount=to_minor(attempt.amount, attempt.currency),
                currency=attempt.currency.lower(),
                client_secret="",
                attempt=str(attempt.public_id),
                order_number=order.number,
                decline_code="",
                decline_message="",
                card_fingerprint="",
                customer_id="",
            )
            apply_intent(attempt, paid)


if __name__ == "__main__":
    _write(int(sys.argv[2]), int(sys.argv[3]))
