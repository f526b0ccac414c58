"""The sites as processes: environment, database, products, gunicorn.

All use one PostgreSQL server in `var/bench`, gunicorn with the same workers and threads, and the
products that `load_demo` writes: the baseline gets a copy of their texts and prices.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import psycopg
from psycopg import sql

from shop.platform.database.embedded import start
from tools.bench import processor_time

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "var" / "bench"
OSCAR_PYTHON = FOLDER / "oscar" / "bin" / "python"
REQUIREMENTS = Path(__file__).with_name("requirements.txt")
WORKERS, THREADS = 2, 4
# All sites run as in an image: compiled once, without the columns of tracebacks.
COMPILED = {
    "PYTHONPYCACHEPREFIX": str(FOLDER / "compiled"),
    "PYTHONDONTWRITEBYTECODE": "",
    "PYTHONNODEBUGRANGES": "1",
}
START_TIMEOUT_S, STOP_TIMEOUT_S = 90, 20
PLENTY = 1_000_000

_PRODUCTS = """
    select p.upc, coalesce(p.title_en, q.title_en), coalesce(p.description_en, ''), p.kind,
        p.structure, q.upc, m.amount::text,
        (select i.stem from catalogue_productimage i where i.product_id = p.id
            order by i.display_order limit 1)
    from catalogue_product p
        left join catalogue_product q on q.id = p.parent_id
        left join pricing_marketprice m on m.product_id = p.id and m.valid @> now()
            and m.market_id = (select id from markets_market where code = 'fr')
    order by p.id
"""
_RESTOCK = """
    with received as (
        update partner_stockrecord set num_in_stock = num_in_stock + %(units)s
        where num_in_stock < %(units)s returning id
    )
    insert into inventory_stockmovement (stock_record_id, kind, in_stock, held, allocated, reason)
    select id, 'RECEIVED', %(units)s, 0, 0, 'benchmark' from received
"""


@dataclass(frozen=True, slots=True)
class Site:
    """A running shop."""

    name: str
    url: str
    server: psutil.Process
    sandbox_url: str = ""

    def workers(self) -> list[psutil.Process]:
        """Return the processes that answer requests."""
        return list(self.server.children())

    def memory(self) -> dict[str, int]:
        """Return the average memory of a worker."""
        return memory_of(self.workers())


def memory_of(processes: Sequence[psutil.Process]) -> dict[str, int]:
    """Return the average memory of processes in MB.

    "resident" counts pages that processes share in each of them, "proportional" divides them by
    the number of the processes, so that its sum is what the machine needs.
    """
    sizes = [process.memory_full_info() for process in processes]
    return {
        "resident": round(sum(size.rss for size in sizes) / len(sizes) / 1_000_000),
        "proportional": round(sum(size.pss for size in sizes) / len(sizes) / 1_000_000),
    }


# Their job would write them in the first minutes of the measurement.
_WRITE_BITMAPS = """
from shop.commerce.listing.bitmaps.writing import write_bitmaps
write_bitmaps(longest_s=float("inf"))
"""


def prepare(products: int) -> tuple[dict[str, str], dict[str, str], Path]:
    """Create missing environments and data; return the variables of both processes.

    The third value is the file with the baseline's address of each product.
    """
    _make_environment()
    ours = prepare_ours(products)
    source = FOLDER / f"products-{products}.json"
    with psycopg.connect(ours["DATABASE_OWNER_URL"], autocommit=True) as connection:
        rows = connection.execute(_PRODUCTS).fetchall()
        connection.execute(_RESTOCK, {"units": PLENTY})
        name = f"oscar_pictured_{products}"
        if not connection.execute(
            "select 1 from pg_database where datname = %s", [name]
        ).fetchone():
            connection.execute(f'create database "{name}"')
        connection.execute("analyze")
        theirs = {
            "OSCAR_DATABASE": name,
            "OSCAR_HOST": connection.info.host,
            "OSCAR_USER": connection.info.user,
            "OSCAR_MEDIA": str(FOLDER / "media"),
            "DJANGO_SETTINGS_MODULE": "tools.bench.oscar_site.settings",
        }
    keys = ("sku", "title", "description", "kind", "structure", "parent", "price", "picture")
    source.write_text(json.dumps([dict(zip(keys, row, strict=True)) for row in rows]))
    places = FOLDER / f"oscar-{products}.json"
    _run([str(OSCAR_PYTHON), "-m", "tools.bench.oscar_site.fill", str(source), str(places)], theirs)
    return ours, theirs, places


def prepare_ours(products: int) -> dict[str, str]:
    """Create our database if it is missing, and fill it; return the variables of the process."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    addresses = start(FOLDER / "postgres", database=f"shop_{products}")
    ours = {
        "DATABASE_URL": addresses.app,
        "DATABASE_OWNER_URL": addresses.owner,
        "EMAIL_URL": f"file:{FOLDER / 'mail'}",
        "LIMITS_FACTOR": "0",  # All visitors come from one address.
    }
    _manage(ours, "migrate", "--verbosity", "0")
    _manage(ours, "load_demo", "--products", str(products))
    _manage(ours, "shell", "--verbosity", "0", "-c", _WRITE_BITMAPS)
    _manage(ours, "collectstatic", "--noinput", "--verbosity", "0")
    return ours


