"""`python -m tools.public_holidays`: write the public holidays of all countries for the shop.

The library needs 30 MB in each process that loads it, the file 0.3 MB. It is written again when the
library has a new version or its years end; a test says when.
"""

import sys
import warnings
from collections.abc import Iterator
from importlib.metadata import version

import holidays

from shop.commerce.fulfillment.calendars import HOLIDAYS

YEARS = range(2020, 2041)


def source() -> str:
    """Return the first line of the file: the library that it comes from."""
    return f"# holidays {version('holidays')}"


def lines_of(country: str) -> Iterator[str]:
    """Yield a line for each year of a country: its code, the year, and the days as MMDD."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # some calendars end before the last year
        days = sorted(holidays.country_holidays(country, years=YEARS))
    for year in YEARS:
        marks = ",".join(f"{day:%m%d}" for day in days if day.year == year)
        yield f"{country} {year} {marks}"


def main() -> int:
    """Write the file."""
    countries = sorted(holidays.list_supported_countries(include_aliases=False))
    lines = [source(), *(line for country in countries for line in lines_of(country))]
    HOLIDAYS.write_text("\n".join(lines) + "\n", encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main())
