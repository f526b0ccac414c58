"""Money: rounded once by currency, split without losing a unit, in minor units."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.platform.core.money import (
    UnsupportedCurrencyError,
    allocate,
    from_minor,
    minor_digits,
    round_money,
    to_minor,
)

amounts = st.decimals(-100_000, 100_000, places=5)
weights = st.lists(st.decimals(0, 10_000, places=3), min_size=1, max_size=12)
currencies = st.sampled_from(["EUR", "USD", "JPY", "KRW"])


@pytest.mark.parametrize(
    ("amount", "currency", "rounded"),
    [
        ("1.005", "EUR", "1.01"),
        ("1.004999", "EUR", "1.00"),
        ("-1.005", "EUR", "-1.01"),
        ("1234.5", "JPY", "1235.00"),
        ("1234.49", "JPY", "1234.00"),
        ("0", "USD", "0.00"),
    ],
)
def test_amounts_round_half_up_to_the_currencys_smallest_unit(
    amount: str, currency: str, rounded: str
) -> None:
    assert str(round_money(Decimal(amount), currency)) == rounded


@given(amounts, currencies)
def test_rounding_moves_an_amount_by_half_a_unit_at_most_and_only_once(
    amount: Any, currency: Any
) -> None:
    rounded, unit = round_money(amount, currency), Decimal(1).scaleb(-minor_digits(currency))
    assert abs(rounded - amount) <= unit / 2
    assert round_money(rounded, currency) == rounded
    assert rounded % unit == 0


@pytest.mark.parametrize(
    ("amount", "currency", "units"),
    [("12.34", "EUR", 1234), ("3000", "JPY", 3000), ("0.5", "USD", 50), ("80", "AED", 8000)],
)
def test_payment_providers_count_minor_units(amount: str, currency: str, units: int) -> None:
    assert to_minor(Decimal(amount), currency) == units
    assert from_minor(units, currency) == Decimal(amount)


@given(st.integers(-(10**9), 10**9), currencies)
def test_minor_units_there_and_back_are_the_same(units: Any, currency: Any) -> None:
    assert to_minor(from_minor(units, currency), currency) == units


@pytest.mark.parametrize("currency", ["KWD", "BHD", "TND"])
def test_a_currency_with_three_decimals_is_refused(currency: str) -> None:
    with pytest.raises(UnsupportedCurrencyError):
        round_money(Decimal(1), currency)


@given(amounts, weights, currencies)
def test_parts_sum_to_the_whole_and_are_each_within_a_unit_of_their_share(
    amount: Any, shares: Any, currency: Any
) -> None:
    parts, total = allocate(amount, shares, currency), sum(shares)
    if not total:
        assert set(parts) == {Decimal(0)}
        return
    whole, unit = round_money(amount, currency), Decimal(1).scaleb(-minor_digits(currency))
    assert sum(parts) == whole
    for part, share in zip(parts, shares, strict=True):
        assert abs(part - whole * share / total) < unit
        assert part % unit == 0


def test_the_largest_remainder_takes_the_unit_that_is_left() -> None:
    assert allocate(Decimal("0.05"), [Decimal(1), Decimal(2), Decimal(1)], "EUR") == [
        Decimal("0.01"),
        Decimal("0.03"),
        Decimal("0.01"),
    ]
    assert allocate(Decimal(100), [Decimal(1)] * 3, "JPY") == [34, 33, 33]


def test_a_refund_is_split_as_exactly_as_a_charge() -> None:
    assert allocate(Decimal("-10.00"), [Decimal(1)] * 3, "EUR") == [
        Decimal("-3.33"),
        Decimal("-3.33"),
        Decimal("-3.34"),
    ]


def test_nothing_is_split_by_no_weight() -> None:
    assert allocate(Decimal(5), [Decimal(0), Decimal(0)], "EUR") == [0, 0]
