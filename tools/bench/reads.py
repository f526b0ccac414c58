"""Reads of shops of several sizes: `python -m tools.bench reads [--products 10000,1000000]`.

One visitor opens different addresses of each kind, without the page store, on each shop in turns.
Waiting times tell something on a quiet machine only; CPU time of web process and database always.
"""

import argparse
import asyncio
import json
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from random import Random
from statistics import median
from urllib.parse import urlencode

import psycopg
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from tools.bench import processor_time, sites
from tools.bench.load import WrongAnswerError, visit
from tools.bench.works import API, PREFIX, SCOPE, TERMS

SIZES, SAMPLES, WARM_UPS = "10000,1000000", 40, 3
SEED, SITEMAPS, P95 = 16, 20, 0.95
LAST_PAGE = 400
FACTS = ("kinds", "sports", "teams", "colors", "sizes")
PAIRS = ("paris+pin", "france+hoodie", "italy+mug", "cotton+scarf", "judo+cap", "blue+towel")
ABSENT = ("xylophone", "qwertzu", "zzyzx", "brontosaurus")
MISSPELLED = ("hoddie", "skarf", "beanei", "pariss", "keyrng", "blankit", "umbrela", "olimpic")
_FACTS = """
    select
        (select array_agg(distinct kind) from catalogue_product where kind <> ''),
        (select array_agg(slug) from catalogue_sport
            where id in (select sport_id from catalogue_product)),
        (select array_agg(distinct noc_id) from catalogue_product where noc_id is not null),
        (select array_agg(distinct color) from catalogue_product where color <> ''),
        (select array_agg(distinct size) from catalogue_product where size <> '')
"""


@dataclass(frozen=True, slots=True)
class Facts:
    """Values that addresses are made of, in a random order that is the same in each run."""

    kinds: tuple[str, ...]
    sports: tuple[str, ...]
    teams: tuple[str, ...]
    colors: tuple[str, ...]
    sizes: tuple[str, ...]
    products: tuple[str, ...]  # paths of pages
    sitemaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """One read on one shop: milliseconds waited and used by each request, and statements."""

    median: float
    p95: float
    statements: int
    web_ms: float
    database_ms: float
    failures: tuple[str, ...] = ()

    @property
    def used(self) -> float:
        """The CPU time of web process and database."""
        return self.web_ms + self.database_ms


type Source = Callable[[Facts, int, str], str]
"""The path of a read from the facts, its number, and the text of the former answer."""


