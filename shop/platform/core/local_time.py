"""Conversion of local times to instants; times that are skipped or ambiguous are refused."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from shop.platform.core.errors import DomainError

# Close to the years 1 and 9999, a conversion to another time zone or the next day overflows.
FIRST_YEAR, LAST_YEAR = 1900, 2199
FAR_DAY = f"Enter a date between {FIRST_YEAR} and {LAST_YEAR}."


def is_usable(day: date) -> bool:
    """Return whether a day, or a day with a time, is one that the shop can calculate with."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


class LocalTimeUnclear(DomainError):  # noqa: N818  a noun of the domain
    """A local time that is invalid, or that a change of clocks skips or repeats."""

    code = "local_time_unclear"


def parse_local(text: str, zone: str) -> datetime:
    """Return the instant of "2026-10-25T02:30" in a zone, in UTC; a given offset has priority.

    A day without a time is its first instant.

    Raises `LocalTimeUnclear` for a time without an offset that the clocks skip or repeat.
    """
    try:
        wall = datetime.fromisoformat(text.strip())
        if not is_usable(wall):
            raise LocalTimeUnclear(FAR_DAY, given=text)
        if wall.tzinfo is not None:
            return wall.astimezone(UTC)
        places = ZoneInfo(zone)
        first = wall.replace(tzinfo=places, fold=0).astimezone(UTC)
        second = wall.replace(tzinfo=places, fold=1).astimezone(UTC)
        exists = first.astimezone(places).replace(tzinfo=None) == wall
    except (ValueError, OverflowError, OSError, ZoneInfoNotFoundError) as error:
        raise LocalTimeUnclear(
            f"“{text}” is not a date and time such as 2027-01-01T00:00.", given=text
        ) from error
    if not exists:
        raise LocalTimeUnclear(f"The clocks of {zone} skip {text}. Enter another time.", given=text)
    if first != second:
        raise LocalTimeUnclear(
            f"The clocks of {zone} show {text} twice. Add an offset such as +01:00.", given=text
        )
    return first


def parse_local_end(text: str, zone: str) -> datetime:
    """Return the end of a day, which is included, or the instant of a day and time, in UTC.

    Raises `LocalTimeUnclear`.
    """
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        return parse_local(text, zone)
    return end_of_day(day, zone)


def end_of_day(day: date, zone: str) -> datetime:
    """Return the end of a day: the following midnight, excluded.

    Raises `LocalTimeUnclear`.
    """
    if not is_usable(day):
        raise LocalTimeUnclear(FAR_DAY, given=str(day))
    following = day + timedelta(days=1)
    return parse_local(f"{following.isoformat()}T00:00", zone)


def days_later(moment: datetime, days: int, zone: str) -> datetime:
    """Return the instant with the same local time in a zone some days later, in UTC.

    Midnight stays midnight when the clocks change in between.
    """
    places = ZoneInfo(zone)
    wall = moment.astimezone(places).replace(tzinfo=None) + timedelta(days=days)
    return wall.replace(tzinfo=places).astimezone(UTC)
