"""`python -m tools.bench`: prepare both shops, measure them in turns, print the ratios.

`python -m tools.bench pictures N` measures pictures of imports instead (`tools/bench/pictures.py`).
Environment and data of an earlier run are reused. Ctrl-C stops all processes that it started.
"""

import argparse
import asyncio
import json
import sys

from rich.console import Console
from rich.markup import escape
from rich.progress import Progress

from tools.bench import pictures, report, sites
from tools.bench.decisions import decisions_per_second
from tools.bench.ingest import measure_ingest, measure_meanwhile
from tools.bench.load import Measured, measure
from tools.bench.rights import measure_rights
from tools.bench.works import Targets, Work, all_works, find_targets

WARM_UP_S = 1.5
NOT_MEASURED = "API add and checkout"


def main() -> int:
    """Parse the options and run; return 130 after Ctrl-C."""
    if sys.argv[1:2] == ["pictures"]:
        return pictures.main(sys.argv[2:], Console())
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    parser.add_argument("--products", type=int, default=1000, help="number of products")
    parser.add_argument("--rounds", type=int, default=3, help="turns of each side")
    parser.add_argument("--seconds", type=float, default=4.0, help="length of a turn")
    parser.add_argument("--at-once", type=int, default=8, help="visitors at once")
    parser.add_argument("--import-rows", type=int, default=10_000, help="of a licensee's file")
    parser.add_argument("--only", help="keys of rows, separated by commas")
    options = parser.parse_args()
    try:
        return _run(options, Console())
    except KeyboardInterrupt:
        return 130


def _run(options: argparse.Namespace, console: Console) -> int:
    console.print(f"Preparing both shops with {options.products} products.")
    ours, theirs, places = sites.prepare(options.products)
    results = report.Results(sites.FOLDER)
    results.add_facts(report.machine() | {"products": options.products})
    with results.measuring("works"), sites.running(ours, theirs) as (shop, baseline):
        oscar = json.loads(places.read_text())
        targets = asyncio.run(find_targets(shop.url, oscar, shop.sandbox_url))
        _measure_works(targets, shop, baseline, options, console, results)
    # An interrupted import stays unfinished in its copy of the database: the next step gets a new
    # copy.
    with results.measuring("pages while importing"), sites.copied(ours) as copy:
        rows = options.import_rows * 2
        results.add_facts(measure_meanwhile(copy, theirs, rows, options.seconds))
    with results.measuring("import"), sites.copied(ours) as copy:
        results.add_facts(measure_ingest(copy, theirs, sites.OSCAR_PYTHON, options.import_rows))
    with results.measuring("rights"):
        results.add_facts(measure_rights(ours) | {"not_measured": NOT_MEASURED})
    return _print(results, console)


def _print(results: report.Results, console: Console) -> int:
    """Print all results; return the exit code."""
    console.print(report.screen_table(results.rows))
    for name, value in results.facts.items():
        console.print(f"{name.replace('_', ' ')}: {value}")
    for problem in results.problems():
        console.print(f"[red]{escape(problem)}[/red]")
    console.print(f"Written to {results.path}")
    return 1 if results.failed else 0


def _measure_works(
    targets: Targets,
    shop: sites.Site,
    baseline: sites.Site,
    options: argparse.Namespace,
    console: Console,
    results: report.Results,
) -> None:
    """Measure each workload on both sides in turns, then memory and decisions."""
    works = all_works(targets)
    if options.only:
        works = [work for work in works if work.key in options.only.split(",")]
    rounds = f"{options.rounds} × {options.seconds:g} s per side, in turns, medians"
    visited = len(targets.skus)
    results.add_facts({"visitors_at_once": options.at_once, "rounds": rounds})
    results.add_facts({"products_visited": visited})
    with Progress(console=console) as progress:
        task = progress.add_task("Measuring", total=len(works))
        for work in works:
            progress.update(task, description=work.title)
            with results.measuring(work.key):
                _measure_work(work, shop, baseline, options, results)
            progress.advance(task)
    with results.measuring("memory and decisions"):
        decisions = decisions_per_second(options.seconds)
        results.add_facts(
            {
                "mb_per_worker_oscar": round(baseline.megabytes_per_worker()),
                "mb_per_worker_shop": round(shop.megabytes_per_worker()),
                "rights_decisions_per_second_of_a_core": round(decisions),
            }
        )


def _measure_work(
    work: Work,
    shop: sites.Site,
    baseline: sites.Site,
    options: argparse.Namespace,
    results: report.Results,
) -> None:
    rounds: dict[str, list[Measured]] = {"shop": [], "oscar": []}
    for turn in range(options.rounds + 1):
        seconds = options.seconds if turn else WARM_UP_S
        for site in (baseline, shop):
            measured = _turn(work, site, options.at_once, seconds)
            if turn and measured is not None:
                result, used = measured
                rounds[site.name].append(result)
                if work.key in {"product", "order"} and result.done:
                    per = 1000 if work.key == "product" else 1
                    name = f"cpu_seconds_per_{per}_{work.key}_{site.name}"
                    results.add_facts({name: round(used / result.done * per, 3)})
    results.add_row(report.row_of(work, rounds["shop"], rounds["oscar"]))


def _turn(
    work: Work, site: sites.Site, at_once: int, seconds: float
) -> tuple[Measured, float] | None:
    ours = site.name == "shop"
    step = work.ours if ours else work.theirs
    if step is None:
        return None
    before = site.cpu_seconds()
    result = asyncio.run(
        measure(
            site.url,
            step,
            at_once=at_once,
            seconds=seconds,
            prepare=work.prepare_ours if ours else work.prepare_theirs,
            new_visitor_each_time=work.new_visitor,
        )
    )
    return result, site.cpu_seconds() - before


if __name__ == "__main__":
    sys.exit(main())
