"""Reconcile the ledger with Stripe: fetch balance transactions, post them and compare.

Movements made by Stripe itself (fees, disputes, payouts) are posted from its transactions. Charges
and refunds were posted when they happened, and must match Stripe to the minor unit.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max, OuterRef, Subquery, Sum

from shop.finance.ledger.models import Account, BalanceTransaction, Entry, Journal
from shop.finance.ledger.services import (
    StripeMovement,
    post_dispute,
    post_failed_refund,
    post_fee,
    post_payout,
)
from shop.finance.payments import gateway
from shop.finance.payments.models import PaymentAttempt
from shop.oscar.order.models import Order
from shop.platform.core.money import amount_text, from_minor, to_minor
from shop.platform.database.clock import clock_now

OVERLAP = timedelta(days=1)  # fetched again, because Stripe reports some late
IN_FLIGHT = timedelta(minutes=10)  # Stripe may know a payment before its webhook is handled
# Types of Stripe's balance transactions: https://docs.stripe.com/reports/balance-transaction-types
CHARGES = frozenset({"charge", "payment"})
REFUNDS = frozenset({"refund", "payment_refund"})
BY_ITSELF: Mapping[str, Callable[[StripeMovement], None]] = {
    "adjustment": post_dispute,
    "refund_failure": post_failed_refund,
    "payment_failure_refund": post_failed_refund,
    "payout": post_payout,
    "payout_failure": post_payout,
}
Kind = Journal.Kind


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference between the ledger and Stripe, in minor units; None: missing there.

    `cause` explains it if it is known.
    """

    currency: str
    what: str
    ours: int | None
    theirs: int | None
    cause: str = ""

    def __str__(self) -> str:
        ours, theirs = self._amount(self.ours), self._amount(self.theirs)
        text = f"{self.currency} {self.what}: {ours} in the ledger, {theirs} at Stripe"
        return f"{text}. {self.cause}" if self.cause else text

    def _amount(self, minor: int | None) -> str:
        if minor is None:
            return "nothing"
        return amount_text(from_minor(minor, self.currency), self.currency)


@dataclass(frozen=True, slots=True)
class BalanceReport:
    """Balances by currency in the ledger and at Stripe, and their differences."""

    at: datetime
    ours: Mapping[str, int]
    theirs: Mapping[str, int]
    differences: tuple[Difference, ...]


def reconcile_balance(*, in_flight: timedelta = IN_FLIGHT) -> BalanceReport:
    """Fetch new transactions of Stripe, post them, and compare the ledger with Stripe.

    Raises `PaymentUnavailable`.
    """
    at = clock_now()
    fetch_balance()
    return compare_books(at, at - in_flight)


def fetch_balance(progress: Callable[[int], object] | None = None) -> int:
    """Store new balance transactions; return how many.

    Each is stored in a transaction with the journals that it causes.
    """
    newest = BalanceTransaction.objects.aggregate(newest=Max("happened_at"))["newest"]
    new = 0
    # Oldest first, so an interrupted run resumes after the newest stored one.
    for movement in reversed(list(gateway.balance_since(newest - OVERLAP if newest else None))):
        with transaction.atomic():
            row, is_new = BalanceTransaction.objects.get_or_create(
                id=movement.id,
                defaults={
                    "type": movement.type,
                    "currency": movement.currency,
                    "amount": movement.amount,
                    "fee": movement.fee,
                    "source": movement.source,
                    "intent_id": movement.intent_id,
                    "happened_at": movement.happened_at,
                },
            )
            if is_new:
                _write(row)
        new += is_new
        if progress:
            progress(1)
    return new


def compare_books(at: datetime, settled_before: datetime) -> BalanceReport:
    """Compare the ledger before `at` with Stripe's transactions, to the minor unit.

    Movements at Stripe after `settled_before` may not have reached the shop, and those posted here
    since `at` were not fetched yet: both are left out of the balances.
    """
    ours, late = _ours(at)
    theirs, young = _theirs(settled_before)
    our_total, their_total = _our_balances(), _their_balances()
    differences = _unknown()
    for key in sorted(ours.keys() | theirs.keys()):
        if ours.get(key) == theirs.get(key):
            continue
        if key in young and key not in ours:
            their_total[key.currency] -= theirs[key]
        elif key in late and key not in theirs:
            our_total[key.currency] -= ours[key]
        else:
            what = f"{key.what} of {key.intent or 'no intent'}"
            amounts = ours.get(key), theirs.get(key)
            cause = _cause(key, *amounts) if key.what == "refund" else ""
            differences.append(Difference(key.currency, what, *amounts, cause))
    if not differences:
        differences = [
            Difference(currency, "balance", our_total[currency], their_total[currency])
            for currency in sorted(our_total.keys() | their_total.keys())
            if our_total[currency] != their_total[currency]
        ]
    return BalanceReport(at, dict(our_total), dict(their_total), tuple(differences))


