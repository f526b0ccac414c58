"""Rules of withdrawal and return periods: values and days in, a frozen result out.

A period counts whole days in the market's time zone, without the day of delivery. Rules of law are
constants with their source; they hold for consumers in the EEA and the United Kingdom.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from shop.commerce.fulfillment.calendars import WorkCalendar

# Directive 2011/83/EU, Art. 9 (1); United Kingdom: SI 2013/3134, reg. 30. In force since
# 13 June 2014.
WITHDRAWAL_DAYS = 14
# Directive 2011/83/EU, Art. 14 (1): the buyer sends the goods back within 14 days of withdrawing.
SENDING_BACK_DAYS = 14
# Directive 2011/83/EU, Art. 11a, added by Directive (EU) 2023/2673: the two steps of the withdrawal
# function, from 19 June 2026.
WITHDRAWAL_FUNCTION_SINCE = date(2026, 6, 19)
# Directive (EU) 2019/771, Art. 10 (1): the seller answers for defects within two years.
WARRANTY_DAYS = 2 * 365
# A carrier's claim for a parcel that did not arrive is made within this time of its dispatch.
LOST_PARCEL_DAYS = 90
AREAS_WITH_WITHDRAWAL = frozenset({"EEA", "UK"})
WEEKDAYS = WorkCalendar()


class Exclusion(StrEnum):
    """Exceptions from the right of withdrawal: Directive 2011/83/EU, Art. 16 (c), (d), (m)."""

    PERSONALIZED = "PERSONALIZED"
    PERISHABLE = "PERISHABLE"
    DIGITAL = "DIGITAL"


# Art. 16 (e) and (i): goods that lose the right only when the buyer breaks the seal, which an
# inspection decides.
SEALED = frozenset({"SEALED_HYGIENE", "SEALED_MEDIA"})


@dataclass(frozen=True, slots=True)
class Policy:
    """The voluntary rule of a market for a category: days, postage and exclusion."""

    days: int = 0
    postage: str = "BUYER"
    exclusion: str = ""

    @property
    def is_excluded(self) -> bool:
        """Return whether the goods can never be returned without a defect."""
        return self.exclusion in set(Exclusion)


@dataclass(frozen=True, slots=True)
class ReturnWindow:
    """The last days of a line's withdrawal and voluntary return; None without such a right.

    Without a delivery the withdrawal has no last day yet: `is_delivered` is False.
    """

    withdrawal_until: date | None
    return_until: date | None
    is_delivered: bool
    exclusion: str = ""
    has_withdrawal: bool = True

    def may_withdraw(self, today: date) -> bool:
        """Return whether the buyer may withdraw from the line on a day."""
        if not self.has_withdrawal:
            return False
        return not self.is_delivered or _is_within(self.withdrawal_until, today)

    def may_return(self, today: date) -> bool:
        """Return whether the shop takes the line back on a day, by law or by its policy."""
        return self.may_withdraw(today) or _is_within(self.return_until, today)


def return_window(
    *,
    area: str,
    policy: Policy,
    delivered: date | None,
    all_delivered: date | None,
    calendar: WorkCalendar = WEEKDAYS,
) -> ReturnWindow:
    """Return the periods of a line.

    `delivered` is the day of its own delivery, `all_delivered` that of the last line of the order,
    from which the withdrawal of goods that were ordered together counts (Directive 2011/83/EU,
    Art. 9 (2) (b) (i)); None if that day is not known yet. `calendar` has the working days of the
    buyer's country.
    """
    has_withdrawal = area in AREAS_WITH_WITHDRAWAL and not policy.is_excluded
    return ReturnWindow(
        withdrawal_until=withdrawal_end(all_delivered, calendar)
        if has_withdrawal and all_delivered
        else None,
        return_until=delivered + timedelta(days=policy.days)
        if delivered and policy.days and not policy.is_excluded
        else None,
        is_delivered=all_delivered is not None,
        exclusion=policy.exclusion,
        has_withdrawal=has_withdrawal,
    )


def withdrawal_end(delivered: date, calendar: WorkCalendar = WEEKDAYS) -> date:
    """Return the last day of the withdrawal period.

    A period that ends on a weekend or a public holiday of the buyer's country ends with the next
    working day: Regulation (EEC, Euratom) 1182/71, Art. 3 (4).
    """
    return calendar.first_from(delivered + timedelta(days=WITHDRAWAL_DAYS))


def last_delivery(days: Sequence[date | None]) -> date | None:
    """Return the day on which everything was delivered; None while something is not."""
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


def _is_within(last: date | None, today: date) -> bool:
    return last is not None and today <= last
