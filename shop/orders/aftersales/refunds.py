"""Partial refunds of a paid order: units of its lines, its delivery, or both.

Each unit has its share of what was paid for its line, so that all partial refunds sum to the line.
The money is sent by a job, under a key of its own. Limits and caps still count refunded units,
until the refunds reach the total: then the order ends as refunded.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal

from django.db import transaction
from django.db.models import F, Sum
from structlog import get_logger

from shop.commerce.fulfillment.models import ShipmentLine
from shop.commerce.inventory.services import release_units
from shop.finance.ledger.services import (
    RefundAmounts,
    RefundBreakdown,
    post_amount_agreed,
    post_part_agreed,
)
from shop.finance.payments.disputes import is_disputed
from shop.finance.payments.models import PaymentAttempt, Refund, RefundedLine
from shop.finance.royalties.services import reverse_part
from shop.orders.aftersales.refund_split import refundable_amounts, split
from shop.orders.aftersales.shipments import mark_sent_if_complete
from shop.orders.aftersales.whole_refunds import end_if_refunded
from shop.orders.checkout.quotas import release_line_quotas
from shop.orders.errors import IdempotencyClash, OrderStateConflict, RefundRefused
from shop.orders.models import DomainEvent
from shop.orders.tasks import send_refund
from shop.oscar.order.models import Line, Order, OrderState
from shop.platform.core.money import part_of, round_money
from shop.platform.database.jobs import queue_job

log = get_logger(__name__)
ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class RefundRequest:
    """A request to refund units by order line; `key` makes it idempotent.

    `by_id` is None if the buyer causes it. `before_packing` refuses lines of which packing has
    begun, and ends the count of the units against limits and caps. `withheld` has amounts with tax
    that are not refunded, by line: the lost value of returned units. `delivery_amount` is the
    refunded part of the delivery cost with tax; None for all of it.
    """

    key: str
    order_number: str
    units: Mapping[int, int]
    delivery: bool
    reason: str
    by_id: int | None
    before_packing: bool = False
    withheld: Mapping[int, Decimal] = field(default_factory=dict)
    delivery_amount: Decimal | None = None

    @property
    def request_hash(self) -> str:
        """Return a hash that is equal for equal requests; unused options do not change it."""
        options = ("before_packing", "withheld", "delivery_amount")
        values = {name: value for name, value in asdict(self).items() if name not in options}
        if self.before_packing:
            values["before_packing"] = True
        if self.withheld:
            values["withheld"] = {line: str(amount) for line, amount in self.withheld.items()}
        if self.delivery_amount is not None:
            values["delivery_amount"] = str(self.delivery_amount)
        return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class RefundedUnits:
    """Units of a line and what was paid for them."""

    line: Line
    units: int
    incl: Decimal
    excl: Decimal


@dataclass(frozen=True, slots=True)
class RefundQuote:
    """The amounts of a refund that is not made yet."""

    lines: tuple[RefundedUnits, ...]
    delivery_incl: Decimal
    delivery_excl: Decimal
    left: RefundAmounts

    @property
    def amount(self) -> Decimal:
        """Return the total with tax, at most what earlier refunds have left."""
        return min(self.requested_amount, self.left.amount)

    @property
    def requested_amount(self) -> Decimal:
        """Return the price of the units and the delivery."""
        return sum((line.incl for line in self.lines), self.delivery_incl)

    @property
    def by_means(self) -> RefundAmounts:
        """Return the amounts by means of payment."""
        return split(self.amount, self.left)

    @property
    def goods_excl(self) -> Decimal:
        """Return the goods without tax."""
        return sum((line.excl for line in self.lines), ZERO)


def quote_refund(
    order: Order,
    units: Mapping[int, int],
    *,
    delivery: bool,
    withheld: Mapping[int, Decimal] | None = None,
    delivery_amount: Decimal | None = None,
) -> RefundQuote:
    """Return what refunding units and delivery would amount to now; options as in `RefundRequest`.

    Raises `OrderStateConflict` if the order is not paid, and `RefundRefused`.
    """
    if order.status not in {OrderState.PAID, OrderState.FULFILLED}:
        raise OrderStateConflict(order=order.number)
    if is_disputed(order):
        raise RefundRefused(reason="disputed")
    order_lines = {line.pk: line for line in order.lines.order_by("pk")}
    if unknown := units.keys() - order_lines.keys():
        raise RefundRefused(reason="unknown_line", line=min(unknown))
    kept, refunded = withheld or {}, refunded_of_lines(units)
    lines = [
        _at_most(
            _withhold(_units(line, units[pk], order.currency), kept.get(pk, ZERO), order.currency),
            refunded.get(pk, (ZERO, ZERO)),
        )
        for pk, line in order_lines.items()
        if units.get(pk)
    ]
    delivery_refunded = Refund.objects.filter(attempt__order=order, with_delivery=True).exists()
    if delivery and (delivery_refunded or not order.shipping_incl_tax):
        raise RefundRefused(reason="no_delivery_left")
    attempt = PaymentAttempt.objects.get(order=order, state=PaymentAttempt.State.SUCCEEDED)
    quote = RefundQuote(
        lines=tuple(lines),
        delivery_incl=_delivery(order, order.shipping_incl_tax, delivery_amount, wanted=delivery),
        delivery_excl=_delivery(order, order.shipping_excl_tax, delivery_amount, wanted=delivery),
        left=refundable_amounts(order, attempt),
    )
    if not quote.amount:
        raise RefundRefused(reason="nothing")
    return quote


def refunded_of_lines(line_ids: Iterable[int]) -> dict[int, tuple[Decimal, Decimal]]:
    """Return what was refunded of lines, with and without tax, by line."""
    rows = RefundedLine.objects.filter(order_line__in=list(line_ids)).values("order_line_id")
    return {
        row["order_line_id"]: (row["with_tax"], row["without"])
        for row in rows.annotate(with_tax=Sum("incl"), without=Sum("excl")).order_by()
    }


def refund_part(request: RefundRequest) -> Refund:
    """Refund a part of an order; the same request returns the same refund.

    Unsent units are released. Raises the errors of `quote_refund`, `IdempotencyClash`, and
    `RefundRefused` without a reason.
    """
    if not request.reason.strip():
        raise RefundRefused(reason="no_reason")
    with transaction.atomic():
        order = Order.objects.select_for_update().get(number=request.order_number)
        existing = Refund.objects.filter(key=request.key).first()
        if existing is not None:
            if existing.request_hash != request.request_hash:
                raise IdempotencyClash(key=request.key)
            return existing
        quote = quote_refund(
            order,
            request.units,
            delivery=request.delivery,
            withheld=request.withheld,
            delivery_amount=request.delivery_amount,
        )
        return _write(order, request, quote)


def _write(order: Order, request: RefundRequest, quote: RefundQuote) -> Refund:
    attempt = PaymentAttempt.objects.get(order=order, state=PaymentAttempt.State.SUCCEEDED)
    refund = Refund.objects.create(
        key=request.key,
        request_hash=request.request_hash,
        attempt=attempt,
        amount=quote.amount,
        gift_card_amount=quote.by_means.gift_card,
        with_delivery=request.delivery,
        reason=request.reason.strip(),
        by_id=request.by_id,
        by_buyer=request.by_id is None,
    )
    unsent = _unsent(order, quote)
    RefundedLine.objects.bulk_create(
        RefundedLine(
            refund=refund,
            order_line=part.line,
            units=part.units,
            incl=part.incl,
            excl=part.excl,
            released=part.line.pk in unsent,
        )
        for part in quote.lines
    )
    reverse_part(refund=refund)
    _count_units(order, request, quote)
    Order.objects.filter(pk=order.pk).update(
        refunded_incl_tax=F("refunded_incl_tax") + refund.amount
    )
    if unsent:
        _release(order, [part for part in quote.lines if part.line.pk in unsent])
    if refund.amount == quote.left.amount:
        post_amount_agreed(order=order, refund=refund)
    else:
        breakdown = RefundBreakdown(refund.amount, quote.goods_excl, quote.delivery_excl)
        post_part_agreed(order=order, refund=refund, breakdown=breakdown)
    DomainEvent.objects.create(
        name="order.part_refunded",
        subject=order.number,
        data={"amount": str(refund.amount), "reason": refund.reason, "by": request.by_id},
    )
    queue_job(send_refund.name, refund_id=refund.pk)
    if not end_if_refunded(order, by_id=request.by_id):
        mark_sent_if_complete(order)
    log.info("refund.agreed", order=order.number, refund=str(refund.public_id))
    return refund


def _count_units(order: Order, request: RefundRequest, quote: RefundQuote) -> None:
    """Count the refunded units of each line, in the statement that checks them.

    Raises `RefundRefused` if packing of a line has begun meanwhile.
    """
    for part in quote.lines:
        lines = Line.objects.filter(pk=part.line.pk, refunded_units__lte=F("quantity") - part.units)
        if request.before_packing:
            lines = lines.filter(packing_since__isnull=True)
        if not lines.update(refunded_units=F("refunded_units") + part.units):
            raise RefundRefused(reason="packed", line=part.line.pk, sku=part.line.upc)
    if request.before_packing:
        release_line_quotas(order, {part.line.pk: part.units for part in quote.lines})


def _unsent(order: Order, quote: RefundQuote) -> set[int]:
    """Return the lines that were not shipped; a line ships as a whole."""
    if order.status != OrderState.PAID:
        return set()
    lines = {part.line.pk for part in quote.lines}
    sent = ShipmentLine.objects.filter(order_line__in=lines).values_list("order_line_id", flat=True)
    return lines - set(sent)


def _release(order: Order, parts: Sequence[RefundedUnits]) -> None:
    units: dict[int, int] = {}
    for part in parts:
        product = part.line.product_id
        units[product] = units.get(product, 0) + part.units
    release_units(order=order, quantities=units, reason="refunded before it was sent")


def _units(line: Line, units: int, currency: str) -> RefundedUnits:
    left = line.quantity - line.refunded_units
    if not 0 < units <= left:
        raise RefundRefused(reason="too_many", line=line.pk, sku=line.upc, left=left)
    span = (line.refunded_units, line.refunded_units + units, line.quantity)
    return RefundedUnits(
        line=line,
        units=units,
        incl=part_of(line.line_price_incl_tax, *span, currency),
        excl=part_of(line.line_price_excl_tax, *span, currency),
    )


def _withhold(part: RefundedUnits, withheld: Decimal, currency: str) -> RefundedUnits:
    """Return the units without an amount that is not refunded; its tax is not refunded either."""
    if not withheld:
        return part
    if not 0 < withheld <= part.incl:
        raise RefundRefused(reason="withheld_too_much", line=part.line.pk, sku=part.line.upc)
    incl = part.incl - round_money(withheld, currency)
    excl = round_money(part.excl * incl / part.incl, currency)
    return replace(part, incl=incl, excl=excl)


def _at_most(part: RefundedUnits, refunded: tuple[Decimal, Decimal]) -> RefundedUnits:
    """Return units at no more than what refunds have left of the price of their line."""
    incl = min(part.incl, part.line.line_price_incl_tax - refunded[0])
    return replace(part, incl=incl, excl=net_left(part.line, incl, part.excl, refunded))


def net_left(
    line: Line, incl: Decimal, excl: Decimal, refunded: tuple[Decimal, Decimal]
) -> Decimal:
    """Return the part without tax of a refunded amount of a line, at most what is left of it.

    The rounding of several refunds must not add up to more tax than the line has.
    """
    tax_left = line.line_price_incl_tax - line.line_price_excl_tax - (refunded[0] - refunded[1])
    return max(min(excl, line.line_price_excl_tax - refunded[1]), incl - tax_left)


def _delivery(order: Order, cost: Decimal, part: Decimal | None, *, wanted: bool) -> Decimal:
    """Return the refunded part of a delivery cost: all of it, or an amount's share."""
    if not wanted:
        return ZERO
    whole = order.shipping_incl_tax
    if part is None or part >= whole:
        return cost
    return round_money(cost * part / whole, order.currency)
