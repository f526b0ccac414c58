"""`make run`: database, migrations, demo catalogue, Stripe sandbox, web server and one worker.

Starts all of it, prints where things are, and stops all of it on Ctrl-C or SIGTERM.
"""

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from types import FrameType

import psycopg

from shop.database.embedded import DatabaseUnavailableError, start
from shop.demo.plan import PRODUCTS

ROOT = Path(__file__).resolve().parents[1]
VAR = ROOT / "var"
NEEDED_BYTES = 500_000_000
START_TIMEOUT_S = 60
STOP_TIMEOUT_S = 20


class LaunchError(Exception):
    """The shop cannot start; the message is one clear line."""


class Shop:
    """The processes of one running shop."""

    def __init__(self, port: int, sandbox_port: int) -> None:
        self.port, self.sandbox_port = port, sandbox_port
        self.url = f"http://127.0.0.1:{port}"
        self.children: list[tuple[str, subprocess.Popen[bytes]]] = []
        self.environment = {
            "BASE_URL": self.url,
            "STRIPE_API_BASE": f"http://127.0.0.1:{sandbox_port}",
            **os.environ,
            "PORT": str(port),
            "PYTHONUNBUFFERED": "1",
        }

    @property
    def uses_sandbox(self) -> bool:
        """Whether payments go to the stand-in that this process starts."""
        return "STRIPE_SECRET_KEY" not in os.environ

    def prepare(self) -> None:
        """Check the machine, start the database, migrate, load the demo when it is empty."""
        self._check_machine()
        if "DATABASE_URL" not in os.environ:
            addresses = start()
            self.environment |= {
                "DATABASE_URL": addresses.app,
                "DATABASE_OWNER_URL": addresses.owner,
            }
        self._manage("migrate", "--verbosity", "0", "--skip-checks")
        self._collect_static()
        if self._wants_demo():
            self._manage("load_demo")

    def start(self) -> None:
        """Start the sandbox, the web server and a worker, and wait for the first page."""
        if self.uses_sandbox:
            self._spawn("sandbox", *self._sandbox_command())
        self._spawn("web", sys.executable, "-m", "gunicorn", "-c", "shop/gunicorn.py")
        self._spawn("worker", sys.executable, "manage.py", "procrastinate", "worker")
        self._wait_for(f"{self.url}/healthz")

    def watch(self) -> None:
        """Stay until a child ends; then say which."""
        while True:
            for name, child in self.children:
                if child.poll() is not None:
                    raise LaunchError(f"{name} ended with code {child.returncode}")
            time.sleep(0.5)

    def stop(self) -> None:
        """Stop the children, the last started first, politely and then not."""
        for _, child in reversed(self.children):
            if child.poll() is None:
                child.send_signal(signal.SIGTERM)
        for _, child in reversed(self.children):
            try:
                child.wait(STOP_TIMEOUT_S)
            except subprocess.TimeoutExpired:
                child.kill()

    def show_logins(self) -> None:
        """Print the addresses and the demo logins."""
        self._manage("show_demo_logins")

    def _check_machine(self) -> None:
        VAR.mkdir(exist_ok=True)
        free = shutil.disk_usage(VAR).free
        if free < NEEDED_BYTES:
            raise LaunchError(
                f"no disk space: {free // 1_000_000} MB are free in {VAR}, 500 MB are needed"
            )
        ports = [("PORT", self.port)]
        if self.uses_sandbox:
            ports.append(("SANDBOX_PORT", self.sandbox_port))
        for name, port in ports:
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind(("127.0.0.1", port))
                except OSError:
                    raise LaunchError(
                        f"port {port} is in use; choose another: make run {name}={port + 1}"
                    ) from None

    def _wants_demo(self) -> bool:
        """Whether the shop is empty, or its own database holds a demo that was cut short."""
        if os.environ.get("SHOP_MODE") == "production":
            return False
        statement = "select count(*) from catalogue_product where structure <> 'child'"
        address = self.environment.get("DATABASE_OWNER_URL") or self.environment["DATABASE_URL"]
        with psycopg.connect(address) as connection:
            row = connection.execute(statement).fetchone()
        products = row[0] if row else 0
        return not products or ("DATABASE_URL" not in os.environ and products < PRODUCTS)

    def _collect_static(self) -> None:
        """Collect static files when they, a dependency or a setting have changed since."""
        sources = [*(ROOT / "static").rglob("*"), *(ROOT / "shop").rglob("static/**/*")]
        sources += [ROOT / "uv.lock", ROOT / "shop" / "settings" / "__init__.py"]
        digest = hashlib.sha256()
        for path in sorted(path for path in sources if path.is_file()):
            status = path.stat()
            digest.update(f"{path}:{status.st_mtime_ns}:{status.st_size}".encode())
        stamp = VAR / "static.stamp"
        if stamp.exists() and stamp.read_text() == digest.hexdigest():
            return
        self._manage("collectstatic", "--noinput", "--verbosity", "0")
        stamp.write_text(digest.hexdigest())

    def _manage(self, *arguments: str) -> None:
        command = [sys.executable, "manage.py", *arguments]
        if subprocess.run(command, cwd=ROOT, env=self.environment, check=False).returncode:  # noqa: S603
            raise LaunchError(f"manage.py {arguments[0]} failed")

    def _spawn(self, name: str, *command: str) -> None:
        # A session of its own: Ctrl-C reaches only this process, which stops them in order.
        child = subprocess.Popen(  # noqa: S603
            command, cwd=ROOT, env=self.environment, start_new_session=True
        )
        self.children.append((name, child))

    def _sandbox_command(self) -> tuple[str, ...]:
        return (
            sys.executable,
            "-m",
            "tools.stripe_sandbox",
            "--port",
            str(self.sandbox_port),
            "--webhook-url",
            f"{self.url}/webhooks/stripe/",
            "--webhook-secret",
            "whsec_sandbox",
            "--state",
            str(VAR / "stripe_sandbox.sqlite3"),
        )

    def _wait_for(self, address: str) -> None:
        deadline = time.monotonic() + START_TIMEOUT_S
        while time.monotonic() < deadline:
            for name, child in self.children:
                if child.poll() is not None:
                    raise LaunchError(f"{name} did not start (code {child.returncode})")
            try:
                with urllib.request.urlopen(address, timeout=2):  # noqa: S310
                    return
            except OSError:
                time.sleep(0.1)
        raise LaunchError(f"{address} did not answer within {START_TIMEOUT_S} s")


def main() -> None:
    """Run the shop until it is told to stop."""
    began = time.monotonic()
    shop = Shop(int(os.environ.get("PORT", "8000")), int(os.environ.get("SANDBOX_PORT", "8400")))
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    try:
        shop.prepare()
        shop.start()
        shop.show_logins()
        print(f"Started in {time.monotonic() - began:.0f} s. Stop with Ctrl-C.", flush=True)  # noqa: T201
        shop.watch()
    except (LaunchError, DatabaseUnavailableError) as error:
        print(f"make run: {error}", file=sys.stderr)  # noqa: T201
        sys.exit(1)
    except KeyboardInterrupt:
        print("\nStopping.", flush=True)  # noqa: T201
    finally:
        shop.stop()


def _interrupt(_signum: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
