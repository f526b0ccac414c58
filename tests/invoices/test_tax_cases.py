"""Worked cases of tax and duty: expected amounts were calculated apart from the shop's code.

`data/tax_cases.csv` has one case in each row with its source. The rates come from the shop's own
tables, so a wrong rate is found too.
"""

import csv
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from shop.commerce.duties.models import DutyRate, DutyTerms
from shop.commerce.duties.rules import DutyConsignment, DutyItem, customs_area
from shop.commerce.duties.services import duty_of
from shop.commerce.markets.models import TaxClass
from shop.commerce.pricing.tax import TaxStatus, apply_tax, taxation_at
from shop.commerce.pricing.tax_schemes import TaxableSale, decide_scheme, is_reverse_charge
from shop.orders.checkout.quoted_duty import duty_charge

DATA = Path(__file__).parent / "data/tax_cases.csv"
CASES = list(csv.DictReader(DATA.read_text(encoding="utf-8").splitlines()))
PLACES = Path(settings.BASE_DIR) / "licensing/data"
SINCE = DateTimeTZRange(datetime(2025, 1, 1, tzinfo=UTC), None)


def places(name: str) -> dict[str, dict[str, str]]:
    """Return the rows of a file of territories or regions by code."""
    rows = csv.DictReader((PLACES / name).read_text(encoding="utf-8").splitlines())
    return {row["code"]: row for row in rows}


TERRITORIES, REGIONS = places("territories.csv"), places("sub_territories.csv")


def areas(case: dict[str, str]) -> tuple[str, str]:
    """Return the VAT area of a case's region, and its customs area, as postcodes resolve to it."""
    region = REGIONS.get(case["region"], {})
    return region.get("vat_area", ""), customs_area(case["country"], region.get("customs_area", ""))


def enter_duties(case: dict[str, str]) -> None:
    """Enter terms and rate of a case as staff do."""
    if not case["duty_terms"]:
        return
    payer, _, free = case["duty_terms"].partition(":")
    area = customs_area(case["country"])
    DutyTerms.objects.create(
        area=area,
        payer=payer,
        free_up_to=free or 0,
        currency=case["currency"],
        valid=SINCE,
        source="case",
    )
    DutyRate.objects.create(
        area=area, rate=Decimal(case["duty_percent"]) / 100, valid=SINCE, source="case"
    )


def test_there_are_enough_cases_with_sources() -> None:
    assert len(CASES) >= 125
    assert all(case["source"] for case in CASES)


def test_countries_and_postcodes_give_the_same_customs_area() -> None:
    differ = {
        code: row["customs_area"]
        for code, row in TERRITORIES.items()
        if customs_area(code) != row["customs_area"]
    }
    assert differ == {}


@pytest.mark.django_db
@pytest.mark.parametrize("case", CASES, ids=[f"{c['case']}-{c['country']}" for c in CASES])
def test_worked_case(case: dict[str, str]) -> None:
    at = datetime.fromisoformat(case["at"]).replace(hour=12, tzinfo=UTC)
    enter_duties(case)
    vat_area, to_area = areas(case)
    # Rates of 2026 are stored from its first day.
    taxation = taxation_at(case["country"], at, case["region"])
    assert taxation.status == TaxStatus.KNOWN
    rates, currency = taxation.rates, case["currency"]
    includes_tax = case["includes_tax"] == "yes"
    goods = apply_tax(
        Decimal(case["price"]), rates[case["tax_class"]], currency, includes_tax=includes_tax
    )
    delivery = apply_tax(
        Decimal(case["delivery"]), rates[TaxClass.SHIPPING], currency, includes_tax=includes_tax
    )
    codes = case["hs_codes"].split("+")
    items = [
        DutyItem(code, "CN", goods.excl if not n else Decimal(0)) for n, code in enumerate(codes)
    ]
    consignment = DutyConsignment(
        customs_area(case["origin"]),
        to_area,
        items,
        currency,
        at,
        Decimal(case["eur"]),
    )
    duty = duty_of(consignment)
    charge = duty_charge(duty, rates[TaxClass.SHIPPING], currency)
    sale = TaxableSale(
        origin=case["origin"],
        seller_country=case["seller"],
        country=case["country"],
        vat_area=vat_area,
        region=case["region"],
        goods_eur=goods.excl * Decimal(case["eur"]),
        business_state=case["business"],
        has_rates=any((rates[case["tax_class"]], rates[TaxClass.SHIPPING])),
    )
    decision = decide_scheme(sale)
    parts = [goods, delivery, charge]
    if is_reverse_charge(sale):
        parts = [part.untaxed for part in parts]
    found = {
        "scheme": decision.scheme.value,
        "treatment": decision.treatment.value,
        "duty_status": duty.status.value,
        "duty": str(duty.amount),
        "net": str(sum(part.excl for part in parts)),
        "tax": str(sum(part.tax for part in parts)),
        "total": str(sum(part.incl for part in parts)),
    }
    assert found == {name: case[name] for name in found}, case["source"]
