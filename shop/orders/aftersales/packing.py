"""Packing of order lines: buyers can cancel and change an order until packing begins.

One conditional UPDATE decides between a packer who begins and a buyer who cancels: the line must be
unpacked, and must have units left.
"""

from collections.abc import Collection

from django.db import transaction
from django.db.models import F, QuerySet
from structlog import get_logger

from licensing.models import Licensee
from shop.finance.payments.disputes import is_disputed
from shop.orders.aftersales.held_orders import is_held
from shop.orders.aftersales.location_scope import lines_at
from shop.orders.aftersales.shipments import lines_of, unsent
from shop.orders.errors import OrderHeld, PackingRefused
from shop.orders.models import DomainEvent
from shop.oscar.order.models import Line, Order, OrderState
from shop.platform.core.failpoints import failpoint
from shop.platform.database.clock import TransactionTimestamp

log = get_logger(__name__)


def unpacked(lines: QuerySet[Line]) -> QuerySet[Line]:
    """Return lines with units to send of which packing has not begun."""
    return unsent(lines).filter(packing_since__isnull=True)


def start_packing(
    *,
    order_number: str,
    line_ids: Collection[int],
    by_id: int,
    licensee: Licensee | None = None,
    location_ids: Collection[int] = (),
) -> None:
    """Mark lines of a paid order as being packed, all or none.

    `licensee` limits the lines to those that the licensee packs; None stands for staff of the shop.
    `location_ids` limit the lines to stock of these locations; none stands for all of them.
    Raises `PackingRefused` and `OrderHeld`.
    """
    with transaction.atomic():
        order = _locked(order_number)
        lines = _own_lines(order, line_ids, licensee, location_ids)
        if is_held(order):
            raise OrderHeld(order=order.number)
        if is_disputed(order):
            raise PackingRefused(reason="disputed")
        marked = lines.filter(
            packing_since__isnull=True, refunded_units__lt=F("quantity"), shipped__isnull=True
        ).update(packing_since=TransactionTimestamp(), packing_by_id=by_id)
        if marked != len(set(line_ids)):
            raise PackingRefused(reason="begun_or_cancelled", field="lines")
        _record(order, "order.packing_started", line_ids, by_id)
        failpoint("packing.marked")
    log.info("order.packing_started", order=order.number)


def stop_packing(
    *,
    order_number: str,
    line_ids: Collection[int],
    by_id: int,
    licensee: Licensee | None = None,
    location_ids: Collection[int] = (),
) -> None:
    """Undo the start of packing: the buyer can cancel the lines again.

    Raises `PackingRefused`.
    """
    with transaction.atomic():
        order = _locked(order_number)
        lines = _own_lines(order, line_ids, licensee, location_ids)
        begun = lines.filter(packing_since__isnull=False, shipped__isnull=True)
        if begun.update(packing_since=None, packing_by=None) != len(set(line_ids)):
            raise PackingRefused(reason="not_begun", field="lines")
        _record(order, "order.packing_stopped", line_ids, by_id)


def _locked(order_number: str) -> Order:
    """Lock a paid order; cancellations, changes and shipments of it wait."""
    order = Order.objects.select_for_update().filter(number=order_number).first()
    if order is None or order.status != OrderState.PAID:
        raise PackingRefused(reason="unpaid", order=order_number)
    return order


def _own_lines(
    order: Order,
    line_ids: Collection[int],
    licensee: Licensee | None,
    location_ids: Collection[int],
) -> QuerySet[Line]:
    if not line_ids:
        raise PackingRefused(reason="nothing", field="lines")
    own = Line.objects.all() if licensee is None else lines_of(licensee)
    ids = (
        lines_at(own, location_ids)
        .filter(order=order, pk__in=set(line_ids))
        .values_list("pk", flat=True)
    )
    if set(ids) != set(line_ids):
        raise PackingRefused(reason="unknown_line", field="lines")
    return Line.objects.filter(pk__in=list(ids))


def _record(order: Order, name: str, line_ids: Collection[int], by_id: int) -> None:
    skus = Line.objects.filter(pk__in=line_ids).order_by("pk").values_list("upc", flat=True)
    DomainEvent.objects.create(
        name=name, subject=order.number, data={"lines": list(skus), "by": by_id}
    )
