"""`python -m tools.bench`: prepare all sites, measure them in turns, print the ratios.

`python -m tools.bench pictures N` measures pictures of imports instead (`tools/bench/pictures.py`),
`python -m tools.bench meanwhile` pages beside a rush and an import (`tools/bench/meanwhile.py`),
`python -m tools.bench reads` all kinds of reads on shops of several sizes (`tools/bench/reads.py`).
Environment and data of an earlier run are reused. Ctrl-C stops all processes that it started.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import Progress

from tools.bench import meanwhile, pictures, reads, report, sites
from tools.bench.decisions import decisions_per_second
from tools.bench.ingest import measure_ingest
from tools.bench.load import Measured, Step, measure
from tools.bench.processor_time import milliseconds_each, used_now, wait_until_idle
from tools.bench.rights import measure_rights
from tools.bench.works import Targets, Work, all_works, find_targets

WARM_UP_S, WARM_UPS = 1.5, 20
ALL_STORED = 0.995
NOT_MEASURED = "API add and checkout"


def main() -> int:
    """Parse the options and run; return 130 after Ctrl-C."""
    if sys.argv[1:2] == ["pictures"]:
        return pictures.main(sys.argv[2:], Console())
    if sys.argv[1:2] == ["meanwhile"]:
        return meanwhile.main(sys.argv[2:], Console())
    if sys.argv[1:2] == ["reads"]:
        return reads.main(sys.argv[2:], Console())
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    parser.add_argument("--products", type=int, default=1000, help="1,000 to 1,000,000")
    parser.add_argument("--rounds", type=int, default=2, help="turns of each site")
    parser.add_argument("--seconds", type=float, default=3.0, help="length of a turn")
    parser.add_argument("--at-once", type=int, default=8, help="visitors at once")
    parser.add_argument(
        "--import-rows", type=int, default=10_000, help="of a licensee's file; 0: none"
    )
    parser.add_argument("--only", help="keys of rows, separated by commas")
    options = parser.parse_args()
    try:
        return _run(options, Console())
    except KeyboardInterrupt:
        return 130


def _run(options: argparse.Namespace, console: Console) -> int:
    console.print(f"Preparing all sites with {options.products} products.")
    ours, theirs, places = sites.prepare(options.products)
    results = report.Results(sites.FOLDER)
    results.add_facts(report.machine() | {"products": options.products})
    oscar = json.loads(places.read_text())
    with results.measuring("works"), sites.running(ours, theirs) as running:
        targets = asyncio.run(find_targets(running.shop.url, oscar, running.shop.sandbox_url))
        _measure_works(targets, running, options, console, results)
    if options.import_rows:
        _measure_imports(ours, theirs, oscar, options, results)
    with results.measuring("rights"):
        results.add_facts(measure_rights(ours) | {"not_measured": NOT_MEASURED})
    return _print(results, console)


def _measure_imports(
    ours: dict[str, str],
    theirs: dict[str, str],
    oscar: dict[str, Any],
    options: argparse.Namespace,
    results: report.Results,
) -> None:
    # An interrupted import stays unfinished in its copy of the database: the next step gets a new
    # copy.
    with results.measuring("pages in a rush"), sites.copied(ours) as copy:
        results.add_facts(meanwhile.measure_rush(copy, theirs, oscar, options.seconds))
    with results.measuring("pages while importing"), sites.copied(ours) as copy:
        rows = options.import_rows * 2
        results.add_facts(meanwhile.measure_import(copy, theirs, rows, options.seconds))
    with results.measuring("import"), sites.copied(ours) as copy:
        results.add_facts(measure_ingest(copy, theirs, sites.OSCAR_PYTHON, options.import_rows))


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
    running: sites.Sites,
    options: argparse.Namespace,
    console: Console,
    results: report.Results,
) -> None:
    """Measure each workload on all sites in turns, then memory and decisions."""
    works = all_works(targets)
    if options.only:
        works = [work for work in works if work.key in options.only.split(",")]
    rounds = f"{options.rounds} × {options.seconds:g} s per site, in turns, medians"
    results.add_facts({"visitors_at_once": options.at_once, "rounds": rounds})
    results.add_facts({"products_visited": len(targets.skus)})
    with Progress(console=console) as progress:
        task = progress.add_task("Measuring", total=len(works))
        for work in works:
            progress.update(task, description=work.title)
            with results.measuring(work.key):
                _measure_work(work, running, options, results)
            progress.advance(task)
    with results.measuring("memory and decisions"):
        decisions = decisions_per_second(options.seconds)
        results.add_facts(
            {
                "mb_per_worker_oscar": running.oscar.memory(),
                "mb_per_worker_shop": running.shop.memory(),
                "mb_worker_of_jobs": sites.memory_of([running.jobs]),
                "rights_decisions_per_second_of_a_core": round(decisions),
            }
        )


def _measure_work(
    work: Work, running: sites.Sites, options: argparse.Namespace, results: report.Results
) -> None:
    turns = list(_sites_of(work, running))
    measured: dict[str, list[Measured]] = {name: [] for name, *_ in turns}
    for name, site, step in turns:
        _warm_up(work, site, step, options.at_once, until_stored=name == report.STORED)
    for _ in range(options.rounds):
        for name, site, step in turns:
            wait_until_idle(running.jobs)
            before = used_now(running.processes(site))
            result = _turn(work, site, step, options.at_once, options.seconds)
            measured[name].append(result)
            if result.done:
                used = milliseconds_each(before, used_now(running.processes(site)), result.done)
                results.add_facts({f"cpu_ms_{work.key}_{name}": used})
    results.add_row(report.row_of(work, measured))


def _sites_of(work: Work, running: sites.Sites) -> Iterator[tuple[str, sites.Site, Step]]:
    """Yield the sites that a work is measured on: what it is called there, and its step."""
    if work.floor:
        yield report.COLD, running.floor, work.ours
        return
    if work.theirs is not None:
        yield report.OSCAR, running.oscar, work.theirs
    if work.stored is None:
        yield report.COLD, running.shop, work.ours
        return
    yield report.STORED, running.shop, work.ours
    if work.theirs is not None:
        yield report.COLD, running.cold, work.ours


def _warm_up(work: Work, site: sites.Site, step: Step, at_once: int, *, until_stored: bool) -> None:
    """Run the work for a moment; until every page is stored, if it is answered from the store."""
    for _ in range(WARM_UPS if until_stored else 1):
        result = _turn(work, site, step, at_once, WARM_UP_S)
        if not until_stored or result.hits is None or result.hits > ALL_STORED:
            return


def _turn(work: Work, site: sites.Site, step: Step, at_once: int, seconds: float) -> Measured:
    prepare = work.prepare_theirs if site.name == report.OSCAR else work.prepare_ours
    return asyncio.run(
        measure(
            site.url,
            step,
            at_once=at_once,
            seconds=seconds,
            prepare=prepare,
            new_visitor_each_time=work.new_visitor,
        )
    )


if __name__ == "__main__":
    sys.exit(main())
