"""What an import costs: a licensee's file checked, planned and applied, beside Oscar's importer.

`python -m tools.bench.ingest --rows 100000` measures ours alone on the benchmark's database; within
the benchmark both sides run one after the other, in processes of their own.
"""

import argparse
import csv
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

ROWS, OSCAR_ROWS = 10_000, 500
LANGUAGES = ("en", "fr", "de")
PRICES = {"fr": "12.50", "de": "12.50", "it": "12.50", "gb": "11", "us": "14", "jp": "2000"}
PRICES |= {"ae": "50"}
MARKS = 3
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
    """Measure both sides; figures by name."""
    command = [sys.executable, "-W", "ignore", "-m", __name__, "--rows", str(rows), "--json"]
    settings = {"DJANGO_SETTINGS_MODULE": "tools.bench.our_settings"}
    ran = subprocess.run(
        command, env={**os.environ, **ours, **settings}, stdout=subprocess.PIPE, check=True
    )
    figures: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    return figures | {"import_rows_per_s_oscar": _oscar(theirs, oscar_python)}


def main() -> None:
    """Measure ours and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench.ingest", description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--json", action="store_true", help="one line for a program")
    options = parser.parse_args()
    import django

    django.setup()
    figures = _ours(options.rows)
    if options.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name.replace('_', ' ')}: {value:,}")


def _ours(rows: int) -> dict[str, float]:
    """Check, plan, apply, send again and take back; rows a second of each, and the memory."""
    from shop.accounts.models import User
    from shop.sourcing.services import apply_plan, check_upload, make_plan, receive_file, undo

    licensee, rights = _rights()
    by = User.objects.filter(is_superuser=True).order_by("pk").first() or User.objects.first()
    by_id = int(by.pk) if by else 0
    before = _megabytes()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.csv"
        _write(path, rows, rights)
        upload = receive_file(licensee=licensee, by_id=by_id, path=path)
        checked, _ = _timed(lambda: check_upload(upload=upload))
        planned, plan = _timed(lambda: make_plan(upload=upload))
        if plan.counts.get("created") != rows:
            raise SystemExit(f"not all rows are good: {plan.counts}")
        applied, _ = _timed(lambda: apply_plan(upload=upload))
        again = receive_file(licensee=licensee, by_id=by_id, path=path)
        unchanged, same = _timed(lambda: make_plan(upload=check_upload(upload=again)))
        if same.counts.get("unchanged") != rows:
            raise SystemExit(f"the same file again is not without changes: {same.counts}")
        taken_back, _ = _timed(lambda: undo(upload=upload, by_id=by_id))
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


def _rights() -> tuple[Any, dict[str, str]]:
    """Return a licensee and a category of which it may carry three marks."""
    from licensing.models import Grant, Licensee, Property

    for licensee in Licensee.objects.order_by("code"):
        grants = list(
            Grant.objects.filter(licensee=licensee, live=True).select_related("agreement")
        )
        marks = list(Property.objects.filter(noc=None).order_by("number"))
        first = grants[0].granted_categories.first() if grants else None
        if first is None:
            continue
        chosen = {
            mark.code: grant.agreement.number
            for mark in marks
            for grant in grants
            if mark.number in grant.properties and first.number in grant.categories
        }
        if len(chosen) >= MARKS:
            codes = list(chosen)[:MARKS]
            numbers = sorted({chosen[code] for code in codes})
            return licensee, {
                "category_code": first.code,
                "property_codes": ";".join(codes),
                "agreement_no": ";".join(numbers),
            }
    raise SystemExit("no licensee has three marks: load the demo catalog first")


def _write(path: Path, rows: int, rights: Mapping[str, str]) -> None:
    names = list(_row(0, "", rights))
    run = f"{time.time_ns() // 1_000_000:x}"  # numbers of an earlier run are taken
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        for number in range(rows):
            writer.writerow(_row(number, run, rights))


def _row(number: int, run: str, rights: Mapping[str, str]) -> dict[str, str]:
    return {
        "licensee_sku": f"BENCH-{run}-{number}",
        **{f"title_{language}": f"Pin {number} {language}" for language in LANGUAGES},
        **{
            f"description_{language}": f"<p>Enamel on zinc, number {number}, in {language}.</p>"
            for language in LANGUAGES
        },
        **rights,
        **{f"price_{market}": amount for market, amount in PRICES.items()},
        "channels_requested": "WEB;APP",
        "rrp_amount": "12.50",
        "rrp_currency": "EUR",
        "stock_main": str(number % 500),
        "tax_class": "standard",
        "hs_code": "711719",
        "country_of_origin": "PT",
        "factory_code": "F-01",
        "manufacturer_name": "Maker Ltd",
        "manufacturer_address": "1 Mill Lane, Porto",
        "manufacturer_email": "care@maker.example",
        "uk_responsible_name": "Maker UK Ltd",
        "uk_responsible_address": "2 High Street, London",
        "uk_responsible_email": "care@maker.example",
        "model_or_batch": f"M-{number % 50}",
        "weight_g": "20",
        "length_mm": "40",
        "width_mm": "40",
        "height_mm": "5",
    }


def _oscar(theirs: Mapping[str, str], python: Path) -> float:
    """Return rows a second of Oscar's own importer, on a file in its format."""
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
    """Yield class, category, UPC, title, description, partner, its number, price, stock."""
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
