"""What a gift card pays of a total, and how an order takes it and gives it back.

The balance is asked in the statement that takes: two orders at once never share the last of it.
Every change of a balance is a movement in the same transaction.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import F, Sum

from shop.commerce.giftcards.codes import hashes_of, written_code
from shop.commerce.giftcards.errors import GiftCardRefused
from shop.commerce.giftcards.models import GiftCard, GiftCardMovement
from shop.oscar.order.models import Order
from shop.platform.core.money import from_minor, least_charge, to_minor
from shop.platform.database.clock import database_now

Kind = GiftCardMovement.Kind
ZERO = Decimal("0.00")
# Money that goes back to a card that has ended can be spent for so long.
USABLE_AFTER_REFUND = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class AppliedGiftCard:
    """A card beside a basket: what is on it, or why it pays nothing."""

    card_id: int
    last4: str
    balance: Decimal = ZERO
    refusal: GiftCardRefused | None = None

    def part_of(self, total: Decimal, currency: str) -> Decimal:
        """Return what the card pays of a total: all it has, unless too little is left to charge.

        A rest below the least that a payment may be of would have no way to be paid: the card pays
        less then, and the rest is that least. A total below it is paid whole, or not by the card.
        """
        if self.refusal is not None:
            return ZERO
        due, least = to_minor(total, currency), least_charge(currency)
        part = min(to_minor(self.balance, currency), due)
        if 0 < due - part < least:
            part = max(due - least, 0)
        return from_minor(part, currency)


def find_gift_card(text: str, currency: str, at: datetime) -> GiftCard:
    """Return the card that a code opens and that could pay in a currency now.

    Raises `GiftCardRefused`, the same for every reason: who tries codes learns nothing.
    """
    code = written_code(text)
    card = GiftCard.objects.filter(code_hash__in=hashes_of(code)).first() if code else None
    if card is None or _refusal(card, currency, at) is not None:
        raise GiftCardRefused(reason="not_usable")
    return card


def apply_gift_card(card_id: int, currency: str, at: datetime) -> AppliedGiftCard:
    """Return what a card that is in a basket could pay there."""
    card = GiftCard.objects.get(pk=card_id)
    return AppliedGiftCard(card.pk, card.last4, card.balance, _refusal(card, currency, at))


def take_gift_card(order: Order) -> None:
    """Take what an order's card pays, in the order's transaction. Raises `GiftCardRefused`.

    Its period was asked by the quote; an order that was placed in time keeps it.
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
    """Give back what an unpaid order took, under its lock; a second call changes nothing."""
    held = taken_by(order)
    if held:
        _give(order, held, Kind.GIVEN_BACK, key=None)


def refund_gift_card(*, order: Order, amount: Decimal, key: str) -> None:
    """Give back what a paid order's card paid, or a part of it; the same key does it once.

    A card that has ended meanwhile, or soon will, can be used for 90 more days: what comes back
    must be worth something. A disabled one stays so; staff see what came back and issue another.
    """
    if not amount or GiftCardMovement.objects.filter(key=key).exists():
        return
    _give(order, amount, Kind.REFUNDED, key=key)
    usable = database_now() + USABLE_AFTER_REFUND
    cards = GiftCard.objects.filter(pk=order.gift_card_id, valid_until__lt=usable)
    cards.update(valid_until=usable)


def taken_by(order: Order) -> Decimal:
    """Return what an order has of its card at this moment."""
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
    """Return why a card cannot pay in a currency at an instant."""
    if card.disabled_at is not None:
        return GiftCardRefused(reason="disabled")
    if card.currency != currency:
        return GiftCardRefused(reason="other_currency")
    if card.valid_until is not None and at >= card.valid_until:
        return GiftCardRefused(reason="ended")
    return None if card.balance else GiftCardRefused(reason="used_up")
