"""Lives of orders: a hypothesis state machine draws sequences of everything that can happen.

After each step that changed something all invariants are checked; at times and at the end of a
life the books are compared with the payment provider, the documents and the tax report. Processes
draw lives in databases of their own until enough steps are made; each life that has ended is kept
in var/drills, so that a long run can be stopped at any time and resumed. A rule with fewer steps
than its least fails the drill.

    python -m tools.drills lives [steps, 100000] [processes, 2]
"""

import json
import os
import secrets
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

from tools.drills.observations import too_few

ROOT = Path(__file__).resolve().parents[3]
DONE = ROOT / "var" / "drills" / "lives.jsonl"
TEST = "tests/returns/test_lives.py"
# A process draws many lives, because it takes seconds to start.
MOST_LIVES, STEPS_OF_A_LIFE = 400, 80
PROGRESS_S = 60
OPTIONS = ("-qx", "-p", "no:cacheprovider", "--timeout=0", "--log-level=CRITICAL")
# Rules that a run must have reached, in steps per 100,000 steps.
LEAST = {
    "buy": 1000,
    "pay: succeed": 300,
    "cancel": 500,
    "change": 500,
    "pack": 500,
    "ship": 500,
    "track": 500,
    "withdraw": 500,
    "request": 200,
    "exchange": 200,
    "exchange: dearer": 30,
    "exchange: cheaper": 30,
    "exchange again: dearer": 30,
    "exchange again: cheaper": 30,
    "case: inspected": 20,
    "case: replace": 20,
    "refund units": 500,
    "refund amount": 500,
    "goodwill card": 300,
    "recall": 300,
    "dispute": 300,
    "refund at Stripe": 300,
    "jobs: refused": 50,
    "compare books": 500,
}
PER = 100_000


def main(steps: str = "100000", processes: str = "2") -> int:
    """Draw lives until enough steps are made; fail on the first life that breaks a rule."""
    wanted, began, before = int(steps), time.monotonic(), _steps(_counted())
    with ThreadPoolExecutor(int(processes)) as pool:
        works = [pool.submit(_draw, wanted, int(processes)) for _ in range(int(processes))]
        while wait(works, PROGRESS_S).not_done:
            made = _steps(_counted())
            rate = (made - before) / (time.monotonic() - began)
            print(f"{made:,} of {wanted:,} steps, {rate:.1f} a second", flush=True)
    return _report(wanted, [work.result() for work in works])


def _draw(wanted: int, processes: int) -> str:
    """Draw lives until all processes together have made enough steps; return the fault."""
    DONE.parent.mkdir(parents=True, exist_ok=True)
    while (left := wanted - _steps(_counted())) > 0:
        lives = min(-(-left // (STEPS_OF_A_LIFE * processes)), MOST_LIVES)
        seed = secrets.randbits(32)
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "pytest", *OPTIONS, TEST],
            cwd=ROOT,
            env={
                **os.environ,
                "LIVES": str(lives),
                "LIFE_STEPS": str(STEPS_OF_A_LIFE),
                "LIVES_SEED": str(seed),
                "LIVES_REPORT": str(DONE),
            },
            check=False,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            return f"LIVES={lives} LIVES_SEED={seed}\n{done.stdout[-6000:] or done.stderr[-2000:]}"
    return ""


def _report(wanted: int, results: Sequence[str]) -> int:
    """Print the steps and refusals of each rule, and the faults; return the exit code."""
    counted = _counted()
    for name, count in sorted(counted["steps"].items()):
        refused = [
            times for reason, times in counted["refusals"].items() if reason.startswith(f"{name}: ")
        ]
        print(f"{count:8,}  {name}, {sum(refused):,} refused for {len(refused)} reasons")
    made = _steps(counted)
    print(f"{made:,} steps in {counted['lives']['lives']:,} lives")
    least = {
        f"steps of “{name}”": (counted["steps"][name], number * wanted // PER)
        for name, number in LEAST.items()
    }
    faults = [*filter(None, results), *too_few({"steps": (made, wanted), **least})]
    for fault in faults:
        print(f"WRONG: {fault}")
    return 1 if faults else 0


def _counted() -> dict[str, Counter[str]]:
    """Return the steps and refusals of all lives that have ended, and their number."""
    sums: dict[str, Counter[str]] = {"steps": Counter(), "refusals": Counter(), "lives": Counter()}
    for line in DONE.read_text().splitlines() if DONE.exists() else ():
        sums["lives"]["lives"] += 1
        for name, counts in json.loads(line).items():
            sums[name].update(counts)
    return sums


def _steps(counted: dict[str, Counter[str]]) -> int:
    """Return the number of steps; kinds of exchanges are counted besides their step."""
    return sum(n for name, n in counted["steps"].items() if not name.startswith("exchange: "))
