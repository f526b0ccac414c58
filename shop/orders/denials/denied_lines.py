"""Lines of placed orders that may no longer be sold; checked before payment and shipment.

A right that ends by itself after the order was placed, or is used up by the order itself, does not
count: the order was placed in time. A revoked right does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import prefetch_related_objects

from catalog.services import read_rights
from shop.orders.errors import NotSellable
from shop.oscar.order.models import Order

RAN_OUT = frozenset(
    {
        "WINDOW_CLOSED",
        "SELL_OFF_ENDED",
        "SELL_OFF_STOCK",
        "UNIT_CAP",
        "SHIPS_AFTER_WINDOW",
        "AUDIT_LAPSED",
        "COMPLIANCE_MISSING",
        "RULE_ERROR",
    }
)


@dataclass(frozen=True, slots=True)
class DeniedLine:
    """A line and the reason codes that deny it."""

    sku: str
    title: str
    reasons: tuple[str, ...]


def find_denied(orders: Iterable[Order], at: datetime | None = None) -> dict[int, list[DeniedLine]]:
    """Return denied lines by order, at their destination; `at` is by default the present.

    A fixed number of queries for each ship-to and channel.
    """
    waiting = sorted(orders, key=_destination)
    prefetch_related_objects(waiting, "lines__product__parent")
    denied_by_order: dict[int, list[DeniedLine]] = {}
    for (ship_to, channel), group in groupby(waiting, key=_destination):
        together = list(group)
        products = {
            line.product_id: line.product
            for order in together
            for line in order.lines.all()
            if line.product is not None
        }
        rights = read_rights(products.values(), ship_to)
        decisions = rights.decide(channel, at or rights.read_at)
        undone = {
            number: tuple(code for code in decisions[product.top.pk].reasons if code not in RAN_OUT)
            for number, product in products.items()
        }
        for order in together:
            denied = [
                DeniedLine(line.upc, line.title, undone.get(line.product_id, ("NOT_PUBLISHED",)))
                for line in order.lines.all()
                if undone.get(line.product_id, ("NOT_PUBLISHED",))
            ]
            if denied:
                denied_by_order[order.pk] = denied
    return denied_by_order


def denied_lines(order: Order) -> list[DeniedLine]:
    """Return the lines of one order that are denied now."""
    return find_denied([order]).get(order.pk, [])


def check_sellable(order: Order) -> None:
    """Check before payment that an order may still be sold. Raises `NotSellable`."""
    denied = denied_lines(order)
    if denied or order.denied_at is not None:
        first = denied[0] if denied else DeniedLine("", "", ("REVOKED",))
        raise NotSellable(
            sku=first.sku,
            title=first.title,
            territory=order.ship_to_id,
            reason=first.reasons[0],
            titles=[line.title for line in denied],
        )


def _destination(order: Order) -> tuple[str, str]:
    return str(order.ship_to_id), order.channel
