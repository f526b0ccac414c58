"""Short forms of the drills: whatever fails or dies, nothing is lost, charged twice or oversold."""

from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from typing import NamedTuple

import pytest

from tools.drills.failures import RATES, fail_calls
from tools.drills.killing import kill_once, repairing_shop
from tools.drills.medal import run_rush
from tools.drills.running import stocked_template
from tools.drills.stops import stop_database
from tools.drills.webhooks import FORGERIES, storm_shop
from tools.testing.live_shop import LiveShop

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(400),  # two minutes are allowed for a repair
]


class Outage(NamedTuple):
    """The result of a drill that stops the database."""

    faults: list[str]
    acknowledged: list[str]
    sold_without_redis: int


class Drills(NamedTuple):
    """Drills with shops of their own."""

    outage: Future[Outage]
    rush: Future[list[str]]


def stop_once() -> Outage:
    """Stop the database of a shop once."""
    outage = stop_database(1, buyers=2, pause_s=0.2)
    return Outage(outage.faults, outage.acknowledged, outage.sold_without_redis)


@pytest.fixture(scope="module", autouse=True)
def drills() -> Iterator[Drills]:
    """Run the drills with shops of their own beside the others: they wait most of their time.

    The drill that stops its database server needs a process, because all shops of a process use
    the same server.
    """
    template = stocked_template()
    with (
        ThreadPoolExecutor(1) as threads,
        ProcessPoolExecutor(1, mp_context=get_context("spawn")) as processes,
    ):
        yield Drills(
            processes.submit(stop_once),
            threads.submit(run_rush, template, buyers=20, units=5, seconds=1, hold_s=2),
        )


@pytest.fixture(scope="module")
def shop() -> Iterator[LiveShop]:
    """Run one shop for several drills; each judges only what it did itself."""
    with repairing_shop(stocked_template()) as running:
        yield running


def test_a_storm_of_webhooks_ends_as_if_each_had_come_once(shop: LiveShop) -> None:
    storm = storm_shop(shop, 100)
    assert storm.faults == []
    assert storm.deliveries >= 100
    assert storm.lost
    assert {kind for kind, _ in storm.forged} == set(FORGERIES)
    assert storm.accepted_forgeries == 0


def test_calls_that_fail_in_every_way_charge_nobody_twice(shop: LiveShop) -> None:
    trouble = fail_calls(shop, 60)
    assert trouble.faults == []
    assert trouble.calls >= 60
    assert trouble.happened.total() > len(RATES)


# Between two systems, where only a search may find what was made; and inside the transaction that
# takes the money, in a worker.
@pytest.mark.parametrize("point", ["intent.created", "settle.sold"])
def test_what_a_killed_process_left_is_repaired(shop: LiveShop, point: str) -> None:
    outcome = kill_once(shop, point, point)
    assert outcome.killed
    assert outcome.faults == ()


def test_a_database_that_stops_at_once_loses_no_order(drills: Drills) -> None:
    outage = drills.outage.result()
    assert outage.faults == []
    assert outage.acknowledged
    assert outage.sold_without_redis


def test_the_last_units_on_the_night_of_a_medal_are_sold_once(drills: Drills) -> None:
    assert drills.rush.result() == []