@contextmanager
def copied(ours: dict[str, str]) -> Iterator[dict[str, str]]:
    """Yield the variables of a copy of our database, so that writes do not affect the original."""
    name = urlsplit(ours["DATABASE_URL"]).path.lstrip("/")
    copy = f"{name}_copy"
    with psycopg.connect(ours["DATABASE_OWNER_URL"], autocommit=True) as connection:
        host = connection.info.host
    with psycopg.connect(
        host=host, user="postgres", dbname="postgres", autocommit=True
    ) as connection:
        drop = sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(copy))
        connection.execute(drop)
        connection.execute(
            sql.SQL("create database {} owner shop_owner template {}").format(
                sql.Identifier(copy), sql.Identifier(name)
            )
        )
        yield ours | {
            key: ours[key].replace(f"/{name}", f"/{copy}")
            for key in ("DATABASE_URL", "DATABASE_OWNER_URL")
        }
        connection.execute(drop)


@dataclass(frozen=True, slots=True)
class Sites:
    """The running sites: our shop, the same without its page store, Oscar, and the floor.

    `jobs` is the worker of our shop's jobs, `sandbox` its payment provider, `database` the server
    of all databases.
    """

    shop: Site
    cold: Site
    oscar: Site
    floor: Site
    jobs: psutil.Process
    sandbox: psutil.Process
    database: psutil.Process

    def processes(self, site: Site) -> dict[str, psutil.Process]:
        """Return the processes that share the cores while a site is measured, by name."""
        return {
            processor_time.WEB: site.server,
            processor_time.DATABASE: self.database,
            processor_time.JOBS: self.jobs,
            processor_time.SANDBOX: self.sandbox,
        }


@contextmanager
def running(ours: dict[str, str], theirs: dict[str, str]) -> Iterator[Sites]:
    """Run all sites, ours with its worker and the payment sandbox; stop them at the end."""
    with ExitStack() as stack:
        run = _starter(stack)
        port, cold_port, sandbox_port, oscar_port, floor_port = (_free_port() for _ in range(5))
        sandbox = f"http://127.0.0.1:{sandbox_port}"
        url, oscar_url = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{oscar_port}"
        secret = "whsec_bench"  # noqa: S105
        shop = {
            **ours,
            "DJANGO_SETTINGS_MODULE": "tools.bench.our_settings",
            "BASE_URL": url,
            "PORT": str(port),
            "STRIPE_API_BASE": sandbox,
            "STRIPE_WEBHOOK_SECRET": secret,
            "WEB_WORKERS": str(WORKERS),
            "WEB_THREADS": str(THREADS),
        }
        hook = ["--webhook-url", f"{url}/webhooks/stripe/", "--webhook-secret", secret]
        sandbox_options = ["--port", str(sandbox_port), *hook]
        payments = run([sys.executable, "-m", "tools.stripe_sandbox", *sandbox_options], shop)
        web = run([sys.executable, "-m", "gunicorn", "-c", "shop/gunicorn.py"], shop)
        jobs = run([sys.executable, "-W", "ignore", "manage.py", "procrastinate", "worker"], shop)
        cold_url = f"http://127.0.0.1:{cold_port}"
        cold = run(
            [sys.executable, "-m", "gunicorn", "-c", "shop/gunicorn.py"],
            {**shop, "PORT": str(cold_port), "BASE_URL": cold_url, "PAGE_STORE": "off"},
        )
        oscar = run(_gunicorn(OSCAR_PYTHON, "tools.bench.oscar_site.wsgi", oscar_port), theirs)
        floor = run(
            _gunicorn(Path(sys.executable), "tools.bench.floor_site.wsgi", floor_port),
            {**ours, "DJANGO_SETTINGS_MODULE": "tools.bench.floor_site.settings"},
        )
        floor_url = f"http://127.0.0.1:{floor_port}"
        for address in (f"{url}/healthz", f"{cold_url}/healthz", f"{floor_url}/bare/"):
            _wait_for(address)
        _wait_for(f"{oscar_url}/catalogue/")
        yield Sites(
            Site("shop", url, web, sandbox),
            Site("cold", cold_url, cold, sandbox),
            Site("oscar", oscar_url, oscar),
            Site("floor", floor_url, floor),
            jobs,
            payments,
            processor_time.postmaster(FOLDER / "postgres"),
        )


