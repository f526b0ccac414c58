"""What is written when money moves; each call belongs to the transaction of what it records."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from shop.core.money import to_minor
from shop.forks.order.models import Order
from shop.ledger.models import Account, Entry, Journal
from shop.payments.models import PaymentAttempt

Kind = Journal.Kind


def post_charge(*, order: Order, attempt: PaymentAttempt) -> None:
    """A paid order: the money is at Stripe, for goods, delivery and tax."""
    entries = {Account.STRIPE: _total(attempt)} | _earned(order, attempt, sign=-1)
    _post(f"charge:{attempt.public_id}", Kind.CHARGE, order, entries)


def post_late_charge(*, order: Order, attempt: PaymentAttempt) -> None:
    """Money for an order that was given up: it is the buyer's."""
    total = _total(attempt)
    entries = {Account.STRIPE: total, Account.OWED: -total}
    _post(f"charge:{attempt.public_id}", Kind.LATE_CHARGE, order, entries)


def post_refund_agreed(*, order: Order, attempt: PaymentAttempt) -> None:
    """A sale is taken back whole: what was earned is owed to the buyer."""
    entries = {Account.OWED: -_total(attempt)} | _earned(order, attempt, sign=1)
    _post(f"refund-agreed:{attempt.public_id}", Kind.REFUND_AGREED, order, entries)


def post_refund(*, order: Order, attempt: PaymentAttempt) -> None:
    """What was owed has gone back."""
    total = _total(attempt)
    entries = {Account.OWED: total, Account.STRIPE: -total}
    _post(f"refund:{attempt.public_id}", Kind.REFUND, order, entries)


@dataclass(frozen=True, slots=True)
class Moved:
    """Money that Stripe moved by itself: a key, a currency and an amount in minor units."""

    key: str
    currency: str
    amount: int
    order: Order | None = None


def post_fee(moved: Moved) -> None:
    """Stripe kept a fee, or gave one back where it is negative."""
    entries = {Account.FEES: moved.amount, Account.STRIPE: -moved.amount}
    _post(f"fee:{moved.key}", Kind.FEE, moved.order, entries, moved.currency)


def post_dispute(moved: Moved) -> None:
    """A dispute took money (negative) or gave it back."""
    entries = {Account.STRIPE: moved.amount, Account.DISPUTES: -moved.amount}
    _post(f"dispute:{moved.key}", Kind.DISPUTE, moved.order, entries, moved.currency)


def post_failed_refund(moved: Moved) -> None:
    """A refund did not arrive and came back: the buyer is owed it again."""
    entries = {Account.STRIPE: moved.amount, Account.OWED: -moved.amount}
    _post(f"refund-failed:{moved.key}", Kind.REFUND_FAILED, moved.order, entries, moved.currency)


def post_payout(moved: Moved) -> None:
    """Stripe paid out to our bank (negative)."""
    entries = {Account.STRIPE: moved.amount, Account.BANK: -moved.amount}
    _post(f"payout:{moved.key}", Kind.PAYOUT, moved.order, entries, moved.currency)


def _total(attempt: PaymentAttempt) -> int:
    return to_minor(attempt.amount, attempt.currency)


def _earned(order: Order, attempt: PaymentAttempt, *, sign: int) -> dict[Account, int]:
    """Goods, delivery and tax of an order; the tax is what they leave of the total."""
    delivery = to_minor(order.shipping_excl_tax, order.currency)
    goods = to_minor(order.total_excl_tax, order.currency) - delivery
    tax = _total(attempt) - goods - delivery
    parts = {Account.SALES: goods, Account.SHIPPING: delivery, Account.TAX: tax}
    return {account: sign * amount for account, amount in parts.items()}


@transaction.atomic
def _post(
    key: str, kind: str, order: Order | None, entries: Mapping[Account, int], currency: str = ""
) -> None:
    """Write a journal once; the same again writes nothing, as nothing does that moved nothing."""
    kept = {account: amount for account, amount in entries.items() if amount}
    if not kept:
        return
    paid_in = currency or (order.currency if order is not None else "")
    journal, is_new = Journal.objects.get_or_create(
        key=key, defaults={"kind": kind, "order": order, "currency": paid_in}
    )
    if is_new:
        Entry.objects.bulk_create(
            Entry(journal=journal, account=account, amount=amount)
            for account, amount in kept.items()
        )
