"""End an order when its partial refunds reach its total.

It ends like an order refunded at once: stock, limits and royalties are released. The price
difference of an exchange may be refunded while other units of the exchange, which cost nothing, are
kept: then its order goes on.
"""

from django.db import transaction
from django.db.models import F
from structlog import get_logger

from shop.commerce.inventory.services import release_sold
from shop.finance.payments.models import Refund
from shop.finance.royalties.services import reverse_accruals
from shop.orders.checkout.quotas import release_quotas
from shop.orders.models import HeldOrder
from shop.orders.payment.state_machine import move_order
from shop.oscar.order.models import Order, OrderState
from shop.platform.database.clock import database_now

log = get_logger(__name__)
EARNED = (OrderState.PAID, OrderState.FULFILLED)


def end_if_refunded(order: Order, *, by_id: int | None) -> bool:
    """Move an order to REFUND_DUE if its refunds reach its total; the caller locks its row.

    `by_id` is None for a refund made at the payment provider: a hold of the order then gets no
    decision.
    """
    order.refresh_from_db(fields=["refunded_incl_tax", "status"])
    if not order.refunded_in_parts or order.status not in EARNED or _keeps_free_units(order):
        return False
    if by_id is not None:
        HeldOrder.objects.filter(order=order, decision="").update(
            decision=HeldOrder.Decision.REFUND, decided_by_id=by_id, decided_at=database_now()
        )
    release_quotas(order)
    release_sold(order=order, reason="refunded in parts")  # units that were free of charge
    move_order(order, expected=order.status, to=OrderState.REFUND_DUE)
    log.info("refund.order_refunded", order=order.number)
    return True


def _keeps_free_units(order: Order) -> bool:
    """Return whether units of an exchange that cost nothing are kept or still to be sent."""
    if not order.charges_exchange:
        return False
    free = order.lines.filter(line_price_incl_tax=0, refunded_units__lt=F("quantity"))
    return free.exists()


@transaction.atomic
def finish_refund(order: Order) -> None:
    """Move an order to REFUNDED when the last refund that reaches its total was sent."""
    locked = Order.objects.select_for_update().get(pk=order.pk)
    if locked.status != OrderState.REFUND_DUE or not locked.refunded_in_parts:
        return
    unpaid = (Refund.State.DUE, Refund.State.FAILED)
    if Refund.objects.filter(attempt__order=locked, state__in=unpaid).exists():
        return
    move_order(locked, expected=OrderState.REFUND_DUE, to=OrderState.REFUNDED)
    reverse_accruals(order=locked)


def end_refunded_orders() -> int:
    """End paid orders whose refunds reach their total; return how many.

    Repairs orders refunded before this rule existed.
    """
    refunded = Order.objects.filter(
        status__in=EARNED, refunded_incl_tax__gt=0, refunded_incl_tax=F("total_incl_tax")
    )
    numbers = list(refunded.order_by("pk").values_list("pk", flat=True))
    for pk in numbers:
        with transaction.atomic():
            order = Order.objects.select_for_update().get(pk=pk)
            last = Refund.objects.filter(attempt__order=order).order_by("pk").last()
            if last is None:  # the amount is wrong; `check_invariants` reports it
                continue
            end_if_refunded(order, by_id=last.by_id)
        finish_refund(order)
    return len(numbers)
