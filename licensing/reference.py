"""Reference data a new shop opens with: territories (ISO 3166-1) and national committees.

`data/nocs.csv` has the 206 committees under their IOC codes; `data/territories.csv` the names and
currencies of Unicode CLDR, EU and EEA membership of 2026, and what we serve.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from licensing.models import NOC, Territory

DATA = Path(__file__).parent / "data"


@transaction.atomic
def install_reference() -> None:
    """Add territories and committees that are missing; existing rows are left as they are."""
    Territory.objects.bulk_create(
        (
            Territory(
                code=row["code"],
                number=int(row["number"]),
                iso3=row["iso3"],
                name=row["name"],
                currency=row["currency"],
                in_eu=row["in_eu"] == "true",
                in_eea=row["in_eea"] == "true",
                served=row["served"] == "true",
                sanction_policy=row["sanction_policy"],
            )
            for row in _rows("territories.csv")
        ),
        ignore_conflicts=True,
    )
    rows = list(_rows("nocs.csv"))
    NOC.objects.bulk_create(
        (NOC(ioc_code=row["ioc_code"], name_ioc=row["name_ioc"]) for row in rows),
        ignore_conflicts=True,
    )
    link = NOC.territories.through
    link.objects.bulk_create(
        (
            link(noc_id=row["ioc_code"], territory_id=code)
            for row in rows
            for code in row["territories"].split()
        ),
        ignore_conflicts=True,
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
