"""Deadlines of holders in working days of their own time zone. Pure.

A day counts if it ends, at local midnight, while the clock runs. Saturdays and Sundays do not
count. Public holidays do, because there is no calendar for every holder.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

A_DAY = timedelta(days=1)
SATURDAY = 5


def start_of_clock(at: datetime, zone: str) -> datetime:
    """Return when the count of days starts: at the end of the day of submission."""
    return _end_of(at.astimezone(ZoneInfo(zone)).date(), ZoneInfo(zone))


def due_at(since: datetime, days: int, zone: str) -> datetime:
    """Return the end of the `days`-th working day after `since`, or `since` for 0 days."""
    ends = _ends_of_working_days(since, ZoneInfo(zone))
    due = since
    for _day in range(days):
        due = next(ends)
    return due


def working_days(since: datetime, until: datetime, zone: str) -> int:
    """Return the number of working days that ended after `since` and not after `until`."""
    ends = _ends_of_working_days(since, ZoneInfo(zone))
    return sum(1 for _end in takewhile(lambda end: end <= until, ends))


def _ends_of_working_days(since: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    # Start a day earlier, because daylight saving time can repeat or skip midnight.
    day = since.astimezone(zone).date() - A_DAY
    while True:
        end = _end_of(day, zone)
        if end > since and day.weekday() < SATURDAY:
            yield end
        day += A_DAY


def _end_of(day: date, zone: ZoneInfo) -> datetime:
    """Return the midnight after a day, or the instant of the clock change that skips it."""
    return datetime.combine(day + A_DAY, time(0), zone).astimezone(UTC)
