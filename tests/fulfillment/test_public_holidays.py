"""The file of public holidays is that of the pinned library, and long enough."""

from datetime import date

import pytest
from django.utils import timezone

from shop.commerce.fulfillment.calendars import public_holidays
from tools import public_holidays as writer

ADVICE = "run python -m tools.public_holidays"
YEARS_AHEAD = 5


def test_the_file_is_that_of_the_library_and_long_enough() -> None:
    lines = writer.HOLIDAYS.read_text(encoding="ascii").splitlines()
    assert lines[0] == writer.source(), ADVICE
    assert max(writer.YEARS) >= timezone.now().year + YEARS_AHEAD, "add years, then " + ADVICE
    kept = set(lines)
    for country in ("AE", "DE", "FR", "GB", "IL", "JP", "US"):
        assert kept.issuperset(writer.lines_of(country)), ADVICE


@pytest.mark.parametrize(
    ("country", "day", "is_holiday"),
    [
        ("FR", date(2026, 7, 14), True),
        ("FR", date(2026, 7, 15), False),
        ("JP", date(2027, 1, 1), True),
        ("ZW", date(2040, 12, 25), True),
        ("XX", date(2026, 1, 1), False),
        ("FR", date(1999, 7, 14), False),
    ],
)
def test_days_are_read_by_country_and_year(country: str, day: date, *, is_holiday: bool) -> None:
    assert (day in public_holidays(country, day.year)) is is_holiday
