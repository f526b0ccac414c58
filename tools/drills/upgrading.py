"""The shop is updated from an earlier version under load, as docs/operations.md says.

The earlier version is a revision of this repository. It makes its own database and sells. Then the
migrations of this checkout run while the earlier version goes on, the new web server and worker
start beside the old ones, the proxy sends new connections to the new server, and the old processes
stop. No request may fail and no order may be lost.

    python -m tools.drills upgrading REVISION
"""

import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

import psycopg
import requests

from tools.drills.buying import ADDRESS
from tools.drills.observations import too_few
from tools.testing import databases
from tools.testing.live_shop import (
    ROOT,
    WEBHOOK_SECRET,
    collect_static,
    free_port,
    shop_environment,
    stop,
    wait_for,
)
from tools.testing.stripe_harness import Sandbox

DATABASE, SKU = "drill_upgrade", "DRILL-1"
BUYERS, READERS, LOAD_S, TIMEOUT_S = 2, 2, 8.0, 30
LEAST = 10
READ = ("/en-fr/", "/en-fr/products/", f"/en-fr/search/?q={SKU}", "/api/v1/products/?market=fr")
SETUP = (
    ("manage.py", "migrate", "--verbosity", "0"),
    ("manage.py", "install_markets"),
    ("-m", "tools.drills.denying", "prepare"),
)


@dataclass
class UpgradeReport:
    """The result of the drill: answers by phase and status, orders, and violations."""

    phase: str = "before"
    answers: Counter[tuple[str, str]] = field(default_factory=Counter)
    acknowledged: list[str] = field(default_factory=list)
    migrated_in_s: float = 0
    faults: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def count(self, status: int | str) -> None:
        """Count an answer, or the name of what came in its place."""
        self.answers[self.phase, str(status)] += 1

    def __str__(self) -> str:
        return (
            f"answers {dict(sorted(self.answers.items()))}; {len(self.acknowledged)} orders; "
            f"migrations took {self.migrated_in_s:.1f} s; {len(self.faults)} faults"
        )


def main(revision: str = "HEAD") -> int:
    """Run the drill and print its result; fail if a request failed or an order was lost."""
    report = upgrade_from(revision)
    print(report)
    for fault in report.faults[:20]:
        print(f"WRONG: {fault}")
    return 1 if report.faults else 0


def upgrade_from(revision: str) -> UpgradeReport:
    """Update a shop of a revision to this checkout under load; return the result."""
    import_module("tools.testing.server")
    collect_static()
    report = UpgradeReport()
    name = f"{DATABASE}_{os.getpid()}"
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        before = _checkout(revision, folder / "before")
        databases.make_empty(name)
        stack.callback(databases.drop, name)
        proxy = stack.enter_context(_Proxy.running())
        sandbox_port = free_port()
        environment = shop_environment(folder, name, proxy.url, sandbox_port)
        sandbox = _start_sandbox(sandbox_port, proxy.url, environment)
        stack.callback(stop, sandbox)
        owner = environment | {"DATABASE_ROLE": "owner"}
        for command in SETUP:
            _run(before, owner, *command)
        old = stack.enter_context(_version(before, environment, folder / "before.log"))
        proxy.target = old.port
        with _load(proxy.url, Sandbox(sandbox_port, sandbox), environment, report):
            time.sleep(LOAD_S)
            report.phase = "migration"
            began = time.monotonic()
            _run(ROOT, owner, "manage.py", "migrate", "--verbosity", "0")
            report.migrated_in_s = time.monotonic() - began
            time.sleep(LOAD_S)
            report.phase = "both versions"
            new = stack.enter_context(_version(ROOT, environment, folder / "after.log"))
            proxy.target = new.port
            time.sleep(LOAD_S / 2)
            old.stop()
            report.phase = "after"
            time.sleep(LOAD_S)
        _look(name, report)
    return report


@dataclass
class _Version:
    """Web server and worker of a version."""

    port: int
    processes: list[subprocess.Popen[bytes]]

    def stop(self) -> None:
        for process in self.processes:
            stop(process)


@contextmanager
def _version(checkout: Path, environment: Mapping[str, str], log: Path) -> Iterator[_Version]:
    """Run web server and worker of a checkout."""
    port = free_port()
    own = {**environment, "PORT": str(port)}
    with log.open("wb") as output:

        def begin(*command: str) -> subprocess.Popen[bytes]:
            return subprocess.Popen(
                [_python(checkout), "-W", "ignore", *command],
                cwd=checkout,
                env=own,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

        version = _Version(
            port,
            [
                begin("-m", "gunicorn", "-c", "shop/gunicorn.py"),
                begin("manage.py", "procrastinate", "worker"),
            ],
        )
        try:
            wait_for(f"http://localhost:{port}/healthz", version.processes[0], log)
            yield version
        finally:
            version.stop()


def _checkout(revision: str, folder: Path) -> Path:
    """Write the files of a revision to a folder, with its static files and its libraries.

    A revision with the same `uv.lock` uses the libraries of this checkout.
    """
    folder.mkdir()
    archive = subprocess.run(
        ["git", "archive", revision], cwd=ROOT, check=True, capture_output=True
    ).stdout
    subprocess.run(["tar", "-x"], cwd=folder, input=archive, check=True)
    if (folder / "uv.lock").read_bytes() != (ROOT / "uv.lock").read_bytes():
        subprocess.run(["make", "install"], cwd=folder, check=True, capture_output=True)
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "shop.settings"}
    _run(folder, environment, "manage.py", "collectstatic", "--noinput", "--verbosity", "0")
    return folder


