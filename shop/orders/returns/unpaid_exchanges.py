"""Exchanges whose price difference is not paid: they fall back to a return with a refund.

The replacement order waits for its payment. If its reservation ends, or the buyer cancels it, the
case goes on as a return, and its buyer gets a mail. A payment that arrives later is honored like
that of any expired order while the case is open, and refunded once it has ended.
"""

from shop.commerce.inventory.models import Reservation
from shop.orders.messages import queue_message
from shop.orders.models import OutgoingMessage
from shop.orders.returns.models import ReturnCase
from shop.oscar.order.models import Order, OrderState
from shop.platform.database.clock import database_now


def give_up_unpaid(order: Order) -> None:
    """End the reservation of an unpaid replacement now; the caller locks the order.

    The sweeper cancels the payment at Stripe before it releases the stock.
    """
    now = database_now()
    Order.objects.filter(pk=order.pk, status=OrderState.PENDING).update(hold_expires_at=now)
    held = Reservation.objects.filter(order=order, state=Reservation.State.HELD)
    held.update(expires_at=now)


def exchanged_order(order: Order) -> Order:
    """Return the order whose units a replacement replaces."""
    return ReturnCase.objects.select_related("order").get(replacement=order).order


def is_given_up(order: Order) -> bool:
    """Return whether an order is the difference of an exchange whose case has ended."""
    if not order.charges_exchange:
        return False
    return ReturnCase.objects.filter(replacement=order, ended_at__isnull=False).exists()


def tell_of_fallback(order: Order) -> None:
    """Queue the mail that the case of an unpaid replacement goes on as a return."""
    if not order.charges_exchange:
        return
    cases = ReturnCase.objects.select_related("order").filter(replacement=order)
    for case in cases.filter(ended_at__isnull=True):
        queue_message(
            order=case.order,
            kind=OutgoingMessage.Kind.RETURN,
            key=f"return:{case.pk}:unpaid",
            payload={"case": case.pk, "event": "unpaid"},
        )
