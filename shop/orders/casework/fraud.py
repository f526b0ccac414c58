"""Fraud review: signs of fraud hold a paid order until staff release or refund it.

Signs are Stripe Radar's risk level, entries of the block list, and many paid orders of one person
within a day. The hold is of another cause than one because of rights, so that an order may need
both decisions; nothing is packed or sent before each is made.
"""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from structlog import get_logger

from shop.commerce.giftcards.bought import cancel_ordered_cards
from shop.commerce.inventory.services import release_sold
from shop.finance.ledger.services import post_refund_agreed
from shop.finance.payments.disputes import is_disputed
from shop.finance.payments.models import PaymentAttempt
from shop.finance.payments.types import Intent
from shop.orders.aftersales.refundable_rest import refund_rest
from shop.orders.aftersales.shipments import mark_sent_if_complete
from shop.orders.aftersales.staff_alerts import notify_staff
from shop.orders.casework.blocks import blocked_kinds
from shop.orders.checkout.quotas import release_quotas
from shop.orders.errors import HeldOrderDecided, OrderStateConflict, RefundRefused
from shop.orders.models import DomainEvent, HeldOrder
from shop.orders.payment.state_machine import move_order
from shop.oscar.order.models import Order, OrderState
from shop.platform.database.clock import database_now
from shop.platform.database.jobs import queue_job
from shop.platform.limits.counting import limits_apply

log = get_logger(__name__)
PERMISSION = "payments.add_refund"
# Radar's levels that hold an order; https://docs.stripe.com/radar/risk-evaluation
RISKY = ("elevated", "highest")
PERIOD = timedelta(days=1)
Cause, Decision = HeldOrder.Cause, HeldOrder.Decision


def review_payment(order: Order, intent: Intent | None = None) -> None:
    """Hold an order that has just been paid if there are signs of fraud.

    It runs in the transaction that records the payment, so that no packer sees the order before.
    """
    if order.status != OrderState.PAID:
        return
    signs = [{"text": text} for text in _signs(order, intent)]
    if not signs or HeldOrder.objects.filter(order=order, cause=Cause.FRAUD).exists():
        return
    HeldOrder.objects.create(order=order, cause=Cause.FRAUD, denied=signs)
    DomainEvent.objects.create(
        name="order.held_for_review", subject=order.number, data={"signs": signs}
    )
    notify_staff(
        permission=PERMISSION,
        code="order.to_review",
        key=f"fraud-review:{order.pk}",
        order=order,
        amount=order.total_incl_tax,
        reason="; ".join(sign["text"] for sign in signs),
    )
    log.warning("order.held_for_review", order=order.number)


@transaction.atomic
def release_order(*, held: HeldOrder, by_id: int, note: str) -> None:
    """Release an order after review: it can be packed. Raises `HeldOrderDecided`."""
    order = Order.objects.select_for_update().get(pk=held.order_id)
    _decide(held, Decision.SHIP, by_id, note)
    mark_sent_if_complete(order)


@transaction.atomic
def refund_order(*, held: HeldOrder, by_id: int, note: str, keep_used: bool = False) -> None:
    """Refund an order after review as a whole: its stock is released, a job sends the money.

    Raises `HeldOrderDecided`, `OrderStateConflict` for an order that is not paid and unsent or has
    been refunded in part, `RefundRefused` while the payment is disputed, and `GiftCardUsed`. With
    `keep_used` everything but used gift cards is refunded.
    """
    order = Order.objects.select_for_update().get(pk=held.order_id)
    if is_disputed(order):
        raise RefundRefused(reason="disputed")
    if order.status != OrderState.PAID or order.shipments.exists():
        raise OrderStateConflict(order=order.number)
    _decide(held, Decision.REFUND, by_id, note)
    HeldOrder.objects.filter(order=order, decision="").update(
        decision=Decision.REFUND, decided_by_id=by_id, decided_at=database_now()
    )
    if keep_used:
        refund_rest(order, by_id=by_id, reason="Refunded after review")
        return
    cancel_ordered_cards(order, by_id=by_id, reason="Order refunded")
    release_quotas(order)
    release_sold(order=order, reason="refunded after review")
    move_order(order, expected=OrderState.PAID, to=OrderState.REFUND_DUE)
    attempt = PaymentAttempt.objects.get(order=order, state=PaymentAttempt.State.SUCCEEDED)
    post_refund_agreed(order=order, attempt=attempt)
    queue_job("ordering.refund_late_payment", attempt_id=attempt.pk)


def orders_to_review() -> QuerySet[HeldOrder]:
    """Return orders that wait for a decision after review, the oldest first."""
    return fraud_reviews().filter(decision="").order_by("since", "pk")


def fraud_reviews() -> QuerySet[HeldOrder]:
    """Return all reviews, the latest first."""
    reviews = HeldOrder.objects.filter(cause=Cause.FRAUD)
    return reviews.select_related("order__market", "decided_by").order_by("-since", "-pk")


def _signs(order: Order, intent: Intent | None) -> Iterator[str]:
    if intent is not None and intent.risk_level in RISKY:
        score = "" if intent.risk_score is None else f" (score {intent.risk_score} of 100)"
        yield f"Stripe Radar: {intent.risk_level} risk{score}"
    for kind in blocked_kinds(order):
        yield f"Block list: {kind}"
    most = settings.ENV.FRAUD_ORDERS_PER_DAY
    if most and limits_apply() and (count := _recent_orders(order)) > most:
        yield f"{count} paid orders of one person within 24 hours"


def _recent_orders(order: Order) -> int:
    """Count the paid orders of the buyer within a day, this one included.

    A replacement is no order of the buyer's own: staff and exchanges place it.
    """
    person = Q(guest_email__iexact=order.guest_email)
    if order.user_id is not None:
        person |= Q(user=order.user_id)
    recent = Order.objects.filter(
        person, date_placed__gt=order.date_placed - PERIOD, replaces_case=None
    )
    return recent.filter(
        status__in=(OrderState.PAID, OrderState.FULFILLED), date_placed__lte=order.date_placed
    ).count()


def _decide(held: HeldOrder, decision: str, by_id: int, note: str) -> None:
    decided = HeldOrder.objects.filter(pk=held.pk, cause=Cause.FRAUD, decision="").update(
        decision=decision, decided_by_id=by_id, decided_at=database_now(), note=note.strip()
    )
    if decided != 1:
        raise HeldOrderDecided(order=held.order.number)
    DomainEvent.objects.create(
        name=f"order.review_{'released' if decision == Decision.SHIP else 'refunded'}",
        subject=held.order.number,
        data={"by": by_id, "reason": note.strip()},
    )
