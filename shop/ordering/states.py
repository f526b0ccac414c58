"""The edges between order states; the only function that moves an order."""

from shop.forks.order.models import Order, OrderState
from shop.ordering.errors import OrderStateConflict
from shop.ordering.models import DomainEvent

EDGES = frozenset(
    {
        (OrderState.PENDING, OrderState.PAID),
        (OrderState.PENDING, OrderState.EXPIRED),
        (OrderState.PENDING, OrderState.CANCELLED),
        (OrderState.PENDING, OrderState.REFUND_DUE),
        (OrderState.PAID, OrderState.FULFILLED),
        (OrderState.PAID, OrderState.REFUND_DUE),
        (OrderState.EXPIRED, OrderState.PAID),
        (OrderState.EXPIRED, OrderState.REFUND_DUE),
        (OrderState.CANCELLED, OrderState.REFUND_DUE),
        (OrderState.REFUND_DUE, OrderState.REFUNDED),
    }
)


def move_order(order: Order, *, expected: str, to: str) -> None:
    """Move an order along an edge; raises `OrderStateConflict` when it has moved meanwhile."""
    if (expected, to) not in EDGES:
        raise OrderStateConflict(order=order.number, expected=expected, to=to)
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
