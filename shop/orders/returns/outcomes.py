"""Outcomes of cases: refund, replacement, rejection; each once, under the order's lock."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.db import transaction
from django.db.models import F, Q, Sum
from structlog import get_logger

from shop.commerce.fulfillment.models import DeliveryMethod
from shop.commerce.fulfillment.services import delivery_price, methods_for
from shop.commerce.pricing.tax import apply_tax
from shop.finance.payments.disputes import is_disputed
from shop.finance.payments.models import Refund
from shop.orders.aftersales.refunds import RefundQuote, RefundRequest, quote_refund, refund_part
from shop.orders.checkout.quotas import release_line_quotas
from shop.orders.errors import RefundRefused
from shop.orders.models import HeldOrder
from shop.orders.returns.cases import (
    lock_exchanged_orders,
    lock_order,
    queue_return_mail,
    request_label,
)
from shop.orders.returns.claims import release_claims
from shop.orders.returns.difference_refunds import (
    quote_charged,
    refund_differences,
    refund_reductions,
)
from shop.orders.returns.errors import ReturnRefused
from shop.orders.returns.models import InspectedUnits, ReturnCase, ReturnLine
from shop.orders.returns.paid_units import find_paid_units, is_any_disputed
from shop.orders.returns.price_differences import Replaced
from shop.orders.returns.replacements import (
    claim_replacement,
    drop_missing,
    end_replacement,
    place_replacement,
)
from shop.orders.returns.transitions import move_case
from shop.oscar.order.models import Line, Order, OrderState
from shop.platform.core.failpoints import failpoint

log = get_logger(__name__)
Kind, State = ReturnCase.Kind, ReturnCase.State
# Cases whose whole order is refunded with the delivery cost: by law (Directive 2011/83/EU, Art. 13
# (1)), or because the delivery failed.
WITH_DELIVERY = frozenset({Kind.WITHDRAWAL, Kind.WARRANTY, Kind.DAMAGED, Kind.LOST, Kind.REFUSED})
# Cases that can end without the goods: nothing comes back, or it is not worth the way.
WITHOUT_GOODS = frozenset({Kind.LOST, Kind.DAMAGED, Kind.WARRANTY})
SOLD = (OrderState.PAID, OrderState.FULFILLED)
STANDARD = DeliveryMethod.Code.STANDARD


def quote_case(case: ReturnCase, withheld: Mapping[int, Decimal] | None = None) -> RefundQuote:
    """Return what refunding a case would amount to now; `withheld` is by order line.

    Raises the errors of `quote_refund`.
    """
    units = _units(case)
    paid = find_paid_units(case.order, units, withheld or {})
    share = delivery_share(paid.order, case, paid.units)
    return quote_refund(
        paid.order,
        paid.units,
        delivery=share is not None,
        withheld=paid.withheld,
        delivery_amount=share,
    )


def refund_case(
    case: ReturnCase, *, by_id: int, withheld: Mapping[int, Decimal] | None = None
) -> Refund:
    """Refund the units of a case that arrived, to the original means of payment.

    `withheld` is the lost value by order line, which only units that are not as new may have.
    Raises `ReturnStateConflict`, `ReturnRefused` and the errors of `refund_part`.
    """
    with transaction.atomic():
        order = lock_exchanged_orders(case.order)
        case.refresh_from_db()
        _check_goods(case, State.REFUNDED)
        kept = {line: amount for line, amount in (withheld or {}).items() if amount}
        _check_withheld(case, kept)
        units = _units(case)
        paid = find_paid_units(order, units, kept)
        share = delivery_share(paid.order, case, paid.units)
        move_case(case, to=State.REFUNDED, by_id=by_id)
        refund = refund_part(
            RefundRequest(
                key=f"return:{case.public_id}",
                order_number=paid.order.number,
                units=paid.units,
                delivery=share is not None,
                reason=f"{case.get_kind_display()} {case.number}",
                by_id=by_id,
                withheld=paid.withheld,
                delivery_amount=share,
            )
        )
        for line in case.lines.filter(order_line__in=units, refund=None):
            ReturnLine.objects.filter(pk=line.pk).update(
                refund=refund, withheld=kept.get(line.order_line_id, Decimal(0))
            )
        refund_differences(case, paid, by_id=by_id)
        _stop_counting(paid.order, paid.units)
        end_replacement(case, by_id=by_id)
        failpoint("return.refunded")
    return refund


def quote_difference(case: ReturnCase) -> Decimal:
    """Return the price difference that refunding a case would give back besides `quote_case`.

    It is that of the replacement that comes back, or of the one that is not sent any more.
    """
    paid, back = find_paid_units(case.order, _units(case), {}), Decimal(0)
    for charged in paid.differences:
        back += quote_charged(charged)
    replacement = case.replacement
    if replacement is not None and replacement.status == OrderState.PAID:
        back += replacement.total_incl_tax - replacement.refunded_incl_tax
    return back


def refund_unsent(case: ReturnCase) -> Refund | None:
    """Refund the units of a withdrawal that were not sent, as its buyer's own refund.

    The caller locks the order. A refund that is impossible now, of a disputed payment or of an
    order on hold, waits for staff; the units are not packed meanwhile. Return None then, and
    without such units.
    """
    order = case.order
    lines = list(case.lines.filter(was_sent=False, refund=None))
    units = {line.order_line_id: line.units for line in lines}
    if not units:
        return None
    if HeldOrder.objects.filter(order=order, decision="").exists():
        log.warning("return.refund_waits", number=case.number, reason="held")
        return None
    share = delivery_share(order, case, units)
    request = RefundRequest(
        key=f"return:{case.public_id}:unsent",
        order_number=order.number,
        units=units,
        delivery=share is not None,
        reason=f"{case.get_kind_display()} {case.number}",
        by_id=None,
        before_packing=True,
        delivery_amount=share,
    )
    try:
        with transaction.atomic():
            refund = refund_part(request)
    except RefundRefused as refusal:
        log.warning("return.refund_waits", number=case.number, reason=refusal.data["reason"])
        return None
    case.lines.filter(pk__in=[line.pk for line in lines]).update(refund=refund)
    if not case.lines.filter(refund=None).exists():
        move_case(case, to=State.REFUNDED, by_id=None)
    return refund


def replace_case(case: ReturnCase, *, by_id: int) -> Order:
    """Send the same articles again, or release the article that an exchange has reserved.

    The price difference of a cheaper article is refunded. Nothing is released while the original
    payment is disputed, or while the difference of a dearer article is not paid.

    Raises `ReturnStateConflict`, and the errors of `place_replacement`, `drop_missing` and
    `refund_reductions`.
    """
    with transaction.atomic():
        attempt = claim_replacement(f"case:{case.pk}")
        order = lock_exchanged_orders(case.order)
        case.refresh_from_db()
        _check_goods(case, State.REPLACED)
        if is_any_disputed(order):
            raise ReturnRefused(reason="disputed", number=case.number)
        wanted = [
            Replaced(line.order_line, line.found, line.exchange_for)
            for line in case.lines.select_related("order_line__product__parent", "exchange_for")
            if line.found
        ]
        if not wanted:
            raise ReturnRefused(reason="nothing", number=case.number)
        replacement = _reserved(case, wanted, by_id)
        if replacement is None:
            end_replacement(case, by_id=by_id)
            replacement = place_replacement(case, attempt, wanted)
        refund_reductions(case, by_id=by_id)
        move_case(case, to=State.REPLACED, by_id=by_id)
        failpoint("exchange.replaced")
    return replacement


@transaction.atomic
def approve_case(case: ReturnCase, *, by_id: int) -> None:
    """Accept a claim: the buyer gets a label and sends the goods. Raises `ReturnStateConflict`."""
    lock_order(case.order_id)
    case.refresh_from_db()
    move_case(case, to=State.APPROVED, by_id=by_id)
    if not request_label(case):  # its mail has the label
        queue_return_mail(case, "approved")


@transaction.atomic
def reject_case(case: ReturnCase, *, reason: str, by_id: int) -> None:
    """Reject a case with a reason that is mailed to the buyer. Raises `ReturnStateConflict`."""
    if not reason.strip():
        raise ReturnRefused(reason="no_reason", field="reason")
    lock_order(case.order_id)
    case.refresh_from_db()
    move_case(case, to=State.REJECTED, by_id=by_id, rejection=reason.strip()[:500])
    release_claims(case.lines.filter(refund=None))
    end_replacement(case, by_id=by_id)
    queue_return_mail(case, "rejected")


def delivery_share(order: Order, case: ReturnCase, units: Mapping[int, int]) -> Decimal | None:
    """Return the part of the delivery cost that a case refunds, with tax; None for nothing.

    It is refunded when no unit of the order is kept. A buyer who withdraws gets at most the price
    of the standard delivery back (Directive 2011/83/EU, Art. 13 (2)), and the customs duty that
    the seller charged with the delivery.
    """
    if case.kind not in WITH_DELIVERY or not order.shipping_incl_tax:
        return None
    if Refund.objects.filter(attempt__order=order, with_delivery=True).exists():
        return None
    kept = Line.objects.filter(order=order).filter(
        ~Q(pk__in=units) & Q(refunded_units__lt=F("quantity"))
    )
    partly = any(
        line.refunded_units + units[line.pk] < line.quantity
        for line in Line.objects.filter(pk__in=units)
    )
    if kept.exists() or partly:
        return None
    paid = order.shipping_incl_tax
    if not order.shipments.exists():
        return paid
    if case.kind != Kind.WITHDRAWAL or order.shipping_code == STANDARD:
        return paid
    standard = _standard_delivery(order)
    return (
        paid
        if standard is None
        else min(paid, standard + _charged_duty(order) + order.charged_wrap) or None
    )


def _charged_duty(order: Order) -> Decimal:
    """Return the customs duty with its tax that is a part of an order's delivery cost."""
    duty = order.snapshot.get("duty")
    return Decimal(duty["amount"]) + Decimal(duty["tax"]) if duty else Decimal(0)


