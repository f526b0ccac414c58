"""Our books beside Stripe's: each movement of the balance is fetched, written and compared.

What Stripe does by itself (fees, disputes, payouts) is written from what it tells. Charges and
refunds were written when they happened here, and must be found there to the minor unit.
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
    Moved,
    post_dispute,
    post_failed_refund,
    post_fee,
    post_payout,
)
from shop.finance.payments import gateway
from shop.finance.payments.models import PaymentAttempt
from shop.oscar.order.models import Order
from shop.platform.database.clock import clock_now

OVERLAP = timedelta(days=1)  # fetched again, for what Stripe tells late
IN_FLIGHT = timedelta(minutes=10)  # Stripe may know of money before its webhook was handled
# Types of Stripe's balance transactions: https://docs.stripe.com/reports/balance-transaction-types
CHARGES = frozenset({"charge", "payment"})
REFUNDS = frozenset({"refund", "payment_refund"})
BY_ITSELF: Mapping[str, Callable[[Moved], None]] = {
    "adjustment": post_dispute,
    "refund_failure": post_failed_refund,
    "payment_failure_refund": post_failed_refund,
    "payout": post_payout,
    "payout_failure": post_payout,
}
Kind = Journal.Kind


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that the two books tell differently; amounts in minor units, None: not told."""

    currency: str
    what: str
    ours: int | None
    theirs: int | None

    def __str__(self) -> str:
        return f"{self.currency} {self.what}: ours {self.ours}, Stripe {self.theirs}"


@dataclass(frozen=True, slots=True)
class BalanceReport:
    """What both books say the balance at Stripe is, by currency, and where they differ."""

    at: datetime
    ours: Mapping[str, int]
    theirs: Mapping[str, int]
    differences: tuple[Difference, ...]


def reconcile_balance(*, in_flight: timedelta = IN_FLIGHT) -> BalanceReport:
    """Fetch what is new at Stripe, write what it did by itself, and compare all.

    Raises `PaymentUnavailable`.
    """
    at = clock_now()
    fetch_balance()
    return compare_books(at, at - in_flight)


def fetch_balance(progress: Callable[[int], object] | None = None) -> int:
    """Keep the movements of the balance that are new; return how many there were.

    Each is kept in a transaction with the journals that it causes.
    """
    newest = BalanceTransaction.objects.aggregate(newest=Max("happened_at"))["newest"]
    new = 0
    # The oldest first: what is interrupted goes on after the newest that was kept.
    for told in reversed(list(gateway.balance_since(newest - OVERLAP if newest else None))):
        with transaction.atomic():
            row, is_new = BalanceTransaction.objects.get_or_create(
                id=told.id,
                defaults={
                    "type": told.type,
                    "currency": told.currency,
                    "amount": told.amount,
                    "fee": told.fee,
                    "source": told.source,
                    "intent_id": told.intent_id,
                    "happened_at": told.happened_at,
                },
            )
            if is_new:
                _write(row)
        new += is_new
        if progress:
            progress(1)
    return new


def compare_books(at: datetime, settled_before: datetime) -> BalanceReport:
    """Compare all that was written before `at` with all that Stripe told, to the minor unit.

    What happened at Stripe after `settled_before` may not have reached us yet, and what was written
    here since `at` was not fetched yet: both are left out of the balances.
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
            told = ours.get(key), theirs.get(key)
            differences.append(Difference(key.currency, what, *told))
    if not differences:
        differences = [
            Difference(currency, "balance", our_total[currency], their_total[currency])
            for currency in sorted(our_total.keys() | their_total.keys())
            if our_total[currency] != their_total[currency]
        ]
    return BalanceReport(at, dict(our_total), dict(their_total), tuple(differences))


def _write(row: BalanceTransaction) -> None:
    """Write the fee, and what Stripe did by itself."""
    order = Order.objects.filter(payment_attempts__intent_id=row.intent_id).first()
    known = order if row.intent_id else None
    post_fee(Moved(row.id, row.currency, row.fee, known))
    if row.type in BY_ITSELF:
        BY_ITSELF[row.type](Moved(row.id, row.currency, row.amount, known))


class _Key(NamedTuple):
    """What both books tell of: the money or the refunds of an intent."""

    intent: str
    currency: str
    what: str


def _theirs(settled_before: datetime) -> tuple[dict[_Key, int], set[_Key]]:
    """Return what Stripe tells, and which of it is too young to be missed here."""
    found: dict[_Key, int] = defaultdict(int)
    young = set()
    rows = BalanceTransaction.objects.filter(type__in=CHARGES | REFUNDS)
    for intent, currency, type_, amount, newest in rows.values_list(
        "intent_id", "currency", "type"
    ).annotate(Sum("amount"), Max("happened_at")):
        key = _Key(intent, currency, "charge" if type_ in CHARGES else "refund")
        found[key] += amount
        if newest > settled_before:
            young.add(key)
    return found, young


def _ours(at: datetime) -> tuple[dict[_Key, int], set[_Key]]:
    """Return what we wrote, and which of it is too late to be missed at Stripe."""
    intents = PaymentAttempt.objects.filter(order=OuterRef("journal__order"))
    names = {Kind.CHARGE: "charge", Kind.LATE_CHARGE: "charge", Kind.REFUND: "refund"}
    entries = Entry.objects.filter(account=Account.STRIPE, journal__kind__in=names)
    found: dict[_Key, int] = defaultdict(int)
    late = set()
    for kind, currency, intent, amount, newest in (
        entries.annotate(intent=Subquery(intents.values("intent_id")[:1]))
        .values_list("journal__kind", "journal__currency", "intent")
        .annotate(Sum("amount"), Max("journal__written_at"))
    ):
        key = _Key(intent or "", currency, names[Kind(kind)])
        found[key] += amount
        if newest >= at:
            late.add(key)
    return found, late


def _unknown() -> list[Difference]:
    """Name movements of a type that no rule writes: money that nobody explained."""
    rows = BalanceTransaction.objects.exclude(type__in=CHARGES | REFUNDS | BY_ITSELF.keys())
    return [Difference(row.currency, f"{row.type} {row.id}", None, row.amount) for row in rows]


def _our_balances() -> dict[str, int]:
    rows = Entry.objects.filter(account=Account.STRIPE).values_list("journal__currency")
    return defaultdict(int, rows.annotate(Sum("amount")))


def _their_balances() -> dict[str, int]:
    rows = BalanceTransaction.objects.values_list("currency").annotate(Sum("amount"), Sum("fee"))
    return defaultdict(int, {currency: amount - fee for currency, amount, fee in rows})
