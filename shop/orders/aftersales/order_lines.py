"""The lines of one order with their articles, read once for everything that a page shows."""

from shop.oscar.order.models import Line, Order
from shop.platform.database.compiled_reads import CompiledRead

_LINES = CompiledRead(
    lambda order: (
        Line.objects.filter(order=order)
        .select_related("product__parent", "stockrecord__location")
        .order_by("pk")
    )
)


def lines_with_articles(order: Order) -> list[Line]:
    """Return the lines with products, parents and senders; `order.lines.all()` has them too."""
    lines = _LINES.rows(order=order.pk)
    for line in lines:
        line.order = order
    kept = order.lines.all()
    kept._result_cache, kept._prefetch_done = lines, True  # noqa: SLF001  as a prefetch does
    order._prefetched_objects_cache = {  # noqa: SLF001
        **getattr(order, "_prefetched_objects_cache", {}),
        "lines": kept,
    }
    return lines
