"""What is written when money moves; each call belongs to the transaction of what it records."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from shop.finance.ledger.models import Account, Entry, Journal
from shop.finance.payments.models import PaymentAttempt, Refund
from shop.oscar.order.models import Order
from shop.platform.core.money import allocate, to_minor

Kind = Journal.Kind


def post_charge(*, order: Order, attempt: PaymentAttempt) -> None:
    """A paid order: the money is at Stripe, or was on a gift card; for goods, delivery and tax."""
    entries = {
        Account.STRIPE: _total(attempt),
        Account.GIFT_CARDS: to_minor(order.gift_card_amount, order.currency),
    } | _earned(order, sign=-1)
    _post(f"charge:{attempt.public_id}", Kind.CHARGE, order, entries)


def post_late_charge(*, order: Order, attempt: PaymentAttempt) -> None:
    """Money for an order that was given up: it is the buyer's; a gift card has its own again."""
    total = _total(attempt)
    entries = {Account.STRIPE: total, Account.OWED: -total}
    _post(f"charge:{attempt.public_id}", Kind.LATE_CHARGE, order, entries)


def post_refund_agreed(*, order: Order, attempt: PaymentAttempt) -> None:
    """A sale is taken back whole: what parts have left of what was earned is owed to the buyer."""
    total = to_minor(order.total_incl_tax, order.currency)
    entries = {Account.OWED: -total} | _earned(order, sign=1)
    parts = Entry.objects.filter(journal__order=order, journal__kind=Kind.REFUND_AGREED)
    for account, amount in parts.values_list("account").annotate(Sum("amount")):
        entries[Account(account)] = entries.get(Account(account), 0) - amount
    _post(f"refund-agreed:{attempt.public_id}", Kind.REFUND_AGREED, order, entries)


@dataclass(frozen=True, slots=True)
class Back:
    """Money that goes back: by Stripe to what the buyer paid with, and to their gift card."""

    card: Decimal
    gift_card: Decimal

    @property
    def amount(self) -> Decimal:
        """All of it."""
        return self.card + self.gift_card


def post_refund(*, order: Order, key: str, back: Back) -> None:
    """Post that money which was owed has gone back; `key` names the refund and its try."""
    _post(key, Kind.REFUND, order, _gone(back, order.currency))


def post_refund_unsent(*, order: Order, key: str, amount: Decimal) -> None:
    """Post that a refund failed: what is owed waits for somebody to settle it."""
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
class Parts:
    """A refund of a part: all of it, and of that the goods and the delivery without tax."""

    amount: Decimal
    goods_excl: Decimal
    delivery_excl: Decimal


def post_part_agreed(*, order: Order, refund: Refund, parts: Parts) -> None:
    """A part of a sale is taken back: what was earned of it is owed to the buyer."""
    amount, goods, delivery = (
        to_minor(each, order.currency)
        for each in (parts.amount, parts.goods_excl, parts.delivery_excl)
    )
    entries = {
        Account.OWED: -amount,
        Account.SALES: goods,
        Account.SHIPPING: delivery,
        Account.TAX: amount - goods - delivery,
    }
    _post(f"refund-agreed:{refund.public_id}", Kind.REFUND_AGREED, order, entries)


def post_amount_agreed(*, order: Order, refund: Refund) -> None:
    """Post that an amount of a sale is taken back which no units account for.

    Goods, delivery and tax have their share of it; the last refund takes all that is left of each.
    """
    left = _left_of_sale(order)
    entries = left
    if to_minor(refund.amount, order.currency) != sum(left.values()):
        weights = [Decimal(max(minor, 0)) for minor in left.values()]
        parts = allocate(refund.amount, weights, order.currency)
        entries = {
            account: to_minor(part, order.currency)
            for account, part in zip(left, parts, strict=True)
        }
    _post(
        f"refund-agreed:{refund.public_id}",
        Kind.REFUND_AGREED,
        order,
        {Account.OWED: -sum(entries.values())} | entries,
    )


def _left_of_sale(order: Order) -> dict[Account, int]:
    """Return what refunds have left of goods, delivery and tax, in minor units."""
    left = _earned(order, sign=1)
    agreed = Entry.objects.filter(journal__order=order, journal__kind=Kind.REFUND_AGREED)
    for account, amount in agreed.values_list("account").annotate(Sum("amount")):
        if account in left:
            left[Account(account)] -= amount
    return left


def post_gift_card_issued(*, key: str, currency: str, amount: Decimal, paid_by: Account) -> None:
    """A gift card was made: what is on it is owed to its holder; an account has paid for it."""
    minor = to_minor(amount, currency)
    entries = {paid_by: minor, Account.GIFT_CARDS: -minor}
    _post(f"gift-card:{key}", Kind.GIFT_ISSUED, None, entries, currency)


def post_gift_card_disabled(*, key: str, currency: str, amount: Decimal, paid_by: Account) -> None:
    """What was left on a card that was disabled is owed no longer."""
    minor = to_minor(amount, currency)
    entries = {Account.GIFT_CARDS: minor, paid_by: -minor}
    _post(f"gift-card-ended:{key}", Kind.GIFT_ENDED, None, entries, currency)


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


def _gone(back: Back, currency: str) -> dict[Account, int]:
    card, gift_card = to_minor(back.card, currency), to_minor(back.gift_card, currency)
    return {
        Account.OWED: card + gift_card,
        Account.STRIPE: -card,
        Account.GIFT_CARDS: -gift_card,
    }


def _earned(order: Order, *, sign: int) -> dict[Account, int]:
    """Goods, delivery and tax of an order; the tax is what they leave of the total."""
    delivery = to_minor(order.shipping_excl_tax, order.currency)
    goods = to_minor(order.total_excl_tax, order.currency) - delivery
    tax = to_minor(order.total_incl_tax, order.currency) - goods - delivery
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
