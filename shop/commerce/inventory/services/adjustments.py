"""Changes of stock by staff: receipts, adjustments, transfers and pre-order lots."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import models, transaction
from django.db.models import F

from shop.commerce.inventory.errors import AdjustmentRefused
from shop.commerce.inventory.models import Location, StockMovement
from shop.oscar.partner.models import StockRecord
from shop.platform.database.clock import TransactionTimestamp

Kind = StockMovement.Kind
FARTHEST = timedelta(days=4 * 366)  # four years, until the next Games


@transaction.atomic
def receive_stock(*, stock_record: StockRecord, quantity: int, reason: str) -> None:
    """Book received units."""
    StockRecord.objects.filter(pk=stock_record.pk).update(num_in_stock=F("num_in_stock") + quantity)
    StockMovement.objects.create(
        stock_record=stock_record, kind=Kind.RECEIVED, in_stock=quantity, reason=reason
    )


def adjust_stock(
    *, stock_record: StockRecord, change: int, reason: str, by_id: int, key: UUID | None = None
) -> None:
    """Book found or missing units, once for a key; promised units stay covered.

    Raises `AdjustmentRefused`.
    """
    _check(stock_record, change, reason)
    with transaction.atomic():
        changed = _change(stock_record.pk, change)
        # The update holds the row lock: a repeated form has waited for the first one here.
        if _known(key):
            transaction.set_rollback(True)
            return
        if not changed:
            raise _below_promised(stock_record)
        StockMovement.objects.create(
            stock_record=stock_record,
            kind=Kind.ADJUSTED,
            in_stock=change,
            reason=reason.strip(),
            by_id=by_id,
            key=key,
        )


def transfer_stock(
    *,
    stock_record: StockRecord,
    to: Location,
    quantity: int,
    reason: str,
    by_id: int,
    key: UUID | None = None,
) -> None:
    """Move unpromised units to another location, once for a key.

    Announced units stay announced for the same day. Raises `AdjustmentRefused`, also if the units
    of that day have arrived at only one of the two locations.
    """
    _check(stock_record, max(quantity, 0), reason)
    if to.pk == stock_record.location_id:
        raise AdjustmentRefused(sku=stock_record.product.sku, reason="same_location")
    with transaction.atomic():
        target = _record_at(to, stock_record)
        if len(set(_announced_both(stock_record, target))) > 1 and not _known(key):
            raise AdjustmentRefused(sku=stock_record.product.sku, reason="arrived_apart")
        changes = {stock_record.pk: -quantity, target.pk: quantity}
        changed = [_change(pk, changes[pk]) for pk in sorted(changes)]
        if _known(key):
            transaction.set_rollback(True)
            return
        if not all(changed):
            raise _below_promised(stock_record)
        StockMovement.objects.bulk_create(
            StockMovement(
                stock_record_id=pk,
                kind=Kind.TRANSFERRED,
                in_stock=change,
                reason=reason.strip(),
                by_id=by_id,
                key=key if change < 0 else None,
            )
            for pk, change in changes.items()
        )


@dataclass(frozen=True, slots=True)
class NewLot:
    """A pre-order lot: units of an article announced for a day at a location."""

    like: StockRecord
    location: Location
    ships_on: date
    units: int


@transaction.atomic
def announce_stock(*, lot: NewLot, today: date, by_id: int, key: UUID | None = None) -> StockRecord:
    """Create a pre-order lot, once for a key.

    `like` is any stock record of the article, of the same partner. Raises `AdjustmentRefused`.
    """
    sku = lot.like.product.sku
    if lot.units <= 0:
        raise AdjustmentRefused(sku=sku, reason="no_change")
    if lot.ships_on <= today:
        raise AdjustmentRefused(sku=sku, reason="past_date")
    if lot.ships_on > today + FARTHEST:
        raise AdjustmentRefused(sku=sku, reason="far_date")
    record, is_new = StockRecord.objects.get_or_create(
        **_identity(lot.like, lot.location, lot.ships_on), defaults=_alike(lot.like)
    )
    if not is_new:
        if _known(key):
            return record
        raise AdjustmentRefused(sku=sku, reason="known_lot")
    StockRecord.objects.filter(pk=record.pk).update(num_in_stock=lot.units)
    StockMovement.objects.create(
        stock_record=record,
        kind=Kind.ANNOUNCED,
        in_stock=lot.units,
        reason=f"to be sent from {lot.ships_on}",
        by_id=by_id,
        key=key,
    )
    record.num_in_stock = lot.units
    return record


@transaction.atomic
def receive_lot(*, stock_record: StockRecord, came: int, by_id: int) -> bool:
    """Book the arrival of a lot, with more or fewer units; return False if it was booked before.

    The lot is ordinary stock then. Raises `AdjustmentRefused` if fewer units arrived than are
    promised: handle those orders first.
    """
    arrived = StockRecord.objects.filter(
        pk=stock_record.pk, ships_on__isnull=False, arrived_at__isnull=True
    ).update(arrived_at=TransactionTimestamp())
    if not arrived:
        return False
    stock_record.refresh_from_db()  # as it is under the lock that the update took
    if change := came - stock_record.num_in_stock:
        reason = f"{came} of {stock_record.num_in_stock} arrived"
        adjust_stock(stock_record=stock_record, change=change, reason=reason, by_id=by_id)
    return True


def _check(stock_record: StockRecord, change: int, reason: str) -> None:
    sku = stock_record.product.sku
    if not reason.strip():
        raise AdjustmentRefused(sku=sku, reason="no_reason")
    if not change:
        raise AdjustmentRefused(sku=sku, reason="no_change")


def _change(stock_record_id: int, change: int) -> bool:
    """Change the units in stock in the statement that checks the promised units."""
    after = models.ExpressionWrapper(F("num_in_stock") + change, models.IntegerField())
    return bool(
        StockRecord.objects.filter(pk=stock_record_id)
        .annotate(after=after)
        .filter(after__gte=F("num_allocated") + F("num_held"))
        .update(num_in_stock=F("num_in_stock") + change)
    )


def _known(key: UUID | None) -> bool:
    return key is not None and StockMovement.objects.filter(key=key).exists()


def _below_promised(stock_record: StockRecord) -> AdjustmentRefused:
    stock_record.refresh_from_db()
    return AdjustmentRefused(
        sku=stock_record.product.sku,
        reason="below_promised",
        promised=stock_record.num_allocated + stock_record.num_held,
    )


def _record_at(location: Location, like: StockRecord) -> StockRecord:
    """Return the record for the same units at another location; created if missing."""
    day = like.ships_on if like.announced else None
    record, _ = StockRecord.objects.get_or_create(
        **_identity(like, location, day), defaults=_alike(like)
    )
    return record


def _announced_both(*records: StockRecord) -> list[bool]:
    """Return whether records are announced, under the locks in which they will change."""
    locked = StockRecord.objects.select_for_update(of=("self",), no_key=True)
    both = locked.filter(pk__in=[record.pk for record in records]).order_by("pk")
    return [record.announced for record in both]


def _identity(like: StockRecord, location: Location, ships_on: date | None) -> dict[str, object]:
    return {
        "product_id": like.product_id,
        "partner_id": like.partner_id,
        "location": location,
        "ships_on": ships_on,
    }


def _alike(like: StockRecord) -> dict[str, object]:
    return {"partner_sku": like.partner_sku, "price_currency": like.price_currency}
