"""Jobs that leave a line in a file each time they run; only workers of these tests import them."""

import os
import time
from contextlib import suppress
from pathlib import Path

from django.db import transaction
from procrastinate.contrib.django import app

from shop.platform.database.jobs import queue_job

TICKS = "TEST_TICKS"  # the environment variable that names the file of the periodic job
LONGER_THAN_ANY_TEST_S = 600


@app.task(name="tests.note")
def note(path: str, line: str) -> None:
    """Leave one line."""
    _append(Path(path), line)


@app.task(name="tests.hang_at_first")
def hang_at_first(path: str) -> None:
    """Begin and never end; the second time, end at once."""
    lines = Path(path)
    began_before = lines.exists()
    _append(lines, "began")
    if not began_before:
        time.sleep(LONGER_THAN_ANY_TEST_S)
    _append(lines, "ended")


@app.task(name="tests.queue_and_fail")
def queue_and_fail(path: str) -> None:
    """Queue a note and change one's mind, then queue another."""
    with suppress(ZeroDivisionError), transaction.atomic():
        queue_job("tests.note", path=path, line="rolled back")
        _ = 1 / 0
    with transaction.atomic():
        queue_job("tests.note", path=path, line="committed")


@app.periodic(cron="* * * * * *", periodic_id="tests")
@app.task(name="tests.tick")
def tick(timestamp: int) -> None:
    """Every second: leave the second and the process that ran it."""
    if TICKS in os.environ:
        _append(Path(os.environ[TICKS]), f"{timestamp} {os.getpid()}")


def _append(path: Path, line: str) -> None:
    # One write of a short line to a file opened for appending is never mixed with another's.
    with path.open("a") as file:
        file.write(f"{line}\n")
