"""Short forms of the drills: whatever fails or dies, nothing is lost, charged twice or oversold."""

import pytest

from tools.drills.failures import RATES, run_failures
from tools.drills.medal import run_rush
from tools.drills.running import stocked_template
from tools.drills.stops import stop_database
from tools.drills.webhooks import FORGERIES, run_storm

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]


def test_a_storm_of_webhooks_ends_as_if_each_had_come_once() -> None:
    storm = run_storm(100, stocked_template())
    assert storm.faults == []
    assert storm.deliveries >= 100
    assert storm.lost
    assert {kind for kind, _ in storm.forged} == set(FORGERIES)
    assert storm.accepted_forgeries == 0


def test_calls_that_fail_in_every_way_charge_nobody_twice() -> None:
    trouble = run_failures(60, stocked_template())
    assert trouble.faults == []
    assert trouble.calls >= 60
    assert trouble.happened.total() > len(RATES)


def test_a_database_that_stops_at_once_loses_no_order() -> None:
    outage = stop_database(1, buyers=2)
    assert outage.faults == []
    assert outage.acknowledged
    assert outage.sold_without_redis


def test_the_last_units_on_the_night_of_a_medal_are_sold_once() -> None:
    assert run_rush(stocked_template(), buyers=20, units=5, seconds=1, hold_s=3) == []
