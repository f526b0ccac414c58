"""Postings to the ledger; each runs in the transaction of the event it records."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from shop.finance.ledger.models import Account, Entry, Journal
from shop.finance.payments.models import PaymentAttempt, Refund
from shop.oscar.order.models import Order
from shop.platform.core.money import allocate, to_minor
from shop.platform.database.prepared import execute

Kind = Journal.Kind

# One statement: a journal is nearly always new; the entries of a known one are not written again.
_NEW_JOURNAL = """
    with journal as (
        insert into ledger_journal (key, kind, currency, order_id)
        values (%(key)s, %(kind)s, %(currency)s, %(order)s)
        on conflict (key) do nothing
        returning id
    )
    insert into ledger_entry (journal_id, account, amount)
    select journal.id, entry.account, entry.amount
    from journal, unnest(%(accounts)s::text[], %(amounts)s::bigint[]) as entry (account, amount)
"""


def post_charge(*, order: Order, attempt: PaymentAttempt) -> None:
    """Post a paid order: Stripe and gift card against goods, delivery, tax and sold gift cards."""
    entries = {Account.STRIPE: _total(attempt)} | _earned(order, sign=-1)
    entries[Account.GIFT_CARDS] += to_minor(order.gift_card_amount, order.currency)
    _post(f"charge:{attempt.public_id}", Kind.CHARGE, order, entries)


def post_late_charge(*, order: Order, attempt: PaymentAttempt) -> None:
    """Post a payment for an order that was given up: it is owed to the buyer."""
    total = _total(attempt)
    entries = {Account.STRIPE: total, Account.OWED: -total}
    _post(f"charge:{attempt.public_id}", Kind.LATE_CHARGE, order, entries)


def post_refund_agreed(*, order: Order, attempt: PaymentAttempt) -> None:
    """Post the refund of a whole sale: what earlier partial refunds have left is owed."""
    total = to_minor(order.total_incl_tax, order.currency)
    entries = {Account.OWED: -total} | _earned(order, sign=1)
    breakdown = Entry.objects.filter(journal__order=order, journal__kind=Kind.REFUND_AGREED)
    for account, amount in breakdown.values_list("account").annotate(Sum("amount")):
        entries[Account(account)] = entries.get(Account(account), 0) - amount
    _post(f"refund-agreed:{attempt.public_id}", Kind.REFUND_AGREED, order, entries)


@dataclass(frozen=True, slots=True)
class RefundAmounts:
    """Amounts of a refund by means of payment: card (by Stripe) and gift card."""

    card: Decimal
    gift_card: Decimal

    @property
    def amount(self) -> Decimal:
        """Return the total."""
        return self.card + self.gift_card


def post_refund(*, order: Order, key: str, back: RefundAmounts) -> None:
    """Post that owed money was paid back; `key` names the refund and its try."""
    _post(key, Kind.REFUND, order, _gone(back, order.currency))


def post_refund_unsent(*, order: Order, key: str, amount: Decimal) -> None:
    """Post that a refund failed: the amount waits to be settled."""
    minor = to_minor(amount, order.currency)
    entries = {Account.OWED: minor, Account.UNREFUNDED: -minor}
    _post(f"unsent:{key}", Kind.REFUND_UNSENT, order, entries)


def post_refund_retry(*, order: Order, key: str, amount: Decimal) -> None:
    """Post that a failed refund is sent again."""
    minor = to_minor(amount, order.currency)
    entries = {Account.UNREFUNDED: minor, Account.OWED: -minor}
    _post(f"retry:{key}", Kind.REFUND_RETRY, order, entries)


def post_refund_by_other_means(
    *, order: Order, key: str, amount: Decimal, paid_by: Account
) -> None:
    """Post that a failed refund was paid from another account."""
    minor = to_minor(amount, order.currency)
    entries = {Account.UNREFUNDED: minor, paid_by: -minor}
    _post(f"settled:{key}", Kind.REFUND_OTHER, order, entries)


@dataclass(frozen=True, slots=True)
class RefundBreakdown:
    """A partial refund: its total, and its goods and delivery without tax."""

    amount: Decimal
    goods_excl: Decimal
    delivery_excl: Decimal


def post_part_agreed(*, order: Order, refund: Refund, breakdown: RefundBreakdown) -> None:
    """Post a partial refund: its share of the sale is owed to the buyer."""
    amount, goods, delivery = (
        to_minor(each, order.currency)
        for each in (breakdown.amount, breakdown.goods_excl, breakdown.delivery_excl)
    )
    duty = _duty_share(order, delivery)
    entries = {
        Account.OWED: -amount,
        Account.SALES: goods,
        Account.SHIPPING: delivery - duty,
        Account.DUTY: duty,
        Account.TAX: amount - goods - delivery,
    }
    _post(f"refund-agreed:{refund.public_id}", Kind.REFUND_AGREED, order, entries)


def post_amount_agreed(*, order: Order, refund: Refund) -> None:
    """Post a refund of an amount that is not tied to units, by `split_amount`."""
    entries = split_amount(order, refund.amount)
    _post(
        f"refund-agreed:{refund.public_id}",
        Kind.REFUND_AGREED,
        order,
        {Account.OWED: -sum(entries.values())} | entries,
    )


def post_card_withdrawn(*, order: Order, refund: Refund) -> None:
    """Post the refund of an unused gift card that was bought: it is owed to its buyer."""
    minor = to_minor(refund.amount, order.currency)
    entries = {Account.OWED: -minor, Account.GIFT_CARDS: minor}
    _post(f"refund-agreed:{refund.public_id}", Kind.REFUND_AGREED, order, entries)


def split_amount(order: Order, amount: Decimal) -> dict[Account, int]:
    """Return the shares of an amount in goods, delivery and tax of an order, in minor units.

    The shares are those of what earlier refunds have left; the last refund takes all of it.
    """
    left = _left_of_sale(order)
    if to_minor(amount, order.currency) == sum(left.values()):
        return left
    weights = [Decimal(max(minor, 0)) for minor in left.values()]
    parts = allocate(amount, weights, order.currency)
    return {
        account: to_minor(part, order.currency) for account, part in zip(left, parts, strict=True)
    }


def _left_of_sale(order: Order) -> dict[Account, int]:
    """Return what refunds have left of goods, delivery and tax, in minor units."""
    left = _earned(order, sign=1)
    del left[Account.GIFT_CARDS]  # refunded card by card
    agreed = Entry.objects.filter(journal__order=order, journal__kind=Kind.REFUND_AGREED)
    for account, amount in agreed.values_list("account").annotate(Sum("amount")):
        if account in left:
            left[Account(account)] -= amount
    return left


def post_gift_card_issued(*, key: str, currency: str, amount: Decimal, paid_by: Account) -> None:
    """Post an issued gift card: its value is owed to the holder, paid by an account."""
    minor = to_minor(amount, currency)
    entries = {paid_by: minor, Account.GIFT_CARDS: -minor}
    _post(f"gift-card:{key}", Kind.GIFT_ISSUED, None, entries, currency)


def post_gift_card_disabled(*, key: str, currency: str, amount: Decimal, paid_by: Account) -> None:
    """Post that the value of a disabled card is no longer owed."""
    minor = to_minor(amount, currency)
    entries = {Account.GIFT_CARDS: minor, paid_by: -minor}
    _post(f"gift-card-ended:{key}", Kind.GIFT_ENDED, None, entries, currency)


@dataclass(frozen=True, slots=True)
class StripeMovement:
    """Money moved by Stripe itself: key, currency, and amount in minor units."""

    key: str
    currency: str
    amount: int
    order: Order | None = None


def post_fee(moved: StripeMovement) -> None:
    """Post a fee of Stripe; negative if it was returned."""
    entries = {Account.FEES: moved.amount, Account.STRIPE: -moved.amount}
    _post(f"fee:{moved.key}", Kind.FEE, moved.order, entries, moved.currency)


def post_dispute(moved: StripeMovement) -> None:
    """Post money taken (negative) or returned by a dispute."""
    entries = {Account.STRIPE: moved.amount, Account.DISPUTES: -moved.amount}
    _post(f"dispute:{moved.key}", Kind.DISPUTE, moved.order, entries, moved.currency)


def post_failed_refund(moved: StripeMovement) -> None:
    """Post a refund that came back: the buyer is owed the amount again."""
    entries = {Account.STRIPE: moved.amount, Account.OWED: -moved.amount}
    _post(f"refund-failed:{moved.key}", Kind.REFUND_FAILED, moved.order, entries, moved.currency)


def post_payout(moved: StripeMovement) -> None:
    """Post a payout to the bank (negative)."""
    entries = {Account.STRIPE: moved.amount, Account.BANK: -moved.amount}
    _post(f"payout:{moved.key}", Kind.PAYOUT, moved.order, entries, moved.currency)


def _total(attempt: PaymentAttempt) -> int:
    return to_minor(attempt.amount, attempt.currency)


def _gone(back: RefundAmounts, currency: str) -> dict[Account, int]:
    card, gift_card = to_minor(back.card, currency), to_minor(back.gift_card, currency)
    return {
        Account.OWED: card + gift_card,
        Account.STRIPE: -card,
        Account.GIFT_CARDS: -gift_card,
    }


def _earned(order: Order, *, sign: int) -> dict[Account, int]:
    """Return goods, delivery, duty, tax and sold gift cards; tax is the remainder of the total."""
    cards = to_minor(order.cards_bought, order.currency)
    delivery = to_minor(order.shipping_excl_tax, order.currency)
    goods = to_minor(order.total_excl_tax, order.currency) - delivery - cards
    tax = to_minor(order.total_incl_tax, order.currency) - goods - delivery - cards
    duty = _charged_duty(order)
    amounts = {
        Account.SALES: goods,
        Account.SHIPPING: delivery - duty,
        Account.DUTY: duty,
        Account.TAX: tax,
        Account.GIFT_CARDS: cards,
    }
    return {account: sign * amount for account, amount in amounts.items()}


def _charged_duty(order: Order) -> int:
    """Return the customs duty without tax that an order charges, which has an account of its own.

    Orders placed before 2026-11-30 have booked it with the delivery, and their refunds follow that:
    the snapshot of later orders names the account.
    """
    duty = order.snapshot.get("duty") or {}
    if duty.get("account") != Account.DUTY:
        return 0
    charged = to_minor(Decimal(duty["amount"]), order.currency)
    return min(charged, to_minor(order.shipping_excl_tax, order.currency))  # 0 of a replacement


def _duty_share(order: Order, delivery: int) -> int:
    """Return the duty in a refunded part of the delivery, in proportion."""
    whole = to_minor(order.shipping_excl_tax, order.currency)
    duty = _charged_duty(order)
    return duty * delivery // whole if whole else 0


@transaction.atomic(savepoint=False)
def _post(
    key: str, kind: str, order: Order | None, entries: Mapping[Account, int], currency: str = ""
) -> None:
    """Write a journal once per key; entries of zero are left out."""
    kept = {account: amount for account, amount in entries.items() if amount}
    if not kept:
        return
    paid_in = currency or (order.currency if order is not None else "")
    values = {
        "key": key,
        "kind": str(kind),
        "currency": paid_in,
        "order": order.pk if order else None,
        "accounts": [str(account) for account in kept],
        "amounts": list(kept.values()),
    }
    execute(_NEW_JOURNAL, values)
