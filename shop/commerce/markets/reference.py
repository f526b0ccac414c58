"""The markets of a new shop, from `data/`; staff change them in the admin.

Tax rates are general knowledge of 2026 and must be checked with a tax adviser before real sales.
"""

import csv
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from licensing.models import Territory
from shop.commerce.markets.models import Market, SellingEntity, TaxClass, TaxRate, TaxTreatment

DATA = Path(__file__).parent / "data"
RATES_FROM = datetime(2026, 1, 1, tzinfo=UTC)


DEMO_SELLER = {
    "legal_name": "Stadium Store Demonstration SA",
    "address": "1 Example Street, 1000 Example City",
    "country_id": "FR",
    "time_zone": "Europe/Paris",
}
# Without an address no market is ready: the checklists ask for the company's data.
UNKNOWN_SELLER = {"legal_name": "Seller to be entered", "address": ""}


@transaction.atomic
def install_markets() -> None:
    """Create missing markets and tax rates; existing ones are not changed."""
    _install_countries()
    entity, _ = SellingEntity.objects.get_or_create(
        code="operator",
        defaults=UNKNOWN_SELLER if settings.ENV.production else DEMO_SELLER,
    )
    claimed: set[str] = set()
    for position, row in enumerate(_rows("markets.csv")):
        market, is_new = Market.objects.get_or_create(
            code=row["code"],
            defaults={
                "name": row["name"],
                "currency": row["currency"],
                "languages": row["languages"].split(),
                "prices_include_tax": row["prices_include_tax"] == "true",
                "tax_rounding": row["tax_rounding"],
                "home_id": row["home"],
                "selling_entity": entity,
                "is_default": row["is_default"] == "true",
                "time_zone": row["time_zone"],
                "sends_from_id": row["home"],
                "position": position,
            },
        )
        codes = _served_codes(row["serves"], claimed)
        if is_new:
            market.ship_to.set(Territory.objects.filter(pk__in=codes))
        claimed |= codes
    install_tax_rates(TaxRate, set(Territory.objects.values_list("code", flat=True)))


def install_tax_rates(rates: type[models.Model], territories: Collection[str]) -> None:
    """Add the rates of places that have none; rates entered by staff are not changed.

    `rates` is the model `TaxRate`, or its historical version in a migration.
    """
    manager = rates._default_manager  # noqa: SLF001  Django's documented name
    existing = set(manager.values_list("territory_id", "region").distinct())
    valid = DateTimeTZRange(RATES_FROM, None)
    manager.bulk_create(
        rates(valid=valid, **row)
        for row in _tax_rates()
        if row["territory_id"] in territories
        and (row["territory_id"], row["region"]) not in existing
    )


def _install_countries() -> None:
    """Copy the territories to Oscar's table of countries, which its addresses refer to."""
    country = apps.get_model("address", "Country")
    country.objects.bulk_create(
        (
            country(
                iso_3166_1_a2=territory.code,
                iso_3166_1_a3=territory.iso3,
                printable_name=territory.name,
                name=territory.name,
                is_shipping_country=territory.served,
            )
            for territory in Territory.objects.all()
        ),
        update_conflicts=True,
        unique_fields=["iso_3166_1_a2"],
        update_fields=["is_shipping_country"],
    )


def _served_codes(serves: str, claimed: set[str]) -> set[str]:
    """Return the codes of EEA, REST (served by no earlier market) or a list of codes."""
    served = Territory.objects.filter(served=True)
    if serves == "EEA":
        served = served.filter(in_eea=True)
    elif serves == "REST":
        served = served.exclude(code__in=claimed)
    else:
        served = served.filter(code__in=serves.split())
    return set(served.values_list("code", flat=True))


def _tax_rates() -> Iterator[dict[str, Any]]:
    for row in _rows("tax_rates.csv"):
        yield {
            "territory_id": row["territory"],
            "region": row["region"],
            "tax_class": row["tax_class"],
            "rate": Decimal(row["rate"]),
            "treatment": row["treatment"],
            "source": row["source"],
        }
    for row in _rows("export_territories.csv"):
        for tax_class in TaxClass.values:
            yield {
                "territory_id": row["territory"],
                "region": "",
                "tax_class": tax_class,
                "rate": Decimal(0),
                "treatment": TaxTreatment.EXPORT.value,
                "source": row["source"],
            }


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