def _write(row: BalanceTransaction) -> None:
    """Post the fee, and the movement if Stripe made it by itself."""
    order = Order.objects.filter(payment_attempts__intent_id=row.intent_id).first()
    paid_order = order if row.intent_id else None
    post_fee(StripeMovement(row.id, row.currency, row.fee, paid_order))
    if row.type in BY_ITSELF:
        BY_ITSELF[row.type](StripeMovement(row.id, row.currency, row.amount, paid_order))


class _Key(NamedTuple):
    """The amounts that are compared: the charges or the refunds of an intent."""

    intent: str
    currency: str
    what: str


def _theirs(settled_before: datetime) -> tuple[dict[_Key, int], set[_Key]]:
    """Return Stripe's amounts, and the keys that are too recent to be missed here."""
    amounts: dict[_Key, int] = defaultdict(int)
    young = set()
    rows = BalanceTransaction.objects.filter(type__in=CHARGES | REFUNDS)
    for intent, currency, type_, amount, newest in rows.values_list(
        "intent_id", "currency", "type"
    ).annotate(Sum("amount"), Max("happened_at")):
        key = _Key(intent, currency, "charge" if type_ in CHARGES else "refund")
        amounts[key] += amount
        if newest > settled_before:
            young.add(key)
    return amounts, young


def _ours(at: datetime) -> tuple[dict[_Key, int], set[_Key]]:
    """Return the ledger's amounts, and the keys that are too recent to be missed at Stripe."""
    intents = PaymentAttempt.objects.filter(order=OuterRef("journal__order"))
    names = {Kind.CHARGE: "charge", Kind.LATE_CHARGE: "charge", Kind.REFUND: "refund"}
    entries = Entry.objects.filter(account=Account.STRIPE, journal__kind__in=names)
    amounts: dict[_Key, int] = defaultdict(int)
    late = set()
    for kind, currency, intent, amount, newest in (
        entries.annotate(intent=Subquery(intents.values("intent_id")[:1]))
        .values_list("journal__kind", "journal__currency", "intent")
        .annotate(Sum("amount"), Max("journal__written_at"))
    ):
        key = _Key(intent or "", currency, names[Kind(kind)])
        amounts[key] += amount
        if newest >= at:
            late.add(key)
    return amounts, late


def _cause(key: _Key, ours: int | None, theirs: int | None) -> str:
    """Return why more was refunded at Stripe than here; empty if it is not known.

    The amount that paid for gift cards is not refunded with the goods of an order: staff withdraw
    each card separately, because it could still be used.
    """
    order = Order.objects.filter(payment_attempts__intent_id=key.intent or None).first()
    excess = (ours or 0) - (theirs or 0)
    if order is None or not 0 < excess <= to_minor(order.cards_left, order.currency):
        return ""
    amount = amount_text(from_minor(excess, order.currency), order.currency)
    return (
        f"{amount} {order.currency} of this refund was made at Stripe and paid gift cards of order"
        f" {order.number}, which are still valid. Withdraw them in the order."
    )


def _unknown() -> list[Difference]:
    """Return transactions of a type without a posting rule as differences."""
    rows = BalanceTransaction.objects.exclude(type__in=CHARGES | REFUNDS | BY_ITSELF.keys())
    return [Difference(row.currency, f"{row.type} {row.id}", None, row.amount) for row in rows]


def _our_balances() -> dict[str, int]:
    rows = Entry.objects.filter(account=Account.STRIPE).values_list("journal__currency")
    return defaultdict(int, rows.annotate(Sum("amount")))


def _their_balances() -> dict[str, int]:
    rows = BalanceTransaction.objects.values_list("currency").annotate(Sum("amount"), Sum("fee"))
    return defaultdict(int, {currency: amount - fee for currency, amount, fee in rows})
