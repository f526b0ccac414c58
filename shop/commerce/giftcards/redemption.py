"""Redemption of gift cards: what a card pays, and how orders take and return it.

The statement that takes an amount also checks the balance, so simultaneous orders cannot overspend
it. Every change of a balance is a movement in the same transaction.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import F, Sum

from shop.commerce.giftcards.codes import hashes_of, normalize_gift_card_code
from shop.commerce.giftcards.errors import GiftCardRefused
from shop.commerce.giftcards.models import GiftCard, GiftCardMovement
from shop.oscar.order.models import Order
from shop.platform.core.money import from_minor, least_charge, to_minor
from shop.platform.database.clock import database_now

Kind = GiftCardMovement.Kind
ZERO = Decimal("0.00")
# Validity of money refunded to a card that has ended.
USABLE_AFTER_REFUND = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class AppliedGiftCard:
    """A card applied to a basket: its balance, or why it pays nothing."""

    card_id: int
    last4: str
    balance: Decimal = ZERO
    refusal: GiftCardRefused | None = None

    def part_of(self, total: Decimal, currency: str) -> Decimal:
        """Return what the card pays of a total: as much as possible.

        If the rest were below the minimum of a payment, the card pays less so that the rest is that
        minimum. A total below the minimum is paid in full, or not at all by the card.
        """
        if self.refusal is not None:
            return ZERO
        due, least = to_minor(total, currency), least_charge(currency)
        part = min(to_minor(self.balance, currency), due)
        if 0 < due - part < least:
            part = max(due - least, 0)
        return from_minor(part, currency)


def find_gift_card(text: str, currency: str, at: datetime) -> GiftCard:
    """Return the card of a code that could pay in a currency now.

    Raises `GiftCardRefused` with one reason for all cases, so guesses reveal nothing.
    """
    code = normalize_gift_card_code(text)
    card = GiftCard.objects.filter(code_hash__in=hashes_of(code)).first() if code else None
    if card is None or _refusal(card, currency, at) is not None:
        raise GiftCardRefused(reason="not_usable")
    return card


def find_balance(text: str) -> GiftCard:
    """Return the card of a code, used up or ended ones too.

    Raises `GiftCardRefused` for unknown and disabled cards alike.
    """
    code = normalize_gift_card_code(text)
    cards = GiftCard.objects.filter(disabled_at__isnull=True)
    card = cards.filter(code_hash__in=hashes_of(code)).first() if code else None
    if card is None:
        raise GiftCardRefused(reason="not_usable")
    return card


def apply_gift_card(card_id: int, currency: str, at: datetime) -> AppliedGiftCard:
    """Return what a card in a basket could pay."""
    card = GiftCard.objects.get(pk=card_id)
    return AppliedGiftCard(card.pk, card.last4, card.balance, _refusal(card, currency, at))


def take_gift_card(order: Order) -> None:
    """Take what an order's card pays, in the order's transaction. Raises `GiftCardRefused`.

    The quote has checked its validity; an order placed in time may still use it.
    """
    if not order.gift_card_amount:
        return
    taken = GiftCard.objects.filter(
        pk=order.gift_card_id,
        currency=order.currency,
        disabled_at__isnull=True,
        balance__gte=order.gift_card_amount,
    ).update(balance=F("balance") - order.gift_card_amount)
    if taken != 1:
        raise GiftCardRefused(reason="changed")
    GiftCardMovement.objects.create(
        gift_card_id=order.gift_card_id,
        kind=Kind.TAKEN,
        amount=-order.gift_card_amount,
        order=order,
    )


def give_back_gift_card(order: Order) -> None:
    """Return what an unpaid order took, under its lock; a second call changes nothing."""
    held = taken_by(order)
    if held:
        _give(order, held, Kind.GIVEN_BACK, key=None)


def refund_gift_card(*, order: Order, amount: Decimal, key: str) -> None:
    """Refund an amount to a paid order's card; the same key refunds once.

    A card that has ended, or ends soon, stays usable for 90 more days. A disabled card stays
    disabled: staff see the refund and issue another one.
    """
    if not amount or GiftCardMovement.objects.filter(key=key).exists():
        return
    _give(order, amount, Kind.REFUNDED, key=key)
    usable = database_now() + USABLE_AFTER_REFUND
    cards = GiftCard.objects.filter(pk=order.gift_card_id, valid_until__lt=usable)
    cards.update(valid_until=usable)


def taken_by(order: Order) -> Decimal:
    """Return what an order has taken of its card and not returned."""
    if order.gift_card_id is None:
        return ZERO
    moved = GiftCardMovement.objects.filter(order=order).aggregate(sum=Sum("amount"))["sum"]
    return -moved if moved else ZERO


def _give(order: Order, amount: Decimal, kind: str, *, key: str | None) -> None:
    GiftCard.objects.filter(pk=order.gift_card_id).update(balance=F("balance") + amount)
    GiftCardMovement.objects.create(
        gift_card_id=order.gift_card_id, kind=kind, amount=amount, order=order, key=key
    )


def _refusal(card: GiftCard, currency: str, at: datetime) -> GiftCardRefused | None:
    """Return why a card cannot pay in a currency at an instant; None if it can."""
    if card.disabled_at is not None:
        return GiftCardRefused(reason="disabled")
    if card.currency != currency:
        return GiftCardRefused(reason="other_currency")
    if card.valid_until is not None and at >= card.valid_until:
        return GiftCardRefused(reason="ended")
    return None if card.balance else GiftCardRefused(reason="used_up")
