"""Working days: of the place that sends a parcel, and of the destination that receives it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

MOST_DAYS = 400  # a calendar without a working day in a year ends


@lru_cache(maxsize=512)
def public_holidays(country: str, year: int) -> frozenset[date]:
    """Return the national public holidays of a country; none for an unknown one."""
    import holidays

    try:
        return frozenset(holidays.country_holidays(country, years=year))
    except NotImplementedError:
        return frozenset()


def load_calendars() -> None:
    """Load the library of holidays, so that no request waits for it."""
    public_holidays("FR", 2026)


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
