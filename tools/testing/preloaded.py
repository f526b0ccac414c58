"""Processes of a shop that are forked from one process that has already loaded it.

A command that loads the shop by itself spends over two seconds of CPU time before it begins. A test
that starts a web server, workers and several commands of one shop loads it once.

    python -m tools.testing.preloaded /path/of/socket
"""

import atexit
import gc
import json
import os
import runpy
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[2]
TEST_NAME = "PYTEST_CURRENT_TEST"
LONGEST_REQUEST, LOAD_TIMEOUT_S = 65536, 180


class ForkedProcess:
    """A process that the loaded shop has forked; used like `subprocess.Popen`."""

    def __init__(self, link: socket.socket, arguments: Sequence[str]) -> None:
        self._link, self.args = link, list(arguments)
        self._answers = link.makefile("r", encoding="ascii")
        self.pid = int(self._answers.readline())
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return the exit status, or None while the process runs."""
        with suppress(subprocess.TimeoutExpired):
            self.wait(0)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end and return the exit status, negative for a signal.

        Raises `subprocess.TimeoutExpired` if the process still runs after `timeout` seconds.
        """
        if self.returncode is None:
            with selectors.DefaultSelector() as selector:
                selector.register(self._link, selectors.EVENT_READ)
                if not selector.select(timeout):
                    raise subprocess.TimeoutExpired(self.args, timeout or 0)
            # An end without an answer means that the loaded shop itself has gone.
            self.returncode = int(self._answers.readline() or -signal.SIGKILL)
            self._link.close()
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal if the process runs."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """Kill the process."""
        self.send_signal(signal.SIGKILL)


class PreloadedShop:
    """A process that has loaded the shop under an environment; it forks what is started."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        # The path of a socket is short: at most 107 characters.
        self._folder = tempfile.TemporaryDirectory(prefix="shop-")
        self._address = str(Path(self._folder.name) / "socket")
        self._server = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "tools.testing.preloaded", self._address],
            cwd=ROOT,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
        )

    def start(
        self,
        *arguments: str,
        stdout: IO[bytes] | None = None,
        stderr: IO[bytes] | None = None,
    ) -> ForkedProcess:
        """Start a program, such as `manage.py check`, or a module after `-m`.

        Without a file, output is discarded.
        """
        link = self._connect()
        with Path(os.devnull).open("wb") as nowhere:
            files = [(stdout or nowhere).fileno(), (stderr or stdout or nowhere).fileno()]
            socket.send_fds(link, [json.dumps(arguments).encode()], files)
        return ForkedProcess(link, arguments)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a program to its end and return its output."""
        with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
            status = self.start(*arguments, stdout=output, stderr=errors).wait()
            texts = []
            for file in (output, errors):
                file.seek(0)
                texts.append(file.read().decode())
        return subprocess.CompletedProcess(list(arguments), status, *texts)

    def close(self) -> None:
        """Stop the loaded process; what it has forked is stopped by those who started it."""
        self._server.terminate()
        self._server.wait()
        self._folder.cleanup()

    def _connect(self) -> socket.socket:
        """Return a connection; wait until the shop is loaded."""
        deadline = time.monotonic() + LOAD_TIMEOUT_S
        while self._server.poll() is None and time.monotonic() < deadline:
            link = socket.socket(socket.AF_UNIX)
            with suppress(FileNotFoundError, ConnectionRefusedError):
                link.connect(self._address)
                return link
            link.close()
            time.sleep(0.02)
        raise RuntimeError(f"the shop was not loaded: status {self._server.poll()}")


def shared_shop(environment: Mapping[str, str]) -> PreloadedShop:
    """Return the loaded shop of an environment; it is kept until this process ends."""
    return _kept_shop(
        frozenset((name, value) for name, value in environment.items() if name != TEST_NAME)
    )


@cache
def _kept_shop(environment: frozenset[tuple[str, str]]) -> PreloadedShop:
    shop = PreloadedShop(dict(environment))
    atexit.register(shop.close)
    return shop


def serve(address: str) -> list[str]:
    """Fork a process for each request; return its arguments in each child, and never otherwise."""
    children: dict[int, socket.socket] = {}
    waking, wakes = socket.socketpair()
    wakes.setblocking(False)
    waking.setblocking(False)
    signal.set_wakeup_fd(wakes.fileno())
    signal.signal(signal.SIGCHLD, lambda *_: None)
    with socket.socket(socket.AF_UNIX) as listener, selectors.DefaultSelector() as selector:
        listener.bind(address)
        listener.listen()
        selector.register(listener, selectors.EVENT_READ)
        selector.register(waking, selectors.EVENT_READ)
        while True:
            ready = [key.fileobj for key, _ in selector.select()]
            if waking in ready:
                waking.recv(LONGEST_REQUEST)
                _report_ends(children)
            if listener in ready:
                link, _ = listener.accept()
                content, files, _, _ = socket.recv_fds(link, LONGEST_REQUEST, 2)
                if not (pid := os.fork()):
                    _become_child(files)
                    for other in (*children.values(), link, waking, wakes):
                        other.close()
                    return list(json.loads(content))
                for file in files:
                    os.close(file)
                link.sendall(f"{pid}\n".encode())
                children[pid] = link


def _report_ends(children: dict[int, socket.socket]) -> None:
    """Answer the status of each child that has ended."""
    while children:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            return
        with children.pop(pid) as link, suppress(BrokenPipeError):
            link.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())


def _become_child(files: Sequence[int]) -> None:
    """Take the output that was asked for, and the signals of a new process."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for target, file in zip((1, 2), files, strict=True):
        os.dup2(file, target)
        os.close(file)


def load_shop() -> None:
    """Load what web server, workers and commands need, including lazily loaded modules.

    The garbage collector takes a tenth of the time to load, and at the end of each process as much
    as a third: it finds nothing in loaded modules, and is kept from going through them.
    """
    gc.disable()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
    import django

    django.setup()
    from django.core.checks import run_checks

    run_checks(databases=[])  # imports the pages, as every command does before it begins
    gc.freeze()
    gc.enable()


def run_program(arguments: Sequence[str]) -> None:
    """Run a program as the interpreter does: a file, or a module after `-m`."""
    if arguments[0] == "-m":
        sys.argv = list(arguments[1:])
        runpy.run_module(arguments[1], run_name="__main__", alter_sys=True)
    else:
        sys.argv = list(arguments)
        runpy.run_path(arguments[0], run_name="__main__")


def main(address: str) -> None:
    """Load the shop and serve requests; in a child run the requested program."""
    load_shop()
    run_program(serve(address))


if __name__ == "__main__":
    main(sys.argv[1])
