"""Typed days and times become instants of their zone."""

from datetime import UTC, datetime

import pytest

from shop.platform.core.local_time import LocalTimeUnclear, parse_local, parse_local_end

PARIS = "Europe/Paris"


@pytest.mark.parametrize(
    ("typed", "begins", "ends"),
    [
        (
            "2026-12-01",
            datetime(2026, 11, 30, 23, tzinfo=UTC),
            datetime(2026, 12, 1, 23, tzinfo=UTC),
        ),
        ("2026-12-01T08:00", *[datetime(2026, 12, 1, 7, tzinfo=UTC)] * 2),
        ("2026-12-01 08:00", *[datetime(2026, 12, 1, 7, tzinfo=UTC)] * 2),
        ("2026-12-01T08:00-05:00", *[datetime(2026, 12, 1, 13, tzinfo=UTC)] * 2),
        # The day on which the clocks go back has 25 hours.
        (
            "2026-10-25",
            datetime(2026, 10, 24, 22, tzinfo=UTC),
            datetime(2026, 10, 25, 23, tzinfo=UTC),
        ),
    ],
)
def test_a_last_day_is_included_and_a_time_is_not_moved(
    typed: str, begins: datetime, ends: datetime
) -> None:
    assert (parse_local(typed, PARIS), parse_local_end(typed, PARIS)) == (begins, ends)


@pytest.mark.parametrize("typed", ["", "soon", "2026-13-01", "2026-03-29T02:30", "9999-12-31"])
def test_a_time_that_does_not_exist_is_refused(typed: str) -> None:
    with pytest.raises(LocalTimeUnclear):
        parse_local_end(typed, PARIS)
