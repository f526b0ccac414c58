"""Until when a holder is expected to decide: working days of its own place. Plain Python.

A day counts when it ends, at midnight there, while the clock runs. Saturdays and Sundays never
count; public holidays do, since no table of them holds for every holder.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

A_DAY = timedelta(days=1)
SATURDAY = 5


def start_of_clock(at: datetime, zone: str) -> datetime:
    """Return from when days are counted: the day on which it comes in does not count."""
    return _end_of(at.astimezone(ZoneInfo(zone)).date(), ZoneInfo(zone))


def due_at(since: datetime, days: int, zone: str) -> datetime:
    """Return the end of the `days`-th working day that ends after `since`; with none left, then."""
    ends = _ends_of_working_days(since, ZoneInfo(zone))
    due = since
    for _day in range(days):
        due = next(ends)
    return due


def working_days(since: datetime, until: datetime, zone: str) -> int:
    """Return how many working days ended after `since` and not after `until`."""
    ends = _ends_of_working_days(since, ZoneInfo(zone))
    return sum(1 for _end in takewhile(lambda end: end <= until, ends))


def _ends_of_working_days(since: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    # The clocks may repeat or skip midnight itself, so the day before is asked for its end too.
    day = since.astimezone(zone).date() - A_DAY
    while True:
        end = _end_of(day, zone)
        if end > since and day.weekday() < SATURDAY:
            yield end
        day += A_DAY


def _end_of(day: date, zone: ZoneInfo) -> datetime:
    """Return the midnight after a day; where the clocks skip it, the instant of the skip."""
    return datetime.combine(day + A_DAY, time(0), zone).astimezone(UTC)
