"""The short form of the drill: a process dies in the middle, and nothing is lost or doubled."""

import pytest

from tools.drills.killing import kill_at
from tools.testing import databases

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(400),  # two minutes are allowed for a repair
]


# Between two systems, where only a search may find what was made; and inside the transaction that
# takes the money, in a worker.
@pytest.mark.parametrize("point", ["intent.created", "settle.sold"])
def test_what_a_killed_process_left_is_repaired(point: str) -> None:
    template = databases.ensure_template(
        "base", [["migrate", "--verbosity", "0"], ["install_markets"]]
    )
    (outcome,) = kill_at(point, 1, template)
    assert outcome.killed
    assert outcome.faults == ()
