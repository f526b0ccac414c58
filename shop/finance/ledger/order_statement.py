"""An order's money, explained from the books alone: what happened, and where each amount went."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from shop.finance.ledger.models import Account, Entry, Journal
from shop.oscar.order.models import Order
from shop.platform.core.money import from_minor

# What a credit and what a debit of an account means, in the words of who reads the page.
WORDS = {
    Account.STRIPE: ("Left our balance at Stripe", "Received at Stripe"),
    Account.SALES: ("Earned by goods, without tax", "Goods taken back, without tax"),
    Account.SHIPPING: ("Earned by delivery, without tax", "Delivery taken back, without tax"),
    Account.TAX: ("Tax to pay", "Tax no longer to pay"),
    Account.OWED: ("Owed to the buyer", "Given to the buyer, owed no longer"),
    Account.FEES: ("Fee given back", "Fee of Stripe"),
    Account.DISPUTES: ("Given back by a dispute", "Taken by a dispute"),
    Account.BANK: ("Taken from our bank", "Paid to our bank"),
    Account.GIFT_CARDS: ("Given back to a gift card", "Paid with a gift card"),
    Account.GOODWILL: ("Goodwill taken back", "Given as goodwill"),
    Account.UNREFUNDED: ("Failed refund, still owed to the buyer", "Failed refund, no longer open"),
}


@dataclass(frozen=True, slots=True)
class ExplainedEntry:
    """An amount in words: a debit is positive, a credit negative."""

    words: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class ExplainedJournal:
    """One thing that happened to an order's money; its entries sum to zero."""

    what: str
    at: datetime
    currency: str
    entries: Sequence[ExplainedEntry]

    @property
    def sum(self) -> Decimal:
        """What all entries come to: zero, or the books are wrong."""
        return sum((entry.amount for entry in self.entries), Decimal("0.00"))

    @property
    def rows(self) -> int:
        """How many rows of a table it takes: one an entry, and the sum."""
        return len(self.entries) + 1


@dataclass(frozen=True, slots=True)
class Standing:
    """What an account has of an order after all that happened."""

    account: str
    currency: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Explanation:
    """The money of an order: journal by journal, oldest first, and what is left in each account."""

    journals: Sequence[ExplainedJournal]
    standings: Sequence[Standing]


def explain_order(order: Order) -> Explanation:
    """Return every journal of an order in words, and how its accounts stand; two queries.

    An account whose journals sum to nothing is left out: a refunded order stands nowhere.
    """
    journals = list(
        Journal.objects.filter(order=order).order_by("written_at", "pk").prefetch_related("entries")
    )
    standing: dict[tuple[str, str], int] = {}
    for journal in journals:
        for entry in journal.entries.all():
            key = (entry.account, journal.currency)
            standing[key] = standing.get(key, 0) + entry.amount
    return Explanation(
        journals=[_explain(journal) for journal in journals],
        standings=[
            Standing(Account(account).label, currency, from_minor(minor, currency))
            for (account, currency), minor in standing.items()
            if minor
        ],
    )


def _explain(journal: Journal) -> ExplainedJournal:
    entries = sorted(journal.entries.all(), key=lambda entry: (entry.amount < 0, entry.pk))
    return ExplainedJournal(
        what=journal.get_kind_display(),
        at=journal.written_at,
        currency=journal.currency,
        entries=[_words(entry, journal.currency) for entry in entries],
    )


def _words(entry: Entry, currency: str) -> ExplainedEntry:
    credit, debit = WORDS[Account(entry.account)]
    return ExplainedEntry(credit if entry.amount < 0 else debit, from_minor(entry.amount, currency))
