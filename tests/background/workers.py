"""Starts workers and commands as `make run` does, and reads what became of jobs.

All of them have the same environment, so that the shop is loaded once for a process of the tests.
"""

import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from procrastinate.contrib.django.models import ProcrastinateJob

from tools.testing import databases
from tools.testing.live_shop import stop
from tools.testing.preloaded import ForkedProcess, PreloadedShop, shared_shop

PATIENCE_S = 60
TICKS_FILE = Path(tempfile.gettempdir()) / f"shop-ticks-{os.getpid()}"
FAILPOINTS = Path(tempfile.gettempdir()) / f"shop-failpoints-{os.getpid()}"


@contextmanager
def running_worker(name: str) -> Iterator[ForkedProcess]:
    """Run a worker on a database as the application's role, and stop it afterwards."""
    child = _shop_of(name).start("manage.py", "procrastinate", "worker")
    try:
        yield child
    finally:
        stop(child)


def run_command(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a management command on a database as the application's role."""
    return _shop_of(name).run("manage.py", *arguments)


def _shop_of(name: str) -> PreloadedShop:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.background.settings",
        "DATABASE_URL": databases.address(name, "shop_app"),
        "DATABASE_OWNER_URL": databases.address(name),
        "WORKER_STALLED_AFTER_S": "2",
        "TEST_TICKS": str(TICKS_FILE),
        "FAILPOINTS": str(FAILPOINTS),
        "TERM": "dumb",
    }
    return shared_shop(environment)


@contextmanager
def armed(point: str) -> Iterator[None]:
    """Let the next process that reaches a point of `shop.platform.core.failpoints` die there."""
    FAILPOINTS.mkdir(exist_ok=True)
    (FAILPOINTS / point).touch()
    try:
        yield
    finally:
        (FAILPOINTS / point).unlink(missing_ok=True)


def wait_until(fact: Callable[[], object], what: str) -> None:
    """Wait until a fact holds, or fail saying what did not happen."""
    deadline = time.monotonic() + PATIENCE_S
    while not fact():
        assert time.monotonic() < deadline, f"after {PATIENCE_S} s: {what}"
        time.sleep(0.1)


def status(job_id: int) -> str:
    """Return the status of a job."""
    return str(ProcrastinateJob.objects.get(pk=job_id).status)


def lines(path: Path) -> list[str]:
    """Return the lines that jobs have left."""
    return path.read_text().splitlines() if path.exists() else []
