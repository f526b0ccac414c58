"""Work in another thread with a database connection of its own, closed at its end."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from django.db import connection, connections


def elsewhere[T](work: Callable[[], T], pool: ThreadPoolExecutor) -> "Future[T]":
    """Start work on another connection."""

    def run() -> T:
        try:
            return work()
        finally:
            connections.close_all()

    return pool.submit(run)


def do_elsewhere[T](work: Callable[[], T]) -> T:
    """Do work on another connection and wait for it."""
    with ThreadPoolExecutor(1) as pool:
        return elsewhere(work, pool).result(timeout=20)


def wait_until_blocked(kind: str = "advisory") -> None:
    """Return when some session waits for a lock of that kind in this database."""
    deadline = time.monotonic() + 15
    statement = (
        "select count(*) from pg_locks l join pg_database d on d.oid = l.database"
        " where not l.granted and l.locktype = %s and d.datname = current_database()"
    )
    while time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute(statement, [kind])
            if cursor.fetchone()[0]:
                return
        time.sleep(0.02)
    raise TimeoutError(f"nobody waited for a lock of kind {kind}")