def _standard_delivery(order: Order) -> Decimal | None:
    """Return the price of the standard delivery of an order today; None if there is none."""
    rows = list(DeliveryMethod.objects.filter(market=order.market_id))
    methods = methods_for(rows, order.ship_to_id)
    method = next((row for row in methods if row.code == STANDARD), None)
    if method is None:
        return None
    lines = list(order.lines.select_related("product__parent"))
    weight = sum(
        (line.product.weight_g or line.product.top.weight_g) * line.quantity
        for line in lines
        if line.product is not None
    )
    includes_tax = order.market.prices_include_tax
    goods = sum(
        (
            line.line_price_before_discounts_incl_tax
            if includes_tax
            else line.line_price_before_discounts_excl_tax
            for line in lines
        ),
        Decimal(0),
    )
    price = delivery_price(method, goods, weight)
    rate = Decimal(order.snapshot["shipping"]["rate"])
    return apply_tax(price, rate, order.currency, includes_tax=includes_tax).incl


def _reserved(case: ReturnCase, wanted: Sequence[Replaced], by_id: int) -> Order | None:
    """Return the replacement that is reserved for a case; None if another must be placed.

    Raises `ReturnRefused` for a dearer article whose difference is not paid.
    """
    if case.replacement_id is None:
        return None
    order = Order.objects.select_for_update().get(pk=case.replacement_id)
    if order.charges_exchange:
        if order.status not in SOLD or is_disputed(order):
            raise ReturnRefused(reason="difference_unpaid", number=case.number)
        drop_missing(case, order, wanted, by_id)
        return order
    # Units of a case may be missing: then fewer are sent.
    units = order.lines.aggregate(units=Sum("quantity", default=0))["units"]
    is_whole = units == sum(each.units for each in wanted)
    return order if order.status in SOLD and is_whole else None


