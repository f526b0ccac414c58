"""Pages beside other work: an import by one process, and a rush on one product.

`python -m tools.bench meanwhile [--seconds S] [--rows N]` measures both on copies of the
benchmark's database: rate, waits and the share of answers from the page store, before and
meanwhile. With `--rows`, pages are measured as long as an import of so many rows takes.
"""

import argparse
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
    parser = argparse.ArgumentParser(prog="python -m tools.bench meanwhile", description=__doc__)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="length of a turn")
    parser.add_argument("--rows", type=int, help="of a file that is imported to its end")
    options = parser.parse_args(arguments)
    ours, theirs, places = sites.prepare(PRODUCTS)
    with sites.copied(ours) as copy:
        figures = measure_rush(copy, theirs, json.loads(places.read_text()), options.seconds)
    with sites.copied(ours) as copy:
        figures |= measure_import(
            copy, theirs, options.rows or ROWS, options.seconds, to_the_end=bool(options.rows)
        )
    for name, value in figures.items():
        console.print(f"{name.replace('_', ' ')}: {value:,}")
    return 0


def measure_import(
    ours: dict[str, str],
    theirs: dict[str, str],
    rows: int,
    seconds: float,
    *,
    to_the_end: bool = False,
) -> dict[str, float]:
    """Measure pages before and during an import by one process, in one turn or to its end."""
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
            turns: list[Measured] = []
            while not turns or (to_the_end and importing.poll() is None):
                turn = measure(running.shop.url, pages, at_once=VISITORS, seconds=seconds)
                turns.append(asyncio.run(turn))
            if not to_the_end and importing.poll() is not None:
                raise SystemExit("the import ended before the pages were measured: use more rows")
            importing.terminate()
            importing.wait()
    figures = _figures("quiet", quiet) | _figures("while_importing", _together(turns))
    return figures | {"seconds_of_import_measured": round(sum(turn.seconds for turn in turns))}


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


def _together(turns: list[Measured]) -> Measured:
    """Return the result of consecutive turns as one."""
    done = sum(turn.done for turn in turns)
    hits = [turn.hits * turn.done for turn in turns if turn.hits is not None]
    return Measured(
        done,
        sum(turn.errors for turn in turns),
        sum(turn.seconds for turn in turns),
        turns[0].statements,
        next((turn.first_error for turn in turns if turn.first_error), ""),
        tuple(sorted(wait for turn in turns for wait in turn.waits)),
        sum(hits) / done if hits and done else None,
    )


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
        paths = sorted(set(re.findall(r'href="(/en-fr/p/[^"/]+/[^"/]+/)"', answer.read().decode())))
    if not paths:
        raise SystemExit("the list links to no product")
    turns = [f"/en-fr/products/?page={page}" for page in (1, 2, 3)] + [*paths, *more]

    async def step(visitor: Visitor, number: int) -> None:
        await visitor.get(turns[number % len(turns)], "</html>")

    return step
