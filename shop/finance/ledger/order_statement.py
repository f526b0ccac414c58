"""Statement of an order's money from the ledger: its journals and account balances."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from shop.finance.ledger.models import Account, Entry, Journal
from shop.oscar.order.models import Order
from shop.platform.core.money import from_minor

# Descriptions of a credit and a debit of each account, for readers of the page.
WORDS = {
    Account.STRIPE: ("Left our balance at Stripe", "Received at Stripe"),
    Account.SALES: ("Earned by goods, without tax", "Goods taken back, without tax"),
    Account.SHIPPING: ("Earned by delivery, without tax", "Delivery taken back, without tax"),
    Account.DUTY: ("Charged for customs duty", "Customs duty given back"),
    Account.TAX: ("Tax to pay", "Tax no longer to pay"),
    Account.OWED: ("Owed to the buyer", "Given to the buyer, owed no longer"),
    Account.FEES: ("Fee given back", "Fee of Stripe"),
    Account.DISPUTES: ("Given back by a dispute", "Taken by a dispute"),
    Account.BANK: ("Taken from our bank", "Paid to our bank"),
    Account.GIFT_CARDS: ("Given back to a gift card", "Paid with a gift card"),
    Account.GOODWILL: ("Goodwill taken back", "Given as goodwill"),
    Account.UNREFUNDED: ("Failed refund, still owed to the buyer", "Failed refund, no longer open"),
}


# Gift cards that an order contains, by the kind of the movement.
CARD_WORDS: Mapping[str, str] = {
    Journal.Kind.CHARGE: "Gift card sold",
    Journal.Kind.REFUND_AGREED: "Gift card returned",
}


@dataclass(frozen=True, slots=True)
class StatementEntry:
    """A described amount: positive for a debit, negative for a credit."""

    description: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class StatementJournal:
    """One movement of an order's money; its entries sum to zero."""

    what: str
    at: datetime
    currency: str
    entries: Sequence[StatementEntry]

    @property
    def sum(self) -> Decimal:
        """Return the sum of the entries; it is zero unless the ledger is wrong."""
        return sum((entry.amount for entry in self.entries), Decimal("0.00"))

    @property
    def rows(self) -> int:
        """Return the number of table rows: one per entry, and the sum."""
        return len(self.entries) + 1


@dataclass(frozen=True, slots=True)
class AccountBalance:
    """The balance of an order in an account."""

    account: str
    currency: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class OrderStatement:
    """The statement of an order: journals, oldest first, and balances."""

    journals: Sequence[StatementJournal]
    balances: Sequence[AccountBalance]


def build_order_statement(order: Order) -> OrderStatement:
    """Return the statement of an order; two queries.

    Accounts with a balance of zero are left out.
    """
    journals = list(
        Journal.objects.filter(order=order).order_by("written_at", "pk").prefetch_related("entries")
    )
    sums: dict[tuple[str, str], int] = {}
    for journal in journals:
        for entry in journal.entries.all():
            key = (entry.account, journal.currency)
            sums[key] = sums.get(key, 0) + entry.amount
    return OrderStatement(
        journals=[_statement_journal(journal) for journal in journals],
        balances=[
            AccountBalance(Account(account).label, currency, from_minor(minor, currency))
            for (account, currency), minor in sums.items()
            if minor
        ],
    )


def _statement_journal(journal: Journal) -> StatementJournal:
    entries = sorted(journal.entries.all(), key=lambda entry: (entry.amount < 0, entry.pk))
    return StatementJournal(
        what=journal.get_kind_display(),
        at=journal.written_at,
        currency=journal.currency,
        entries=[_statement_entry(entry, journal) for entry in entries],
    )


def _statement_entry(entry: Entry, journal: Journal) -> StatementEntry:
    credit, debit = WORDS[Account(entry.account)]
    is_sold = entry.amount < 0 or journal.kind == Journal.Kind.REFUND_AGREED
    if entry.account == Account.GIFT_CARDS and is_sold and journal.kind in CARD_WORDS:
        credit = debit = CARD_WORDS[journal.kind]
    amount = from_minor(entry.amount, journal.currency)
    return StatementEntry(credit if entry.amount < 0 else debit, amount)
