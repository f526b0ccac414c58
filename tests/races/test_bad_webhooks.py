"""The short form of the drill: webhooks doubled, shuffled, lost and forged change nothing."""

import pytest

from tools.drills.running import base_template
from tools.drills.webhooks import FORGERIES, storm_over_shop

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("live")]


def test_a_storm_of_webhooks_ends_as_if_each_had_come_once() -> None:
    storm = storm_over_shop(300, base_template())
    assert storm.faults == []
    assert storm.deliveries >= 300
    assert storm.lost
    assert {kind for kind, _ in storm.forged} == set(FORGERIES)
    assert storm.accepted_forgeries == 0