def main(arguments: list[str], console: Console) -> int:
    """Measure all reads on shops of all sizes; return 1 if one was not answered."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench reads", description=__doc__)
    parser.add_argument("--products", default=SIZES, help="sizes, separated by commas")
    parser.add_argument("--samples", type=int, default=SAMPLES, help="addresses of each read")
    parser.add_argument("--only", default="", help="parts of the names of reads, with commas")
    options = parser.parse_args(arguments)
    sizes = [int(size) for size in options.products.split(",")]
    wanted = options.only.split(",")
    reads = {name: source for name, source in READS.items() if any(w in name for w in wanted)}
    measured: dict[str, list[Measured]] = {name: [] for name in reads}
    for size in sizes:
        ours = sites.prepare_ours(size)
        with sites.running_alone(ours) as site, Progress(console=console) as progress:
            facts = asyncio.run(_find_facts(ours["DATABASE_OWNER_URL"], site.url))
            task = progress.add_task(f"{size:,} products", total=len(reads))
            for name, source in reads.items():
                measured[name].append(asyncio.run(_measure(site, facts, source, options.samples)))
                progress.advance(task)
    console.print(_table(sizes, measured))
    path = sites.FOLDER / "reads.json"
    results = {name: [asdict(one) for one in shops] for name, shops in measured.items()}
    path.write_text(json.dumps({"products": sizes, "reads": results}, indent=1))
    console.print(f"Written to {path}")
    failures = [text for shops in measured.values() for one in shops for text in one.failures]
    for text in failures:
        console.print(f"[red]{escape(text)}[/red]")
    return 1 if failures else 0


async def _measure(site: sites.Site, facts: Facts, source: Source, samples: int) -> Measured:
    """Open the addresses one after another; the first ones are not counted."""
    processes = {
        processor_time.WEB: site.server,
        processor_time.DATABASE: processor_time.postmaster(sites.FOLDER / "postgres"),
    }
    waits, failures, statements, answer = [], [], 0, ""
    visitor = visit(site.url)
    before: dict[str, float] = {}
    try:
        for number in range(-WARM_UPS, samples):
            if number == 0:
                before = processor_time.used_now(processes)
            visitor.statements.clear()
            path = source(facts, number + WARM_UPS, answer)
            began = time.perf_counter()
            try:
                answer = await visitor.get(path)
            except WrongAnswerError as error:
                failures.append(str(error))
            if number >= 0:
                waits.append((time.perf_counter() - began) * 1000)
                statements = max(statements, *visitor.statements)
    finally:
        await visitor.session.close()
    used = processor_time.milliseconds_each(before, processor_time.used_now(processes), samples)
    return Measured(
        median(waits),
        sorted(waits)[min(int(samples * P95), samples - 1)],
        statements,
        used.get(processor_time.WEB, 0.0),
        used.get(processor_time.DATABASE, 0.0),
        tuple(failures),
    )


async def _find_facts(address: str, url: str) -> Facts:
    """Return the values of facts from the database, and pages from the sitemap."""
    draw = Random(SEED)
    with psycopg.connect(address, autocommit=True) as connection:
        lists = connection.execute(_FACTS).fetchall()[0]
    kinds, sports, teams, colors, sizes = (tuple(draw.sample(each, k=len(each))) for each in lists)
    visitor = visit(url)
    try:
        index = await visitor.get("/sitemap.xml")
        files = re.findall(r"/sitemap-en-fr-\d+\.xml", index)
        draw.shuffle(files)
        texts = [await visitor.get(name) for name in files[:SITEMAPS]]
    finally:
        await visitor.session.close()
    pages = [page for text in texts for page in re.findall(rf"{PREFIX}/p/[^/]+/[^/]+/", text)]
    draw.shuffle(pages)
    return Facts(kinds, sports, teams, colors, sizes, tuple(pages), tuple(files))


def _table(sizes: Sequence[int], measured: Mapping[str, Sequence[Measured]]) -> Table:
    table = Table("Read")
    for size in sizes:
        for title in (f"{size:,}: median ms", "p95", "web CPU", "database CPU", "statements"):
            table.add_column(title, justify="right")
    table.add_column("CPU, last : first", justify="right")
    for name, shops in measured.items():
        cells = [
            f"{value:.0f}"
            for one in shops
            for value in (one.median, one.p95, one.web_ms, one.database_ms, one.statements)
        ]
        ratio = shops[-1].used / shops[0].used if shops[0].used else 0.0
        table.add_row(name, *cells, f"{ratio:.1f}")
    return table


def _pick[T](values: Sequence[T], number: int) -> T:
    return values[number % len(values)]


def _listed(**filters: str) -> Source:
    """Return a list whose filters are values of the facts, or the given ones."""

    def path(facts: Facts, number: int, _answer: str) -> str:
        chosen = {
            name: str(_pick(getattr(facts, value), number + place) if value in FACTS else value)
            for place, (name, value) in enumerate(filters.items())
        }
        return f"{PREFIX}/products/?{urlencode(chosen)}"

    return path


def _paged(_facts: Facts, number: int, _answer: str) -> str:
    return f"{PREFIX}/products/?page={1 + number * 37 % LAST_PAGE}"


def _within(**filters: str) -> Source:
    """Return a list of prices in a range, with filters as `_listed`."""
    others = _listed(**filters)

    def path(facts: Facts, number: int, answer: str) -> str:
        return f"{others(facts, number, answer)}&min={10 + number % 30}&max={40 + number}"

    return path


def _later_page_within(_facts: Facts, number: int, _answer: str) -> str:
    return f"{PREFIX}/products/?min=20&page={21 + number * 37 % 300}"


def _searched(words: Sequence[str], others: str = "") -> Source:
    return lambda _facts, number, _answer: f"{PREFIX}/search/?q={_pick(words, number)}{others}"


def _product(facts: Facts, number: int, _answer: str) -> str:
    return _pick(facts.products, number)


def _product_row(facts: Facts, number: int, _answer: str) -> str:
    sku = _pick(facts.products, number).split("/")[-2]
    return f"{API}{sku}/?{SCOPE}"


def _sitemap(facts: Facts, number: int, _answer: str) -> str:
    return _pick(facts.sitemaps, number)


def _api(parameters: str) -> Source:
    """Return pages of the API one after another, each from the address in the former answer."""

    def path(_facts: Facts, _number: int, answer: str) -> str:
        following = json.loads(answer)["next"] if answer else None
        return following or f"{API}?{SCOPE}&{parameters}"

    return path


def _fixed(path: str) -> Source:
    return lambda _facts, _number, _answer: path


READS: dict[str, Source] = {
    "home": _fixed(f"{PREFIX}/"),
    "all products": _fixed(f"{PREFIX}/products/"),
    "page 1 to 400": _paged,
    "kind": _listed(kind="kinds"),
    "sport": _listed(sport="sports"),
    "team": _listed(noc="teams"),
    "team and kind": _listed(noc="teams", kind="kinds"),
    "in stock": _listed(in_stock="1", page="1"),
    "kind in stock": _listed(kind="kinds", in_stock="1"),
    "color": _listed(color="colors"),
    "size": _listed(size="sizes"),
    "color and size in stock": _listed(color="colors", size="sizes", in_stock="1"),
    "prices in a range": _within(page="1"),
    "prices in a range, page 21 to 320": _later_page_within,
    "prices in a range, dearest first": _within(sort="-price"),
    "kind, prices in a range": _within(kind="kinds"),
    "kind, prices in a range, cheapest first": _within(kind="kinds", sort="price"),
    "team and color, prices in a range": _within(noc="teams", color="colors"),
    "cheapest first": _listed(kind="kinds", sort="price"),
    "search, one word": _searched(TERMS),
    "search, one word, prices in a range": _searched(TERMS, "&min=12&max=45"),
    "search, two words": _searched(PAIRS),
    "search, misspelled": _searched(MISSPELLED),
    "search, nothing found": _searched(ABSENT),
    "product": _product,
    "API list": _api("limit=20"),
    "API list in stock": _api("limit=100&in_stock=true"),
    "API detail": _product_row,
    "sitemap, index": _fixed("/sitemap.xml"),
    "sitemap, file": _sitemap,
}
