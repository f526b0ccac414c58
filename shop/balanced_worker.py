"""A worker of gunicorn that shares connections with other workers and saves calls of the system.

Connections stay open for many requests. The first worker to wake up would take most of those that
arrive together, and the other cores would stay idle. While there is a thread for each connection,
it waits for the next request itself: handing a connection over twice costs more than a small
answer. The module needs only gunicorn: the benchmark runs all shops with it.
"""

import mmap
import os
import select
import time
from contextlib import suppress
from typing import Any

from gunicorn.http import wsgi
from gunicorn.workers.gthread import ThreadWorker

SLOTS = 256
WAIT_S = 0.001  # an idle worker needs less to take a connection
MOST = 254  # the largest number of connections that a slot tells
STAY_MS = 50  # the longest wait for the next request of a connection
LARGEST_PIECE = 65_536  # of a body that is copied to be sent with its headers

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

    def init_process(self) -> None:
        """Open the pipe that calls threads away from connections that send nothing."""
        self._staying: set[Any] = set()
        self._call, self._caller = os.pipe()
        os.set_blocking(self._call, False)
        os.set_blocking(self._caller, False)
        super().init_process()

    def enqueue_req(self, conn: Any) -> None:
        """Give a connection to the threads, and call one that only waits if all are taken."""
        super().enqueue_req(conn)
        if self._staying and self._is_work_waiting():
            with suppress(BlockingIOError):  # the pipe is full: threads are called already
                os.write(self._caller, b"\0")

    def handle(self, conn: Any) -> Any:
        """Answer a request, and those that follow on its connection."""
        is_kept = super().handle(conn)
        while is_kept is True and self._is_followed(conn):
            is_kept = super().handle(conn)
        return is_kept

    def _is_followed(self, conn: Any) -> bool:
        """Return whether the next request arrives before the thread is needed elsewhere.

        The thread is counted before it looks for work, so that work which comes later calls it.
        """
        self._staying.add(conn)
        try:
            if not self.alive or self.nr_conns > self.cfg.threads or self._is_work_waiting():
                return False
            arrivals = select.poll()
            arrivals.register(conn.sock, select.POLLIN)
            arrivals.register(self._call, select.POLLIN)
            ready = {descriptor for descriptor, _ in arrivals.poll(STAY_MS)}
        finally:
            self._staying.discard(conn)
        if self._call in ready:
            with suppress(BlockingIOError):  # another thread was faster
                os.read(self._call, 1)
            return False
        return bool(ready)

    def _is_work_waiting(self) -> bool:
        return bool(self.tpool._work_queue.qsize())  # noqa: SLF001  there is no public way

    def _tell(self) -> None:
        _open[self._slot] = 1 + min(self.nr_conns, MOST)


class OnePieceResponse(wsgi.Response):
    """A response that sends its headers together with the first part of its body."""

    sock: Any

    def write(self, arg: bytes) -> None:
        """Send a part of the body, after the headers if they were not sent yet."""
        if self.headers_sent or len(arg) > LARGEST_PIECE:
            super().write(arg)
            return
        client, self.sock = self.sock, _Pieces()
        try:
            super().write(arg)
            whole = b"".join(self.sock.pieces)
        finally:
            self.sock = client
        client.sendall(whole)


class _Pieces:
    """A stand-in for a socket that keeps what is sent."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def sendall(self, data: bytes) -> None:
        """Keep a piece."""
        self.pieces.append(data)


wsgi.Response = OnePieceResponse  # gunicorn's worker with threads lets nobody choose the class


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
