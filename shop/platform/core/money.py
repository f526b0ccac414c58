"""Money: rounding, allocation and conversion to minor units, by currency."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import floor

ZERO_DECIMAL_CURRENCIES = frozenset(
    {
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "JPY",
        "KMF",
        "KRW",
        "MGA",
        "PYG",
        "RWF",
        "UGX",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    }
)  # https://docs.stripe.com/currencies#zero-decimal
THREE_DECIMAL_CURRENCIES = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
# Stripe takes these in hundredths that must be whole units; sent as others are, 5,000 UGX would be
# charged as 50, and 19.90 ISK refused. https://docs.stripe.com/currencies#special-cases
WHOLE_HUNDREDTHS_CURRENCIES = frozenset({"ISK", "UGX"})
UNSUPPORTED_CURRENCIES = THREE_DECIMAL_CURRENCIES | WHOLE_HUNDREDTHS_CURRENCIES

# Minor units, by currency of the price; https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
LEAST_CHARGES = {
    "AED": 200,
    "CZK": 1500,
    "DKK": 250,
    "GBP": 30,
    "HKD": 400,
    "HUF": 17500,
    "MXN": 1000,
    "MYR": 200,
    "NOK": 300,
    "PLN": 200,
    "RON": 200,
    "SEK": 300,
    "THB": 1000,
}
LEAST_CHARGE = 50


class UnsupportedCurrencyError(ValueError):
    """A currency with three decimals: Oscar's columns hold two."""


def minor_digits(currency: str) -> int:
    """Return the number of decimals of a currency: 0 or 2."""
    if currency in THREE_DECIMAL_CURRENCIES:
        raise UnsupportedCurrencyError(currency)
    return 0 if currency in ZERO_DECIMAL_CURRENCIES else 2


def amount_text(amount: Decimal, currency: str) -> str:
    """Return an amount with the decimals of its currency: "19.90" EUR, "2650" JPY."""
    return f"{amount:.{minor_digits(currency)}f}"


def least_charge(currency: str) -> int:
    """Return the minimum charge in a currency, in minor units."""
    return LEAST_CHARGES.get(currency, LEAST_CHARGE)


def round_money(amount: Decimal, currency: str) -> Decimal:
    """Round half up to the smallest unit of the currency; always two decimals in the result."""
    unit = Decimal(1).scaleb(-minor_digits(currency))
    return amount.quantize(unit, rounding=ROUND_HALF_UP).quantize(Decimal("0.01"))


def to_minor(amount: Decimal, currency: str) -> int:
    """Return the amount in minor units, as payment providers count it."""
    return int(round_money(amount, currency).scaleb(minor_digits(currency)))


def from_minor(units: int, currency: str) -> Decimal:
    """Return the amount of a number of minor units."""
    return Decimal(units).scaleb(-minor_digits(currency)).quantize(Decimal("0.01"))


def allocate(amount: Decimal, weights: Sequence[Decimal], currency: str) -> list[Decimal]:
    """Split an amount by weights so that the parts sum to it exactly (largest remainder)."""
    units, total = to_minor(amount, currency), sum(Fraction(weight) for weight in weights)
    if not total:
        return [Decimal("0.00") for _ in weights]
    exact = [units * Fraction(weight) / total for weight in weights]
    parts = [floor(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda i: parts[i] - exact[i])
    for index in by_remainder[: units - sum(parts)]:
        parts[index] += 1
    return [from_minor(part, currency) for part in parts]


def part_of(amount: Decimal, begin: int, end: int, units: int, currency: str) -> Decimal:
    """Return the share of an amount for the units from `begin` to `end`.

    Consecutive shares sum to the amount, whatever their sizes.
    """
    return round_money(amount * end / units, currency) - round_money(
        amount * begin / units, currency
    )
