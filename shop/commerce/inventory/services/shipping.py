"""Sold units: shipped, released without being shipped, or returned after it."""

from collections.abc import Iterator, Mapping

from django.db import transaction
from django.db.models import F, Sum

from shop.commerce.inventory.errors import NotReserved
from shop.commerce.inventory.models import Reservation, StockMovement
from shop.oscar.order.models import Order
from shop.oscar.partner.models import StockRecord

Kind = StockMovement.Kind


@transaction.atomic
def release_sold(*, order: Order, reason: str) -> None:
    """Release sold units that were never shipped; a second call changes nothing."""
    sold = Reservation.objects.filter(order=order, state=Reservation.State.SOLD)
    for reservation in sold.select_for_update().order_by("stock_record_id"):
        unsent = reservation.quantity - _units_sent(reservation)
        reservation.state = Reservation.State.RELEASED
        reservation.save(update_fields=["state"])
        if not unsent:
            continue
        StockRecord.objects.filter(pk=reservation.stock_record_id).update(
            num_allocated=F("num_allocated") - unsent
        )
        StockMovement.objects.create(
            stock_record_id=reservation.stock_record_id,
            kind=Kind.RELEASED,
            allocated=-unsent,
            reservation=reservation,
            reason=reason,
        )


@transaction.atomic
def release_units(*, order: Order, quantities: Mapping[int, int], reason: str) -> None:
    """Release some sold units (product to quantity) to the records they came from.

    The caller knows that they were not released before. Raises `NotReserved`.
    """
    for reservation, quantity in _spread(order, quantities):
        StockRecord.objects.filter(pk=reservation.stock_record_id).update(
            num_allocated=F("num_allocated") - quantity
        )
        if quantity == reservation.quantity:
            reservation.state = Reservation.State.RELEASED
        else:
            reservation.quantity -= quantity
        reservation.save(update_fields=["state", "quantity"])
        StockMovement.objects.create(
            stock_record_id=reservation.stock_record_id,
            kind=Kind.RELEASED,
            allocated=-quantity,
            reservation=reservation,
            reason=reason,
        )


@transaction.atomic
def send_units(*, order: Order, quantities: Mapping[int, int], by_id: int) -> None:
    """Book sold units (product to quantity) out of stock, in a shipment.

    The caller knows that they are there and were not sent before. Raises `NotReserved`.
    """
    for reservation, quantity in _spread(order, quantities):
        StockRecord.objects.filter(pk=reservation.stock_record_id).update(
            num_in_stock=F("num_in_stock") - quantity, num_allocated=F("num_allocated") - quantity
        )
        StockMovement.objects.create(
            stock_record_id=reservation.stock_record_id,
            kind=Kind.SHIPPED,
            in_stock=-quantity,
            allocated=-quantity,
            reservation=reservation,
            by_id=by_id,
        )


@transaction.atomic
def return_units(
    *, order: Order, product_id: int, units: int, reason: str, by_id: int
) -> list[tuple[StockRecord, int]]:
    """Book shipped units of a product back into the records they came from; return the records.

    Raises `NotReserved` if fewer were shipped, or not returned before.
    """
    reservations = Reservation.objects.filter(order=order, stock_record__product_id=product_id)
    locked = reservations.select_for_update(of=("self",)).select_related("stock_record__product")
    records = []
    missing = units
    for reservation in locked.order_by("stock_record_id"):
        out = _units_sent(reservation) - _units_returned(reservation)
        if quantity := min(missing, out):
            missing -= quantity
            StockRecord.objects.filter(pk=reservation.stock_record_id).update(
                num_in_stock=F("num_in_stock") + quantity
            )
            StockMovement.objects.create(
                stock_record_id=reservation.stock_record_id,
                kind=Kind.RETURNED,
                in_stock=quantity,
                reservation=reservation,
                reason=reason,
                by_id=by_id,
            )
            records.append((reservation.stock_record, quantity))
    if missing:
        raise NotReserved(order=order.number)
    return records


def _spread(order: Order, quantities: Mapping[int, int]) -> Iterator[tuple[Reservation, int]]:
    """Yield sold reservations with the units that each gives of a product.

    They are locked in the order of stock records. Raises `NotReserved` at the end if units are
    missing.
    """
    missing = dict(quantities)
    sold = Reservation.objects.filter(
        order=order, state=Reservation.State.SOLD, stock_record__product_id__in=quantities
    )
    locked = sold.select_for_update(of=("self",)).select_related("stock_record")
    for reservation in locked.order_by("stock_record_id"):
        product = reservation.stock_record.product_id
        if quantity := min(missing[product], reservation.quantity):
            missing[product] -= quantity
            yield reservation, quantity
    if any(missing.values()):
        raise NotReserved(order=order.number)


def _units_sent(reservation: Reservation) -> int:
    sent = reservation.movements.filter(kind=Kind.SHIPPED).aggregate(units=Sum("allocated"))
    return -int(sent["units"] or 0)


def _units_returned(reservation: Reservation) -> int:
    back = reservation.movements.filter(kind=Kind.RETURNED).aggregate(units=Sum("in_stock"))
    return int(back["units"] or 0)
