"""Working days of a holder's own place: weekends, changes of clocks, clocks that stood still."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.approvals.deadlines import due_at, start_of_clock, working_days

ZURICH = "Europe/Zurich"


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def due(submitted: str, days: int, zone: str) -> datetime:
    return due_at(start_of_clock(utc(submitted), zone), days, zone)


@pytest.mark.parametrize(
    ("submitted", "days", "zone", "expected"),
    [
        # Monday noon, ten days: until Monday fortnight is over.
        ("2026-11-02T12:00", 10, ZURICH, "2026-11-16T23:00"),
        # Friday evening, one day: until Monday is over.
        ("2026-11-06T17:00", 1, ZURICH, "2026-11-09T23:00"),
        # Saturday counts from Monday on as well.
        ("2026-11-07T09:00", 1, ZURICH, "2026-11-09T23:00"),
        # It is Saturday already in Tokyo, and still Friday in Los Angeles.
        ("2026-11-06T16:00", 1, "Asia/Tokyo", "2026-11-09T15:00"),
        ("2026-11-06T16:00", 1, "America/Los_Angeles", "2026-11-10T08:00"),
        # Over the changes of the clocks in autumn and spring midnight stays midnight.
        ("2026-10-23T12:00", 1, ZURICH, "2026-10-26T23:00"),
        ("2026-10-22T12:00", 1, ZURICH, "2026-10-23T22:00"),
        ("2027-03-26T12:00", 1, ZURICH, "2027-03-29T22:00"),
        # Lebanon's clocks skip the midnight of a Sunday: its Monday ends as ever.
        ("2026-03-27T12:00", 1, "Asia/Beirut", "2026-03-30T21:00"),
    ],
)
def test_a_stage_is_due_when_its_last_working_day_is_over(
    submitted: str, days: int, zone: str, expected: str
) -> None:
    assert due(submitted, days, zone) == utc(expected)


def test_days_count_when_they_end_while_the_clock_runs() -> None:
    since = start_of_clock(utc("2026-11-02T12:00"), ZURICH)
    assert working_days(since, utc("2026-11-02T20:00"), ZURICH) == 0
    assert working_days(since, utc("2026-11-03T22:59"), ZURICH) == 0
    assert working_days(since, utc("2026-11-03T23:00"), ZURICH) == 1
    assert working_days(since, utc("2026-11-09T12:00"), ZURICH) == 4  # the weekend is none


def test_nothing_left_is_due_at_once() -> None:
    at = utc("2026-11-04T12:00")
    assert due_at(at, 0, ZURICH) == at


@given(
    start=st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001
    days=st.integers(1, 30),
    stop_after=st.integers(0, 60),
    zone=st.sampled_from([ZURICH, "America/Santiago", "Asia/Beirut", "Pacific/Apia", "UTC"]),
)
def test_a_clock_that_stops_for_an_instant_is_due_at_the_same_time(
    start: datetime, days: int, stop_after: int, zone: str
) -> None:
    since = start_of_clock(start.replace(tzinfo=UTC), zone)
    whole = due_at(since, days, zone)
    stopped = min(since + timedelta(hours=7 * stop_after), whole - timedelta(seconds=1))
    left = days - working_days(since, stopped, zone)
    assert due_at(max(since, stopped), left, zone) == whole
