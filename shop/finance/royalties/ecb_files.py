"""Reader of the European Central Bank's files of reference rates: XML, and CSV of a day or history.

https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from xml.etree import ElementTree as ET

from shop.platform.core.errors import DomainError

MOST_BYTES = 5_000_000
CUBE = "{http://www.ecb.int/vocabulary/2002-08-01/eurofxref}Cube"
CURRENCY = re.compile(r"[A-Z]{3}")
NO_RATE = ("", "N/A")

type Published = dict[date, dict[str, Decimal]]


class RatesUnreadable(DomainError):  # noqa: N818  a noun of the domain
    """A file that is not one of the bank's; `data` has a sentence and the row or day."""

    code = "rates_unreadable"


def read_rates(content: bytes) -> Published:
    """Return the units of each currency for one euro, by day of publication.

    Raises `RatesUnreadable` with the first fault and its place.
    """
    if len(content) > MOST_BYTES:
        raise RatesUnreadable(_sentence("File", "larger than 5 MB"))
    text = content.decode("utf-8-sig", "replace").strip()
    published: Published = {}
    for place, day, currency, typed in _xml(text) if text.startswith("<") else _csv(text):
        if typed.strip() in NO_RATE:
            continue
        rate = _rate(typed)
        if not CURRENCY.fullmatch(currency) or rate is None:
            raise RatesUnreadable(_sentence(place, f"“{currency} {typed}” is not a rate"))
        published.setdefault(day, {})[currency] = rate
    if not published:
        raise RatesUnreadable(_sentence("File", "it has no rates"))
    return published


def _xml(text: str) -> Iterator[tuple[str, date, str, str]]:
    """Yield the rates of an XML file; one with a document type could expand without end."""
    if "<!DOCTYPE" in text.upper():
        raise RatesUnreadable(_sentence("File", "it has a document type"))
    try:
        root = ET.fromstring(text)  # noqa: S314  without a document type there are no entities
    except ET.ParseError as error:
        raise RatesUnreadable(_sentence("File", f"invalid XML ({error})")) from error
    for cube in root.iter(CUBE):
        if typed := cube.get("time"):
            day = _day(typed, f"Day {typed}")
            for row in cube.iter(CUBE):
                if row.get("currency"):
                    yield f"Day {typed}", day, row.get("currency", ""), row.get("rate", "")


def _csv(text: str) -> Iterator[tuple[str, date, str, str]]:
    """Yield the rates of a CSV file, which has no quotes."""
    first, *lines = text.splitlines() or [""]
    header = [title.strip().upper() for title in first.split(",")]
    if header[0] != "DATE":
        raise RatesUnreadable(_sentence("Row 1", "the first column must be Date"))
    for number, line in enumerate(lines, 2):
        place, row = f"Row {number}", line.split(",")
        if not line.strip(" ,"):
            continue
        day = _day(row[0], place)
        for currency, typed in zip(header[1:], row[1:], strict=False):
            if currency:
                yield place, day, currency, typed


def _day(typed: str, place: str) -> date:
    for form in ("%Y-%m-%d", "%d %B %Y"):
        try:
            return datetime.strptime(typed.strip(), form).date()  # noqa: DTZ007  a day
        except ValueError:
            continue
    raise RatesUnreadable(_sentence(place, f"“{typed}” is not a day such as 2026-11-27"))


def _rate(typed: str) -> Decimal | None:
    try:
        rate = Decimal(typed.strip())
    except InvalidOperation:
        return None
    return rate if rate.is_finite() and Decimal("0.00001") <= rate < Decimal(10) ** 8 else None


def _sentence(place: str, fault: str) -> str:
    return f"{place}: {fault}. Use a file of the ECB's reference rates, XML or CSV."
