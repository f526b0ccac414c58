"""Bookings for accounting: the ledger's entries under the account numbers of the bookkeeper.

An account number may differ by the return and the country of the tax. The most specific mapping
wins; an account without a mapping is exported under its own name, and the page names it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from shop.finance.invoices.models import AccountMapping
from shop.finance.ledger.models import Account, Entry
from shop.platform.core.money import from_minor


@dataclass(frozen=True, slots=True)
class Booking:
    """An entry of the ledger: positive is a debit."""

    at: datetime
    journal: int
    kind: str
    account: str
    number: str
    amount: Decimal
    currency: str
    order: str
    document: str

    @property
    def debit(self) -> Decimal | str:
        """Return the amount of a debit, else nothing."""
        return self.amount if self.amount > 0 else ""

    @property
    def credit(self) -> Decimal | str:
        """Return the amount of a credit, else nothing."""
        return -self.amount if self.amount < 0 else ""


Mappings = Mapping[tuple[str, str, str], str]


def account_numbers() -> Mappings:
    """Return the numbers by account, return and country; empty texts stand for all."""
    rows = AccountMapping.objects.values_list("account", "scheme", "country", "number")
    return {(account, scheme, country): number for account, scheme, country, number in rows}


def number_of(mappings: Mappings, account: str, scheme: str, country: str) -> str:
    """Return the number of an account; empty if it has none."""
    for key in (
        (account, scheme, country),
        (account, scheme, ""),
        (account, "", country),
        (account, "", ""),
    ):
        if key in mappings:
            return mappings[key]
    return ""


def unmapped_accounts(mappings: Mappings) -> list[str]:
    """Return the names of accounts without a number for all returns and countries."""
    return [
        str(Account(account).label)
        for account in Account.values
        if (account, "", "") not in mappings
    ]


def bookings_between(first: date, last: date, mappings: Mappings) -> Iterator[Booking]:
    """Yield the entries written from the first to the last day (UTC), journal by journal."""
    entries = (
        Entry.objects.filter(
            journal__written_at__date__gte=first, journal__written_at__date__lte=last
        )
        .select_related("journal__order", "journal__tax_document")
        .order_by("journal__written_at", "journal_id", "pk")
    )
    for entry in entries.iterator():
        journal = entry.journal
        document = getattr(journal, "tax_document", None)
        scheme, country = (document.scheme, document.country) if document else ("", "")
        yield Booking(
            at=journal.written_at,
            journal=journal.pk,
            kind=journal.kind,
            account=entry.account,
            number=number_of(mappings, entry.account, scheme, country),
            amount=from_minor(entry.amount, journal.currency),
            currency=journal.currency,
            order=journal.order.number if journal.order else "",
            document=document.number if document else "",
        )


BOOKING_COLUMNS = ("Date (UTC)", "Journal", "Kind", "Account", "Number", "Debit", "Credit",
                   "Currency", "Order", "Document")  # fmt: skip


def booking_row(booking: Booking) -> tuple[object, ...]:
    """Return the cells of a booking, in the order of `BOOKING_COLUMNS`."""
    return (
        booking.at.date().isoformat(),
        booking.journal,
        booking.kind,
        Account(booking.account).label,
        booking.number,
        booking.debit,
        booking.credit,
        booking.currency,
        booking.order,
        booking.document,
    )
