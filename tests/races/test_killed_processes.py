"""The short form of the drill: a process dies in the middle, and nothing is lost or doubled."""

from collections.abc import Iterator

import pytest

from tools.drills.killing import kill_once, repairing_shop
from tools.drills.running import stocked_template
from tools.testing.live_shop import LiveShop

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(400),  # two minutes are allowed for a repair
]


@pytest.fixture(scope="module")
def shop() -> Iterator[LiveShop]:
    with repairing_shop(stocked_template()) as running:
        yield running


# Between two systems, where only a search may find what was made; and inside the transaction that
# takes the money, in a worker.
@pytest.mark.parametrize("point", ["intent.created", "settle.sold"])
def test_what_a_killed_process_left_is_repaired(shop: LiveShop, point: str) -> None:
    outcome = kill_once(shop, point, point)
    assert outcome.killed
    assert outcome.faults == ()
