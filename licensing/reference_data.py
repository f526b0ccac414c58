"""Reference data of a new shop: territories, regions, committees and guarded words.

`data/territories.csv` has ISO 3166-1 codes with names and currencies from Unicode CLDR, EU and EEA
membership as of 2026, and whether we deliver there. `data/sub_territories.csv` has regions with
their postcodes. `data/nocs.csv` has the 206 committees under their IOC codes, then former ones.
`data/guarded_words.csv` has claims that goods must not make: that the maker is a partner of the
Games, that athletes endorse them, or that their license status is anything but licensed.
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
    """Add missing rows and fill in empty fields; existing values are kept."""
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
    if incomplete := set(Territory.objects.filter(vat_area="").values_list("code", flat=True)):
        updated = [row for row in rows if row.code in incomplete]
        Territory.objects.bulk_update(updated, ["vat_area", "customs_area"])


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
    """Add missing regions; `regions` is `SubTerritory` or a migration's version of it."""
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
    """Return the bounds of `95000-98999`; a single prefix is both bounds."""
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
    if incomplete := set(NOC.objects.filter(continent="").values_list("ioc_code", flat=True)):
        updated = [committee for committee in committees if committee.ioc_code in incomplete]
        NOC.objects.bulk_update(updated, ["continent", "recognised_from", "recognised_until"])
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
