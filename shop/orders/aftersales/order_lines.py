"""The lines of one order with their articles, read once for everything that a page shows."""

from typing import Any

from shop.orders.checkout.delivery_groups import SENDERS
from shop.oscar.order.models import Line, Order
from shop.platform.database.compiled_reads import CompiledRead

_LINES = CompiledRead(
    lambda order: Line.objects.filter(order=order).select_related(*SENDERS).order_by("pk")
)


def lines_with_articles(order: Order) -> list[Line]:
    """Return the lines with products, parents and senders; `order.lines.all()` has them too."""
    lines = _LINES.rows(order=order.pk)
    for line in lines:
        line.order = order
    keep_rows(order, "lines", lines)
    return lines


def keep_rows(order: Order, name: str, rows: list[Any]) -> None:
    """Let `all()` of a related manager return rows that were read, as a prefetch does."""
    related: Any = getattr(order, name).all()
    related._result_cache, related._prefetch_done = rows, True  # noqa: SLF001
    kept: dict[str, Any] = order.__dict__.setdefault("_prefetched_objects_cache", {})
    kept[name] = related
