"""Orders take units and give them back, from one stock record or from several at once.

Records are always locked in id order, so that two baskets never wait for each other.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import models, transaction
from django.db.models import F

from catalog.models import Product
from shop.commerce.inventory.availability import candidates_of
from shop.commerce.inventory.errors import OutOfStock
from shop.commerce.inventory.models import Reservation, StockMovement
from shop.commerce.inventory.routing import Candidate, Routed, Wanted, count_left, route
from shop.oscar.order.models import Order
from shop.oscar.partner.models import StockRecord

Kind = StockMovement.Kind
MOST_ATTEMPTS = 10  # each fails only because a record was emptied after it was looked at


def reserve(
    *, order: Order, wanted: Sequence[Wanted], expires_at: datetime, routed: Routed | None = None
) -> Routed:
    """Hold what is wanted for an order, all or none; return the records that give it.

    `routed` is tried first, if the caller has asked for a route just now. Must run inside the
    transaction that writes the order. Raises `OutOfStock`.
    """
    taken = _take(order, wanted, routed)
    _write(order, taken, expires_at)
    return taken


def _take(order: Order, wanted: Sequence[Wanted], routed: Routed | None) -> Routed:
    """Route and take; what somebody else was faster to take is routed anew."""
    for _ in range(MOST_ATTEMPTS):
        if routed is None:
            offered = _offered(order, wanted)
            routed = route(wanted, offered)
            if routed is None:
                raise _out_of_stock(wanted, offered)
        if _hold_all(routed):
            return routed
        if routed.settled:
            break
        routed = None
    raise _out_of_stock(wanted, _offered(order, wanted))


def _hold_all(routed: Routed) -> bool:
    """Take every record's units, or none where there is another way to go.

    A savepoint gives the locks back too: who tries other records then holds none of these.
    """
    if routed.settled:
        return all(_hold(record, units) for record, units in routed.by_record.items())
    with transaction.atomic():
        held = all(_hold(record, units) for record, units in routed.by_record.items())
        transaction.set_rollback(not held)
    return held


def _offered(order: Order, wanted: Iterable[Wanted]) -> dict[int, Sequence[Candidate]]:
    return candidates_of((want.product_id for want in wanted), order.ship_to_id, order.channel)


def _out_of_stock(
    wanted: Sequence[Wanted], offered: Mapping[int, Sequence[Candidate]]
) -> OutOfStock:
    """Name the first article of which there is not enough (or was not, a moment ago)."""
    left = {product: count_left(given) for product, given in offered.items()}
    free = [
        left[want.product_id].shelf if want.ships_on is None else left[want.product_id].announced
        for want in wanted
    ]
    short = (number for number, want in enumerate(wanted) if free[number] < want.quantity)
    number = next(short, 0)
    sku = Product.objects.values_list("upc", flat=True).get(pk=wanted[number].product_id)
    return OutOfStock(sku=sku, asked=wanted[number].quantity, left=free[number])


def _write(
    order: Order, taken: Routed, expires_at: datetime, *, again: bool = False, reason: str = ""
) -> None:
    found = [
        Reservation(order=order, stock_record_id=record, quantity=units, expires_at=expires_at)
        for record, units in taken.by_record.items()
    ]
    if again:
        reservations = Reservation.objects.bulk_create(
            found,
            update_conflicts=True,
            unique_fields=["order", "stock_record"],
            update_fields=["quantity", "state", "expires_at"],
        )
    else:
        reservations = Reservation.objects.bulk_create(found)
    StockMovement.objects.bulk_create(
        StockMovement(
            stock_record_id=held.stock_record_id,
            kind=Kind.HELD,
            held=held.quantity,
            reservation=held,
            reason=reason,
        )
        for held in reservations
    )


def _hold(stock_record_id: int, quantity: int) -> bool:
    """Take units in the statement that checks them; the row count is the answer."""
    free = F("num_in_stock") - F("num_allocated") - F("num_held")
    return bool(
        StockRecord.objects.filter(pk=stock_record_id)
        .annotate(free=models.ExpressionWrapper(free, models.IntegerField()))
        .filter(free__gte=quantity)
        .update(num_held=F("num_held") + quantity)
    )


@transaction.atomic
def sell_reserved(*, order: Order) -> None:
    """Turn the order's held units into sold ones; a second call changes nothing."""
    _settle(order, Reservation.State.SOLD, Kind.SOLD)


@transaction.atomic
def release_reserved(*, order: Order, reason: str) -> None:
    """Give the order's held units back; a second call changes nothing."""
    _settle(order, Reservation.State.RELEASED, Kind.RELEASED, reason)


def _settle(order: Order, state: str, kind: str, reason: str = "") -> None:
    held = (
        Reservation.objects.filter(order=order, state=Reservation.State.HELD)
        .select_for_update()
        .order_by("stock_record_id")
    )
    sold = state == Reservation.State.SOLD
    for reservation in held:
        quantity = reservation.quantity
        StockRecord.objects.filter(pk=reservation.stock_record_id).update(
            num_held=F("num_held") - quantity,
            num_allocated=F("num_allocated") + (quantity if sold else 0),
        )
        reservation.state = state
        reservation.save(update_fields=["state"])
        StockMovement.objects.create(
            stock_record_id=reservation.stock_record_id,
            kind=kind,
            held=-quantity,
            allocated=quantity if sold else 0,
            reservation=reservation,
            reason=reason,
        )


def reserve_again(*, order: Order) -> None:
    """Hold the released units of an order once more, for money that came late.

    What was sold from one record meanwhile is taken from others. Raises `OutOfStock` when it has
    gone to someone else altogether.
    """
    found = Reservation.objects.filter(order=order, state=Reservation.State.RELEASED)
    locked = found.select_for_update(of=("self",)).select_related("stock_record")
    released = list(locked.order_by("stock_record_id"))
    if not released:
        return
    units: dict[int, dict[int, int]] = {}
    for one in released:
        units.setdefault(one.stock_record.product_id, {})[one.stock_record_id] = one.quantity
    taken = _take(order, _wanted_again(released), Routed(units, settled=False))
    _write(order, taken, released[0].expires_at, again=True, reason="late payment")


def _wanted_again(released: Sequence[Reservation]) -> list[Wanted]:
    wanted: dict[int, Wanted] = {}
    for one in released:
        record = one.stock_record
        known = wanted.get(record.product_id, Wanted(record.product_id, 0))
        days = [known.ships_on, record.ships_on if record.announced else None]
        wanted[record.product_id] = Wanted(
            product_id=record.product_id,
            quantity=known.quantity + one.quantity,
            ships_on=max((day for day in days if day), default=None),
        )
    return list(wanted.values())
