"""Orders that are held: their rights ended after payment, and nobody has decided about them."""

from typing import Any

from shop.orders.models import HeldOrder
from shop.oscar.order.models import Order
from shop.platform.database.compiled_reads import CompiledRead

_HELD: CompiledRead[Any] = CompiledRead(
    lambda order: (
        HeldOrder.objects.filter(order=order, decision="").order_by().values_list("pk", flat=True)
    )
)


def is_held(order: Order) -> bool:
    """Return whether an order waits for a decision and must not leave."""
    return bool(_HELD.rows(order=order.pk))
