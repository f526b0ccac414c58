"""Starts workers as `make run` does, and reads what became of jobs."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from procrastinate.contrib.django.models import ProcrastinateJob

from tools.testing import databases
from tools.testing.live_shop import stop
from tools.testing.preloaded import ForkedProcess, shared_shop

PATIENCE_S = 60


@contextmanager
def running_worker(name: str, **extra: str) -> Iterator[ForkedProcess]:
    """Run a worker on a database as the application's role, and stop it afterwards."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.background.settings",
        "DATABASE_URL": databases.address(name, "shop_app"),
        "DATABASE_OWNER_URL": databases.address(name),
        "WORKER_STALLED_AFTER_S": "2",
    } | extra
    child = shared_shop(environment).start("manage.py", "procrastinate", "worker")
    try:
        yield child
    finally:
        stop(child)


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
