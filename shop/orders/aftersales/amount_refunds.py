"""Refunds of a free amount: goodwill, a late parcel, a price that was wrong.

The amount is not tied to units: nothing goes back on sale, and the royalties of the units stay as
they are, because the units stay sold. The ledger takes goods, delivery and tax off in the shares of
what earlier refunds have left. An amount that lowers the price of lines is taken off those lines
instead, with their tax and royalties. The money is sent by the same job as that of other partial
refunds.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from structlog import get_logger

from shop.finance.ledger.models import Account
from shop.finance.ledger.services import (
    RefundAmounts,
    RefundBreakdown,
    post_amount_agreed,
    post_part_agreed,
    split_amount,
)
from shop.finance.payments.disputes import is_disputed
from shop.finance.payments.models import PaymentAttempt, Refund, RefundedLine
from shop.finance.royalties.services import reverse_part
from shop.orders.aftersales.refund_split import refundable_amounts, split
from shop.orders.aftersales.refunds import net_left, refunded_of_lines
from shop.orders.aftersales.shipments import mark_sent_if_complete
from shop.orders.aftersales.whole_refunds import end_if_refunded
from shop.orders.errors import IdempotencyClash, OrderStateConflict, RefundRefused
from shop.orders.models import DomainEvent
from shop.oscar.order.models import Order, OrderState
from shop.platform.core.money import from_minor, minor_digits, round_money
from shop.platform.database.jobs import queue_job

log = get_logger(__name__)
ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class AmountRefundRequest:
    """A request to refund an amount of an order; `key` makes it idempotent.

    `by_id` is None if the buyer causes it. `lines` has the parts of the amount that lower the price
    of lines, as the difference of an exchange does: tax and royalties of these lines are reduced.
    The parts sum to the amount.
    """

    key: str
    order_number: str
    amount: Decimal
    reason: str
    by_id: int | None
    lines: Mapping[int, Decimal] = field(default_factory=dict)

    @property
    def request_hash(self) -> str:
        """Return a hash that is equal for equal requests; an unused option does not change it."""
        fields = asdict(self) | {"amount": str(self.amount.normalize())}
        lines = {line: str(amount.normalize()) for line, amount in fields.pop("lines").items()}
        fields |= {"lines": lines} if lines else {}
        return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class AmountRefundQuote:
    """The shares of an amount that is not refunded yet; `left` is what may be refunded at most."""

    amount: Decimal
    goods: Decimal
    delivery: Decimal
    tax: Decimal
    left: RefundAmounts

    @property
    def by_means(self) -> RefundAmounts:
        """Return the amounts by means of payment."""
        return split(self.amount, self.left)

    @property
    def takes_all(self) -> bool:
        """Return whether nothing is left afterwards: the order ends as refunded."""
        return self.amount == self.left.amount


def amount_left(order: Order) -> RefundAmounts:
    """Return what may still be refunded of a paid order.

    Raises `OrderStateConflict` if the order is not paid, and `RefundRefused` while it is disputed.
    """
    if order.status not in {OrderState.PAID, OrderState.FULFILLED}:
        raise OrderStateConflict(order=order.number)
    if is_disputed(order):
        raise RefundRefused(reason="disputed")
    return refundable_amounts(order, _attempt(order))


def quote_amount(order: Order, amount: Decimal) -> AmountRefundQuote:
    """Return the shares of an amount to refund now.

    Raises the errors of `amount_left`, and `RefundRefused` for an amount that is not positive, has
    too many decimals or is above what is left.
    """
    left = amount_left(order)
    if amount <= 0:
        raise RefundRefused(reason="nothing")
    if amount != round_money(amount, order.currency):
        digits = minor_digits(order.currency)
        raise RefundRefused(reason="other_digits", currency=order.currency, digits=digits)
    if amount > left.amount:
        raise RefundRefused(reason="above_left", left=left.amount, currency=order.currency)
    shares = {
        account: from_minor(minor, order.currency)
        for account, minor in split_amount(order, amount).items()
    }
    return AmountRefundQuote(
        amount=amount,
        goods=shares[Account.SALES],
        delivery=shares[Account.SHIPPING],
        tax=shares[Account.TAX],
        left=left,
    )


def refund_amount(request: AmountRefundRequest) -> Refund:
    """Refund an amount of an order; the same request returns the same refund.

    The lock of the order's row lets one of two requests at once see what the other has left.
    Raises the errors of `quote_amount`, `IdempotencyClash`, and `RefundRefused` without a reason.
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
        return _write(order, request, quote_amount(order, request.amount))


def _write(order: Order, request: AmountRefundRequest, quote: AmountRefundQuote) -> Refund:
    refund = Refund.objects.create(
        key=request.key,
        request_hash=request.request_hash,
        attempt=_attempt(order),
        amount=quote.amount,
        gift_card_amount=quote.by_means.gift_card,
        reason=request.reason.strip(),
        by_id=request.by_id,
        by_buyer=request.by_id is None,
    )
    Order.objects.filter(pk=order.pk).update(
        refunded_incl_tax=F("refunded_incl_tax") + refund.amount
    )
    goods_excl = _write_lines(order, refund, request.lines)
    if request.lines and not quote.takes_all:
        breakdown = RefundBreakdown(refund.amount, goods_excl, Decimal(0))
        post_part_agreed(order=order, refund=refund, breakdown=breakdown)
    else:
        post_amount_agreed(order=order, refund=refund)
    DomainEvent.objects.create(
        name="order.amount_refunded",
        subject=order.number,
        data={"amount": str(refund.amount), "reason": refund.reason, "by": request.by_id},
    )
    queue_job("ordering.send_refund", refund_id=refund.pk)
    if not end_if_refunded(order, by_id=request.by_id):
        mark_sent_if_complete(order)
    log.info("refund.agreed", order=order.number, refund=str(refund.public_id))
    return refund


def _write_lines(order: Order, refund: Refund, lines: Mapping[int, Decimal]) -> Decimal:
    """Store the parts of an amount that lower prices of lines; return their sum without tax.

    Raises `RefundRefused` for more than refunds have left of a line.
    """
    refunded, parts = refunded_of_lines(lines), []
    for line in order.lines.filter(pk__in=lines).order_by("pk"):
        incl, before = lines[line.pk], refunded.get(line.pk, (ZERO, ZERO))
        if incl > line.line_price_incl_tax - before[0]:
            left = line.line_price_incl_tax - before[0]
            raise RefundRefused(reason="above_left", left=left, currency=order.currency)
        excl = round_money(
            line.line_price_excl_tax * incl / line.line_price_incl_tax, order.currency
        )
        excl = net_left(line, incl, excl, before)
        parts.append(
            RefundedLine(
                refund=refund, order_line=line, units=0, incl=incl, excl=excl, released=False
            )
        )
    RefundedLine.objects.bulk_create(parts)
    reverse_part(refund=refund)
    return sum((part.excl for part in parts), ZERO)


def _attempt(order: Order) -> PaymentAttempt:
    return PaymentAttempt.objects.get(order=order, state=PaymentAttempt.State.SUCCEEDED)
