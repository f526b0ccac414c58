"""Delivery groups of an order: lines that one sender ships together, the earliest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from shop.oscar.order.models import Line, Order

SENDERS = ("stockrecord__location", "product__parent")  # read with the lines of a page


@dataclass(frozen=True, slots=True)
class DeliveryGroup:
    """Lines of one licensee and location that are sent on the same day, with their dates.

    `promised` are the dates that the buyer saw before payment, if they were changed since.
    """

    lines: tuple[Line, ...]
    ships_on: date | None
    earliest: date
    latest: date
    sender: str = ""
    origin: str = ""
    promised: tuple[date, date] | None = None


def delivery_groups(order: Order, lines: Iterable[Line]) -> list[DeliveryGroup]:
    """Return the delivery groups of an order: by licensee and location, pre-orders apart.

    Lines without dates of their own use the order's dates. Empty for an order placed before
    delivery dates were stored.
    """
    by_sender: dict[tuple[date, str, int], list[Line]] = {}
    for line in lines:
        record = line.stockrecord
        place = record.location_id if record is not None else 0
        key = line.ships_on or date.min, line.partner_name, place
        by_sender.setdefault(key, []).append(line)
    promised = _promised_dates(order)
    groups = []
    for key in sorted(by_sender):
        together = by_sender[key]
        first = together[0]
        earliest = first.delivery_from or order.delivery_from
        latest = first.delivery_until or order.delivery_until
        if earliest and latest:
            agreed = promised.get(first.upc)
            groups.append(
                DeliveryGroup(
                    lines=tuple(together),
                    ships_on=first.ships_on,
                    earliest=earliest,
                    latest=latest,
                    sender=first.partner_name,
                    origin=first.stockrecord.location.territory_id if first.stockrecord else "",
                    promised=agreed if agreed != (earliest, latest) else None,
                )
            )
    return groups


def _promised_dates(order: Order) -> dict[str, tuple[date, date]]:
    """Return by SKU the dates that were promised before payment."""
    return {
        sku: (date.fromisoformat(entry["earliest"]), date.fromisoformat(entry["latest"]))
        for entry in order.snapshot.get("deliveries", [])
        for sku in entry["skus"]
    }
