"""The lines of an order's invoice: items, delivery, duties and gift cards, with their rates."""

from decimal import Decimal
from typing import Any

from shop.finance.invoices.credit_lines import (
    DELIVERY,
    DUTY,
    GIFT_CARD,
    GIFT_WRAP,
    GOODS,
    LineAmounts,
)
from shop.oscar.order.models import Line, Order
from shop.platform.database.compiled_reads import CompiledRead

ZERO = Decimal("0.00")
_LINES = CompiledRead(lambda order: Line.objects.filter(order=order).order_by("pk"))


def invoice_lines(order: Order) -> list[LineAmounts]:
    """Return the lines of an order, in its order; they sum to its totals."""
    lines = [
        LineAmounts(
            kind=GOODS,
            order_line_id=line.pk,
            description=_description(line),
            sku=line.upc or line.partner_sku,
            quantity=line.quantity,
            before_discount=line.line_price_before_discounts_excl_tax,
            net=line.line_price_excl_tax,
            tax=line.line_price_incl_tax - line.line_price_excl_tax,
            rate=line.tax_rate,
        )
        for line in _LINES.rows(order=order.pk)
    ]
    duty_net, duty_tax = charged_duty(order)
    wrap_net, wrap_tax = charged_wrap(order)
    delivery_net = order.shipping_excl_tax - duty_net - wrap_net
    delivery_tax = order.shipping_incl_tax - order.shipping_excl_tax - duty_tax - wrap_tax
    shipping: dict[str, Any] = order.snapshot.get("shipping") or {}
    rate = Decimal(str(shipping.get("rate", "0")))
    if delivery_net or delivery_tax:
        lines.append(_service(DELIVERY, order.shipping_method, delivery_net, delivery_tax, rate))
    if duty_net or duty_tax:
        lines.append(_service(DUTY, "", duty_net, duty_tax, rate))
    if wrap_net or wrap_tax:
        lines.append(_service(GIFT_WRAP, "", wrap_net, wrap_tax, rate))
    return lines + _card_lines(order)


def card_sku(number: int) -> str:
    """Return the article number of an order's first, second or later gift card on documents."""
    return f"GIFT-CARD-{number}"


def _card_lines(order: Order) -> list[LineAmounts]:
    """Return the gift cards of an order: multi-purpose vouchers, on which no tax is due yet."""
    amounts = [Decimal(text) for text in order.snapshot.get("ordered_gift_cards", [])]
    return [
        LineAmounts(GIFT_CARD, None, "", card_sku(number), 1, amount, amount, ZERO, ZERO)
        for number, amount in enumerate(amounts, start=1)
    ]


def _service(kind: str, text: str, net: Decimal, tax: Decimal, rate: Decimal) -> LineAmounts:
    return LineAmounts(kind, None, text, "", 1, net, net, tax, rate)


def charged_duty(order: Order) -> tuple[Decimal, Decimal]:
    """Return the duty that the seller charges and its tax: parts of the order's delivery."""
    duty: dict[str, Any] = order.snapshot.get("duty") or {}
    return Decimal(str(duty.get("amount", "0"))), Decimal(str(duty.get("tax", "0")))


def charged_wrap(order: Order) -> tuple[Decimal, Decimal]:
    """Return the price of the gift wrap and its tax: parts of the order's delivery."""
    wrap: dict[str, Any] = order.snapshot.get("gift_wrap") or {}
    return Decimal(str(wrap.get("amount", "0"))), Decimal(str(wrap.get("tax", "0")))


def _description(line: Any) -> str:
    variant = " · ".join(part for part in (line.size, line.color) if part)
    return f"{line.title} ({variant})" if variant else str(line.title)
