"""The environment of a drill: a shop of its own, workers, and a clock that can be moved forward."""

import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from importlib import import_module

from tools.testing.live_shop import LiveShop, stop

SETTLED_WITHIN_S = 120
PREPARE = ("-m", "tools.drills.denying", "prepare")
# Periodic jobs come again by themselves; all others must end.
UNDONE = """
    select task_name || ' ' || args || ' is ' || status || ' after ' || attempts || ' attempts'
    from procrastinate_jobs where (status = 'failed' and not args ? 'timestamp')
     or status in ('todo', 'doing')
     and task_name in ('ordering.settle_event', 'ordering.send_message',
                       'ordering.refund_late_payment')
    """
UNHANDLED = """
    select type || ' ' || id || ' is not handled' from payments_stripeevent
    where handled_at is null and type <> 'payment_intent.created'
      and type ~ '^(payment_intent[.]|charge[.]refunded|charge[.]dispute|refund[.])'
    """


def base_template() -> str:
    """Return the template database with markets; start the database server of the tests."""
    from tools.testing import databases

    import_module("tools.testing.server")
    return databases.ensure_template("base", [["migrate", "--verbosity", "0"], ["install_markets"]])


def stocked_template() -> str:
    """Return the template of a shop that sells one product, with plenty in stock."""
    from tools.testing import databases

    import_module("tools.testing.server")
    commands = [["migrate", "--verbosity", "0"], ["install_markets"], [*PREPARE]]
    return databases.ensure_template("stocked", commands)


def serving_template() -> str:
    """Return the template of a shop whose product has two sizes, for steps after the sale."""
    from tools.testing import databases

    import_module("tools.testing.server")
    prepare = ["-m", "tools.drills.serving", "prepare"]
    commands = [["migrate", "--verbosity", "0"], ["install_markets"], prepare]
    return databases.ensure_template("serving", commands)


@contextmanager
def second_worker(shop: LiveShop) -> Iterator[None]:
    """Run one more worker, so that two may process the same order at once."""
    child = shop.start_worker()
    try:
        yield
    finally:
        stop(child)


@contextmanager
def worker_that_comes_back(shop: LiveShop) -> Iterator[None]:
    """Run a worker and restart it whenever it dies, like a supervisor."""
    over = threading.Event()

    def supervise() -> None:
        child = shop.start_worker()
        while not over.wait(0.5):
            if child.poll() is not None:
                child = shop.start_worker()
        stop(child)

    thread = threading.Thread(target=supervise)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def settle(shop: LiveShop, look: Callable[[], list[str]]) -> list[str]:
    """Skip the time that jobs and the reconciler wait; return the violations that remain.

    Waiting work is made due and scheduled jobs are run by hand, so a drill need not sleep for
    hours.
    """
    shop.execute(
        "update payments_paymentattempt set created_at = created_at - interval '2 minutes'"
    )
    deadline = time.monotonic() + SETTLED_WITHIN_S
    wrong = ["never looked"]
    while wrong and time.monotonic() < deadline:
        shop.manage("reconcile_payments")
        shop.execute("update procrastinate_jobs set scheduled_at = now() where status = 'todo'")
        for _ in range(10):
            wrong = look()
            if not wrong:
                break
            time.sleep(0.5)
    return wrong


def end_holds(shop: LiveShop, orders: Collection[str]) -> None:
    """End the time in which orders can be paid; the sweeper closes them."""
    shop.execute(
        "update order_order set hold_expires_at = now() where number = any(%s)", list(orders)
    )


def undone(shop: LiveShop) -> list[str]:
    """Return failed and waiting jobs, and events that were not handled."""
    return [text for statement in (UNDONE, UNHANDLED) for (text,) in shop.query(statement)]
