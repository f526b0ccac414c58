"""Holders, marks, licensees, agreements and grants of the demo, created by the real services."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from licensing.models import (
    NOC,
    Agreement,
    GamesEdition,
    Licensee,
    ProductCategory,
    Property,
    PropertyHolding,
    RightsHolder,
    StoreMandate,
    Territory,
    TerritorySetVersion,
)
from licensing.reading.clearance import compile_all
from licensing.rules.channels import Channel
from licensing.rules.number_sets import NumberSet
from licensing.services import (
    GrantTerms,
    activate_agreement,
    add_grant,
    define_territory_set,
    draft_agreement,
    record_consent,
    sign_agreement,
    submit_agreement,
)
from shop.demo.data_files import rows
from shop.demo.making import load_making
from shop.platform.core.periods import Period

SINCE = datetime(2024, 1, 1, tzinfo=UTC)
UNTIL = datetime(2034, 1, 1, tzinfo=UTC)
SIGNED = date(2023, 11, 20)
NOT_YET = datetime(2031, 1, 1, tzinfo=UTC)  # Brisbane 2032 goods are licensed from here on
NO_MORE = datetime(2026, 6, 30, tzinfo=UTC)  # Tokyo 2020 goods were licensed until here
USUAL = ("lightest_g", "heaviest_g", "shortest_mm", "longest_mm")
CHANNELS = (Channel.WEB, Channel.APP)
EUROPE_BEYOND_EEA = ("CH", "GB", "XI")


@dataclass(frozen=True, slots=True)
class Officers:
    """Two officers, because the author of an agreement cannot activate it."""

    author_id: int
    approver_id: int


@transaction.atomic
def load_rights(officers: Officers) -> None:
    """Create missing holders, marks, licensees, agreements and the store's mandate."""
    _games()
    _categories()
    sets = _territory_sets()
    _holders()
    _marks(sets["WORLD"])
    load_licensees()
    _mandate(sets["WORLD_EX_CN"])
    _consents()
    for holder in RightsHolder.objects.order_by("code"):
        for licensee in Licensee.objects.order_by("code"):
            _agreement(holder, licensee, sets, officers)
    load_making()
    compile_all()


def _games() -> None:
    for row in rows("data/games.csv"):
        games, is_new = GamesEdition.objects.get_or_create(
            code=row["code"],
            defaults={
                "season": row["season"],
                "ordinal": int(row["ordinal"]),
                "name": row["name"],
                "starts_on": row["starts_on"],
                "ends_on": row["ends_on"],
            },
        )
        if is_new:
            games.host_territories.set(Territory.objects.filter(pk__in=row["hosts"].split()))


def _categories() -> None:
    number = 0
    for category in rows("data/shelves.csv"):
        number += 1
        branch, _ = ProductCategory.objects.get_or_create(
            code=category["slug"],
            defaults={"name": category["name_en"], "number": number, "is_leaf": False},
        )
        for kind in rows("data/kinds.csv"):
            if kind["shelf"] != category["slug"]:
                continue
            number += 1
            ProductCategory.objects.get_or_create(
                code=kind["kind"],
                defaults={"name": kind["name_en"], "number": number, "parent": branch},
            )
            usual = {name: int(kind[name]) for name in USUAL}
            bare = ProductCategory.objects.filter(code=kind["kind"])
            bare.filter(**dict.fromkeys(USUAL)).update(**usual)


def _territory_sets() -> dict[str, TerritorySetVersion]:
    eea = set(Territory.objects.filter(in_eea=True).values_list("code", flat=True))
    definitions: dict[str, tuple[str, Collection[str], Collection[str]]] = {
        "WORLD": ("World", (), ()),
        "WORLD_EX_CN": ("World without China", (), ("CN",)),
        "EUROPE": ("Europe", eea | set(EUROPE_BEYOND_EEA), ()),
        "UNITED_STATES": ("United States", ("US", "PR"), ()),
        "NORTH_AMERICA": ("North America", ("US", "PR", "CA"), ()),
    }
    return {
        code: define_territory_set(code=code, name=name, include=include, exclude=exclude)
        for code, (name, include, exclude) in definitions.items()
    }


def _holders() -> None:
    kinds = RightsHolder.Kind
    RightsHolder.objects.get_or_create(
        code="ioc", defaults={"name": "International Olympic Committee", "kind": kinds.IOC}
    )
    for row in rows("data/games.csv"):
        if row["holder"] != "ioc":
            RightsHolder.objects.get_or_create(
                code=row["holder"],
                defaults={
                    "name": f"Organizing committee {row['name']}",
                    "kind": kinds.OCOG,
                    "games_id": row["code"],
                },
            )
    for row in rows("data/teams.csv"):
        RightsHolder.objects.get_or_create(
            code=f"noc-{row['theme']}",
            defaults={
                "name": f"National committee {NOC.objects.get(pk=row['noc']).name_ioc}",
                "kind": kinds.NOC,
                "noc_id": row["noc"],
            },
        )


