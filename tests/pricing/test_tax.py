"""Tax follows the destination and is rounded once: on the line, or for each rate of an order."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from hypothesis import given
from hypothesis import strategies as st

from licensing.models import SubTerritory, Territory
from licensing.services import resolve_place
from shop.commerce.markets.models import TaxRate
from shop.commerce.markets.reference import install_tax_rates
from shop.commerce.pricing.tax import (
    TaxStatus,
    apply_tax,
    rates_at,
    round_per_rate,
    taxation_at,
)
from shop.orders.checkout.basket_quote import quote_basket
from shop.orders.checkout.placement import place_order
from shop.orders.errors import TaxUnknown
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import basket_with, destination, request_for

NOW = datetime(2026, 6, 1, tzinfo=UTC)
LATER = NOW + timedelta(days=30)
US_STATES = """
    AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM
    NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY AA AE AP
"""


@pytest.fixture
def world(shared_world: RightsWorld) -> RightsWorld:
    """Return a copy of the maker that the module builds once."""
    return shared_world


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
    ("currency", "priced", "includes_tax", "taxes"),
    [
        # 3012 contain 273.8 of tax; each 1004 contains 91.3.
        ("JPY", [("1004", "0.1")] * 3, True, ["92", "91", "91"]),
        # 210 contain 19.1; each 105 contains 9.5, and the net of 95.45 would round down.
        ("JPY", [("105", "0.1")] * 2, True, ["10", "9"]),
        # 3013 contain 273.9: 91.0, 91.2 and 91.7.
        ("JPY", [("1001", "0.1"), ("1003", "0.1"), ("1009", "0.1")], True, ["91", "91", "92"]),
        # Each rate has its own sum: 1500 contain 111.1 at 8 %, 210 contain 19.1 at 10 %.
        (
            "JPY",
            [("105", "0.1"), ("1000", "0.08"), ("105", "0.10"), ("500", "0.08"), ("700", "0")],
            True,
            ["10", "74", "9", "37", "0"],
        ),
        # 2.97 contain 0.495, of which the net of 2.475 is rounded up; each 0.99 contains 0.165.
        ("EUR", [("0.99", "0.2")] * 3, True, ["0.17", "0.16", "0.16"]),
        # 4.50 have 0.399; each 1.50 has 0.133.
        ("USD", [("1.50", "0.08875")] * 3, False, ["0.14", "0.13", "0.13"]),
        ("EUR", [("0.00", "0.2"), ("6.02", "0.2")], False, ["0.00", "1.20"]),
        ("EUR", [], True, []),
    ],
)
def test_tax_of_an_order_is_rounded_once_for_each_rate(
    currency: str, priced: list[tuple[str, str]], taxes: list[str], *, includes_tax: bool
) -> None:
    lines = [
        apply_tax(Decimal(amount), Decimal(rate), currency, includes_tax=includes_tax)
        for amount, rate in priced
    ]
    rounded = round_per_rate(lines, currency, includes_tax=includes_tax)
    assert [line.tax for line in rounded] == [Decimal(tax) for tax in taxes]


@given(data=st.data(), currency=st.sampled_from(["EUR", "USD", "JPY"]), includes_tax=st.booleans())
def test_the_lines_of_a_rate_sum_to_its_rounded_tax(
    data: st.DataObject, currency: str, *, includes_tax: bool
) -> None:
    unit = Decimal(1) if currency == "JPY" else Decimal("0.01")
    rates = st.sampled_from([Decimal(rate) for rate in ("0", "0.08", "0.10", "0.08875", "0.25")])
    amounts = st.integers(0, 10**6).map(lambda units: units * unit)
    priced = data.draw(st.lists(st.tuples(amounts, rates), max_size=12))
    lines = [apply_tax(*each, currency, includes_tax=includes_tax) for each in priced]
    rounded = round_per_rate(lines, currency, includes_tax=includes_tax)
    for before, after in zip(lines, rounded, strict=True):
        assert after.excl >= 0 <= after.tax
        assert after.excl % unit == after.tax % unit == 0
        assert abs(after.tax - before.tax) <= unit
        assert after.rate == before.rate
        assert after.incl == before.incl if includes_tax else after.excl == before.excl
    for rate in {rate for _, rate in priced}:
        amount = sum(amount for amount, of in priced if of == rate)
        whole = apply_tax(Decimal(amount), rate, currency, includes_tax=includes_tax)
        assert sum(line.tax for line in rounded if line.rate == rate) == whole.tax
    assert round_per_rate(rounded, currency, includes_tax=includes_tax) == rounded


@pytest.mark.parametrize(
    ("territory", "standard"),
    [("FR", "0.2"), ("DE", "0.19"), ("IT", "0.22"), ("GB", "0.2"), ("JP", "0.1"), ("AE", "0.05")],
)
def test_the_destination_sets_the_rate(world: RightsWorld, territory: str, standard: str) -> None:
    assert rates_at(territory, NOW)["standard"] == Decimal(standard)


def test_a_destination_without_a_rate_is_not_configured(world: RightsWorld) -> None:
    TaxRate.objects.filter(territory="FR", tax_class="book").delete()
    taxation = taxation_at("FR", NOW)
    assert (taxation.status, taxation.missing) == (TaxStatus.NOT_CONFIGURED, {"book"})
    TaxRate.objects.filter(territory="FR").delete()
    assert taxation_at("FR", NOW).status == TaxStatus.NOT_CONFIGURED


@pytest.mark.parametrize(
    ("region", "status"),
    [("CA", "known"), ("AE", "known"), ("", "region_required"), ("XX", "region_required")],
)
def test_the_tax_of_the_united_states_is_known_with_a_state(
    world: RightsWorld, region: str, status: str
) -> None:
    assert taxation_at("US", NOW, region).status == status


def test_every_territory_that_a_market_serves_has_an_explicit_tax_treatment(
    world: RightsWorld,
) -> None:
    served = Territory.objects.filter(markets__isnull=False).distinct()
    unknown = {
        territory.code
        for territory in served
        if taxation_at(territory.code, NOW).status != TaxStatus.KNOWN
    }
    assert unknown == {"US"}, "only a state decides there"
    for state in US_STATES.split():
        assert taxation_at("US", NOW, state).status == TaxStatus.KNOWN, state
    assert not TaxRate.objects.filter(source="").exists()


def test_every_region_has_an_explicit_tax_treatment(world: RightsWorld) -> None:
    regions = SubTerritory.objects.exclude(served=False).exclude(vat_area="")
    assert len(regions) >= 10
    for region in regions:
        country = region.acts_as_id or region.territory_id
        assert TaxRate.objects.filter(territory=country, region=region.code).exists(), region


@pytest.mark.parametrize(
    ("country", "postcode", "standard", "book"),
    [
        ("PT", "9000-001", "0.22", "0.04"),  # Funchal
        ("PT", "9400-001", "0.22", "0.04"),  # Porto Santo
        ("PT", "9500-001", "0.16", "0.04"),  # Ponta Delgada
        ("PT", "1000-001", "0.23", "0.06"),
        ("GR", "81100", "0.17", "0.04"),  # Mytilene
        ("GR", "85400", "0.17", "0.04"),  # Leros
        ("GR", "85300", "0.17", "0.04"),  # Kos
        ("GR", "83100", "0.17", "0.04"),  # Samos
        ("GR", "82100", "0.17", "0.04"),  # Chios
        ("GR", "68002", "0.17", "0.04"),  # Samothrace
        ("GR", "85100", "0.24", "0.06"),  # Rhodes
        ("GR", "10431", "0.24", "0.06"),
        ("AT", "6691", "0.19", "0.1"),  # Jungholz
        ("AT", "6993", "0.19", "0.1"),  # Mittelberg
        ("DE", "87491", "0.19", "0.1"),  # Jungholz by its German postcode
        ("AT", "1010", "0.2", "0.1"),
        ("FR", "20000", "0.2", "0.021"),  # Ajaccio
        ("FR", "20200", "0.2", "0.021"),  # Bastia
        ("FR", "75001", "0.2", "0.055"),
        ("NO", "9170", "0", "0"),  # Svalbard
        ("GR", "63087", "0", "0"),  # Dafni on Mount Athos
        ("CH", "6911", "0", "0"),  # Campione by its Swiss postcode
        ("ES", "35001", "0", "0"),
    ],
)
def test_the_postcode_decides_the_rate_and_not_the_rights(
    world: RightsWorld, country: str, postcode: str, standard: str, book: str
) -> None:
    place = resolve_place(country, postcode)
    assert place is not None
    taxation = taxation_at(place.territory_code, NOW, place.tax_region)
    assert taxation.status == TaxStatus.KNOWN
    assert taxation.rates["standard"] == Decimal(standard)
    assert taxation.rates["book"] == Decimal(book)
    assert place.territory_code == {"87491": "AT", "6911": "IT"}.get(postcode, country)


def test_rates_are_added_to_places_that_have_none_and_never_replaced(world: RightsWorld) -> None:
    TaxRate.objects.filter(territory="PT").delete()
    TaxRate.objects.create(
        territory_id="PT", tax_class="standard", rate="0.25", valid=DateTimeTZRange(NOW, None)
    )
    install_tax_rates(TaxRate, {"PT"})
    assert taxation_at("PT", NOW).rates["standard"] == Decimal("0.25")
    assert taxation_at("PT", NOW, "PT-30").rates["standard"] == Decimal("0.22")


def test_a_zero_rated_export_has_no_other_rate(world: RightsWorld) -> None:
    assert TaxRate.objects.get(territory="CH", tax_class="standard").treatment == "export"
    with pytest.raises(IntegrityError, match="an_export_is_zero_rated"), transaction.atomic():
        TaxRate.objects.filter(territory="CH").update(rate=Decimal("0.08"))


def test_an_order_is_refused_where_nobody_said_how_it_is_taxed(world: RightsWorld) -> None:
    basket = basket_with(world.product(), market="int", territory="CH")
    TaxRate.objects.filter(territory="CH").delete()
    with pytest.raises(TaxUnknown) as refusal:
        place_order(request_for(basket, market="int", territory="CH"))
    assert refusal.value.data["reason"] == "not_configured"


def test_an_order_to_the_united_states_names_its_state(world: RightsWorld) -> None:
    basket = basket_with(world.product(), market="us", territory="US")
    assert not quote_basket(basket, destination("us", "US")).tax_known
    for state in ("", "XX"):
        with pytest.raises(TaxUnknown) as refusal:
            place_order(request_for(basket, market="us", territory="US", region=state))
        assert refusal.value.data["reason"] == "region_required"
    assert quote_basket(basket, destination("us", "US", region="NY")).tax_known


def test_a_regions_rate_stands_in_for_its_countrys(world: RightsWorld) -> None:
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


def test_a_new_rate_begins_at_its_instant(world: RightsWorld) -> None:
    rate = TaxRate.objects.get(territory="FR", region="", tax_class="standard")
    rate.valid = DateTimeTZRange(rate.valid.lower, LATER)
    rate.save()
    TaxRate.objects.create(
        territory_id="FR", tax_class="standard", rate="0.21", valid=DateTimeTZRange(LATER, None)
    )
    assert rates_at("FR", LATER - timedelta(microseconds=1))["standard"] == Decimal("0.2")
    assert rates_at("FR", LATER)["standard"] == Decimal("0.21")


def test_two_rates_at_a_time_are_refused_by_the_database(world: RightsWorld) -> None:
    with pytest.raises(IntegrityError, match="one_tax_rate_at_a_time"), transaction.atomic():
        TaxRate.objects.create(
            territory_id="FR", tax_class="standard", rate="0.1", valid=DateTimeTZRange(LATER, None)
        )


@pytest.mark.parametrize("rate", ["1", "-0.1", "2"])
def test_a_rate_is_a_fraction(world: RightsWorld, rate: Any) -> None:
    with pytest.raises(IntegrityError, match="a_tax_rate_is_a_fraction"), transaction.atomic():
        TaxRate.objects.filter(territory="FR").update(rate=Decimal(rate))
