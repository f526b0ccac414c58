"""Reservations of stock for orders, from one stock record or several.

Records are locked in id order, so simultaneous baskets cannot deadlock.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from catalog.models import Product
from shop.commerce.inventory.availability import candidates_of
from shop.commerce.inventory.errors import OutOfStock
from shop.commerce.inventory.models import Reservation
from shop.commerce.inventory.reservation_statements import reserve_records, settle_reservations
from shop.commerce.inventory.routing import (
    Candidate,
    RequestedUnits,
    Routing,
    count_available,
    route,
)
from shop.oscar.order.models import Order

MOST_ATTEMPTS = 10  # an attempt fails only if a record was emptied after it was read


def reserve(
    *,
    order: Order,
    requested: Sequence[RequestedUnits],
    expires_at: datetime,
    routed: Routing | None = None,
) -> Routing:
    """Reserve units for an order, all or none; return the records that give them.

    A given `routed` is tried first. Must run in the transaction that writes the order. Raises
    `OutOfStock`.
    """
    return _take(order, requested, routed, expires_at)


def _take(
    order: Order,
    requested: Sequence[RequestedUnits],
    routed: Routing | None,
    expires_at: datetime,
    reason: str = "",
) -> Routing:
    """Route and reserve; route again if another order was faster."""
    for _ in range(MOST_ATTEMPTS):
        if routed is None:
            offered = _offered(order, requested)
            routed = route(requested, offered)
            if routed is None:
                raise _out_of_stock(requested, offered)
        if _reserve_all(order, routed, expires_at, reason):
            return routed
        if routed.settled:
            break
        routed = None
    raise _out_of_stock(requested, _offered(order, requested))


def _reserve_all(order: Order, routed: Routing, expires_at: datetime, reason: str) -> bool:
    """Reserve units of all records, or of none if another route is possible.

    The savepoint releases the locks before other records are tried.
    """
    if routed.settled:
        return _reserve(order, routed, expires_at, reason)
    with transaction.atomic():
        held = _reserve(order, routed, expires_at, reason)
        transaction.set_rollback(not held)
    return held


def _reserve(order: Order, routed: Routing, expires_at: datetime, reason: str) -> bool:
    return reserve_records(
        order_id=order.pk, units=routed.by_record, expires_at=expires_at, reason=reason
    )


def _offered(order: Order, requested: Iterable[RequestedUnits]) -> dict[int, Sequence[Candidate]]:
    return candidates_of((want.product_id for want in requested), order.ship_to_id, order.channel)


def _out_of_stock(
    requested: Sequence[RequestedUnits], offered: Mapping[int, Sequence[Candidate]]
) -> OutOfStock:
    """Return the error for the first article without enough units."""
    left = {product: count_available(given) for product, given in offered.items()}
    free = [
        left[want.product_id].in_stock if want.ships_on is None else left[want.product_id].announced
        for want in requested
    ]
    short = (number for number, want in enumerate(requested) if free[number] < want.quantity)
    number = next(short, 0)
    sku = Product.objects.values_list("upc", flat=True).get(pk=requested[number].product_id)
    return OutOfStock(sku=sku, asked=requested[number].quantity, left=free[number])


def sell_reserved(*, order: Order) -> None:
    """Mark the order's reserved units as sold; a second call changes nothing."""
    settle_reservations(order_id=order.pk, state=Reservation.State.SOLD)


def release_reserved(*, order: Order, reason: str) -> None:
    """Release the order's reserved units; a second call changes nothing."""
    settle_reservations(order_id=order.pk, state=Reservation.State.RELEASED, reason=reason)


def reserve_again(*, order: Order) -> None:
    """Reserve the released units of an order again, for a late payment.

    Units that were sold meanwhile are taken from other records. Raises `OutOfStock` if there are
    none.
    """
    reservations = Reservation.objects.filter(order=order, state=Reservation.State.RELEASED)
    locked = reservations.select_for_update(of=("self",)).select_related("stock_record")
    released = list(locked.order_by("stock_record_id"))
    if not released:
        return
    units: dict[int, dict[int, int]] = {}
    for reservation in released:
        units.setdefault(reservation.stock_record.product_id, {})[reservation.stock_record_id] = (
            reservation.quantity
        )
    _take(
        order,
        _requested_again(released),
        Routing(units, settled=False),
        released[0].expires_at,
        reason="late payment",
    )


def _requested_again(released: Sequence[Reservation]) -> list[RequestedUnits]:
    requested: dict[int, RequestedUnits] = {}
    for reservation in released:
        record = reservation.stock_record
        earlier = requested.get(record.product_id, RequestedUnits(record.product_id, 0))
        days = [earlier.ships_on, record.ships_on if record.announced else None]
        requested[record.product_id] = RequestedUnits(
            product_id=record.product_id,
            quantity=earlier.quantity + reservation.quantity,
            ships_on=max((day for day in days if day), default=None),
        )
    return list(requested.values())
