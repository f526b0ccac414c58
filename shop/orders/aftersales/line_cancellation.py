"""Cancellation of a paid order, or of units of its lines, until packing of a line begins.

A cancellation is a refund of units that were not packed: the same statement counts them as refunded
and checks that packing has not begun. If nothing of the order is left, delivery is refunded too.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db import transaction
from structlog import get_logger

from shop.commerce.inventory.services import release_sold
from shop.finance.ledger.services import post_refund_agreed
from shop.finance.payments.disputes import is_disputed
from shop.finance.payments.models import PaymentAttempt, Refund
from shop.orders.aftersales.held_orders import is_held
from shop.orders.aftersales.refunds import RefundRequest, quote_refund, refund_part
from shop.orders.checkout.quotas import release_quotas
from shop.orders.errors import OrderNotCancellable, RefundRefused
from shop.orders.messages import queue_message
from shop.orders.models import CANCELLED_BEFORE_PACKING, DomainEvent, OutgoingMessage
from shop.orders.payment.state_machine import move_order
from shop.orders.tasks import refund_late_payment
from shop.oscar.order.models import Line, Order, OrderState
from shop.platform.core.failpoints import failpoint
from shop.platform.database.jobs import queue_job

log = get_logger(__name__)
ZERO = Decimal("0.00")
PACKABLE = frozenset({OrderState.PAID, OrderState.FULFILLED})


class Canceller(StrEnum):
    """The side that cancels."""

    BUYER = "buyer"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class CancelRequest:
    """A request to cancel units by order line; `key` makes it idempotent.

    `units` of None stands for everything that can still be cancelled, which must be all that is
    left of the order. `by_id` is the person of the staff; None for the buyer.
    """

    key: str
    order_number: str
    units: Mapping[int, int] | None = None
    by_id: int | None = None
    reason: str = ""

    @property
    def by(self) -> Canceller:
        """Return the side that cancels."""
        return Canceller.BUYER if self.by_id is None else Canceller.STAFF


@dataclass(frozen=True, slots=True)
class CancellationQuote:
    """The units and the amount that a cancellation would cancel and refund now."""

    units: Mapping[int, int]
    whole: bool
    amount: Decimal


def cancellable_units(order: Order) -> dict[int, int]:
    """Return the units by line that can still be cancelled; empty if none can.

    Lines of a held or disputed order cannot be cancelled: their refund is decided elsewhere.
    """
    if order.status != OrderState.PAID or is_held(order) or is_disputed(order):
        return {}
    return units_left(order, order.lines.order_by("pk"))


def units_left(order: Order, lines: Iterable[Line]) -> dict[int, int]:
    """Return the units of a paid order's lines that are neither packed nor refunded, by line.

    A shipped line was packed before.
    """
    if order.status != OrderState.PAID:
        return {}
    left = {
        line.pk: line.quantity - line.refunded_units for line in lines if not line.packing_since
    }
    return {pk: units for pk, units in left.items() if units}


def quote_cancellation(order: Order, units: Mapping[int, int] | None) -> CancellationQuote:
    """Return what cancelling units would refund now. Raises `OrderNotCancellable`."""
    _check_state(order)
    lines = {line.pk: line for line in order.lines.order_by("pk")}
    wanted = _wanted(order, lines, units)
    whole = _is_whole(lines, wanted)
    if not order.total_incl_tax:
        if not whole:
            raise _refusal(order, "free")
        return CancellationQuote(wanted, whole=True, amount=ZERO)
    delivery = whole and _has_delivery_left(order)
    try:
        quote = quote_refund(order, wanted, delivery=delivery)
    except RefundRefused as error:
        reason = "free" if error.data["reason"] == "nothing" else str(error.data["reason"])
        raise _refusal(order, reason) from error
    return CancellationQuote(wanted, whole=whole, amount=quote.amount)


def cancel_items(request: CancelRequest) -> Order:
    """Cancel units of an order, or all of it; the same request cancels once.

    Stock, limits, caps and royalties follow, a job sends the refund, and the buyer gets a mail.
    Raises `OrderNotCancellable` and `IdempotencyClash`.
    """
    with transaction.atomic():
        order = Order.objects.select_for_update().get(number=request.order_number)
        if _is_done(order, request):
            return order
        quote = quote_cancellation(order, request.units)
        _record(order, request, quote)  # its mail comes before that of the refund
        if quote.amount:
            _refund(order, request, quote)
        else:
            _end_unpaid(order)
        failpoint("cancel.refunded")
    log.info("order.items_cancelled", order=order.number, by=request.by, whole=quote.whole)
    order.refresh_from_db()
    return order


def _check_state(order: Order) -> None:
    if order.status not in PACKABLE:
        raise _refusal(order, "closed")
    if is_held(order):
        raise _refusal(order, "held")
    if is_disputed(order):
        raise _refusal(order, "disputed")


def _wanted(
    order: Order, lines: Mapping[int, Line], units: Mapping[int, int] | None
) -> dict[int, int]:
    """Return the checked units by line."""
    left = {pk: line.quantity - line.refunded_units for pk, line in lines.items()}
    wanted = {pk: count for pk, count in (left if units is None else units).items() if count}
    if not wanted:
        raise _refusal(order, "nothing")
    for pk, count in wanted.items():
        line = lines.get(pk)
        if line is None:
            raise _refusal(order, "unknown_line")
        if line.packing_since is not None:
            raise _refusal(order, "packed", sku=line.upc, title=line.title)
        if not 0 < count <= left[pk]:
            raise _refusal(order, "too_many", sku=line.upc, title=line.title, left=left[pk])
    return wanted


def _is_whole(lines: Mapping[int, Line], wanted: Mapping[int, int]) -> bool:
    """Return whether nothing of the order is sent, and nothing of it is left."""
    if any(line.packing_since is not None for line in lines.values()):
        return False
    return all(
        line.refunded_units + wanted.get(pk, 0) == line.quantity for pk, line in lines.items()
    )


def _has_delivery_left(order: Order) -> bool:
    refunded = Refund.objects.filter(attempt__order=order, with_delivery=True).exists()
    return bool(order.shipping_incl_tax) and not refunded


def _is_done(order: Order, request: CancelRequest) -> bool:
    """Return whether the request was carried out before."""
    done = DomainEvent.objects.filter(
        name=CANCELLED_BEFORE_PACKING, subject=order.number, data__key=request.key
    )
    return done.exists()


def _refund(order: Order, request: CancelRequest, quote: CancellationQuote) -> None:
    reason = request.reason.strip() or f"Cancelled by the {request.by} before packing"
    try:
        refund_part(
            RefundRequest(
                key=f"cancel:{request.key}",
                order_number=order.number,
                units=dict(quote.units),
                delivery=quote.whole and _has_delivery_left(order),
                reason=reason[:200],
                by_id=request.by_id,
                before_packing=True,
            )
        )
    except RefundRefused as error:
        raise _refusal(order, str(error.data["reason"]), sku=error.data.get("sku", "")) from error


def _end_unpaid(order: Order) -> None:
    """End an order for which nothing was paid; no money is sent."""
    release_quotas(order)
    release_sold(order=order, reason="cancelled before packing")
    move_order(order, expected=OrderState.PAID, to=OrderState.REFUND_DUE)
    attempt = PaymentAttempt.objects.get(order=order, state=PaymentAttempt.State.SUCCEEDED)
    post_refund_agreed(order=order, attempt=attempt)
    queue_job(refund_late_payment.name, attempt_id=attempt.pk)


def _record(order: Order, request: CancelRequest, quote: CancellationQuote) -> None:
    lines = Line.objects.in_bulk(quote.units)
    whole = quote.whole and not order.cards_left  # its gift cards stay
    DomainEvent.objects.create(
        name=CANCELLED_BEFORE_PACKING,
        subject=order.number,
        data={
            "key": request.key,
            "by": request.by_id,
            "side": request.by,
            "whole": whole,
            "amount": str(quote.amount),
            "units": {lines[pk].upc: count for pk, count in quote.units.items()},
        },
    )
    queue_message(
        order=order,
        kind=OutgoingMessage.Kind.ITEMS_CANCELLED,
        key=f"cancel:{request.key}",
        payload={
            "lines": [
                {"title": lines[pk].title, "size": lines[pk].size, "units": count}
                for pk, count in quote.units.items()
            ],
            "whole": whole,
            "amount": str(quote.amount),
        },
    )


def _refusal(order: Order, reason: str, **data: Any) -> OrderNotCancellable:
    return OrderNotCancellable(order=order.number, reason=reason, status=order.status, **data)
