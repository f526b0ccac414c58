"""Delivery groups of an order: lines that are sent together, the earliest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from shop.oscar.order.models import Line, Order


@dataclass(frozen=True, slots=True)
class DeliveryGroup:
    """Lines that are sent on the same day, with their expected delivery dates."""

    lines: tuple[Line, ...]
    ships_on: date | None
    earliest: date
    latest: date


def delivery_groups(order: Order, lines: Iterable[Line]) -> list[DeliveryGroup]:
    """Return the delivery groups of an order; several if it has pre-orders.

    Lines without dates of their own use the order's dates. Empty for an order placed before
    delivery dates were stored.
    """
    by_day: dict[date | None, list[Line]] = {}
    for line in lines:
        by_day.setdefault(line.ships_on, []).append(line)
    groups = []
    for day in sorted(by_day, key=lambda day: day or date.min):
        earliest = by_day[day][0].delivery_from or order.delivery_from
        latest = by_day[day][0].delivery_until or order.delivery_until
        if earliest and latest:
            groups.append(DeliveryGroup(tuple(by_day[day]), day, earliest, latest))
    return groups
