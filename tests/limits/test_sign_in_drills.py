"""The drills of the proxy and of one-time codes fail when they observe a fault or too little."""

import pytest

from tools.drills.proxy import Observed
from tools.drills.replay import Replay
from tools.supply_chain import UNREACHABLE

GOOD = {
    "wrong": [200] * 12, "attacker": 200, "owner": 302, "large": 413, "api_in_the_clear": 403,
    "probes": [0.1] * 20,
}  # fmt: skip


def test_a_good_run_has_no_faults() -> None:
    assert Observed(**GOOD).faults == []
    assert Replay(tries=16, opened=[1, 1], processes=2).faults == []
    assert "dns" in UNREACHABLE


@pytest.mark.parametrize(
    "change",
    [
        {"wrong": []},
        {"attacker": 302},
        {"owner": 200},
        {"large": 200},
        {"api_in_the_clear": 200},
        {"probes": []},
        {"probes": [0.1] * 19 + [5.0]},
    ],
)
def test_a_fault_behind_the_proxy_is_named(change: dict[str, object]) -> None:
    assert len(Observed(**(GOOD | change)).faults) >= 1  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "replay",
    [
        Replay(),
        Replay(tries=16, opened=[1, 1], processes=1),
        Replay(tries=8, opened=[1], processes=2),
        Replay(tries=16, opened=[1, 2], processes=2),
        Replay(tries=16, opened=[1, 0], processes=2),
    ],
)
def test_a_replayed_code_or_a_short_run_is_named(replay: Replay) -> None:
    assert replay.faults
