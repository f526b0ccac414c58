"""Webhooks arrive twice, late, in any order or never, with forged ones among them.

Buyers order and pay while the sandbox delivers its events badly and loses a fifth of them. The
drill sends the delivered events again and again, signed anew, from several threads, with forgeries
among them. In the end every order must be as if each event had arrived once, by what its buyer did.

    python -m tools.drills webhooks [deliveries, 10000]
"""

import json
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Set as AbstractSet
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import requests
import stripe

from tools.drills.buying import order, pay, secret_key
from tools.drills.observations import too_few
from tools.drills.running import end_holds, second_worker, settle, stocked_template, undone
from tools.drills.witness import SETTLED, broken_rules, compare_effects, compare_money
from tools.stripe_sandbox.webhooks import signature
from tools.testing.live_shop import WEBHOOK_SECRET, LiveShop, live_shop

DATABASE = "drill_webhooks"
BUYERS, SENDERS, DELIVERIES_PER_ORDER, FORGED_EVERY = 3, 4, 40, 10
FEWEST_ORDERS = 10  # one of each kind of buyer
OK, REFUSED = 200, 400
TOO_OLD_S = 301  # Stripe's own tolerance is 300 s
BAD_POST: list[dict[str, Any]] = [
    {"action": "lose", "rate": 0.2, "seed": 1},
    {"action": "duplicate", "rate": 0.4, "seconds": 2, "seed": 2},
    {"action": "webhook_delay", "rate": 0.2, "seconds": 1, "seed": 3},
    {"action": "shuffle", "seconds": 1.5, "seed": 4},
]
NEVER, DECLINED, SECOND_CARD = 0, 1, 2  # of ten buyers; the others pay at once
FORGERIES = ("wrong secret", "tampered body", "old timestamp", "no signature")


@dataclass
class StormReport:
    """The result of the drill: events received by the shop, and violations."""

    former_orders: AbstractSet[str] = frozenset()
    former_events: AbstractSet[str] = frozenset()
    paid: set[str] = field(default_factory=set)
    unpaid: set[str] = field(default_factory=set)
    known: dict[str, bytes] = field(default_factory=dict)
    replayed: Counter[int] = field(default_factory=Counter)
    forged: Counter[tuple[str, int]] = field(default_factory=Counter)
    sent: int = 0
    lost: int = 0
    seconds: float = 0
    faults: list[str] = field(default_factory=list)
    _counting: threading.Lock = field(default_factory=threading.Lock)

    def note(self, status: int, forgery: str | None = None) -> None:
        """Count a response; called by several threads."""
        with self._counting:
            if forgery is None:
                self.replayed[status] += 1
            else:
                self.forged[forgery, status] += 1

    @property
    def deliveries(self) -> int:
        """Number of genuine events that reached the shop; each copy counts."""
        return self.sent + self.replayed.total()

    @property
    def accepted_forgeries(self) -> int:
        """Number of forged events that were not refused."""
        return sum(many for (_, status), many in self.forged.items() if status != REFUSED)

    def __str__(self) -> str:
        kinds = Counter[str]()
        for (kind, _), many in self.forged.items():
            kinds[kind] += many
        forged = ", ".join(f"{many} {kind}" for kind, many in sorted(kinds.items()))
        return (
            f"{self.deliveries} deliveries of {len(self.known)} events in {self.seconds:.0f} s "
            f"({self.sent} by the sandbox, {self.lost} events lost); {len(self.paid)} orders paid, "
            f"{len(self.unpaid)} not; {self.forged.total()} forged ({forged}), "
            f"{self.accepted_forgeries} accepted; {len(self.faults)} faults"
        )


def main(deliveries: str = "10000") -> int:
    """Run the storm and print the result; fail if an order is wrong."""
    storm = run_storm(int(deliveries), stocked_template())
    print(storm)
    for fault in storm.faults[:20]:
        print(f"WRONG: {fault}")
    return 1 if storm.faults else 0


