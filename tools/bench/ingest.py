"""Measure an import: a licensee's file is checked, planned and applied, beside Oscar's importer.

`python -m tools.bench.ingest --rows 100000` measures ours alone on the benchmark's database; within
the benchmark both sides run one after the other, in processes of their own.
"""

import argparse
import csv
import itertools
import json
import os
import resource
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tools.articles import articles, find_rights, run_name, write_articles

ROOT = Path(__file__).resolve().parents[2]
ROWS, XLSX_ROWS, OSCAR_ROWS = 10_000, 50_000, 500
OWN = """
    import logging, sys, time
    import django
    django.setup()
    from oscar.core.loading import get_class
    importer = get_class("partner.importers", "CatalogueImporter")(logging.getLogger("bench"))
    started = time.perf_counter()
    importer.handle(sys.argv[1])
    print(time.perf_counter() - started)
"""


def measure_ingest(
    ours: Mapping[str, str], theirs: Mapping[str, str], oscar_python: Path, rows: int = ROWS
) -> dict[str, float]:
    """Measure both sides, and a workbook; return the figures by name."""
    figures = in_process(ours, "--rows", str(rows))
    figures |= in_process(ours, "--rows", str(XLSX_ROWS), "--xlsx")
    return figures | {"import_rows_per_s_oscar": _oscar(theirs, oscar_python)}


def in_process(ours: Mapping[str, str], *options: str) -> dict[str, Any]:
    """Run this module on a database, in a process of its own; return its figures."""
    command = [sys.executable, "-W", "ignore", "-m", __name__, *options, "--json"]
    settings = {"DJANGO_SETTINGS_MODULE": "tools.bench.our_settings"}
    ran = subprocess.run(
        command, env={**os.environ, **ours, **settings}, stdout=subprocess.PIPE, check=True
    )
    figures: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return figures


def main() -> None:
    """Measure our side and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench.ingest", description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--json", action="store_true", help="one line for a program")
    parser.add_argument("--xlsx", action="store_true", help="only check a workbook")
    parser.add_argument("--write", type=Path, metavar="FILE", help="only write the table")
    options = parser.parse_args()
    import django

    django.setup()
    if options.write:
        figures = _written(options.write, options.rows)
    else:
        figures = _workbook(options.rows) if options.xlsx else _ours(options.rows)
    if options.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name.replace('_', ' ')}: {value:,}")


def _ours(rows: int) -> dict[str, float]:
    """Check, plan, apply, repeat and undo; return rows per second of each step, and the memory
    used.
    """
    from shop.identity.accounts.models import User
    from shop.imports.services import apply_plan, check_import, make_plan, receive_file, undo

    licensee, rights = find_rights()
    by = User.objects.filter(is_superuser=True).order_by("pk").first() or User.objects.first()
    by_id = int(by.pk) if by else 0
    before = _megabytes()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.csv"
        write_articles(path, articles(rows, run_name(), rights))
        catalog_import = receive_file(licensee=licensee, by_id=by_id, path=path)
        checked, _ = _timed(lambda: check_import(catalog_import=catalog_import))
        planned, plan = _timed(lambda: make_plan(catalog_import=catalog_import))
        if plan.counts.get("created") != rows:
            raise SystemExit(f"some rows have errors: {plan.counts}")
        applied, _ = _timed(lambda: apply_plan(catalog_import=catalog_import))
        again = receive_file(licensee=licensee, by_id=by_id, path=path)
        unchanged, same = _timed(
            lambda: make_plan(catalog_import=check_import(catalog_import=again))
        )
        if same.counts.get("unchanged") != rows:
            raise SystemExit(f"importing the same file again makes changes: {same.counts}")
        taken_back, _ = _timed(lambda: undo(catalog_import=catalog_import, by_id=by_id))
    return {
        "import_dry_run_rows_per_s": round(rows / (checked + planned)),
        "import_check_rows_per_s": round(rows / checked),
        "import_applied_rows_per_s": round(rows / applied),
        "import_same_file_rows_per_s": round(rows / unchanged),
        "import_undone_rows_per_s": round(rows / taken_back),
        "import_mb": round(_megabytes()),
        "import_mb_before": round(before),
        "import_rows": rows,
    }


def _written(path: Path, rows: int) -> dict[str, Any]:
    licensee, rights = find_rights()
    write_articles(path, articles(rows, run_name(), rights))
    return {"licensee": licensee.code}


def _workbook(rows: int) -> dict[str, Any]:
    """Check a workbook; return its size and the memory used."""
    from catalog.imports.workbook import write_xlsx
    from shop.identity.accounts.models import User
    from shop.imports.services import check_import, receive_file

    licensee, rights = find_rights()
    by = User.objects.filter(is_superuser=True).order_by("pk").first() or User.objects.first()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.xlsx"
        table = articles(rows, run_name(), rights)
        first = next(table)
        cells = (list(row.values()) for row in table)
        write_xlsx(path, itertools.chain([list(first)], [list(first.values())], cells))
        size, before = path.stat().st_size, _megabytes()
        catalog_import = receive_file(licensee=licensee, by_id=int(by.pk) if by else 0, path=path)
        checked, catalog_import = _timed(lambda: check_import(catalog_import=catalog_import))
    if catalog_import.state != catalog_import.State.CHECKED:
        raise SystemExit(f"the workbook was refused: {catalog_import.problems}")
    return {
        "xlsx_rows": rows,
        "xlsx_cells_a_row": len(first),
        "xlsx_file_mb": round(size / 1e6, 1),
        "xlsx_check_rows_per_s": round(rows / checked),
        "xlsx_mb": round(_megabytes()),
        "xlsx_mb_before": round(before),
    }


def _oscar(theirs: Mapping[str, str], python: Path) -> float:
    """Return rows per second of Oscar's own importer, on a file in its format."""
    with tempfile.TemporaryDirectory() as folder:
        path, run = Path(folder) / "articles.csv", time.time_ns()
        with path.open("w", newline="") as file:
            writer = csv.writer(file)
            for row in _oscar_rows(run):
                writer.writerow(row)
        ran = subprocess.run(
            [str(python), "-W", "ignore", "-c", textwrap.dedent(OWN), str(path)],
            env={**os.environ, **theirs},
            stdout=subprocess.PIPE,
            check=True,
        )
    return round(OSCAR_ROWS / float(ran.stdout.splitlines()[-1]), 1)


def _oscar_rows(run: int) -> Iterator[tuple[str, ...]]:
    """Yield class, category, UPC, title, description, partner, partner SKU, price and stock."""
    for number in range(OSCAR_ROWS):
        sku = f"BENCH-{run}-{number}"
        text = f"Enamel on zinc, number {number}."
        yield "Article", "Pins", sku, f"Pin {number}", text, "Warehouse", sku, "12.50", "100"


def _timed(step: Any) -> tuple[float, Any]:
    started = time.perf_counter()
    done = step()
    return time.perf_counter() - started, done


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1_000_000


if __name__ == "__main__":
    main()
