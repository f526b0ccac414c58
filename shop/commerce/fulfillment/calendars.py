"""Working days: of the place that sends a parcel, and of the destination that receives it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

MOST_DAYS = 400  # a calendar without a working day in a year ends


# A line for each country and year, as `FR 2026 0101,0406,…`; written by tools/public_holidays.py.
HOLIDAYS = Path(__file__).with_name("public_holidays.txt")


@lru_cache(maxsize=512)
def public_holidays(country: str, year: int) -> frozenset[date]:
    """Return the national public holidays of a country; none for an unknown one."""
    begin = f"\n{country} {year} "
    _, found, rest = load_calendars().partition(begin)
    if not found:
        return frozenset()
    days = rest.partition("\n")[0].split(",")
    return frozenset(date(year, int(day[:2]), int(day[2:])) for day in days if day)


@cache
def load_calendars() -> str:
    """Return the holidays of all countries, read once in a process."""
    return HOLIDAYS.read_text(encoding="ascii")


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Weekdays on which work is done (ISO numbers), without closed days and public holidays."""

    weekdays: tuple[int, ...] = (1, 2, 3, 4, 5)
    closed: Collection[date] = ()
    country: str = ""

    def is_working(self, day: date) -> bool:
        """Return whether work is done on a day."""
        if day.isoweekday() not in self.weekdays or day in self.closed:
            return False
        return not self.country or day not in public_holidays(self.country, day.year)

    def first_from(self, start: date) -> date:
        """Return the first working day, the start included."""
        day = start
        for _ in range(MOST_DAYS):
            if self.is_working(day):
                return day
            day += timedelta(days=1)
        return start

    def after(self, start: date, days: int) -> date:
        """Return the date that many working days later."""
        day = start
        for _ in range(days):
            day = self.first_from(day + timedelta(days=1))
        return day


def order_day(at: datetime, zone: str, cut_off: time | None) -> date:
    """Return the day on which an order counts as received: the next one after the cut-off."""
    local = at.astimezone(ZoneInfo(zone))
    late = cut_off is not None and local.time() >= cut_off
    return local.date() + timedelta(days=int(late))


def next_order_day(at: datetime, zone: str, cut_off: time | None) -> datetime:
    """Return the instant at which `order_day` changes next."""
    place = ZoneInfo(zone)
    local = at.astimezone(place)
    turn = cut_off or time.min
    day = local.date() + timedelta(days=int(local.time() >= turn))
    return datetime.combine(day, turn, tzinfo=place)
