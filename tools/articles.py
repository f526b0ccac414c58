"""Files with any number of articles, in the columns of the import template.

Each article has texts in three languages, seven prices and three marks.
"""

import csv
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

LANGUAGES = ("en", "fr", "de")
PRICES = {"fr": "12.50", "de": "12.50", "it": "12.50", "gb": "11", "us": "14", "jp": "2000"}
PRICES |= {"ae": "50"}
MARKS = 3


def find_rights() -> tuple[Any, dict[str, str]]:
    """Return a licensee and a category with grants of three marks, as cells of a row."""
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
                "weight_g": str(first.lightest_g or 20),
                "length_mm": str(first.shortest_mm or 40),
            }
    raise SystemExit("no licensee has three marks: load the demo catalog first")


def run_name() -> str:
    """Return a prefix of article numbers that no earlier run has used."""
    return f"BENCH-{time.time_ns() // 1_000_000:x}"


def articles(rows: int, run: str, rights: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Yield valid rows."""
    return (_row(number, run, rights) for number in range(rows))


def write_articles(path: Path, rows: Iterable[dict[str, str]]) -> None:
    """Write rows of the same columns as CSV."""
    remaining = iter(rows)
    first = next(remaining)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(first))
        writer.writeheader()
        writer.writerow(first)
        writer.writerows(remaining)


def _row(number: int, run: str, rights: Mapping[str, str]) -> dict[str, str]:
    return {
        "licensee_sku": f"{run}-{number}",
        **{f"title_{language}": f"Pin {number} {language}" for language in LANGUAGES},
        **{
            f"description_{language}": f"<p>Enamel on zinc, number {number}, in {language}.</p>"
            for language in LANGUAGES
        },
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
        "width_mm": "10",
        "height_mm": "5",
        **rights,
    }
