"""Effects of revoked rights on orders: cancelled, refunded, or held for a decision.

Every page decides the rights itself; a sale is refused even before this has run. Each step may be
repeated: the order's row records the progress.
"""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q, QuerySet
from structlog import get_logger

from licensing.models import RightsDenial
from shop.commerce.giftcards.bought import cancel_ordered_cards
from shop.commerce.inventory.services import release_reserved, release_sold
from shop.finance.ledger.services import post_refund_agreed
from shop.finance.payments.errors import PaymentMismatch, PaymentUnavailable
from shop.finance.payments.models import PaymentAttempt
from shop.orders.aftersales.refundable_rest import refund_rest
from shop.orders.aftersales.shipments import mark_sent_if_complete, unsent
from shop.orders.checkout.quotas import release_quotas
from shop.orders.denials.denied_lines import DeniedLine, find_denied
from shop.orders.errors import HeldOrderDecided, ReferenceMissing
from shop.orders.messages import queue_message
from shop.orders.models import DomainEvent, FollowedDenial, HeldOrder, OutgoingMessage
from shop.orders.payment.expiry import end_attempts
from shop.orders.payment.state_machine import move_order
from shop.orders.tasks import refund_late_payment
from shop.oscar.order.models import Line, Order, OrderState
from shop.platform.database.clock import clock_now, database_now
from shop.platform.database.jobs import queue_job

log = get_logger(__name__)
Decision = HeldOrder.Decision


def process_denials() -> int:
    """Apply denials that were not processed yet to orders; return how many."""
    waiting = list(
        RightsDenial.objects.filter(followed__isnull=True, effective_at__lte=clock_now())
    )
    if waiting:
        for order, denied in _denied(Order.objects.filter(status=OrderState.PENDING)):
            _mark(order, denied)
        for order, denied in _denied(Order.objects.filter(status=OrderState.PAID)):
            hold_order(order, _exclude_shipped(order, denied))
        FollowedDenial.objects.bulk_create(
            [FollowedDenial(denial=denial) for denial in waiting], ignore_conflicts=True
        )
    _cancel_marked()
    return len(waiting)


def hold_order(order: Order, denied: Sequence[DeniedLine]) -> None:
    """Hold a paid order until a person decides; a second call changes nothing."""
    if not denied:
        return
    facts = [{"sku": line.sku, "reasons": list(line.reasons)} for line in denied]
    with transaction.atomic():
        locked = Order.objects.select_for_update().get(pk=order.pk)
        holds = HeldOrder.objects.filter(order=order, cause=HeldOrder.Cause.RIGHTS)
        decided = holds.filter(Q(decision="") | Q(denied=facts))
        if locked.status != OrderState.PAID or decided.exists():
            return
        HeldOrder.objects.create(order=order, denied=facts)
        DomainEvent.objects.create(name="order.held", subject=order.number, data={"lines": facts})
    log.warning("order.held", order=order.number)


@transaction.atomic
def ship_held_order(*, held: HeldOrder, by_id: int, reference: str, note: str = "") -> None:
    """Release a held order with the licensor's consent.

    Raises `ReferenceMissing` and `HeldOrderDecided`.
    """
    if not reference.strip():
        raise ReferenceMissing(field="reference", order=held.order.number)
    order = Order.objects.select_for_update().get(pk=held.order_id)
    _decide(held, Decision.SHIP, by_id, reference.strip(), note)
    mark_sent_if_complete(order)


@transaction.atomic
def refund_held_order(
    *, held: HeldOrder, by_id: int, note: str = "", keep_used: bool = False
) -> None:
    """Refund a held order as a whole: its stock is released, a job sends the money.

    With `keep_used` everything but used gift cards is refunded. Raises `HeldOrderDecided`, and
    `GiftCardUsed` if a gift card of the order was used.
    """
    order = Order.objects.select_for_update().get(pk=held.order_id)
    _decide(held, Decision.REFUND, by_id, "", note)
    if keep_used:
        _decide_others(order, by_id)
        refund_rest(order, by_id=by_id, reason="Rights taken back")
        _queue_cancellation_mail(order, [entry["sku"] for entry in held.denied])
        return
    cancel_ordered_cards(order, by_id=by_id, reason="Order refunded")
    release_quotas(order)
    release_sold(order=order, reason="rights taken back")
    move_order(order, expected=OrderState.PAID, to=OrderState.REFUND_DUE)
    attempt = PaymentAttempt.objects.get(order=order, state=PaymentAttempt.State.SUCCEEDED)
    post_refund_agreed(order=order, attempt=attempt)
    queue_job(refund_late_payment.name, attempt_id=attempt.pk)
    _queue_cancellation_mail(order, [entry["sku"] for entry in held.denied])


