"""The transitions between order states, and the only function that changes a state."""

from django.db import transaction

from shop.orders.errors import OrderHeld, OrderStateConflict
from shop.orders.models import DomainEvent, HeldOrder
from shop.oscar.order.models import Order, OrderState

EDGES = frozenset(
    {
        (OrderState.PENDING, OrderState.PAID),
        (OrderState.PENDING, OrderState.EXPIRED),
        (OrderState.PENDING, OrderState.CANCELLED),
        (OrderState.PENDING, OrderState.REFUND_DUE),
        (OrderState.PAID, OrderState.FULFILLED),
        (OrderState.PAID, OrderState.REFUND_DUE),
        (OrderState.FULFILLED, OrderState.REFUND_DUE),
        (OrderState.EXPIRED, OrderState.PAID),
        (OrderState.EXPIRED, OrderState.REFUND_DUE),
        (OrderState.CANCELLED, OrderState.REFUND_DUE),
        (OrderState.REFUND_DUE, OrderState.REFUNDED),
        (OrderState.REFUNDED, OrderState.REFUND_DUE),  # a refund came back
    }
)


@transaction.atomic
def move_order(order: Order, *, expected: str, to: str) -> None:
    """Move an order from one state to another.

    Raises `OrderStateConflict` if the transition is not allowed or the state has changed, and
    `OrderHeld` if the order would be sent while a decision about its rights is pending.
    """
    if (expected, to) not in EDGES:
        raise OrderStateConflict(order=order.number, expected=expected, to=to)
    if to == OrderState.FULFILLED:
        Order.objects.select_for_update().get(pk=order.pk)  # holding an order locks it too
        if HeldOrder.objects.filter(order=order, decision="").exists():
            raise OrderHeld(order=order.number)
    moved = Order.objects.filter(pk=order.pk, status=expected).update(status=to)
    if moved != 1:
        raise OrderStateConflict(order=order.number, expected=expected, to=to)
    order.lines.update(status=to)
    order.status = to
    DomainEvent.objects.create(
        name=f"order.{to.lower()}",
        subject=order.number,
        data={"from": expected, "market": order.market_id},
    )
