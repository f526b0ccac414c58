"""Connections that stay open are shared evenly by workers, and no thread is kept from others."""

import http.client
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator

import pytest

from shop.balanced_worker import STAY_MS

APPLICATION = """
import os
def application(environ, start_response):
    start_response("200 OK", [("Content-Length", "8")])
    return [b"%04d" % (os.getpid() % 10000), b"%04d" % (os.getpid() // 10000)]
"""
CONNECTIONS = 8  # as many as threads


@pytest.fixture
def port(tmp_path) -> Iterator[int]:
    """Run two workers with a small application, and return their port."""
    (tmp_path / "small.py").write_text(APPLICATION)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number = probe.getsockname()[1]
    options = ["-w", "2", "--threads", "4", "--keep-alive", "30", "--no-control-socket"]
    worker = ["-k", "shop.balanced_worker.BalancedWorker", "--pythonpath", str(tmp_path)]
    command = [sys.executable, "-m", "gunicorn", "small", *options, *worker]
    with subprocess.Popen(
        [*command, "-b", f"127.0.0.1:{number}"], stderr=subprocess.PIPE
    ) as server:
        for line in server.stderr:
            if b"Booting worker" in line:
                break
        yield number
        server.terminate()


def test_connections_that_arrive_together_are_shared_evenly(port):
    deadline = time.monotonic() + 10
    fewest = 0
    while fewest < 3 and time.monotonic() < deadline:  # both have started, and get the processor
        opened = [http.client.HTTPConnection("127.0.0.1", port) for _ in range(CONNECTIONS)]
        for connection in opened:
            connection.connect()
        workers = Counter(_worker(connection) for connection in opened)
        assert workers == Counter(_worker(connection) for connection in opened)
        for connection in opened:
            connection.close()
        fewest = min(workers.values()) if len(workers) == 2 else 0
    assert fewest >= 3


def test_threads_that_wait_for_a_connection_serve_others_at_once(port):
    waits = []
    for _ in range(5):
        opened = [http.client.HTTPConnection("127.0.0.1", port) for _ in range(CONNECTIONS + 4)]
        for connection in opened[:CONNECTIONS]:
            _worker(connection)
        began = time.monotonic()
        for connection in opened[CONNECTIONS:]:
            _worker(connection)
        waits.append(time.monotonic() - began)
        for connection in opened:
            connection.close()
    assert min(waits) < STAY_MS / 1000 / 2


def _worker(connection: http.client.HTTPConnection) -> bytes:
    connection.request("GET", "/")
    return connection.getresponse().read()
