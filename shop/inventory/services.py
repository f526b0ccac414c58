"""Stock moves: every change is one guarded statement and one row in the ledger.

Nothing here reads before it writes: the condition in the UPDATE decides, the CHECK stands behind.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import models, transaction
from django.db.models import F, Sum

from shop.forks.order.models import Order
from shop.forks.partner.models import StockRecord
from shop.inventory.errors import AdjustmentRefused, OutOfStock
from shop.inventory.models import Reservation, StockMovement

Kind = StockMovement.Kind


def reserve(*, order: Order, quantities: Mapping[int, int], expires_at: datetime) -> None:
    """Hold units of stock records (id to quantity) for an order, all or none.

    Records are taken in id order so that two baskets never wait for each other. Must run inside
    the transaction that writes the order. Raises `OutOfStock`.
    """
    for stock_record_id, quantity in sorted(quantities.items()):
        if not _hold(stock_record_id, quantity):
            record = StockRecord.objects.select_related("product").get(pk=stock_record_id)
            raise OutOfStock(
                sku=record.product.upc, asked=quantity, left=max(record.net_stock_level, 0)
            )
    reservations = Reservation.objects.bulk_create(
        Reservation(order=order, stock_record_id=record, quantity=quantity, expires_at=expires_at)
        for record, quantity in sorted(quantities.items())
    )
    StockMovement.objects.bulk_create(
        StockMovement(
            stock_record_id=held.stock_record_id,
            kind=Kind.HELD,
            held=held.quantity,
            reservation=held,
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


@transaction.atomic
def release_sold(*, order: Order, reason: str) -> None:
    """Give sold units back that were never sent; a second call changes nothing."""
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
def send_units(*, order: Order, quantities: Mapping[int, int], by_id: int) -> None:
    """Book sold units (stock record to quantity) out of the warehouse, in a parcel.

    The caller knows that they were not sent before; the database refuses to send what is not sold.
    """
    sold = Reservation.objects.filter(
        order=order, state=Reservation.State.SOLD, stock_record_id__in=quantities
    )
    for reservation in sold.select_for_update().order_by("stock_record_id"):
        quantity = quantities[reservation.stock_record_id]
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


def _units_sent(reservation: Reservation) -> int:
    sent = reservation.movements.filter(kind=Kind.SHIPPED).aggregate(units=Sum("allocated"))
    return -int(sent["units"] or 0)


@transaction.atomic
def release_units(*, order: Order, quantities: Mapping[int, int], reason: str) -> None:
    """Give some sold units back that were never sent (stock record to quantity).

    The caller knows that they were not given back before; the database refuses a reservation of
    fewer than no units.
    """
    sold = Reservation.objects.filter(
        order=order, state=Reservation.State.SOLD, stock_record_id__in=quantities
    )
    for reservation in sold.select_for_update().order_by("stock_record_id"):
        quantity = quantities[reservation.stock_record_id]
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


@transaction.atomic
def receive_stock(*, stock_record: StockRecord, quantity: int, reason: str) -> None:
    """Book units that arrived."""
    StockRecord.objects.filter(pk=stock_record.pk).update(num_in_stock=F("num_in_stock") + quantity)
    StockMovement.objects.create(
        stock_record=stock_record, kind=Kind.RECEIVED, in_stock=quantity, reason=reason
    )


def adjust_stock(
    *, stock_record: StockRecord, change: int, reason: str, by_id: int, key: UUID | None = None
) -> None:
    """Book units that were found or are missing, once for a key; what is promised stays covered.

    Raises `AdjustmentRefused`.
    """
    sku = stock_record.product.sku
    if not reason.strip():
        raise AdjustmentRefused(sku=sku, reason="no_reason")
    if not change:
        raise AdjustmentRefused(sku=sku, reason="no_change")
    with transaction.atomic():
        after = models.ExpressionWrapper(F("num_in_stock") + change, models.IntegerField())
        changed = (
            StockRecord.objects.filter(pk=stock_record.pk)
            .annotate(after=after)
            .filter(after__gte=F("num_allocated") + F("num_held"))
            .update(num_in_stock=F("num_in_stock") + change)
        )
        # The update above holds the row: whoever sent the same form waited here for the first.
        if key and StockMovement.objects.filter(key=key).exists():
            transaction.set_rollback(True)
            return
        if not changed:
            stock_record.refresh_from_db()
            promised = stock_record.num_allocated + stock_record.num_held
            raise AdjustmentRefused(sku=sku, reason="below_promised", promised=promised)
        StockMovement.objects.create(
            stock_record=stock_record,
            kind=Kind.ADJUSTED,
            in_stock=change,
            reason=reason.strip(),
            by_id=by_id,
            key=key,
        )


def reserve_again(*, order: Order) -> None:
    """Hold the released units of an order once more, for money that came late.

    Raises `OutOfStock` when they have gone to someone else.
    """
    released = Reservation.objects.filter(
        order=order, state=Reservation.State.RELEASED
    ).select_for_update()
    for reservation in released.order_by("stock_record_id"):
        if not _hold(reservation.stock_record_id, reservation.quantity):
            raise OutOfStock(sku="", asked=reservation.quantity, left=0)
        reservation.state = Reservation.State.HELD
        reservation.save(update_fields=["state"])
        StockMovement.objects.create(
            stock_record_id=reservation.stock_record_id,
            kind=Kind.HELD,
            held=reservation.quantity,
            reservation=reservation,
            reason="late payment",
        )
