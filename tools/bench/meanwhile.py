"""Pages beside other work: an import by one process, and a rush on one product.

`python -m tools.bench meanwhile [seconds]` measures both on copies of the benchmark's database:
rate, waits and the share of answers from the page store, before and meanwhile.
"""

import asyncio
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
from rich.console import Console

from tools.bench import sites
from tools.bench.ingest import in_process
from tools.bench.load import Measured, Step, Visitor, measure
from tools.bench.works import Targets, all_works, find_targets

ROOT = Path(__file__).resolve().parents[2]
VISITORS, BUYERS, STARTS_S = 4, 4, 6.0
PRODUCTS, ROWS, UNITS, SECONDS = 1000, 20_000, 15, 5.0
# The product that the buyers want has so few units that sales soon change its pages (from ten on).
_LEAVE = """
    with left_over as (
        select id, %(units)s + num_allocated + num_held - num_in_stock as change
        from partner_stockrecord
        where partner_sku = %(sku)s
    ), counted as (
        update partner_stockrecord s set num_in_stock = s.num_in_stock + l.change
        from left_over l where l.id = s.id
    )
    insert into inventory_stockmovement (stock_record_id, kind, in_stock, held, allocated, reason)
    select id, 'RECEIVED', change, 0, 0, 'benchmark' from left_over
"""


def main(arguments: list[str], console: Console) -> int:
    """Measure both on copies of the benchmark's database and print the figures."""
    seconds = float(arguments[0]) if arguments else SECONDS
    ours, theirs, places = sites.prepare(PRODUCTS)
    with sites.copied(ours) as copy:
        figures = measure_rush(copy, theirs, json.loads(places.read_text()), seconds)
    with sites.copied(ours) as copy:
        figures |= measure_import(copy, theirs, ROWS, seconds)
    for name, value in figures.items():
        console.print(f"{name.replace('_', ' ')}: {value:,}")
    return 0


def measure_import(
    ours: dict[str, str], theirs: dict[str, str], rows: int, seconds: float
) -> dict[str, float]:
    """Measure pages before and during an import by one process."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.csv"
        code = in_process(ours, "--rows", str(rows), "--write", str(path))["licensee"]
        with sites.running(ours, theirs) as running:
            pages = _pages_of(running.shop.url)
            quiet = _measure_quiet(running.shop.url, pages, seconds)
            command = [sys.executable, "-W", "ignore", "manage.py", "import_catalog"]
            importing = subprocess.Popen(
                [*command, str(path), "--licensee", str(code)],
                env={**os.environ, **ours, "TERM": "dumb"},
                stdout=subprocess.DEVNULL,
                cwd=ROOT,
            )
            time.sleep(STARTS_S)
            busy = asyncio.run(measure(running.shop.url, pages, at_once=VISITORS, seconds=seconds))
            if importing.poll() is not None:
                raise SystemExit("the import ended before the pages were measured: use more rows")
            importing.terminate()
            importing.wait()
    return _figures("quiet", quiet) | _figures("while_importing", busy)


def measure_rush(
    ours: dict[str, str], theirs: dict[str, str], oscar: dict[str, Any], seconds: float
) -> dict[str, float]:
    """Measure pages before and while buyers order and pay one product as fast as they can."""
    with sites.running(ours, theirs) as running:
        url = running.shop.url
        targets = asyncio.run(find_targets(url, oscar, running.shop.sandbox_url))
        wanted = replace(targets, skus=targets.skus[:1])
        with psycopg.connect(ours["DATABASE_OWNER_URL"], autocommit=True) as connection:
            connection.execute(_LEAVE, {"sku": wanted.sku(0), "units": UNITS})
        pages = _pages_of(url, wanted.ours(0))
        quiet = _measure_quiet(url, pages, seconds)
        busy, bought = asyncio.run(_rush(url, pages, wanted, seconds))
    figures = _figures("before_the_rush", quiet) | _figures("in_the_rush", busy)
    return figures | {"orders_per_s_in_the_rush": round(bought.per_second, 1)}


async def _rush(
    url: str, pages: Step, wanted: Targets, seconds: float
) -> tuple[Measured, Measured]:
    order = next(work.ours for work in all_works(wanted) if work.key == "order")
    buying = measure(url, order, at_once=BUYERS, seconds=seconds, new_visitor_each_time=True)
    return await asyncio.gather(measure(url, pages, at_once=VISITORS, seconds=seconds), buying)


def _measure_quiet(url: str, pages: Step, seconds: float) -> Measured:
    for _ in range(2):  # the first warms up
        quiet = asyncio.run(measure(url, pages, at_once=VISITORS, seconds=seconds))
    return quiet


def _figures(when: str, result: Measured) -> dict[str, float]:
    figures: dict[str, float] = {
        f"pages_p50_ms_{when}": round(result.wait_ms(0.5)),
        f"pages_p99_ms_{when}": round(result.wait_ms(0.99)),
        f"pages_per_s_{when}": round(result.per_second),
    }
    if result.hits is not None:
        figures[f"pages_stored_percent_{when}"] = round(result.hits * 100)
    return figures


def _pages_of(url: str, *more: str) -> Step:
    """Return a step that opens lists and products in turn, like a visitor; `more` are others."""
    with urllib.request.urlopen(f"{url}/en-fr/products/", timeout=30) as answer:
        paths = sorted(
            set(re.findall(r'href="(/en-fr/products/[^"?]+-\d+/)"', answer.read().decode()))
        )
    turns = [f"/en-fr/products/?page={page}" for page in (1, 2, 3)] + [*paths, *more]

    async def step(visitor: Visitor, number: int) -> None:
        await visitor.get(turns[number % len(turns)], "</html>")

    return step
