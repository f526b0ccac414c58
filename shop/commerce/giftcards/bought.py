"""Gift cards of paid orders: issued in the transaction of the payment, cancelled while unused.

Money is not posted here: the charge of the order credits the liability, and its refund debits it.
"""

from decimal import Decimal

from django.db.models import F
from structlog import get_logger

from shop.commerce.giftcards.codes import codes_of, hashes_of, new_seed
from shop.commerce.giftcards.errors import GiftCardUsed
from shop.commerce.giftcards.models import GiftCard, GiftCardMovement, OrderedGiftCard
from shop.oscar.order.models import Order
from shop.platform.database.clock import TransactionTimestamp

log = get_logger(__name__)
Kind = GiftCardMovement.Kind
ZERO = Decimal("0.00")


def issue_ordered_cards(order: Order) -> int:
    """Issue the cards of an order, under its lock; a second call issues none. Return how many."""
    waiting = OrderedGiftCard.objects.filter(
        order=order, gift_card__isnull=True, withdrawn_at__isnull=True
    )
    issued = 0
    for ordered in waiting.order_by("pk"):
        _issue(order, ordered)
        issued += 1
    return issued


def drop_ordered_cards(order: Order) -> None:
    """Give up the cards of an order whose payment came too late; they were never issued."""
    OrderedGiftCard.objects.filter(order=order, gift_card__isnull=True).update(
        withdrawn_at=TransactionTimestamp()
    )
    Order.objects.filter(pk=order.pk).update(cards_withdrawn=F("cards_bought"))
    order.cards_withdrawn = order.cards_bought


def cancel_ordered_cards(order: Order, *, by_id: int | None, reason: str) -> None:
    """Cancel all cards of an order that is refunded as a whole. Raises `GiftCardUsed`."""
    if not order.cards_left:
        return
    rows = OrderedGiftCard.objects.filter(order=order, withdrawn_at__isnull=True)
    for ordered in rows.select_related("gift_card").order_by("pk"):
        cancel_card(ordered, by_id=by_id, reason=reason)
    Order.objects.filter(pk=order.pk).update(cards_withdrawn=F("cards_bought"))
    order.cards_withdrawn = order.cards_bought


def cancel_card(ordered: OrderedGiftCard, *, by_id: int | None, reason: str) -> None:
    """Cancel an unused card, in the transaction that refunds it.

    One statement checks that nothing was used, so that an order that takes from the card and a
    refund exclude each other. Raises `GiftCardUsed`.
    """
    card = ordered.gift_card
    if card is not None:
        unused = GiftCard.objects.filter(
            pk=card.pk, balance=card.issued, disabled_at__isnull=True
        ).update(
            balance=ZERO,
            disabled_at=TransactionTimestamp(),
            disabled_by_id=by_id,
            disabled_for=reason[:200],
        )
        if unused != 1:
            raise GiftCardUsed(last4=card.last4)
        GiftCardMovement.objects.create(
            gift_card=card, kind=Kind.DISABLED, amount=-card.issued, by_id=by_id
        )
        log.info("gift_card.withdrawn", card=str(card.public_id))
    OrderedGiftCard.objects.filter(pk=ordered.pk).update(withdrawn_at=TransactionTimestamp())


def _issue(order: Order, ordered: OrderedGiftCard) -> None:
    seed = new_seed()
    code = next(codes_of(seed))
    card = GiftCard.objects.create(
        key=ordered.public_id,
        request_hash=f"order:{order.pk}",
        code_hash=hashes_of(code)[0],
        last4=code[-4:],
        seed=seed,
        currency=order.currency,
        issued=ordered.amount,
        balance=ordered.amount,
        purpose=GiftCard.Purpose.BOUGHT,
        reason=f"Order {order.number}",
        recipient=ordered.recipient or order.guest_email,
        language=order.language,
    )
    GiftCardMovement.objects.create(gift_card=card, kind=Kind.ISSUED, amount=card.issued)
    OrderedGiftCard.objects.filter(pk=ordered.pk).update(gift_card=card)
    log.info("gift_card.issued", card=str(card.public_id), currency=card.currency)
