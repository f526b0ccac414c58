"""Bookings in DATEV's format EXTF, category 21 (Buchungsstapel), version 13.

Format: https://developer.datev.de/datev/platform/en/dtvf. Each entry is booked against a clearing
account, whose balance is zero because every journal sums to zero.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from shop.finance.invoices.bookings import Booking

FORMAT, CATEGORY, NAME, VERSION = "700", "21", "Buchungsstapel", "13"
COLUMNS = ("Umsatz (ohne Soll/Haben-Kz)", "Soll/Haben-Kennzeichen", "WKZ Umsatz", "Kurs",
           "Basis-Umsatz", "WKZ Basis-Umsatz", "Konto", "Gegenkonto (ohne BU-Schlüssel)",
           "BU-Schlüssel", "Belegdatum", "Belegfeld 1", "Belegfeld 2", "Skonto",
           "Buchungstext")  # fmt: skip
MOST_TEXT, MOST_REFERENCE = 60, 36
ENCODING = "cp1252"


@dataclass(frozen=True, slots=True)
class DatevClient:
    """Numbers of adviser and client at DATEV, the clearing account and the length of accounts."""

    adviser: str = "1001"
    client: str = "1"
    clearing: str = "1590"
    account_length: int = 4


def datev_file(
    bookings: Iterable[Booking], *, first: date, last: date, client: DatevClient, at: datetime
) -> bytes:
    """Return the file of a period within one year, in DATEV's encoding."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    text.write(_header(first, last, client, at))
    writer.writerow(COLUMNS)
    for booking in bookings:
        writer.writerow(_row(booking, client))
    return text.getvalue().encode(ENCODING, errors="replace")


def _header(first: date, last: date, client: DatevClient, at: datetime) -> str:
    fields = ['"EXTF"', FORMAT, CATEGORY, f'"{NAME}"', VERSION, f"{at:%Y%m%d%H%M%S}000", "", '""',
              '""', '""', client.adviser, client.client, f"{first.year}0101",
              str(client.account_length), f"{first:%Y%m%d}", f"{last:%Y%m%d}",
              '"Stadium Store"', '""', "1", "0", "0", '"EUR"']  # fmt: skip
    return ";".join(fields) + ";" * 9 + "\r\n"


def _row(booking: Booking, client: DatevClient) -> list[str]:
    return [
        f"{abs(booking.amount):.2f}".replace(".", ","),
        "S" if booking.amount > 0 else "H",
        booking.currency,
        "",
        "",
        "",
        booking.number or booking.account,
        client.clearing,
        "",
        f"{booking.at:%d%m}",
        (booking.document or booking.order)[:MOST_REFERENCE],
        str(booking.journal),
        "",
        f"{booking.kind} {booking.order}"[:MOST_TEXT],
    ]