def run_storm(deliveries: int, template: str) -> StormReport:
    """Send deliveries to a shop of its own; return the result."""
    with (
        tempfile.TemporaryDirectory() as folder,
        live_shop(Path(folder), template, name=DATABASE) as shop,
    ):
        return storm_shop(shop, deliveries)


def storm_shop(shop: LiveShop, deliveries: int) -> StormReport:
    """Send deliveries to a running shop with a worker; return the result.

    Only orders and events of the storm are judged; its unpaid orders are ended afterwards.
    """
    storm = StormReport(former_orders=_orders(shop).keys(), former_events=_events(shop))
    with second_worker(shop):
        shop.sandbox.control("POST", "faults", BAD_POST)
        begun = time.monotonic()
        _rage(shop, storm, deliveries)
        _wait_for_sandbox(shop)
        storm.seconds = time.monotonic() - begun
        storm.faults = settle(shop, lambda: _faults(shop, storm)) + broken_rules(shop)
        _count(shop, storm)
        storm.faults += _too_few(storm, deliveries)
    shop.sandbox.control("DELETE", "faults")
    end_holds(shop, storm.unpaid)
    return storm


def _too_few(storm: StormReport, deliveries: int) -> list[str]:
    """Return shortfalls of the drill: too few deliveries, losses, orders or forgeries."""
    forged = Counter[str]()
    for (kind, _), number in storm.forged.items():
        forged[kind] += number
    return too_few(
        {
            "deliveries": (storm.deliveries, deliveries),
            "lost events": (storm.lost, 1),
            "paid orders": (len(storm.paid), 1),
            "unpaid orders": (len(storm.unpaid), 1),
            **{f"forgeries: {kind}": (forged[kind], 1) for kind in FORGERIES},
        }
    )


