"""What becomes of open orders when a license is taken away.

Every change of rights raises the revision; a job compares it with the one it looked at last and
asks the gate again about all orders that are not sent. What waits for payment is cancelled at
Stripe and then here, what is paid waits for an officer. No page depends on this having happened.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from structlog import get_logger

from catalog.services import decide_products
from licensing.services import current_revision
from shop.database.clock import database_now
from shop.forks.order.models import Line, Order, OrderState
from shop.ordering.errors import OrderStateConflict, ReferenceMissing
from shop.ordering.expiry import give_up_order
from shop.ordering.models import DomainEvent, HeldOrder, RightsCheck
from shop.ordering.states import move_order
from shop.ordering.tasks import refund_late_payment, send_cancellation
from shop.payments.errors import PaymentMismatch, PaymentUnavailable
from shop.payments.models import PaymentAttempt

log = get_logger(__name__)
# An order stands that was placed in time: what has merely run out since, or what the order itself
# used up, does not take the license of its goods away.
RUN_OUT = frozenset(
    {
        "WINDOW_CLOSED",
        "SELL_OFF_ENDED",
        "SELL_OFF_STOCK",
        "UNIT_CAP",
        "SHIPS_AFTER_WINDOW",
        "AUDIT_LAPSED",
        "NOT_APPROVED",
        "COMPLIANCE_MISSING",
    }
)
Denied = dict[str, list[str]]


def enforce_rights() -> int:
    """Look at open orders if rights have changed; return how many were ended or held.

    An order that Stripe kept us from ending is looked at again next time.
    """
    revision = current_revision() or 0
    check, _ = RightsCheck.objects.get_or_create(pk=1)
    if check.revision == revision:
        return 0
    ended, kept = 0, False
    for order, denied in denied_orders(database_now()).items():
        try:
            _end_or_hold(order, denied)
            ended += 1
        except (PaymentUnavailable, PaymentMismatch) as error:
            kept = True
            log.warning("rights.order_kept", order=order.number, reason=error.code)
    if not kept:
        RightsCheck.objects.filter(pk=1).update(revision=revision)
    return ended


def denied_orders(at: datetime) -> dict[Order, Denied]:
    """Return the open orders with a line whose license was taken away: reason codes by SKU."""
    orders = Order.objects.filter(status__in=[OrderState.PENDING, OrderState.PAID], held=None)
    by_place: dict[tuple[str, str], list[Order]] = {}
    for order in orders.order_by("pk").prefetch_related("lines__product__parent"):
        by_place.setdefault((order.ship_to_id, order.channel), []).append(order)
    found: dict[Order, Denied] = {}
    for (territory, channel), going_there in by_place.items():
        products = {
            line.product.pk: line.product for order in going_there for line in order.lines.all()
        }
        decided = decide_products(list(products.values()), territory, channel, at)
        reasons = {
            pk: [code for code in decided[product.top.pk].reasons if code not in RUN_OUT]
            for pk, product in products.items()
        }
        for order in going_there:
            denied = _denied(order.lines.all(), reasons)
            if denied:
                found[order] = denied
    return found


def decide_held_order(
    *, order: Order, verdict: str, by_id: int | None, reference: str = ""
) -> None:
    """Let a held order be sent, under a reference of the licensor, or refund all of it.

    Raises `ReferenceMissing`, and `OrderStateConflict` when it is decided already.
    """
    if verdict == HeldOrder.Verdict.SHIP and not reference.strip():
        raise ReferenceMissing(order=order.number, field="reference")
    with transaction.atomic():
        waiting = HeldOrder.objects.filter(order=order, verdict="")
        decided = waiting.update(
            verdict=verdict,
            reference=reference.strip(),
            decided_by_id=by_id,
            decided_at=database_now(),
        )
        if not decided:
            raise OrderStateConflict(order=order.number, expected="held", to=verdict)
        _record(order, "order.held_decided", {"verdict": verdict, "reference": reference})
        if verdict == HeldOrder.Verdict.REFUND:
            _refund(order)


def _denied(lines: Iterable[Line], reasons: Mapping[int, list[str]]) -> Denied:
    return {line.upc: reasons[line.product_id] for line in lines if reasons[line.product_id]}


def _end_or_hold(order: Order, denied: Denied) -> None:
    if order.status == OrderState.PENDING:
        _cancel(order, denied)
    else:
        _hold(order, denied)


def _cancel(order: Order, denied: Denied) -> None:
    """End an order that waits for payment; paid in the meantime, its money goes back."""
    ended = give_up_order(order, to=OrderState.CANCELLED, reason="license taken away")
    order.refresh_from_db()
    if not ended and order.status != OrderState.PAID:
        return
    with transaction.atomic():
        if not ended:
            _record(order, "order.paid_after_revocation", denied)
            _refund(order)
        else:
            _record(order, "order.cancelled_by_rights", denied)
        send_cancellation.defer(order_id=order.pk)


def _hold(order: Order, denied: Denied) -> None:
    with transaction.atomic():
        _, is_new = HeldOrder.objects.get_or_create(order=order, defaults={"reasons": denied})
        if is_new:
            _record(order, "order.held", denied)


def _refund(order: Order) -> None:
    move_order(order, expected=OrderState.PAID, to=OrderState.REFUND_DUE)
    attempts = PaymentAttempt.objects.filter(order=order, state=PaymentAttempt.State.SUCCEEDED)
    for attempt in attempts.order_by("pk"):
        refund_late_payment.defer(attempt_id=attempt.pk)


def _record(order: Order, name: str, data: Mapping[str, object]) -> None:
    DomainEvent.objects.create(name=name, subject=order.number, data=dict(data))
    log.warning(name, order=order.number)
