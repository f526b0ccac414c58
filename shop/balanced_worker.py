"""A worker of gunicorn that leaves new connections to workers that have fewer.

Connections stay open for many requests. The first worker to wake up would take most of those that
arrive together, and the other cores would stay idle. The module needs only gunicorn: the benchmark
runs all shops with it.
"""

import mmap
import time
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

SLOTS = 256
WAIT_S = 0.001  # an idle worker needs less to take a connection
MOST = 254  # the largest number of connections that a slot tells

# A byte for each worker, shared by the processes that are forked later: 0 is an unused slot, any
# other value the number of open connections and one. A wrong value costs a wait, nothing else.
_open = mmap.mmap(-1, SLOTS)


class BalancedWorker(ThreadWorker):
    """A worker with threads that waits for a moment before it takes more than its share."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._slot = slot_of(self)

    def notify(self) -> None:
        """Tell the arbiter that the worker is alive, and the other workers how busy it is."""
        self._tell()
        super().notify()

    def accept(self, listener: Any) -> None:
        """Accept a connection; wait first while another worker has fewer."""
        if self.nr_conns > fewest_connections():
            time.sleep(WAIT_S)
        super().accept(listener)
        self._tell()

    def _tell(self) -> None:
        _open[self._slot] = 1 + min(self.nr_conns, MOST)


def slot_of(worker: Any) -> int:
    """Return the slot of a worker; ages grow with each new worker."""
    return int(worker.age) % SLOTS


def fewest_connections() -> int:
    """Return the number of connections of the least busy worker."""
    used = _open[:].replace(b"\0", b"")
    return min(used) - 1 if used else 0


def forget(worker: Any) -> None:
    """Free the slot of a worker that has ended, in its parent."""
    _open[slot_of(worker)] = 0
