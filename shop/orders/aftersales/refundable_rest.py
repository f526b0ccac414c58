"""The rest of an order that can be refunded although a gift card that it contains was used.

A used card keeps its value, so its order cannot be refunded as a whole: its goods, its delivery and
its unused cards can.
"""

from dataclasses import dataclass
from decimal import Decimal

from structlog import get_logger

from shop.finance.payments.models import PaymentAttempt, Refund
from shop.orders.aftersales.bought_cards import is_unused, ordered_cards, withdraw_card
from shop.orders.aftersales.refund_split import refundable_amounts
from shop.orders.aftersales.refunds import RefundRequest, refund_part
from shop.oscar.order.models import Order

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class RefundableRest:
    """The amount that can be refunded, and the last letters of the used cards that stay."""

    amount: Decimal
    used: tuple[str, ...]


def find_rest(order: Order) -> RefundableRest | None:
    """Return what can be refunded of a paid order with a used gift card; None without one."""
    if not order.cards_left:
        return None
    cards = [card for card in ordered_cards(order) if card.withdrawn_at is None]
    used = tuple(card.gift_card.last4 for card in cards if card.gift_card and not is_unused(card))
    if not used:
        return None
    unused = sum((card.amount for card in cards if is_unused(card)), Decimal(0))
    return RefundableRest(refundable_amounts(order, _attempt(order)).amount + unused, used)


def refund_rest(order: Order, *, by_id: int, reason: str) -> None:
    """Refund everything but the used cards; the caller has locked the order and decided its holds.

    Raises `CardNotWithdrawable` and the errors of `refund_part`.
    """
    for ordered in ordered_cards(order):
        if is_unused(ordered):
            withdraw_card(
                order_number=order.number, public_id=ordered.public_id, by_id=by_id, reason=reason
            )
    order.refresh_from_db()
    if refundable_amounts(order, _attempt(order)).amount:
        lines = list(order.lines.order_by("pk"))
        left = {line.pk: line.quantity - line.refunded_units for line in lines}
        refund_part(
            RefundRequest(
                key=f"rest:{order.number}",
                order_number=order.number,
                units={pk: units for pk, units in left.items() if units},
                delivery=_has_delivery_left(order),
                reason=reason[:200],
                by_id=by_id,
                before_packing=all(line.packing_since is None for line in lines),
            )
        )
    log.info("order.rest_refunded", order=order.number, by=by_id)


def _attempt(order: Order) -> PaymentAttempt:
    return PaymentAttempt.objects.get(order=order, state=PaymentAttempt.State.SUCCEEDED)


def _has_delivery_left(order: Order) -> bool:
    refunded = Refund.objects.filter(attempt__order=order, with_delivery=True).exists()
    return bool(order.shipping_incl_tax) and not refunded
