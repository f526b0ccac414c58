"""Sum due under a contract for a period: royalties, minimum guarantee and advance; pure functions.

The advance pays royalties and guaranteed amounts first, in the order of time. A guarantee counts
once, on the last day of its year. What is due over all periods therefore sums to all royalties and
guarantees less the advance that was used, whatever the periods are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Guarantee:
    """The minimum royalty of a contract year, and the year's last day."""

    year: int
    amount: Decimal
    last_day: date


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A guaranteed amount, the royalties of its year, and the difference that is due."""

    guarantee: Guarantee
    royalties: Decimal

    @property
    def amount(self) -> Decimal:
        """Return what is missing; zero if the royalties reached the guarantee."""
        return max(self.guarantee.amount - self.royalties, ZERO)


@dataclass(frozen=True, slots=True)
class PeriodSum:
    """Royalties of a period, shortfalls of years that end in it, and the advance before and after.

    `due` is negative if refunds exceed sales: the amount is credited.
    """

    royalties: Decimal
    shortfalls: Sequence[Shortfall]
    advance_before: Decimal
    advance_after: Decimal

    @property
    def recouped(self) -> Decimal:
        """Return the part of the advance that paid for the period; negative if it came back."""
        return self.advance_before - self.advance_after

    @property
    def due(self) -> Decimal:
        """Return what is due without contributions to funds."""
        return self.royalties + sum((row.amount for row in self.shortfalls), ZERO) - self.recouped


def sum_period(
    royalties: Mapping[date, Decimal],
    first: date,
    last: date,
    *,
    advance: Decimal,
    guarantees: Sequence[Guarantee],
) -> PeriodSum:
    """Return the sum of a period from the royalties of each day since the contract began."""
    shortfalls = [
        Shortfall(guarantee, _between(royalties, date(guarantee.year, 1, 1), guarantee.last_day))
        for guarantee in guarantees
    ]

    def advance_left(day: date, *, included: bool) -> Decimal:
        """Return the advance that is left before a day, or after it."""
        charged = sum(
            (amount for when, amount in royalties.items() if _is_past(when, day, included)), ZERO
        )
        charged += sum(
            (row.amount for row in shortfalls if _is_past(row.guarantee.last_day, day, included)),
            ZERO,
        )
        return min(max(advance - charged, ZERO), advance)

    return PeriodSum(
        royalties=_between(royalties, first, last),
        shortfalls=[row for row in shortfalls if first <= row.guarantee.last_day <= last],
        advance_before=advance_left(first, included=False),
        advance_after=advance_left(last, included=True),
    )


def _between(royalties: Mapping[date, Decimal], first: date, last: date) -> Decimal:
    return sum((amount for day, amount in royalties.items() if first <= day <= last), ZERO)


def _is_past(when: date, day: date, included: bool) -> bool:  # noqa: FBT001  a private helper
    return when <= day if included else when < day
