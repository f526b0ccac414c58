"""Many buyers want the same few units at once; none may be sold twice.

Buyers come within seconds, over the API: four in ten never pay, two are declined, three confirm by
3-D Secure, one pays at once. Buyers who find all units reserved come back until everything is sold.
Reservations are shortened, so abandoned units are sold again during the drill. Afterwards the
sandbox's ledger is compared with the orders, and processes storm `reserve` itself.

    python -m tools.drills medal [buyers, 2000] [units, 500] [seconds in which they come, 10]
"""

import asyncio
import json
import random
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from tools.drills.buying import ADDRESS
from tools.drills.revocation import SKU
from tools.drills.running import settle, stocked_template, undone
from tools.drills.witness import broken_rules, compare_effects, compare_money
from tools.testing.live_shop import LiveShop, live_shop

DATABASE = "drill_medal"
HOLD_S, SWEEP_S, GIVE_UP_S, CLIENT_TIMEOUT_S = 12, 30, 900, 300
AGAIN_AFTER_S = 0.5
CONNECTION_LOST = (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError)
COME_BACK_AFTER = (0.7, 1.4)  # reservations
KINDS = ("abandon",) * 4 + ("decline",) * 2 + ("3-D Secure",) * 3 + ("pay",)
CARDS = {
    "decline": "pm_card_visa_chargeDeclined",
    "3-D Secure": "pm_card_threeDSecure2Required",
    "pay": "pm_card_visa",
}
SWEEP_NOW = """
    insert into procrastinate_jobs (queue_name, task_name, args)
    values ('default', 'ordering.sweep', '{"timestamp": 0}')
    """


@dataclass(slots=True)
class RushReport:
    """The result of the drill for buyers; `over` is set when every unit is sold."""

    shop: LiveShop
    publishable_key: str
    hold_s: int
    over: asyncio.Event = field(default_factory=asyncio.Event)
    answers: Counter[str] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)
    ended: Counter[str] = field(default_factory=Counter)


def main(*arguments: str) -> int:
    """Run the drill; fail if anything was oversold, charged twice, stuck or answered with a 5xx."""
    buyers, units, seconds = (
        int(given) for given in (*arguments, *("2000", "500", "10")[len(arguments) :])
    )
    faults = run_rush(stocked_template(), buyers=buyers, units=units, seconds=seconds)
    for fault in faults:
        print(f"WRONG: {fault}")
    return 1 if faults else 0


def run_rush(
    template: str, *, buyers: int, units: int, seconds: float, hold_s: int = HOLD_S
) -> list[str]:
    """Let buyers come within seconds for the units; return the violations afterwards.

    The sweeper is called more often than scheduled if reservations are shorter than its interval.
    """
    with (
        tempfile.TemporaryDirectory() as folder,
        live_shop(Path(folder), template, name=DATABASE, ORDER_HOLD_S=str(hold_s)) as shop,
    ):
        _leave_in_stock(shop, units)
        begun = time.monotonic()
        with ThreadPoolExecutor(1) as pool:  # the caller's thread may run an event loop already
            night = pool.submit(asyncio.run, _night(shop, buyers, seconds, hold_s)).result()
        sold_out_s = time.monotonic() - begun
        _wait_for_the_last_hold(shop)
        faults = [*_wrong(shop, night, units), *settle(shop, lambda: _unsettled(shop))]
        print(_report(night, buyers, seconds, units, sold_out_s), flush=True)
        faults += broken_rules(shop)
        attempts = buyers * 5
        taken, took_s = _storm(shop, units, attempts)
        print(f"{attempts} attempts at reserve itself: {taken} of {units} held in {took_s:.1f} s")
        ((counted,),) = shop.query(
            "select num_held from partner_stockrecord where partner_sku = 'STORM-1'"
        )
        if (taken, counted) != (units, units):
            faults.append(f"{taken} units of {units} were held by the storm, {counted} counted")
        return faults


def _leave_in_stock(shop: LiveShop, units: int) -> None:
    ((free,),) = shop.query("select num_in_stock from partner_stockrecord")
    shop.restock(SKU, units - free)


async def _night(shop: LiveShop, buyers: int, seconds: float, hold_s: int) -> RushReport:
    night = RushReport(
        shop, shop.environment.get("STRIPE_PUBLISHABLE_KEY", "pk_test_sandbox"), hold_s
    )
    chance = random.Random(20261124)
    kinds = [KINDS[n % len(KINDS)] for n in range(buyers)]
    chance.shuffle(kinds)
    connector = aiohttp.TCPConnector(limit=0)
    timeout = aiohttp.ClientTimeout(CLIENT_TIMEOUT_S)
    async with aiohttp.ClientSession(connector=connector, timeout=timeout) as session:
        watcher = asyncio.create_task(_watch(night))
        visits = [
            _visit(night, session, number, kind, chance.uniform(0, seconds), chance)
            for number, kind in enumerate(kinds)
        ]
        await asyncio.gather(*visits)
        watcher.cancel()
    return night


async def _watch(night: RushReport) -> None:
    """Notice when everything is sold and paid, so that buyers stop coming back."""
    deadline = time.monotonic() + GIVE_UP_S
    while not night.over.is_set():
        await asyncio.sleep(1)
        if night.hold_s < HOLD_S:
            await asyncio.to_thread(night.shop.execute, SWEEP_NOW)
        ((free,),) = await asyncio.to_thread(
            night.shop.query, "select num_in_stock - num_allocated from partner_stockrecord"
        )
        if free == 0 or time.monotonic() > deadline:
            night.over.set()


