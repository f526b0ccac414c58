"""Numbers of documents: without gaps by seller, kind and year.

The counter's row is locked by the transaction that issues the document, as its last step but the
insert. A transaction that fails or is killed gives its number back.
"""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connection

from shop.finance.invoices.models import DocumentKind
from shop.platform.database.clock import clock_now

NEXT = """
    insert into invoices_numberseries (seller_id, kind, year, last) values (%s, %s, %s, 1)
    on conflict (seller_id, kind, year) do update set last = invoices_numberseries.last + 1
    returning last
"""
LOCK = "select 1 from markets_sellingentity where id = %s for no key update"
MARKS = {DocumentKind.INVOICE: "", DocumentKind.CREDIT_NOTE: "C"}


@dataclass(frozen=True, slots=True)
class IssuedNumber:
    """A number, and the instant and local day of its issue."""

    text: str
    year: int
    sequence: int
    at: datetime
    day: date


@dataclass(frozen=True, slots=True)
class NumberedSeller:
    """The seller as numbers need it: its row, its code and its time zone."""

    id: int
    code: str
    time_zone: str


def take_number(seller: NumberedSeller, kind: str, at: datetime | None = None) -> IssuedNumber:
    """Return the next number; the caller's transaction inserts its document and commits.

    `at` is the instant of the issue, for tests. It is read after the lock was taken, so that a
    higher number never has an earlier date.
    """
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [seller.id])
        moment = at or clock_now()
        day = moment.astimezone(ZoneInfo(seller.time_zone)).date()
        cursor.execute(NEXT, [seller.id, kind, day.year])
        sequence = int(cursor.fetchone()[0])
    mark = MARKS[DocumentKind(kind)]
    text = f"{seller.code.upper()}-{mark}{day.year}-{sequence:06d}"
    return IssuedNumber(text, day.year, sequence, moment, day)
