"""Processes are killed at every step of an order, under load; everything must be repaired.

Buyers use the API and repeat unanswered calls under their key. At each point of
`shop.platform.core.failpoints` a web server or a worker dies by SIGKILL. Afterwards the sandbox's
ledger, read over HTTP, is compared with the rows of orders, without the shop's code: nobody is
charged twice, no paid order is lost. At the points of packing, cancellation, withdrawal, return and
exchange the process of the step dies (`tools.drills.serving`) and is repeated: each order has one
refund, receipt and replacement. Finished points are kept in var/drills, so a long run can be
resumed.

    python -m tools.drills killing [kills at each point, 1] [point ...]
"""

import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools.drills import serving
from tools.drills.buying import SELL_CARDS, order, pay
from tools.drills.observations import too_few
from tools.drills.running import serving_template, stocked_template, worker_that_comes_back
from tools.drills.witness import broken_rules, compare_money
from tools.testing.live_shop import LiveShop, live_shop

ROOT = Path(__file__).resolve().parents[2]
DONE = ROOT / "var" / "drills" / "killing.json"
DATABASE = "drill_killing"
BUYERS, REPAIRED_WITHIN_S = 6, 120


@dataclass(frozen=True, slots=True)
class Outcome:
    """A kill at a point: whether it happened, the duration of the repair, and violations
    afterwards.
    """

    point: str
    killed: bool
    repaired_s: float
    faults: tuple[str, ...]


def main(*arguments: str) -> int:
    """Kill at every remaining point; fail if an order was lost or charged twice."""
    from shop.platform.core.failpoints import POINTS

    kills = int(arguments[0]) if arguments else 1
    # Points of imports are killed in tests of their own: nobody imports here.
    points = arguments[1:] or [name for name in POINTS if not name.startswith("import.")]
    done: dict[str, list[float]] = json.loads(DONE.read_text()) if DONE.exists() else {}
    failures = 0
    for point in points:
        template = serving_template() if point in serving.STEP_OF else stocked_template()
        missing = kills - len(done.get(point, []))
        for outcome in kill_at(point, missing, template) if missing > 0 else ():
            print(_line(outcome), flush=True)
            failures += bool(outcome.faults) or not outcome.killed
            if not outcome.faults and outcome.killed:
                done.setdefault(point, []).append(outcome.repaired_s)
                DONE.parent.mkdir(parents=True, exist_ok=True)
                DONE.write_text(json.dumps(done, indent=1))
    times = [seconds for point in points for seconds in done.get(point, [])]
    worst = max(times, default=0)
    print(f"{len(times)} kills at {len(points)} points; the slowest repair took {worst:.0f} s")
    unobserved = too_few({"kills": (len(times), kills * len(points))})
    for fault in unobserved:
        print(f"WRONG: {fault}")
    return 1 if failures or unobserved else 0


def kill_at(point: str, kills: int, template: str) -> Iterator[Outcome]:
    """Kill repeatedly at a point of a shop of its own; yield each outcome."""
    with repairing_shop(template) as shop:
        if point.startswith("capture."):  # only limited articles are authorized first
            shop.execute("update catalogue_product set limit_per_person = 10000")
        for number in range(kills):
            yield kill_once(shop, point, f"{point}-{number}")


@contextmanager
def repairing_shop(template: str) -> Iterator[LiveShop]:
    """Run a shop whose processes die at the points that are armed, and are started again."""
    with tempfile.TemporaryDirectory() as folder:
        armed = Path(folder) / "failpoints"
        armed.mkdir()
        extra = {"FAILPOINTS": str(armed)}
        with (
            live_shop(Path(folder), template, name=DATABASE, with_worker=False, **extra) as shop,
            worker_that_comes_back(shop),
        ):
            yield shop


def kill_once(shop: LiveShop, point: str, name: str) -> Outcome:
    """Kill a process of the shop at a point while buyers buy; return how it ended."""
    armed = Path(shop.environment["FAILPOINTS"]) / point
    if step := serving.STEP_OF.get(point):
        return _kill_while_serving(shop, point, name, step)
    armed.touch()
    begun = time.monotonic()
    _round(shop, point, name)
    killed = _was_hit(armed)
    faults = tuple(_wait_for_repair(shop))
    return Outcome(point, killed, time.monotonic() - begun, faults)


def _kill_while_serving(shop: LiveShop, point: str, name: str, step: str) -> Outcome:
    """Kill the process that makes a step after the sale for several orders; repeat it then."""
    with ThreadPoolExecutor(BUYERS) as pool:
        bodies = pool.map(
            lambda n: order(shop, f"{name}-{n}", sku=f"{serving.SKU}-M", units=2), range(BUYERS)
        )
        list(pool.map(lambda body: pay(shop, body), bodies))
    faults = _wait_for_repair(shop)
    begun = time.monotonic()
    (Path(shop.environment["FAILPOINTS"]) / point).touch()
    command = ("-m", "tools.drills.serving", step)
    killed = shop.programs.run(*command).returncode == -signal.SIGKILL
    for _ in range(2):  # a repetition of what is done changes nothing
        again = shop.programs.run(*command)
        faults += [again.stderr[-500:]] if again.returncode else []
    faults += _wait_for_repair(shop)
    for effect in serving.EFFECTS[step]:
        counted = shop.query(
            f"select o.number, ({effect}) from order_order o"  # noqa: S608  a constant
            " where o.total_incl_tax > 0"
        )
        faults += [f"{number} has {count} of: {effect}" for number, count in counted if count != 1]
    return Outcome(point, killed, time.monotonic() - begun, tuple(faults))


def _was_hit(point: Path) -> bool:
    """Wait until a process has died at the point; a worker may reach it later."""
    deadline = time.monotonic() + REPAIRED_WITHIN_S
    while point.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    return not point.exists()


def _round(shop: LiveShop, point: str, name: str) -> None:
    """Let several buyers buy at once; the shop alone settles what they leave open."""
    with_card = point == "settle.cards_issued"
    if with_card:
        shop.execute(SELL_CARDS)
    with ThreadPoolExecutor(BUYERS) as pool:
        orders = list(
            pool.map(lambda n: order(shop, f"{name}-{n}", with_card=with_card), range(BUYERS))
        )
    if point == "refund.sent":
        shop.execute("update order_order set denied_at = now() where status = 'PENDING'")
    if point == "sweep.cancelled":
        shop.execute("update order_order set hold_expires_at = now() where status = 'PENDING'")
        return
    with ThreadPoolExecutor(BUYERS) as pool:
        list(pool.map(lambda body: pay(shop, body), orders))


def _wait_for_repair(shop: LiveShop) -> list[str]:
    """Wait until both ledgers agree; return the violations that remain after the time limit."""
    deadline = time.monotonic() + REPAIRED_WITHIN_S
    faults = ["never looked"]
    while faults and time.monotonic() < deadline:
        time.sleep(0.5)
        faults = compare_money(shop)
    return [*faults, *broken_rules(shop)]


def _line(outcome: Outcome) -> str:
    fate = f"repaired after {outcome.repaired_s:.0f} s" if outcome.killed else "NOT KILLED"
    wrong = f"; WRONG: {'; '.join(outcome.faults[:5])}" if outcome.faults else ""
    return f"{outcome.point}: {fate}{wrong}"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
    sys.exit(main(*sys.argv[1:]))
