"""National committees: 206 of today under their IOC codes, and those of history beside them."""

import csv
from collections import Counter
from datetime import date

import pytest

from licensing.models import NOC, Territory
from licensing.reference_data import DATA, install_reference


def committees_of(territory: str) -> list[str]:
    return sorted(NOC.objects.current().filter(territories=territory).values_list("pk", flat=True))


def test_there_are_206_committees_of_today(db: None) -> None:
    codes = list(NOC.objects.current().values_list("ioc_code", flat=True))
    assert len(codes) == len(set(codes)) == 206


def test_every_committee_of_today_has_a_continent_and_a_territory(db: None) -> None:
    current = NOC.objects.current()
    assert Counter(current.values_list("continent", flat=True)) == {
        "AFRICA": 54,
        "AMERICA": 41,
        "ASIA": 44,
        "EUROPE": 50,
        "OCEANIA": 17,
    }
    assert not current.filter(territories=None).exists()


def test_no_territory_has_two_committees_of_today(db: None) -> None:
    found = NOC.objects.current().values_list("territories", flat=True)
    assert [code for code, count in Counter(found).items() if count > 1] == []


@pytest.mark.parametrize(
    ("territory", "committee"),
    [
        ("BH", "BRN"),
        ("BN", "BRU"),
        ("PR", "PUR"),
        ("HK", "HKG"),
        ("TW", "TPE"),
        ("XK", "KOS"),
        ("GB", "GBR"),
        ("XI", "GBR"),
        ("GU", "GUM"),
        ("DE", "GER"),
        ("CZ", "CZE"),
        ("CH", "SUI"),
        ("LB", "LBN"),
        ("SG", "SGP"),
        ("ME", "MNE"),
        ("MH", "MHL"),
        ("SS", "SSD"),
    ],
)
def test_a_territory_is_joined_to_its_committee_by_alpha_2(
    db: None, territory: str, committee: str
) -> None:
    assert committees_of(territory) == [committee]


def test_brn_is_bahrain_to_the_ioc_and_brunei_to_iso(db: None) -> None:
    assert NOC.objects.get(pk="BRN").name_ioc == "Bahrain"
    assert Territory.objects.get(iso3="BRN").code == "BN"


@pytest.mark.parametrize(
    "territory",
    ["MO", "GI", "FO", "CW", "NC", "NU", "GL", "AX", "RE", "MQ", "PF", "VA"],
)
def test_a_territory_without_a_committee_has_none(db: None, territory: str) -> None:
    assert Territory.objects.filter(pk=territory).exists()
    assert committees_of(territory) == []


@pytest.mark.parametrize(
    ("code", "territories", "until"),
    [
        ("GDR", ["DE"], date(1990, 10, 3)),
        ("TCH", ["CZ", "SK"], date(1993, 1, 1)),
        ("SCG", ["ME", "RS"], date(2006, 6, 5)),
        ("AHO", ["BQ", "CW", "SX"], date(2011, 7, 9)),
    ],
)
def test_a_committee_of_history_is_kept_with_its_end(
    db: None, code: str, territories: list[str], until: date
) -> None:
    committee = NOC.objects.get(pk=code)
    assert sorted(committee.territories.values_list("pk", flat=True)) == territories
    assert committee.recognised_until == until
    assert not NOC.objects.current().filter(pk=code).exists()


def test_protocol_names_are_the_iocs(db: None) -> None:
    names = dict(NOC.objects.values_list("ioc_code", "name_ioc"))
    assert (names["TPE"], names["HKG"]) == ("Chinese Taipei", "Hong Kong, China")
    assert names["GBR"] == "Great Britain"


def test_installing_again_fills_what_is_empty_and_changes_nothing_else(db: None) -> None:
    NOC.objects.filter(pk="FRA").update(name_ioc="France (renamed)", continent="")
    Territory.objects.filter(pk="FR").update(vat_area="", served=False)
    install_reference()
    france, territory = NOC.objects.get(pk="FRA"), Territory.objects.get(pk="FR")
    assert (france.name_ioc, france.continent) == ("France (renamed)", "EUROPE")
    assert (territory.vat_area, territory.served) == ("EU", False)
    assert NOC.objects.current().count() == 206


def test_every_committee_of_the_table_has_a_unique_code() -> None:
    with (DATA / "nocs.csv").open(encoding="utf-8", newline="") as file:
        codes = [row["ioc_code"] for row in csv.DictReader(file)]
    assert len(codes) == len(set(codes)) == 231