async def _visit(
    night: RushReport,
    session: aiohttp.ClientSession,
    number: int,
    kind: str,
    comes_after_s: float,
    chance: random.Random,
) -> None:
    await asyncio.sleep(comes_after_s)
    while True:
        began = time.monotonic()
        order = await _order(night, session, number)
        night.waits.append(time.monotonic() - began)
        if order is not None:
            night.ended[await _pay(night, session, kind, order)] += 1
            return
        try:
            again_s = night.hold_s * chance.uniform(*COME_BACK_AFTER)
            await asyncio.wait_for(night.over.wait(), again_s)
        except TimeoutError:
            continue
        night.ended["gave up without"] += 1
        return


async def _order(
    night: RushReport, session: aiohttp.ClientSession, number: int
) -> dict[str, Any] | None:
    """Fill a basket and order it; return None if nothing is available now."""
    basket = await _call(night, session, "baskets/", {"market": "fr"})
    if basket is None:
        return None
    address = f"baskets/{basket['token']}/"
    filled = await _call(night, session, f"{address}lines/", {"sku": SKU})
    if filled is None:
        return None
    body = ADDRESS | {
        "email": f"fan{number}@example.org",
        "expected_minor": filled["total_minor"],
    }
    return await _call(night, session, f"{address}payment/", body, basket["token"][:80])


async def _call(
    night: RushReport,
    session: aiohttp.ClientSession,
    path: str,
    body: dict[str, Any],
    key: str = "",
) -> dict[str, Any] | None:
    """Return the response; None if there was no stock or its reservation had ended."""
    headers = {"Idempotency-Key": key} if key else {}
    while True:
        try:
            return await _answer(night, session, path, body, headers)
        except CONNECTION_LOST:  # a call without a key cannot be repeated: start again
            night.answers["connection lost"] += 1
            if not key:
                return None
            await asyncio.sleep(AGAIN_AFTER_S)


async def _answer(
    night: RushReport,
    session: aiohttp.ClientSession,
    path: str,
    body: dict[str, Any],
    headers: dict[str, str],
) -> dict[str, Any] | None:
    url = f"{night.shop.url}/api/v1/{path}"
    async with session.post(url, json=body, headers=headers) as answer:
        text = await answer.text()
        if answer.status < 300:  # noqa: PLR2004
            night.answers[str(answer.status)] += 1
            return dict(json.loads(text))
        code = json.loads(text).get("code", "") if text.startswith("{") else text[:80]
        night.answers[f"{answer.status} {code}"] += 1
        return None


async def _pay(
    night: RushReport, session: aiohttp.ClientSession, kind: str, order: dict[str, Any]
) -> str:
    """Treat the payment as this kind of buyer does."""
    if kind == "abandon":
        return kind
    secret = order["payment"]["client_secret"]
    intent = secret.partition("_secret")[0]
    form = {
        "client_secret": secret,
        "payment_method": CARDS[kind],
        "return_url": "https://store.example/",
    }
    sandbox = night.shop.sandbox.url
    headers = {"Authorization": f"Bearer {night.publishable_key}"}
    confirm = f"{sandbox}/v1/payment_intents/{intent}/confirm"
    async with session.post(confirm, data=form, headers=headers) as answer:
        intent_data = await answer.json()
    if intent_data.get("status") == "requires_action":
        path = f"{sandbox}/_sandbox/intents/{intent}/authenticate"
        async with session.post(path, json={}) as answer:
            intent_data = await answer.json()
    return (
        kind if intent_data.get("status") == "succeeded" or kind == "decline" else "came too late"
    )


def _wait_for_the_last_hold(shop: LiveShop) -> None:
    """Wait until the sweeper ran after the end of the last reservation."""
    last = shop.query(
        "select extract(epoch from max(expires_at) - now()) from inventory_reservation"
    )
    deadline = time.monotonic() + max(0.0, float(last[0][0] or 0)) + 2 * SWEEP_S
    while time.monotonic() < deadline:
        ((open_still,),) = shop.query("select count(*) from order_order where status = 'PENDING'")
        if not open_still:
            return
        time.sleep(1)


def _unsettled(shop: LiveShop) -> list[str]:
    """Return violations of money, units and mails; jobs may still be waiting."""
    return [*compare_money(shop), *compare_effects(shop), *undone(shop)]


def _wrong(shop: LiveShop, night: RushReport, units: int) -> list[str]:
    ((stock, held, sold),) = shop.query(
        "select num_in_stock, num_held, num_allocated from partner_stockrecord"
    )
    ((paid,),) = shop.query("select count(*) from order_order where status = 'PAID'")
    violations = []
    if (stock, held, sold, paid) != (units, 0, units, units):
        violations.append(f"{stock} in stock, {held} held, {sold} sold, {paid} orders paid")
    failed = {code: times for code, times in night.answers.items() if code.startswith("5")}
    return violations + [f"{times} answers {code}" for code, times in failed.items()]


def _report(night: RushReport, buyers: int, seconds: float, units: int, sold_out_s: float) -> str:
    waits = sorted(night.waits)
    return f"""\
{buyers} buyers in {seconds:.0f} s for {units} units; the last left after {sold_out_s:.0f} s
{sum(night.answers.values()) / sold_out_s:.0f} answers/s: {dict(sorted(night.answers.items()))}
buyers: {dict(sorted(night.ended.items()))}
basket to order or refusal: median {waits[len(waits) // 2]:.1f} s, slowest {waits[-1]:.1f} s"""


def _storm(shop: LiveShop, units: int, attempts: int) -> tuple[int, float]:
    """Storm `reserve` from several processes; return units reserved and seconds taken."""
    done = shop.programs.run("-m", "tools.drills.reserving", str(units), str(attempts))
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    held, took_s = done.stdout.split()
    return int(held), float(took_s)
