"""Refunds of price differences: of dearer articles that come back, and for cheaper ones.

Each goes back to the payment that charged it, under a key of its own.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from shop.finance.payments.models import Refund
from shop.orders.aftersales.amount_refunds import AmountRefundRequest, refund_amount
from shop.orders.aftersales.refunds import RefundRequest, quote_refund, refund_part
from shop.orders.errors import RefundRefused
from shop.orders.returns.models import DifferenceRefund, ReturnCase, ReturnLine
from shop.orders.returns.paid_units import SOLD, ChargedUnits, PaidUnits, find_exchanged_orders
from shop.orders.returns.reductions import Reduction
from shop.oscar.order.models import Order
from shop.platform.core.money import part_of

ZERO = Decimal("0.00")


def quote_charged(charged: ChargedUnits) -> Decimal:
    """Return what is left of a difference that was charged; 0 if it was given back before.

    Raises the errors of `quote_refund`.
    """
    try:
        return quote_refund(
            charged.order, charged.units, delivery=False, withheld=charged.given_back
        ).amount
    except RefundRefused as refusal:
        if refusal.data["reason"] != "nothing":
            raise
        return ZERO


def note_reductions(line: ReturnLine, parts: Sequence[Reduction]) -> None:
    """Note what a line of a case gives back once the goods have come back."""
    DifferenceRefund.objects.bulk_create(
        DifferenceRefund(line=line, charged_id=part.charged, units=part.units, amount=part.amount)
        for part in parts
    )


def refund_differences(case: ReturnCase, paid: PaidUnits, *, by_id: int) -> None:
    """Refund the price differences that earlier exchanges charged for units of a case."""
    DifferenceRefund.objects.filter(line__case=case, refund=None).delete()
    line = case.lines.order_by("pk").first()
    for number, charged in enumerate(paid.differences):
        if line is None or not quote_charged(charged):
            continue
        refund = refund_part(
            RefundRequest(
                key=f"return:{case.public_id}:difference" + (f":{number}" if number else ""),
                order_number=charged.order.number,
                units=charged.units,
                delivery=False,
                reason=_reason(case),
                by_id=by_id,
                withheld=charged.given_back,
            )
        )
        DifferenceRefund.objects.bulk_create(
            DifferenceRefund(
                line=line,
                charged_id=part.order_line_id,
                units=part.units,
                amount=part.incl,
                refund=refund,
            )
            for part in refund.lines.filter(incl__gt=0)
        )


def refund_reductions(case: ReturnCase, *, by_id: int) -> None:
    """Refund what cheaper articles cost less, for the units that have come back.

    The lines of the case keep what was refunded: less than agreed if units are missing, or if a
    payment was refunded meanwhile.
    """
    rows = list(_rows(case))
    orders = {row.charged.order_id: row.charged.order for row in rows}
    for order in orders.values():
        its = [row for row in rows if row.charged.order_id == order.pk]
        _refund_units(case, order, [row for row in its if row.units], by_id)
        _refund_amounts(case, order, [row for row in its if not row.units], by_id)
    DifferenceRefund.objects.filter(line__case=case, refund=None).delete()
    for line in case.lines.filter(reduction__gt=0):
        amount = sum((row.amount for row in line.differences.all()), ZERO)
        ReturnLine.objects.filter(pk=line.pk).update(reduction=amount)


def _rows(case: ReturnCase) -> Iterable[DifferenceRefund]:
    """Return what the lines of a case give back; those of the former release get their rows."""
    for line in case.lines.filter(reduction__gt=0, differences=None):
        note_reductions(line, [Reduction(line.order_line_id, 0, line.reduction)])
    rows = DifferenceRefund.objects.filter(line__case=case, refund=None)
    return rows.select_related("line", "charged__order").order_by("pk")


def _refund_units(
    case: ReturnCase, order: Order, rows: Sequence[DifferenceRefund], by_id: int
) -> None:
    """Refund the units of a replacement whose whole difference is given back."""
    order.refresh_from_db(fields=["status"])
    left = {
        row: min(row.units, row.line.found, row.charged.quantity - row.charged.refunded_units)
        for row in rows
    }
    units = {row.charged_id: number for row, number in left.items() if number > 0}
    if order.status not in SOLD or not quote_charged(ChargedUnits(order, units, {})):
        return
    refund = refund_part(
        RefundRequest(
            key=f"exchange:{case.public_id}:of:{order.number}:units",
            order_number=order.number,
            units=units,
            delivery=False,
            reason=_reason(case),
            by_id=by_id,
        )
    )
    amounts = dict(refund.lines.filter(incl__gt=0).values_list("order_line_id", "incl"))
    refunded = [row for row in rows if row.charged_id in amounts]
    _record(refund, {row.pk: (units[row.charged_id], amounts[row.charged_id]) for row in refunded})


def _refund_amounts(
    case: ReturnCase, order: Order, rows: Sequence[DifferenceRefund], by_id: int
) -> None:
    """Refund amounts that lower the prices of lines."""
    order.refresh_from_db(fields=["status"])
    parts = {
        row: part_of(row.amount, 0, row.line.found, row.line.units, order.currency) for row in rows
    }
    parts = {row: amount for row, amount in parts.items() if amount}
    if not parts or order.status not in SOLD:
        return
    amounts: dict[int, Decimal] = {}
    for row, amount in parts.items():
        amounts[row.charged_id] = amounts.get(row.charged_id, ZERO) + amount
    is_paid = order.pk == find_exchanged_orders(case.order)[0].pk
    refund = refund_amount(
        AmountRefundRequest(
            key=f"exchange:{case.public_id}" + ("" if is_paid else f":of:{order.number}"),
            order_number=order.number,
            amount=sum(amounts.values(), ZERO),
            reason=_reason(case),
            by_id=by_id,
            lines=amounts,
        )
    )
    _record(refund, {row.pk: (0, amount) for row, amount in parts.items()})


def _record(refund: Refund, given: dict[int, tuple[int, Decimal]]) -> None:
    for pk, (units, amount) in given.items():
        rows = DifferenceRefund.objects.filter(pk=pk)
        rows.update(refund=refund, units=units, amount=amount)


def _reason(case: ReturnCase) -> str:
    return f"{case.get_kind_display()} {case.number}: price difference"
