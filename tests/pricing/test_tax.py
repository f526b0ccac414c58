"""Tax follows the destination and is rounded once, on the line."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from hypothesis import given
from hypothesis import strategies as st

from shop.markets.models import TaxRate
from shop.pricing.tax import apply_tax, rates_at
from tests.factories.catalog import Shop

NOW = datetime(2026, 6, 1, tzinfo=UTC)
LATER = NOW + timedelta(days=30)


@pytest.mark.parametrize(
    ("amount", "rate", "currency", "excl", "tax"),
    [
        ("20.00", "0.2", "EUR", "16.67", "3.33"),
        ("19.99", "0.055", "EUR", "18.95", "1.04"),
        ("3000", "0.1", "JPY", "2727", "273"),
        ("20.00", "0", "EUR", "20.00", "0"),
    ],
)
def test_tax_inside_a_price_is_split_off(
    amount: str, rate: Any, currency: str, excl: str, tax: str
) -> None:
    taxed = apply_tax(Decimal(amount), Decimal(rate), currency, includes_tax=True)
    assert taxed.incl == Decimal(amount)
    assert taxed.excl == Decimal(excl)
    assert taxed.tax == Decimal(tax)


@pytest.mark.parametrize(
    ("amount", "rate", "currency", "incl", "tax"),
    [
        ("22.00", "0.08875", "USD", "23.95", "1.95"),
        ("22.00", "0", "USD", "22.00", "0"),
        ("3005", "0.1", "JPY", "3306", "301"),
    ],
)
def test_tax_beside_a_price_is_added(
    amount: str, rate: Any, currency: str, incl: str, tax: str
) -> None:
    taxed = apply_tax(Decimal(amount), Decimal(rate), currency, includes_tax=False)
    assert taxed.excl == Decimal(amount)
    assert taxed.incl == Decimal(incl)
    assert taxed.tax == Decimal(tax)


@given(st.decimals(0, 100_000, places=2), st.decimals(0, "0.30", places=4), st.booleans())
def test_net_and_tax_make_the_gross_and_the_tax_is_the_rates_share(
    amount: Any, rate: Any, includes_tax: Any
) -> None:
    taxed = apply_tax(amount, rate, "EUR", includes_tax=includes_tax)
    assert taxed.excl + taxed.tax == taxed.incl
    assert taxed.tax >= 0
    assert abs(taxed.tax - taxed.excl * rate) <= Decimal("0.01")


@pytest.mark.parametrize(
    ("territory", "standard"),
    [("FR", "0.2"), ("DE", "0.19"), ("IT", "0.22"), ("GB", "0.2"), ("JP", "0.1"), ("AE", "0.05")],
)
def test_the_destination_sets_the_rate(shop: Shop, territory: str, standard: str) -> None:
    assert rates_at(territory, NOW)["standard"] == Decimal(standard)


def test_a_place_without_a_rate_is_free_of_tax(shop: Shop) -> None:
    TaxRate.objects.all().delete()
    assert rates_at("FR", NOW) == dict.fromkeys(
        ("standard", "book", "children", "shipping"), Decimal(0)
    )


def test_a_regions_rate_stands_in_for_its_countrys(shop: Shop) -> None:
    TaxRate.objects.filter(territory="US").delete()
    for region, rate in (("", "0.01"), ("NY", "0.04"), ("CA", "0.0725")):
        TaxRate.objects.create(
            territory_id="US",
            region=region,
            tax_class="standard",
            rate=rate,
            valid=DateTimeTZRange(NOW, None),
        )
    assert rates_at("US", NOW, "NY")["standard"] == Decimal("0.04")
    assert rates_at("US", NOW, "CA")["standard"] == Decimal("0.0725")
    assert rates_at("US", NOW, "TX")["standard"] == Decimal("0.01")
    assert rates_at("US", NOW)["standard"] == Decimal("0.01")


def test_a_new_rate_begins_at_its_instant(shop: Shop) -> None:
    rate = TaxRate.objects.get(territory="FR", region="", tax_class="standard")
    rate.valid = DateTimeTZRange(rate.valid.lower, LATER)
    rate.save()
    TaxRate.objects.create(
        territory_id="FR", tax_class="standard", rate="0.21", valid=DateTimeTZRange(LATER, None)
    )
    assert rates_at("FR", LATER - timedelta(microseconds=1))["standard"] == Decimal("0.2")
    assert rates_at("FR", LATER)["standard"] == Decimal("0.21")


def test_two_rates_at_a_time_are_refused_by_the_database(shop: Shop) -> None:
    with pytest.raises(IntegrityError, match="one_tax_rate_at_a_time"), transaction.atomic():
        TaxRate.objects.create(
            territory_id="FR", tax_class="standard", rate="0.1", valid=DateTimeTZRange(LATER, None)
        )


@pytest.mark.parametrize("rate", ["1", "-0.1", "2"])
def test_a_rate_is_a_fraction(shop: Shop, rate: Any) -> None:
    with pytest.raises(IntegrityError, match="a_tax_rate_is_a_fraction"), transaction.atomic():
        TaxRate.objects.filter(territory="FR").update(rate=Decimal(rate))
