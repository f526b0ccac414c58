"""`python -m tools.bench`: prepares both shops, measures them in turns, prints the ratios.

`python -m tools.bench pictures N` measures pictures of uploads instead (`tools/bench/pictures.py`).
Environment and data of an earlier run are used again. Ctrl-C stops everything it started.
"""

import argparse
import asyncio
import json
import sys
from typing import Any

from rich.console import Console
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
    """Read the options and run; 130 after Ctrl-C."""
    if sys.argv[1:2] == ["pictures"]:
        return pictures.main(sys.argv[2:], Console())
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    parser.add_argument("--products", type=int, default=1000, help="how many products")
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
    oscar = json.loads(places.read_text())
    with sites.running(ours, theirs) as (shop, baseline):
        targets = asyncio.run(find_targets(shop.url, oscar, shop.sandbox_url))
        works = all_works(targets)
        if options.only:
            works = [work for work in works if work.key in options.only.split(",")]
        rows, facts = _measure_all(works, targets, shop, baseline, options, console)
    with sites.copied(ours) as copy:
        facts |= measure_meanwhile(copy, theirs, options.import_rows * 2, options.seconds)
        facts |= measure_ingest(copy, theirs, sites.OSCAR_PYTHON, options.import_rows)
    facts |= measure_rights(ours) | {"products": options.products, "not_measured": NOT_MEASURED}
    console.print(report.screen_table(rows))
    for name, value in facts.items():
        console.print(f"{name.replace('_', ' ')}: {value}")
    for row in rows:
        if row.first_error:
            console.print(f"[red]first error of {row.key}: {row.first_error}[/red]")
    console.print(f"Written to {report.save(sites.FOLDER, rows, facts)}")
    return 1 if any(row.errors for row in rows) else 0


def _measure_all(
    works: list[Work],
    targets: Targets,
    shop: sites.Site,
    baseline: sites.Site,
    options: argparse.Namespace,
    console: Console,
) -> tuple[list[report.Row], dict[str, Any]]:
    facts = report.machine() | {
        "visitors_at_once": options.at_once,
        "rounds": f"{options.rounds} × {options.seconds:g} s each side, in turns, medians",
        "products_visited": len(targets.skus),
    }
    rows = []
    with Progress(console=console) as progress:
        task = progress.add_task("Measuring", total=len(works) * (options.rounds + 1))
        for work in works:
            progress.update(task, description=work.title)
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
                            facts[name] = round(used / result.done * per, 3)
                progress.advance(task)
            rows.append(report.row_of(work, rounds["shop"], rounds["oscar"]))
    facts["mb_per_worker_oscar"] = round(baseline.megabytes_per_worker())
    facts["mb_per_worker_shop"] = round(shop.megabytes_per_worker())
    facts["rights_decisions_per_second_of_a_core"] = round(decisions_per_second(options.seconds))
    return rows, facts


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
