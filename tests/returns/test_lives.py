"""Money, stock, documents and states of an order agree after any sequence of events.

The short form of the drill: `python -m tools.drills lives` draws many more lives.
"""

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tools.drills.lives.base import EndedLives
from tools.drills.lives.machine import machine_in
from tools.drills.lives.shop import build_shop
from tools.testing.stripe_harness import Sandbox

LIVES = int(os.environ.get("LIVES", "2"))
STEPS = int(os.environ.get("LIFE_STEPS", "14"))
REPORT = os.environ.get("LIVES_REPORT", "")
SHRINKS = "LIVES_SHRINK" in os.environ
SEED = os.environ.get("LIVES_SEED", "")


def test_any_life_of_orders_keeps_money_stock_documents_and_states(
    request: pytest.FixtureRequest, stripe: Sandbox
) -> None:
    world: Any = request.getfixturevalue("committed_world" if REPORT else "world")
    ended = EndedLives(Path(REPORT) if REPORT else None)
    machine = machine_in(build_shop(world, stripe), ended)
    if SEED:
        machine = seed(int(SEED))(machine)
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=LIVES,
            stateful_step_count=STEPS,
            derandomize=not REPORT,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink] if SHRINKS else [Phase.generate],
            report_multiple_bugs=False,
        ),
    )
    assert ended.steps["buy"] >= LIVES