def _stop_counting(order: Order, units: Mapping[int, int]) -> None:
    """Stop counting returned units against limits and caps, unless the whole order has ended."""
    order.refresh_from_db(fields=["status"])
    if order.status in SOLD:
        release_line_quotas(order, units)


def _units(case: ReturnCase) -> dict[int, int]:
    """Return the units of a case that are not refunded yet, by order line."""
    lines = case.lines.filter(refund=None)
    return {line.order_line_id: line.found for line in lines if line.found}


def _check_goods(case: ReturnCase, outcome: str) -> None:
    """Refuse a refund or replacement of goods that have not come back."""
    is_lost = case.state == State.APPROVED and case.kind in WITHOUT_GOODS
    was_sent = case.lines.filter(was_sent=True, refund=None).exists()
    if case.state == State.APPROVED and was_sent and not is_lost:
        raise ReturnRefused(reason="not_arrived", number=case.number, to=outcome)


def _check_withheld(case: ReturnCase, withheld: Mapping[int, Decimal]) -> None:
    """Refuse to withhold an amount for units that are as new."""
    worn = set(
        InspectedUnits.objects.filter(line__case=case)
        .exclude(grade__in=["NEW", "MISSING"])
        .values_list("line__order_line_id", flat=True)
    )
    if unfair := sorted(withheld.keys() - worn):
        raise ReturnRefused(reason="as_new", line=unfair[0])
