"""Stripe does not answer, fails, or sends half an answer: nobody may be charged twice.

Buyers order over the API, both articles that are charged at once and limited ones, which are
captured later. Every kind of call by the shop fails in every way that the sandbox supports, before
and after it took effect. Some buyers never pay, some lose their rights while they pay and are
refunded. In the end each order must match the actions of its buyer, by the sandbox's own ledger.

    python -m tools.drills failures [calls, 2000]
"""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Set as AbstractSet
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from tools.drills.buying import NoAnswerError, order, pay
from tools.drills.observations import too_few
from tools.drills.running import end_holds, second_worker, settle, stocked_template, undone
from tools.drills.witness import broken_rules, compare_effects, compare_money
from tools.testing.live_shop import LiveShop, live_shop

DATABASE = "drill_failures"
BUYERS = 8
# All calls by the shop; the buyers' own calls, to confirm, succeed.
OURS = r"^/v1/(payment_intents(/search|/pi_\w+(/cancel|/capture)?)?|refunds)$"
TOO_LATE_S = 11  # the client waits ten seconds
# Number of faults of each kind in a hundred calls.
RATES = {
    "delay": 0.5,
    "delay_after": 0.5,
    "reset_before": 3,
    "reset_after": 3,
    "truncate": 3,
    "status_500_before": 3,
    "status_500_after": 3,
    "status_429": 3,
}
NEVER, LOSES_RIGHTS = 0, 1  # of five buyers; the others just pay
# An authorized amount that was never captured need not be refunded.
DUE = {"pays": {"PAID"}, "never pays": {"EXPIRED"}, "loses rights": {"REFUNDED", "CANCELLED"}}


@dataclass
class FailureReport:
    """The result of the drill: orders of buyers, failed calls of the shop, and violations
    afterwards.
    """

    former_orders: AbstractSet[str] = frozenset()
    did: dict[str, str] = field(default_factory=dict)
    calls: int = 0
    happened: Counter[str] = field(default_factory=Counter)
    seconds: float = 0
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        happened = ", ".join(f"{many} {kind}" for kind, many in sorted(self.happened.items()))
        return (
            f"{self.calls} calls in {self.seconds:.0f} s, {self.happened.total()} went wrong "
            f"({happened}); orders: {dict(Counter(self.did.values()))}; {len(self.faults)} faults"
        )


def main(calls: str = "2000") -> int:
    """Run until enough calls were made and print the result; fail if an order is wrong."""
    trouble = run_failures(int(calls), stocked_template())
    print(trouble)
    for fault in trouble.faults[:20]:
        print(f"WRONG: {fault}")
    return 1 if trouble.faults else 0


def run_failures(calls: int, template: str) -> FailureReport:
    """Run a shop of its own until Stripe received enough calls; return the result."""
    with (
        tempfile.TemporaryDirectory() as folder,
        live_shop(Path(folder), template, name=DATABASE) as shop,
    ):
        return fail_calls(shop, calls)


def fail_calls(shop: LiveShop, calls: int) -> FailureReport:
    """Buy in a running shop with a worker until Stripe received enough calls; return the result.

    Only the drill's own orders are judged by what their buyers did.
    """
    former = shop.query("select number from order_order")
    trouble = FailureReport(former_orders={number for (number,) in former})
    with second_worker(shop):
        shop.sandbox.control("POST", "faults", _script())
        begun = time.monotonic()
        half = calls // 2
        _buy_until(shop, trouble, half)
        # The card of a limited article is counted before the capture, which makes other calls.
        shop.execute("update catalogue_product set limit_per_person = 30000")
        _buy_until(shop, trouble, calls)
        trouble.seconds = time.monotonic() - begun
        _count(shop, trouble)
        shop.sandbox.control("DELETE", "faults")
        end_holds(shop, [number for number, did in trouble.did.items() if did == "never pays"])
        trouble.faults += settle(shop, lambda: _faults(shop, trouble)) + broken_rules(shop)
        trouble.faults += _too_few(trouble, calls)
    shop.execute("update catalogue_product set limit_per_person = null")
    return trouble


def _script() -> list[dict[str, Any]]:
    # The first rule only counts; it delays nothing.
    script: list[dict[str, Any]] = [
        {"action": "delay", "seconds": 0, "times": 0, "match": {"path": OURS}}
    ]
    for seed, (action, percent) in enumerate(RATES.items()):
        rule = {"action": action, "rate": percent / 100, "seed": seed, "seconds": TOO_LATE_S}
        script.append(rule | {"times": 0, "match": {"path": OURS}})
    return script


def _buy_until(shop: LiveShop, trouble: FailureReport, calls: int) -> None:
    numbers = count(len(trouble.did))
    with ThreadPoolExecutor(BUYERS) as pool:
        while shop.sandbox.control("GET", "faults")[0]["seen"] < calls:
            batch = [next(numbers) for _ in range(BUYERS)]
            list(pool.map(lambda number: _buy(shop, trouble, number), batch))


def _buy(shop: LiveShop, trouble: FailureReport, number: int) -> None:
    """Order, and treat the payment as this kind of buyer does."""
    try:
        body = order(shop, f"failures-{number}")
    except NoAnswerError as error:
        trouble.faults.append(f"buyer {number}: {error}")
        return
    name = body["order"]["number"]
    kind = number % 5
    if kind == NEVER:
        trouble.did[name] = "never pays"
        return
    if kind == LOSES_RIGHTS:
        shop.execute("update order_order set denied_at = now() where number = %s", name)
    pay(shop, body)
    trouble.did[name] = "loses rights" if kind == LOSES_RIGHTS else "pays"


def _count(shop: LiveShop, trouble: FailureReport) -> None:
    counting, *rules = shop.sandbox.control("GET", "faults")
    trouble.calls = counting["seen"]
    trouble.happened = Counter({rule["action"]: rule["fired"] for rule in rules})


def _too_few(trouble: FailureReport, calls: int) -> list[str]:
    """Return shortfalls of the drill: too few calls, failures, or buyers of a kind."""
    did = Counter(trouble.did.values())
    return too_few(
        {
            "calls": (trouble.calls, calls),
            "calls that went wrong": (trouble.happened.total(), calls // 20),
            **{f"buyers: {kind}": (did[kind], 1) for kind in DUE},
        }
    )


def _faults(shop: LiveShop, trouble: FailureReport) -> list[str]:
    rows = dict(shop.query("select number, status from order_order"))
    return [
        *(
            f"{number} {did} and is {rows.get(number)}"
            for number, did in trouble.did.items()
            if rows.get(number) not in DUE[did]
        ),
        *(
            f"{number} was never acknowledged"
            for number in rows.keys() - trouble.did.keys() - trouble.former_orders
        ),
        *compare_money(shop),
        *compare_effects(shop),
        *undone(shop),
    ]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
