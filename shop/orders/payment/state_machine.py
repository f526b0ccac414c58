"""The transitions between order states, and the only function that changes a state."""

from django.db import transaction
from psycopg.types.json import Jsonb

from shop.orders.errors import OrderHeld, OrderStateConflict
from shop.orders.models import HeldOrder
from shop.oscar.order.models import Order, OrderState
from shop.platform.database.prepared import execute

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


# One statement for the order, its lines and the event.
_MOVE = """
    with moved as (
        update order_order set status = %(to)s where id = %(order)s and status = %(expected)s
        returning id
    ),
    lines as (update order_line set status = %(to)s where order_id in (select id from moved))
    insert into ordering_domainevent (name, subject, data)
    select %(name)s, %(subject)s, %(data)s from moved
"""


@transaction.atomic(savepoint=False)
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
    values = {
        "order": order.pk,
        "expected": str(expected),
        "to": str(to),
        "name": f"order.{to.lower()}",
        "subject": order.number,
        "data": Jsonb({"from": expected, "market": order.market_id}),
    }
    if execute(_MOVE, values) != 1:
        raise OrderStateConflict(order=order.number, expected=expected, to=to)
    order.status = to
