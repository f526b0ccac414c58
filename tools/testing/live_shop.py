"""A complete running shop for tests: gunicorn, a worker, the Stripe sandbox, a database of its own.

Started like `make run`, but on free ports; the web server and the worker log in with the
application's role, so that missing rights are detected.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import psycopg

from tools.testing import databases
from tools.testing.preloaded import ForkedProcess, PreloadedShop
from tools.testing.stripe_harness import Sandbox

ROOT = Path(__file__).resolve().parents[2]
WEBHOOK_SECRET = "whsec_sandbox"
START_TIMEOUT_S = 180


@dataclass
class LiveShop:
    """Address of the running shop, and the operations a test may perform on it."""

    url: str
    database: str
    mails: Path
    log: Path
    sandbox: Sandbox
    environment: Mapping[str, str]
    programs: PreloadedShop

    def query(self, statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Return rows of the shop's database."""
        with psycopg.connect(databases.address(self.database)) as connection:
            return connection.execute(statement, parameters).fetchall()

    def execute(self, statement: str, *parameters: Any) -> None:
        """Change the shop's database."""
        with psycopg.connect(databases.address(self.database), autocommit=True) as connection:
            connection.execute(statement, parameters)

    def restock(self, product: str, units: int) -> None:
        """Receive units of every article of a product, with their ledger rows.

        The units are added at the location of first rank.
        """
        self.execute(
            "with received as ("
            "  update partner_stockrecord set num_in_stock = num_in_stock + %s"
            "  where id in (select distinct on (s.product_id) s.id from partner_stockrecord s"
            "    join inventory_location l on l.id = s.location_id"
            "    join catalogue_product c on c.id = s.product_id"
            "    left join catalogue_product p on p.id = c.parent_id"
            "    where s.ships_on is null and (c.upc = %s or p.upc = %s)"
            "    order by s.product_id, l.rank, l.id) returning id) "
            "insert into inventory_stockmovement "
            "  (stock_record_id, kind, in_stock, held, allocated, reason) "
            "select id, 'RECEIVED', %s, 0, 0, 'test' from received",
            units,
            product,
            product,
            units,
        )

    def leave_in_stock(self, sku: str, units: int) -> None:
        """Set the total units of an article, all at the location of first rank."""
        self.execute(
            "with taken as ("
            "  update partner_stockrecord s set num_in_stock = s.num_allocated + s.num_held"
            "  from (select id, num_in_stock - num_allocated - num_held as free"
            "        from partner_stockrecord where partner_sku = %s) as before"
            "  where s.id = before.id and before.free <> 0 returning s.id, before.free) "
            "insert into inventory_stockmovement "
            "  (stock_record_id, kind, in_stock, held, allocated, reason) "
            "select id, 'RECEIVED', -free, 0, 0, 'test' from taken",
            sku,
        )
        self.restock(sku, units)

    def manage(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a management command of the shop."""
        return self.programs.run("manage.py", *command)

    def start_worker(self) -> ForkedProcess:
        """Start a worker; the caller stops it."""
        return self.programs.start("manage.py", "procrastinate", "worker")

    def sent_mails(self) -> list[str]:
        """Return the mails sent so far, as text."""
        return [path.read_text() for path in sorted(self.mails.glob("*.log"))]

    def wait_until(self, statement: str, *parameters: Any, seconds: float = 20) -> None:
        """Wait until a statement returns a true value."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            rows = self.query(statement, *parameters)
            if rows and rows[0][0]:
                return
            time.sleep(0.1)
        raise AssertionError(f"still not true after {seconds} s: {statement} {parameters}")


@contextmanager
def live_shop(
    folder: Path, template: str, *, name: str, with_worker: bool = True, **extra: str
) -> Iterator[LiveShop]:
    """Run a shop on a clone of a template; at the end everything is stopped and dropped.

    The name of the database contains the process id, because two processes may run the same kind of
    shop.
    """
    collect_static()
    name = f"{name}_{os.getpid()}"
    databases.clone(template, name)
    port, sandbox_port = free_port(), free_port()
    url = f"http://localhost:{port}"
    environment = shop_environment(folder, name, url, sandbox_port) | extra
    log = folder / "shop.log"
    with ExitStack() as stack:
        output = stack.enter_context(log.open("wb"))
        stack.callback(databases.drop, name)
        sandbox = _start_sandbox(url, sandbox_port, environment, output)
        stack.callback(stop, sandbox)
        programs = PreloadedShop(environment)
        stack.callback(programs.close)
        web = programs.start("-m", "gunicorn", "-c", "shop/gunicorn.py", stdout=output)
        stack.callback(stop, web)
        if with_worker:
            worker = programs.start("manage.py", "procrastinate", "worker", stdout=output)
            stack.callback(stop, worker)
        wait_for(f"{url}/healthz", web, log)
        wait_for(f"http://127.0.0.1:{sandbox_port}/_sandbox/health", sandbox, log)
        yield LiveShop(
            url=url,
            database=name,
            mails=folder / "mail",
            log=log,
            sandbox=Sandbox(sandbox_port, sandbox),
            environment=environment,
            programs=programs,
        )


def _start_sandbox(
    url: str, port: int, environment: Mapping[str, str], output: IO[bytes]
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [
            *(sys.executable, "-W", "ignore", "-m", "tools.stripe_sandbox"),
            *("--port", str(port), "--webhook-url", f"{url}/webhooks/stripe/"),
            *("--webhook-secret", WEBHOOK_SECRET),
        ],
        cwd=ROOT,
        env=dict(environment),
        stdout=output,
        stderr=subprocess.STDOUT,
    )


def stop(child: subprocess.Popen[bytes] | ForkedProcess) -> None:
    """Terminate a process, then kill it if it does not end."""
    if child.poll() is None:
        child.send_signal(signal.SIGTERM)
        try:
            child.wait(15)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def free_port() -> int:
    """Return a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def collect_static() -> None:
    """Collect static files as `make test` does, for a test that is run by itself."""
    if not (ROOT / "var" / "static" / "staticfiles.json").exists():
        command = [sys.executable, "-W", "ignore", "manage.py", "collectstatic", "--noinput"]
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "shop.settings"}
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)


def shop_environment(folder: Path, name: str, url: str, sandbox_port: int) -> dict[str, str]:
    """Return the environment of a shop on a database, at an address, with a sandbox."""
    return {
        **{key: value for key, value in os.environ.items() if not key.startswith("SHOP_")},
        "DJANGO_SETTINGS_MODULE": "shop.settings",
        "DATABASE_URL": databases.address(name, "shop_app"),
        "DATABASE_OWNER_URL": databases.address(name),
        "BASE_URL": url,
        "PORT": url.rpartition(":")[2],
        "STRIPE_API_BASE": f"http://127.0.0.1:{sandbox_port}",
        "STRIPE_WEBHOOK_SECRET": WEBHOOK_SECRET,
        "EMAIL_URL": f"file:{folder / 'mail'}",
        "LIMITS_FACTOR": "0",  # a shop for load; the drill of limits sets another value
    }


def wait_for(address: str, child: subprocess.Popen[bytes] | ForkedProcess, log: Path) -> None:
    """Wait until a server answers."""
    deadline = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < deadline:
        if child.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"{address} does not answer: {log.read_text()[-3000:]}")
