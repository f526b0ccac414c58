"""Lives of orders: a hypothesis state machine draws sequences of everything that can happen.

After each step all invariants are checked; at times and at the end of a life the books are
compared with the payment provider, the documents and the tax report. Processes draw lives in
databases of their own until enough steps are made; finished rounds are kept in var/drills, so that
a long run can be resumed. A rule with fewer steps than its least fails the drill.

    python -m tools.drills lives [steps, 100000] [processes, 2]
"""

import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools.drills.observations import too_few

ROOT = Path(__file__).resolve().parents[3]
DONE = ROOT / "var" / "drills" / "lives.jsonl"
TEST = "tests/returns/test_lives.py"
LIVES, STEPS_OF_A_LIFE = 20, 80
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
    wanted, began, before = int(steps), time.monotonic(), sum(_counted()["steps"].values())
    with ThreadPoolExecutor(int(processes)) as pool:
        results = list(pool.map(lambda _: _draw(wanted), range(int(processes))))
    counted = _counted()
    made = sum(counted["steps"].values())
    for name, count in sorted(counted["steps"].items()):
        refused = {
            reason.partition(": ")[2] if reason.startswith(f"{name}: ") else "": times
            for reason, times in counted["refusals"].items()
            if reason.startswith(f"{name}: ")
        }
        print(f"{count:8,}  {name}, {sum(refused.values()):,} refused for {len(refused)} reasons")
    rate = (made - before) / (time.monotonic() - began)
    print(f"{made:,} steps, {rate:.1f} a second in this run")
    least = {
        f"steps of “{name}”": (counted["steps"][name], number * wanted // PER)
        for name, number in LEAST.items()
    }
    faults = [*filter(None, results), *too_few({"steps": (made, wanted), **least})]
    for fault in faults:
        print(f"WRONG: {fault}")
    return 1 if faults else 0


def _draw(wanted: int) -> str:
    """Draw rounds of lives until all processes together have made enough; return the fault."""
    while sum(_counted()["steps"].values()) < wanted:
        with tempfile.TemporaryDirectory() as folder:
            report = Path(folder) / "report.json"
            done = subprocess.run(
                [
                    sys.executable,
                    "-W",
                    "ignore",
                    "-m",
                    "pytest",
                    "-qx",
                    "--log-level=CRITICAL",
                    TEST,
                ],
                cwd=ROOT,
                env={
                    **os.environ,
                    "LIVES": str(LIVES),
                    "LIFE_STEPS": str(STEPS_OF_A_LIFE),
                    "LIVES_SEED": str(secrets.randbits(32)),
                    "LIVES_REPORT": str(report),
                },
                check=False,
                capture_output=True,
                text=True,
            )
            if done.returncode or not report.exists():
                return done.stdout[-6000:] or done.stderr[-2000:]
            DONE.parent.mkdir(parents=True, exist_ok=True)
            with DONE.open("a") as file:
                file.write(report.read_text() + "\n")
    return ""


def _counted() -> dict[str, Counter[str]]:
    """Return the steps and refusals of all finished rounds."""
    sums: dict[str, Counter[str]] = {"steps": Counter(), "refusals": Counter()}
    for line in DONE.read_text().splitlines() if DONE.exists() else ():
        for name, counts in json.loads(line).items():
            sums[name].update(counts)
    return sums