def _decide_others(order: Order, by_id: int) -> None:
    """Decide the other holds of an order that is refunded."""
    HeldOrder.objects.filter(order=order, decision="").update(
        decision=HeldOrder.Decision.REFUND, decided_by_id=by_id, decided_at=database_now()
    )


def _denied(orders: QuerySet) -> list[tuple[Order, list[DeniedLine]]]:
    rows = list(orders.order_by("pk"))
    denied = find_denied(rows, clock_now())
    return [(order, denied[order.pk]) for order in rows if order.pk in denied]


def _exclude_shipped(order: Order, denied: Sequence[DeniedLine]) -> list[DeniedLine]:
    """Exclude lines that are shipped or refunded already."""
    here = set(unsent(Line.objects.filter(order=order)).values_list("upc", flat=True))
    return [line for line in denied if line.sku in here]


def _mark(order: Order, denied: Sequence[DeniedLine]) -> None:
    """Mark an unpaid order as denied: a payment that still arrives is refunded."""
    with transaction.atomic():
        marked = Order.objects.filter(
            pk=order.pk, status=OrderState.PENDING, denied_at__isnull=True
        ).update(denied_at=database_now())
        if marked:
            facts = [{"sku": line.sku, "reasons": list(line.reasons)} for line in denied]
            DomainEvent.objects.create(
                name="order.denied", subject=order.number, data={"lines": facts}
            )


def _cancel_marked() -> None:
    """Cancel denied orders, at Stripe first; failures are retried by the next run."""
    for order in Order.objects.filter(status=OrderState.PENDING, denied_at__isnull=False):
        try:
            if end_attempts(order):
                _cancel(order)
        except (PaymentUnavailable, PaymentMismatch) as error:
            log.warning("order.cancellation_postponed", order=order.number, reason=error.code)
    paid_meanwhile = Order.objects.filter(
        status__in=[OrderState.REFUND_DUE, OrderState.REFUNDED],
        denied_at__isnull=False,
    ).exclude(messages__kind=OutgoingMessage.Kind.CANCELLATION)
    for order in paid_meanwhile:
        _queue_cancellation_mail(order, _denied_skus(order))


@transaction.atomic
def _cancel(order: Order) -> None:
    locked = Order.objects.select_for_update().get(pk=order.pk)
    if locked.status != OrderState.PENDING:
        return
    release_quotas(locked)
    release_reserved(order=locked, reason="rights taken back")
    move_order(locked, expected=OrderState.PENDING, to=OrderState.CANCELLED)
    _queue_cancellation_mail(locked, _denied_skus(locked))


def _denied_skus(order: Order) -> list[str]:
    event = DomainEvent.objects.filter(name="order.denied", subject=order.number).last()
    return [entry["sku"] for entry in event.data["lines"]] if event else []


@transaction.atomic
def _queue_cancellation_mail(order: Order, skus: Sequence[str]) -> None:
    titles = list(order.lines.filter(upc__in=skus).values_list("title", flat=True))
    kind = OutgoingMessage.Kind.CANCELLATION
    queue_message(order=order, kind=kind, payload={"articles": titles})


def _decide(held: HeldOrder, decision: str, by_id: int, reference: str, note: str) -> None:
    decided = HeldOrder.objects.filter(pk=held.pk, decision="").update(
        decision=decision,
        decided_by_id=by_id,
        decided_at=database_now(),
        reference=reference,
        note=note,
    )
    if decided != 1:
        raise HeldOrderDecided(order=held.order.number)
    held.refresh_from_db()
    DomainEvent.objects.create(
        name=f"order.held_{decision.lower()}",
        subject=held.order.number,
        data={"by": by_id, "reference": reference},
    )