@contextmanager
def running_alone(ours: dict[str, str]) -> Iterator[Site]:
    """Run our shop without its page store, with one process and no jobs; stop it at the end."""
    with ExitStack() as stack:
        port = _free_port()
        url = f"http://127.0.0.1:{port}"
        variables = {
            **ours,
            "DJANGO_SETTINGS_MODULE": "tools.bench.our_settings",
            "BASE_URL": url,
            "PORT": str(port),
            "PAGE_STORE": "off",
            "WEB_WORKERS": "1",
            "WEB_THREADS": str(THREADS),
        }
        web = _starter(stack)(
            [sys.executable, "-m", "gunicorn", "-c", "shop/gunicorn.py"], variables
        )
        _wait_for(f"{url}/healthz")
        yield Site("cold", url, web)


def _starter(stack: ExitStack) -> Callable[[list[str], dict[str, str]], psutil.Process]:
    """Return a function that starts a process, which the stack stops."""
    output = stack.enter_context((FOLDER / "servers.log").open("ab"))

    def run(command: list[str], variables: dict[str, str]) -> psutil.Process:
        child = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **COMPILED, **variables},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        stack.callback(_stop, child)
        return psutil.Process(child.pid)

    return run


def _gunicorn(python: Path, application: str, port: int) -> list[str]:
    worker = ["-k", "shop.balanced_worker.BalancedWorker"]  # as the shop has
    options = [*worker, "-w", str(WORKERS), "--threads", str(THREADS)]
    address = ["-b", f"127.0.0.1:{port}", "--timeout", "180"]
    return [str(python), "-m", "gunicorn", application, *options, *address]


def _make_environment() -> None:
    stamp = FOLDER / "oscar" / "requirements.txt"
    requirements = REQUIREMENTS.read_text()
    if stamp.exists() and stamp.read_text() == requirements:
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    _run([sys.executable, "-m", "venv", str(FOLDER / "oscar")], {})
    _run([str(OSCAR_PYTHON), "-m", "pip", "install", "--quiet", "-r", str(REQUIREMENTS)], {})
    stamp.write_text(requirements)


def _manage(variables: dict[str, str], *command: str) -> None:
    settings = {"DJANGO_SETTINGS_MODULE": "shop.settings"}
    _run([sys.executable, "-W", "ignore", "manage.py", *command], {**variables, **settings})


def _run(command: list[str], variables: dict[str, str]) -> None:
    environment = {**os.environ, **COMPILED, **variables}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def _stop(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        child.send_signal(signal.SIGTERM)
        try:
            child.wait(STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            child.kill()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + START_TIMEOUT_S
    while True:
        try:
            with urllib.request.urlopen(address, timeout=10):
                return
        except OSError:
            if time.monotonic() > deadline:
                log = FOLDER / "servers.log"
                raise SystemExit(f"{address} does not answer; see {log}") from None
            time.sleep(0.2)
