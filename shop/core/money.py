"""Money: how amounts are rounded, split and turned into minor units, by currency."""

from collections.abc import Sequence
from dataclasses import dataclass
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


class UnsupportedCurrencyError(ValueError):
    """A currency with three decimals: Oscar's columns hold two."""


def minor_digits(currency: str) -> int:
    """Return how many decimals the currency has: 0 or 2."""
    if currency in THREE_DECIMAL_CURRENCIES:
        raise UnsupportedCurrencyError(currency)
    return 0 if currency in ZERO_DECIMAL_CURRENCIES else 2


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


@dataclass(frozen=True, slots=True)
class Money:
    """An amount with its currency; arithmetic between currencies is refused."""

    amount: Decimal
    currency: str

    def __add__(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise CurrencyMixError(self.currency, other.currency)
        return Money(self.amount + other.amount, self.currency)

    def __mul__(self, quantity: int) -> "Money":
        return Money(self.amount * quantity, self.currency)

    @property
    def minor(self) -> int:
        """The amount in minor units."""
        return to_minor(self.amount, self.currency)


class CurrencyMixError(ValueError):
    """Two currencies met in one sum; nothing is ever converted silently."""
