"""Stops one thread at an exact statement until another has done its part, or waits for a lock."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event
from typing import Any

from django.db import connection, connections

from shop.platform.core.errors import DomainError

WAIT_S = 20
# Of this database alone: other tests wait for locks of theirs on the same server.
WAITS = """
    select exists (
        select from pg_locks lock join pg_stat_activity activity using (pid)
        where not lock.granted and activity.datname = current_database()
    )
"""


@dataclass
class Moment:
    """The first (or a later) statement that contains a text: just before it, or just after it was
    executed.
    """

    text: str
    before: bool = False
    earlier: int = 0  # statements of that text to let pass first
    come: Event = field(default_factory=Event)
    go_on: Event = field(default_factory=Event)

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: Any, context: Any
    ) -> Any:
        """Execute the statement, as a wrapper of Django's, and stop there."""
        if self.come.is_set() or self.text not in sql:
            return execute(sql, params, many, context)
        if self.earlier:
            self.earlier -= 1
            return execute(sql, params, many, context)
        if self.before:
            self._stop()
        result = execute(sql, params, many, context)
        if not self.before:
            self._stop()
        return result

    def _stop(self) -> None:
        self.come.set()
        assert self.go_on.wait(WAIT_S), f"nobody let it go on after: {self.text}"


def in_the_middle[F, S](
    first: Callable[[], F], moment: Moment, second: Callable[[], S]
) -> tuple[F | DomainError, S | DomainError]:
    """Begin the first, stop it at the moment, run the second, and let both end.

    The second need not end before the first continues: it may wait for one of its locks.
    """

    def run_first() -> F | DomainError:
        try:
            with connection.execute_wrapper(moment):
                return first()
        except DomainError as refusal:
            return refusal
        finally:
            connections.close_all()

    def run_second() -> S | DomainError:
        try:
            return second()
        except DomainError as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(run_first)
        try:
            assert moment.come.wait(WAIT_S), f"never came to: {moment.text}"
            two = pool.submit(run_second)
            _wait_for_end_or_lock(two)
        finally:
            moment.go_on.set()
        return one.result(WAIT_S), two.result(WAIT_S)


def _wait_for_end_or_lock(work: "Future[Any]") -> None:
    deadline = time.monotonic() + WAIT_S
    while not work.done():
        assert time.monotonic() < deadline, "it neither ended nor waits for a lock"
        with connection.cursor() as cursor:
            cursor.execute(WAITS)
            ((waits,),) = cursor.fetchall()
        if waits:
            return
        time.sleep(0.02)