def _rage(shop: LiveShop, storm: StormReport, deliveries: int) -> None:
    """Let buyers buy, and send known events of Stripe until there are enough deliveries."""
    bought = threading.Event()
    orders = max(FEWEST_ORDERS, deliveries // DELIVERIES_PER_ORDER)
    with ThreadPoolExecutor(BUYERS + SENDERS) as pool:
        senders = [
            pool.submit(_send, shop, storm, bought, deliveries, number) for number in range(SENDERS)
        ]
        buyers = [pool.submit(_buy, shop, storm, number) for number in range(orders)]
        while not all(buyer.done() for buyer in buyers):
            _learn_events(shop, storm)
            time.sleep(0.5)
        _learn_events(shop, storm)
        bought.set()
        for work in (*buyers, *senders):
            work.result()


def _buy(shop: LiveShop, storm: StormReport, number: int) -> None:
    """Order, and treat the payment as this kind of buyer does."""
    body = order(shop, f"storm-{number}")
    kind = number % 10
    if kind in {DECLINED, SECOND_CARD}:
        with suppress(stripe.CardError):
            pay(shop, body, "pm_card_chargeDeclined")
    if kind in {NEVER, DECLINED}:
        storm.unpaid.add(body["order"]["number"])
        return
    pay(shop, body)
    storm.paid.add(body["order"]["number"])


def _learn_events(shop: LiveShop, storm: StormReport) -> None:
    """Fetch the events of which a copy was or will be sent; lost events stay lost."""
    headers = {"Authorization": f"Bearer {secret_key(shop)}"}
    for delivery in _deliveries(shop, storm):
        event = delivery["event"]
        if delivery["status"] != "lost" and event not in storm.known:
            address = f"{shop.sandbox.url}/v1/events/{event}"
            storm.known[event] = requests.get(address, headers=headers, timeout=10).content


def _deliveries(shop: LiveShop, storm: StormReport) -> list[dict[str, Any]]:
    """Return the sandbox's deliveries of events of the storm."""
    deliveries = shop.sandbox.control("GET", "deliveries")
    return [delivery for delivery in deliveries if delivery["event"] not in storm.former_events]


def _send(
    shop: LiveShop, storm: StormReport, bought: threading.Event, deliveries: int, sender: int
) -> None:
    """Send events in random order, and occasionally a forgery."""
    dice, session, numbers = random.Random(sender), requests.Session(), count()
    while not bought.is_set() or storm.replayed.total() < deliveries:
        known = list(storm.known.values())
        if not known:
            time.sleep(0.1)
            continue
        number, content = next(numbers), dice.choice(known)
        if number % FORGED_EVERY == 0:
            kind = FORGERIES[number // FORGED_EVERY % len(FORGERIES)]
            body, signed = _forged(kind, content, f"evt_forged_{sender}_{number}")
            storm.note(_post(session, shop, body, signed), kind)
        else:
            signed = signature(WEBHOOK_SECRET, content, int(time.time()))
            storm.note(_post(session, shop, content, signed))


def _forged(kind: str, content: bytes, name: str) -> tuple[bytes, str | None]:
    """Return an event with an id of its own and an invalid signature."""
    event = json.loads(content) | {"id": name, "type": "payment_intent.succeeded"}
    body, now = json.dumps(event).encode(), int(time.time())
    match kind:
        case "wrong secret":
            return body, signature("whsec_guessed", body, now)
        case "tampered body":
            return body, signature(WEBHOOK_SECRET, content, now)
        case "old timestamp":
            return body, signature(WEBHOOK_SECRET, body, now - TOO_OLD_S)
        case _:
            return body, None


def _post(session: requests.Session, shop: LiveShop, body: bytes, signed: str | None) -> int:
    headers = {"Content-Type": "application/json"}
    if signed is not None:
        headers["Stripe-Signature"] = signed
    address = f"{shop.url}/webhooks/stripe/"
    return session.post(address, data=body, headers=headers, timeout=30).status_code


def _wait_for_sandbox(shop: LiveShop) -> None:
    """Wait until the sandbox has sent its remaining deliveries."""
    while shop.sandbox.control("GET", "deliveries?status=pending"):
        time.sleep(0.2)


def _faults(shop: LiveShop, storm: StormReport) -> list[str]:
    """Return the differences from a shop that received each event once."""
    rows = {
        number: status
        for number, status in _orders(shop).items()
        if number not in storm.former_orders
    }
    expected = dict.fromkeys(storm.paid, "PAID") | dict.fromkeys(storm.unpaid, "PENDING")
    kept = _events(shop) - storm.former_events
    return [
        *(
            f"{number} is {rows.get(number)}, not {expected.get(number)}"
            for number in rows.keys() | expected.keys()
            if rows.get(number) != expected.get(number)
        ),
        *compare_money(shop, {*SETTLED, "PENDING"}),
        *compare_effects(shop),
        *undone(shop),
        *(f"{event} was sent and not kept" for event in storm.known.keys() - kept),
        *(f"{event} was kept and never sent" for event in kept - storm.known.keys()),
        *(
            f"{many} genuine events were answered {status}"
            for status, many in storm.replayed.items()
            if status != OK
        ),
        *(
            f"{many} forged with {kind} were answered {status}"
            for (kind, status), many in storm.forged.items()
            if status != REFUSED
        ),
    ]


def _orders(shop: LiveShop) -> dict[str, str]:
    """Return the status of each order by its number."""
    return dict(shop.query("select number, status from order_order"))


def _events(shop: LiveShop) -> set[str]:
    """Return the events that the shop has kept."""
    return {event for (event,) in shop.query("select id from payments_stripeevent")}


def _count(shop: LiveShop, storm: StormReport) -> None:
    """Count the deliveries sent and lost by the sandbox."""
    for delivery in _deliveries(shop, storm):
        storm.lost += delivery["status"] == "lost"
        storm.sent += sum(attempt["outcome"] == OK for attempt in delivery["attempts"])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