def _marks(world: TerritorySetVersion) -> None:
    for row in rows("data/games.csv"):
        for kind in (Property.Kind.GAMES_EMBLEM, Property.Kind.MASCOT):
            word = "mascot" if kind == Property.Kind.MASCOT else "emblem"
            named = {"name": f"{row['name']} {word}", "kind": kind, "games_id": row["code"]}
            _mark(f"{row['theme']}-{word}", row["holder"], world, named)
    for row in rows("data/teams.csv"):
        named = {
            "name": f"Team emblem {row['name_en']}",
            "kind": Property.Kind.NOC_EMBLEM,
            "noc_id": row["noc"],
        }
        _mark(f"team-{row['theme']}", f"noc-{row['theme']}", world, named)


def _mark(code: str, holder: str, world: TerritorySetVersion, named: dict[str, str]) -> None:
    mark, is_new = Property.objects.get_or_create(
        code=code, defaults={"number": Property.objects.count() + 1, **named}
    )
    if is_new:
        PropertyHolding.objects.create(
            property=mark,
            holder=RightsHolder.objects.get(code=holder),
            territory_set_version=world,
            territories=world.territories,
            valid=DateTimeTZRange(SINCE, None),
        )


def _consents() -> None:
    """Consent to sales of each committee's goods in the territories of the others."""
    everybody = list(NOC.objects.filter(recognised_until__isnull=True))
    for mark in Property.objects.filter(code__startswith="team-", noc__isnull=False):
        if not mark.consents.exists():
            record_consent(
                mark=mark,
                nocs=[noc for noc in everybody if noc.pk != mark.noc_id],
                window=Period(SINCE, None),
                reference="Demonstration",
            )


def load_licensees() -> None:
    """Create missing licensees."""
    for row in rows("data/licensees.csv"):
        Licensee.objects.get_or_create(
            code=row["code"],
            defaults={
                "legal_name": row["legal_name"],
                "country_id": row["country"],
                "status": Licensee.Status.ACTIVE,
                "manufacturer": row["manufacturer"],
            },
        )


def _mandate(world_ex_cn: TerritorySetVersion) -> None:
    StoreMandate.objects.get_or_create(
        name="Worldwide except China",
        defaults={
            "territory_set_version": world_ex_cn,
            "territories": world_ex_cn.territories,
            "channels": NumberSet.of(channel.number for channel in CHANNELS),
            "window": DateTimeTZRange(SINCE, None),
        },
    )


def _agreement(
    holder: RightsHolder,
    licensee: Licensee,
    sets: dict[str, TerritorySetVersion],
    officers: Officers,
) -> None:
    number = f"{holder.code}-{licensee.code}".upper()
    if Agreement.objects.filter(number=number).exists():
        return
    agreement = draft_agreement(
        number=number,
        licensor=holder,
        licensee=licensee,
        term=Period(SINCE, UNTIL),
        royalty_rate=Decimal("0.12"),
        created_by_id=officers.author_id,
    )
    kinds = [row["kind"] for row in rows("data/kinds.csv") if row["licensee"] == licensee.code]
    categories = list(ProductCategory.objects.filter(code__in=kinds))
    for mark in Property.objects.filter(holdings__holder=holder).order_by("number"):
        reach, window = _reach(mark.code, licensee.code)
        add_grant(
            agreement=agreement,
            grant=GrantTerms([mark], categories, sets[reach], CHANNELS, window),
            created_by_id=officers.author_id,
        )
    submit_agreement(agreement=agreement, by_id=officers.author_id, at=SINCE)
    sign_agreement(agreement=agreement, signed_on=SIGNED, by_id=officers.approver_id, at=SINCE)
    activate_agreement(agreement=agreement, by_id=officers.approver_id, at=SINCE)


def _reach(mark: str, licensee: str) -> tuple[str, Period]:
    """Return territory group and period of a mark's grant; some have not begun, some have ended."""
    team = next((row for row in rows("data/teams.csv") if mark == f"team-{row['theme']}"), None)
    if team:
        return team["reach"], Period(SINCE, UNTIL)
    if mark.startswith("brisbane2032"):
        return "WORLD", Period(NOT_YET, UNTIL)
    if mark.startswith("tokyo2020"):
        return "WORLD", Period(SINCE, NO_MORE)
    if mark.startswith("la2028") and licensee == "northlight":
        return "UNITED_STATES", Period(SINCE, UNTIL)
    if mark.startswith("milanocortina2026") and licensee == "miramar":
        return "EUROPE", Period(SINCE, UNTIL)
    return "WORLD", Period(SINCE, UNTIL)
