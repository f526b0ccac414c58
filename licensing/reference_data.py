"""Reference data a new shop opens with: territories, regions, committees, guarded words.

`data/territories.csv` has ISO 3166-1 with names and currencies of Unicode CLDR, EU and EEA
membership of 2026 and what we serve; `data/sub_territories.csv` regions by their postcodes;
`data/nocs.csv` the 206 committees under their IOC codes, then those of history;
`data/guarded_words.csv` what goods do not say of themselves: that their maker is a partner of the
Games, that athletes stand for them, that they are anything but licensed.
"""

import csv
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path

from django.db import models, transaction

from licensing.models import NOC, GuardedWord, SubTerritory, Territory

DATA = Path(__file__).parent / "data"


@transaction.atomic
def install_reference() -> None:
    """Add what is missing; existing rows keep what they say, only empty facts are filled in."""
    _install_territories()
    install_regions(SubTerritory, set(Territory.objects.values_list("code", flat=True)))
    _install_committees()
    _install_words()


def _install_words() -> None:
    GuardedWord.objects.bulk_create(
        (GuardedWord(**row) for row in _rows("guarded_words.csv")), ignore_conflicts=True
    )


def _install_territories() -> None:
    rows = [_territory(row) for row in _rows("territories.csv")]
    Territory.objects.bulk_create(rows, ignore_conflicts=True)
    if bare := set(Territory.objects.filter(vat_area="").values_list("code", flat=True)):
        known = [row for row in rows if row.code in bare]
        Territory.objects.bulk_update(known, ["vat_area", "customs_area"])


def _territory(row: dict[str, str]) -> Territory:
    return Territory(
        code=row["code"],
        number=int(row["number"]),
        iso3=row["iso3"],
        name=row["name"],
        currency=row["currency"],
        in_eu=row["in_eu"] == "true",
        in_eea=row["in_eea"] == "true",
        served=row["served"] == "true",
        sanction_policy=row["sanction_policy"],
        vat_area=row["vat_area"],
        customs_area=row["customs_area"],
    )


def install_regions(regions: type[models.Model], territories: Collection[str]) -> None:
    """Add the regions that are missing; `regions` is `SubTerritory`, or what a migration knows."""
    regions._default_manager.bulk_create(  # noqa: SLF001  Django's documented name
        (
            regions(
                code=row["code"],
                territory_id=row["territory"],
                name=row["name"],
                postcode_ranges=[_bounds(part) for part in row["postcodes"].split()],
                acts_as_id=row["acts_as"] or None,
                served=row["served"] == "true" if row["served"] else None,
                sanction_policy=row["sanction_policy"],
                vat_area=row["vat_area"],
                customs_area=row["customs_area"],
            )
            for row in _rows("sub_territories.csv")
            if row["territory"] in territories
        ),
        ignore_conflicts=True,
    )


def _bounds(text: str) -> tuple[str, str]:
    """Return the first and last of `95000-98999`; a beginning alone is both."""
    low, _, high = text.partition("-")
    return low, high or low


def _install_committees() -> None:
    rows = list(_rows("nocs.csv"))
    committees = [
        NOC(
            ioc_code=row["ioc_code"],
            name_ioc=row["name_ioc"],
            continent=row["continent"],
            recognised_from=_day(row["recognised_from"]),
            recognised_until=_day(row["recognised_until"]),
        )
        for row in rows
    ]
    NOC.objects.bulk_create(committees, ignore_conflicts=True)
    if bare := set(NOC.objects.filter(continent="").values_list("ioc_code", flat=True)):
        known = [committee for committee in committees if committee.ioc_code in bare]
        NOC.objects.bulk_update(known, ["continent", "recognised_from", "recognised_until"])
    link = NOC.territories.through
    link.objects.bulk_create(
        (
            link(noc_id=row["ioc_code"], territory_id=code)
            for row in rows
            for code in row["territories"].split()
        ),
        ignore_conflicts=True,
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
