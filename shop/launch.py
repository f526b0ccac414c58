"""`make run`: database, migrations, demo catalogue, Stripe sandbox, web server and one worker.

Starts all of it, prints where things are, and stops all of it on Ctrl-C or SIGTERM.
"""

import errno
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from types import FrameType

import psycopg

from shop.demo.plan import PRODUCTS
from shop.platform.database.embedded import DatabaseUnavailableError, start
from shop.platform.database.login import LoginError, try_login

ROOT = Path(__file__).resolve().parents[1]
VAR = ROOT / "var"
NEEDED_BYTES = 500_000_000
START_TIMEOUT_S = 180  # a busy machine with two cores takes over a minute
STOP_TIMEOUT_S = 20
LAST_PORT = 65535


class LaunchError(Exception):
    """The shop cannot start; the message is one clear line."""


class Shop:
    """The processes of one running shop."""

    def __init__(self, port: int, sandbox_port: int) -> None:
        self.port, self.sandbox_port = port, sandbox_port
        self.url = f"http://localhost:{port}"  # passkeys need a name
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
        """Return whether payments go to the stand-in that this process starts."""
        return "STRIPE_SECRET_KEY" not in os.environ

    def prepare(self) -> None:
        """Check the machine, start the database, migrate, load the demo when it is empty."""
        check_disk(VAR)
        check_port("PORT", self.port)
        if self.uses_sandbox:
            check_port("SANDBOX_PORT", self.sandbox_port, taken=self.port)
        for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
            if os.environ.get(name):
                try_login(os.environ[name])
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

    def _wants_demo(self) -> bool:
        """Return whether the shop is empty, or its own database holds a demo that was cut short."""
        if os.environ.get("SHOP_MODE") == "production":
            return False
        statement = "select count(*) from catalogue_product where structure <> 'child'"
        with psycopg.connect(self._owner_address()) as connection:
            row = connection.execute(statement).fetchone()
        products = row[0] if row else 0
        return not products or ("DATABASE_URL" not in os.environ and products < PRODUCTS)

    def _owner_address(self) -> str:
        return self.environment.get("DATABASE_OWNER_URL") or self.environment["DATABASE_URL"]

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
            "--daily-payouts",
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


def check_disk(folder: Path) -> None:
    """Refuse a folder that cannot be written, or a disk that the shop would soon fill."""
    try:
        folder.mkdir(exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            free = shutil.disk_usage(folder).free
    except OSError as error:
        raise LaunchError(f"{folder} cannot be written: {error.strerror}") from None
    if free < NEEDED_BYTES:
        raise LaunchError(
            f"no disk space: {free // 1_000_000} MB are free in {folder}, 500 MB are needed"
        )


def check_port(name: str, port: int, *, taken: int | None = None) -> None:
    """Refuse a port that somebody listens on, or that this user may not have."""
    fault = "is in use"
    if port != taken:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
                return
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    fault = f"cannot be used ({error.strerror})"
    other = port + 1 if port < LAST_PORT else port - 1
    raise LaunchError(f"port {port} {fault}; choose another: make run {name}={other}")


def read_port(name: str, default: int) -> int:
    """Return a port of the environment."""
    text = os.environ.get(name) or str(default)
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= LAST_PORT):
        raise LaunchError(f"{name} must be a number from 1 to {LAST_PORT}, not {text!r}")
    return int(text)


def main() -> None:
    """Run the shop until it is told to stop."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    try:
        run(Shop(read_port("PORT", 8000), read_port("SANDBOX_PORT", 8400)))
    except (LaunchError, DatabaseUnavailableError, LoginError) as error:
        print(f"make run: {error}", file=sys.stderr)  # noqa: T201
        sys.exit(1)
    except KeyboardInterrupt:
        print("\nStopping.", flush=True)  # noqa: T201


def run(shop: Shop) -> None:
    """Start the shop and watch it; whatever ends it, nothing of it is left."""
    began = time.monotonic()
    try:
        shop.prepare()
        shop.start()
        shop.show_logins()
        print(f"Started in {time.monotonic() - began:.0f} s. Stop with Ctrl-C.", flush=True)  # noqa: T201
        shop.watch()
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):  # told twice, it still stops its children
            signal.signal(number, signal.SIG_IGN)
        shop.stop()


def _interrupt(_signum: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
