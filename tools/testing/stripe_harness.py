"""Start the sandbox in a separate process, and receive its webhooks."""

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import stripe

ROOT = Path(__file__).resolve().parents[2]
SECRET_KEY, PUBLISHABLE_KEY = "sk_test_harness", "pk_test_harness"
WEBHOOK_SECRET = "whsec_harness"
START_TIMEOUT_S = 20


@dataclass
class Sandbox:
    """A running sandbox."""

    port: int
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        """Base URL of the sandbox."""
        return f"http://127.0.0.1:{self.port}"

    def client(
        self, key: str = SECRET_KEY, http_client: stripe.HTTPClient | None = None
    ) -> stripe.StripeClient:
        """Return the official client for the sandbox, without retries."""
        return stripe.StripeClient(
            key,
            base_addresses={"api": self.url, "files": self.url},
            http_client=http_client,
            max_network_retries=0,
        )

    def control(self, method: str, path: str, body: object = None) -> Any:
        """Call the control interface, such as `GET ledger`, and return its JSON."""
        request = urllib.request.Request(
            f"{self.url}/_sandbox/{path}",
            data=None if body is None else json.dumps(body).encode(),
            method=method,
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)

    def answers(self) -> bool:
        """Return whether it answers."""
        try:
            return bool(self.control("GET", "health")["status"] == "ok")
        except (urllib.error.URLError, OSError):
            return False


@contextmanager
def running_sandbox(*options: str, keys: bool = True) -> Iterator[Sandbox]:
    """Start a sandbox on a free port and stop it at the end."""
    port = free_port()
    agreed = ("--secret-key", SECRET_KEY, "--publishable-key", PUBLISHABLE_KEY) if keys else ()
    process = subprocess.Popen(
        (sys.executable, "-m", "tools.stripe_sandbox", "--port", str(port), *agreed, *options),
        cwd=ROOT,
    )
    sandbox = Sandbox(port, process)
    try:
        wait_until(sandbox.answers, START_TIMEOUT_S)
        yield sandbox
    finally:
        process.terminate()
        process.wait(10)


def free_port() -> int:
    """Return a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(holds: Callable[[], object], seconds: float = 5.0) -> None:
    """Wait until a condition holds; fail if it does not in time."""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            message = f"not so after {seconds} s"
            raise AssertionError(message)
        time.sleep(0.02)


@dataclass
class Receiver:
    """A shop's webhook: stores the events and answers 200, or first the statuses in `answers`."""

    answers: list[int] = field(default_factory=list)
    received: list[tuple[bytes, str]] = field(default_factory=list)
    url: str = ""

    def events(self) -> list[stripe.Event]:
        """Return the events received, each verified by the official client."""
        return [
            stripe.Webhook.construct_event(payload, signature, WEBHOOK_SECRET)
            for payload, signature in list(self.received)
        ]

    def types(self) -> list[str]:
        """Return the types of the events received."""
        return [event.type for event in self.events()]


@contextmanager
def receiving() -> Iterator[Receiver]:
    """Receive webhooks."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            payload = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.received.append((payload, self.headers["Stripe-Signature"]))
            self.send_response(receiver.answers.pop(0) if receiver.answers else 200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Keep the test output quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver.url = f"http://127.0.0.1:{server.server_port}/webhooks/stripe/"
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