def _python(checkout: Path) -> str:
    """Return the interpreter of a checkout: its own if it has one."""
    own = checkout / ".venv" / "bin" / "python"
    return str(own) if own.exists() else sys.executable


def _run(checkout: Path, environment: Mapping[str, str], *command: str) -> None:
    done = subprocess.run(
        [_python(checkout), "-W", "ignore", *command],
        cwd=checkout,
        env=dict(environment),
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr[-2000:]}")


def _start_sandbox(port: int, url: str, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [
            *(sys.executable, "-W", "ignore", "-m", "tools.stripe_sandbox"),
            *("--port", str(port), "--webhook-url", f"{url}/webhooks/stripe/"),
            *("--webhook-secret", WEBHOOK_SECRET),
        ],
        cwd=ROOT,
        env=dict(environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while not Sandbox(port, process).answers():
        time.sleep(0.1)
    return process


@contextmanager
def _load(
    url: str, sandbox: Sandbox, environment: Mapping[str, str], report: UpgradeReport
) -> Iterator[None]:
    """Read pages and buy all the time; a request is never repeated."""
    with ThreadPoolExecutor(BUYERS + READERS) as pool:
        tasks = [pool.submit(_read, url, report) for _ in range(READERS)]
        tasks += [
            pool.submit(_buy, url, sandbox, environment, report, buyer) for buyer in range(BUYERS)
        ]
        try:
            yield
        finally:
            report.over.set()
        for task in tasks:
            task.result()


def _read(url: str, report: UpgradeReport) -> None:
    turn = 0
    while not report.over.is_set():
        _ask(report, "GET", url + READ[turn % len(READ)])
        turn += 1


def _buy(
    url: str, sandbox: Sandbox, environment: Mapping[str, str], report: UpgradeReport, buyer: int
) -> None:
    number = 0
    while not report.over.is_set():
        number += 1
        basket = _ask(report, "POST", f"{url}/api/v1/baskets/", json={"market": "fr"})
        if basket is None:
            continue
        address = f"{url}/api/v1/baskets/{basket.json()['token']}/"
        if not _ask(report, "POST", f"{address}lines/", json={"sku": SKU}):
            continue
        quote = _ask(report, "GET", address)
        if quote is None:
            continue
        placed = _ask(
            report,
            "POST",
            f"{address}payment/",
            json=ADDRESS | {"expected_minor": quote.json()["total_minor"]},
            headers={"Idempotency-Key": f"upgrade-{buyer}-{number}"},
        )
        if placed is None:
            continue
        body = placed.json()
        report.acknowledged.append(body["order"]["number"])
        client = sandbox.client(environment.get("STRIPE_SECRET_KEY", "sk_test_sandbox"))
        intent = body["payment"]["client_secret"].partition("_secret")[0]
        client.v1.payment_intents.confirm(
            intent, {"payment_method": "pm_card_visa", "return_url": "https://store.example/"}
        )


def _ask(report: UpgradeReport, method: str, url: str, **given: object) -> requests.Response | None:
    """Return an answer below 400; count every answer, and name each that failed."""
    try:
        answer = requests.request(method, url, timeout=TIMEOUT_S, **given)  # type: ignore[arg-type]
    except requests.RequestException as error:
        report.count(type(error).__name__)
        report.faults.append(f"{report.phase}: {method} {url}: {error}")
        return None
    report.count(answer.status_code)
    if not answer.ok:
        report.faults.append(
            f"{report.phase}: {method} {url} answered {answer.status_code}: {answer.text[:200]}"
        )
        return None
    return answer


def _look(name: str, report: UpgradeReport) -> None:
    """Add lost and unpaid orders, once the jobs have had time to settle the last payments."""
    deadline = time.monotonic() + TIMEOUT_S
    while True:
        with psycopg.connect(databases.address(name)) as connection:
            rows: dict[str, str] = dict(
                connection.execute("select number, status from order_order").fetchall()
            )
        unpaid = [number for number in report.acknowledged if rows.get(number) != "PAID"]
        if not unpaid or time.monotonic() > deadline:
            break
        time.sleep(0.5)
    report.faults += [f"{number} was paid and is {rows.get(number)}" for number in unpaid]
    phases = ("before", "migration", "both versions", "after")
    seen = Counter(phase for phase, _ in report.answers.elements())
    report.faults += too_few(
        {f"answers in the phase {phase}": (seen[phase], LEAST) for phase in phases}
        | {"orders": (len(report.acknowledged), LEAST)}
    )


@dataclass
class _Proxy:
    """A proxy that sends each new connection to the current target, as a load balancer does."""

    listener: socket.socket
    target: int = 0

    @property
    def url(self) -> str:
        return f"http://localhost:{self.listener.getsockname()[1]}"

    @classmethod
    @contextmanager
    def running(cls) -> Iterator["_Proxy"]:
        """Accept connections until the end."""
        proxy = cls(socket.create_server(("127.0.0.1", 0)))
        threading.Thread(target=proxy._accept, daemon=True).start()
        try:
            yield proxy
        finally:
            proxy.listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with (
            client,
            suppress(OSError),
            socket.create_connection(("localhost", self.target), TIMEOUT_S) as server,
        ):
            back = threading.Thread(target=_copy, args=(server, client), daemon=True)
            back.start()
            _copy(client, server)
            back.join()


def _copy(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
