"""Changes of the address or the delivery method of a paid order, until packing begins.

Rights, tax and delivery are decided again for the new address. What was invoiced stays: a change
that needs another tax or country, or costs more, is refused with its reason; if the delivery is
cheaper, the difference is refunded.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import override
from structlog import get_logger

from licensing.services.locks import take_shared_rights_lock
from shop.commerce.fulfillment.services import (
    Consignment,
    DeliveryOption,
    delivery_name,
    delivery_options,
)
from shop.commerce.markets.models import Market, TaxClass
from shop.commerce.pricing.tax import TaxedAmount, TaxStatus, apply_tax, taxation_at
from shop.finance.invoices.order_lines import charged_duty, charged_wrap
from shop.finance.payments.disputes import is_disputed
from shop.orders.aftersales.amount_refunds import AmountRefundRequest, refund_amount
from shop.orders.aftersales.held_orders import is_held
from shop.orders.checkout.destination import destination_at
from shop.orders.checkout.order_writer import store_address
from shop.orders.checkout.person_limits import recount_address
from shop.orders.checkout.quote import Destination
from shop.orders.denials.denied_lines import denied_lines
from shop.orders.errors import DeliveryChangeRefused
from shop.orders.messages import queue_message
from shop.orders.models import DeliveryChange, DomainEvent, OutgoingMessage
from shop.oscar.order.models import Line, Order, OrderState
from shop.platform.core.typed_text import compact_code
from shop.platform.database.clock import database_now

log = get_logger(__name__)
ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class ChangeRequest:
    """The wanted address, in the columns of an address without its country, and the method.

    `by_id` is the person of the staff; None for the buyer.
    """

    order_number: str
    address: Mapping[str, str]
    delivery_code: str
    by_id: int | None = None


@dataclass(frozen=True, slots=True)
class ChangeQuote:
    """The outcome of a change if it were made now: the method, and the amount refunded."""

    option: DeliveryOption
    keeps_dates: bool
    refund: Decimal


def can_change_delivery(order: Order, *, disputed: bool | None = None) -> bool:
    """Return whether the address and the method of an order can still be changed.

    `disputed` tells whether its payment is disputed, if that was read already.
    """
    return _obstacle(order, disputed=disputed) == ""


def change_options(order: Order) -> list[DeliveryOption]:
    """Return the delivery options for the present address of an order that can be changed."""
    address = order.shipping_address
    if address is None:
        return []
    columns = {"postcode": address.postcode or "", "state": address.state or ""}
    return _options(order, _destination(order, columns, database_now()))


def quote_change(order: Order, request: ChangeRequest, at: datetime) -> ChangeQuote:
    """Return what a change would mean now.

    Raises `DeliveryChangeRefused`, and `ShipToRefused` if nothing may be sent to the postcode.
    """
    if obstacle := _obstacle(order):
        raise DeliveryChangeRefused(order=order.number, reason=obstacle)
    there = _destination(order, request.address, at)
    if there.territory != order.ship_to_id:
        raise DeliveryChangeRefused(
            order=order.number, reason="country", territory=there.territory, field="postcode"
        )
    if denied := denied_lines(order):
        titles = [line.title for line in denied]
        raise DeliveryChangeRefused(order=order.number, reason="not_sold", titles=titles)
    _check_tax(order, there, request.address.get("postcode", ""))
    options = {option.code: option for option in _options(order, there)}
    option = options.get(request.delivery_code)
    if option is None:
        raise DeliveryChangeRefused(order=order.number, reason="delivery", field="delivery")
    keeps = option.code == order.shipping_code and there.region == _old_region(order, at)
    saved = ZERO if keeps else order.shipping_incl_tax - _price(order, option, there).incl
    if saved < 0:
        raise DeliveryChangeRefused(
            order=order.number,
            reason="costs_more",
            field="delivery",
            more=-saved,
            currency=order.currency,
        )
    return ChangeQuote(option, keeps_dates=keeps, refund=saved)


def change_delivery(request: ChangeRequest) -> DeliveryChange:
    """Change the address and the delivery method of an order that is not packed.

    The old address is kept in the history, and the buyer gets a mail. Raises the errors of
    `quote_change`, and `PersonLimitReached` if the new address has reached a limit.
    """
    with transaction.atomic():
        take_shared_rights_lock()
        order = _locked(request.order_number)
        quote = quote_change(order, request, database_now())
        change = _write(order, request, quote)
        if quote.refund:
            _refund_difference(order, request, change, quote.refund)
    log.info("order.delivery_changed", order=order.number, refunded=bool(quote.refund))
    return change


def _locked(number: str) -> Order:
    """Lock an order; packers, cancellations and refunds of it wait."""
    orders = Order.objects.select_for_update(of=("self",)).select_related(
        "market", "shipping_address"
    )
    return orders.get(number=number)


def _obstacle(order: Order, *, disputed: bool | None = None) -> str:
    """Return the reason why nothing can be changed; empty if there is none."""
    if order.status != OrderState.PAID or order.shipping_address is None:
        return "closed"
    if order.erased_at is not None:
        return "closed"
    if is_held(order):
        return "held"
    if is_disputed(order) if disputed is None else disputed:
        return "disputed"
    return "packed" if any(line.packing_since for line in order.lines.all()) else ""


def _destination(order: Order, address: Mapping[str, str], at: datetime) -> Destination:
    return destination_at(
        Market.objects.for_request().get(pk=order.market_id),
        country=_country(order),
        postcode=address.get("postcode", ""),
        state=address.get("state", ""),
        at=at,
        channel=order.channel,
    )


def _country(order: Order) -> str:
    """Return the country of an order's address, which a change keeps."""
    address = order.shipping_address
    return str(address.country_id) if address is not None else order.ship_to_id


def _old_region(order: Order, at: datetime) -> str:
    address = order.shipping_address
    columns = {"postcode": address.postcode or "", "state": address.state or ""} if address else {}
    return _destination(order, columns, at).region


def _check_tax(order: Order, there: Destination, postcode: str) -> None:
    """Refuse a destination where other tax rates applied when the order was placed."""
    address = order.shipping_address
    service: dict[str, Any] = order.snapshot.get("taxation", {}).get("service") or {}
    if service.get("rates") and address is not None:
        # The service decided by the postcode, which has to stay.
        if compact_code(postcode) == compact_code(address.postcode or ""):
            return
        raise DeliveryChangeRefused(order=order.number, reason="tax", field="postcode")
    taxation = taxation_at(there.territory, order.date_placed, there.region)
    own = {
        line.tax_rate == taxation.rates.get(_tax_class(line), ZERO)
        for line in order.lines.select_related("product__parent")
    }
    shipping = Decimal(order.snapshot["shipping"]["rate"])
    own.add(not order.shipping_incl_tax or shipping == taxation.rates[TaxClass.SHIPPING])
    if taxation.status != TaxStatus.KNOWN or own != {True}:
        raise DeliveryChangeRefused(order=order.number, reason="tax", field="postcode")


def _tax_class(line: Line) -> str:
    return line.product.top.tax_class if line.product is not None else TaxClass.STANDARD


def _options(order: Order, there: Destination) -> list[DeliveryOption]:
    """Return the options for what is left of an order."""
    lines = list(order.lines.select_related("product__parent"))
    left = [line for line in lines if line.refunded_units < line.quantity and line.product]
    days = {line.ships_on for line in left}
    consignment = Consignment(
        territory=there.territory,
        region=there.region,
        goods=sum((_goods(order, line) for line in left), ZERO),
        weight_g=sum(
            (line.product.weight_g or line.product.top.weight_g)
            * (line.quantity - line.refunded_units)
            for line in left
        ),
        at=there.at,
        ready_on=None if None in days else min(filter(None, days), default=None),
    )
    return delivery_options(there.market, consignment)


def _goods(order: Order, line: Line) -> Decimal:
    """Return the value of what is left of a line, as the market shows prices."""
    incl = order.market.prices_include_tax
    before = (
        line.line_price_before_discounts_incl_tax
        if incl
        else line.line_price_before_discounts_excl_tax
    )
    return before * (line.quantity - line.refunded_units) / line.quantity


def _price(order: Order, option: DeliveryOption, there: Destination) -> TaxedAmount:
    """Return the price of an option, with the duty and gift wrap that the order's delivery has.

    An option at the price of the order's delivery has its tax, which may be rounded on the order.
    """
    duty_net, duty_tax = charged_duty(order)
    rate = Decimal(order.snapshot["shipping"]["rate"])
    includes_tax = there.market.prices_include_tax
    delivery = apply_tax(option.amount, rate, order.currency, includes_tax=includes_tax)
    wrap_net, wrap_tax = charged_wrap(order)
    sold_net = order.shipping_excl_tax - duty_net - wrap_net
    if not includes_tax and option.amount == sold_net:
        sold = order.shipping_incl_tax - duty_net - duty_tax - wrap_net - wrap_tax
        delivery = TaxedAmount(excl=sold_net, incl=sold, rate=rate)
    duty = TaxedAmount(duty_net, duty_net + duty_tax, rate)
    return delivery + duty + TaxedAmount(wrap_net, wrap_net + wrap_tax, rate)


def _write(order: Order, request: ChangeRequest, quote: ChangeQuote) -> DeliveryChange:
    old = order.shipping_address
    columns = dict(request.address)
    if _is_same(order, columns) and quote.option.code == order.shipping_code:
        raise DeliveryChangeRefused(order=order.number, reason="nothing")
    address = store_address(_country(order), columns)
    changed: dict[str, Any] = {
        "shipping_address": address,
        "shipping_code": quote.option.code,
        "shipping_method": _name(quote.option, order.language),
    }
    if not quote.keeps_dates:
        changed |= {"delivery_from": quote.option.earliest, "delivery_until": quote.option.latest}
        _move_preorders(order, quote.option)
    packed = Line.objects.filter(order=OuterRef("pk"), packing_since__isnull=False)
    unpacked = Order.objects.filter(~Exists(packed), pk=order.pk, status=OrderState.PAID)
    if not unpacked.update(**changed):
        raise DeliveryChangeRefused(order=order.number, reason="packed")
    change = DeliveryChange.objects.create(
        order=order,
        old_address=old,
        new_address=address,
        old_code=order.shipping_code,
        new_code=quote.option.code,
        old_from=order.delivery_from,
        old_until=order.delivery_until,
        refunded=quote.refund,
        by_id=request.by_id,
    )
    order.refresh_from_db()
    recount_address(order)
    _tell(order, change)
    return change


def _name(option: DeliveryOption, language: str) -> str:
    """Return the name of a method in the order's language."""
    with override(language):
        return delivery_name(option.code)


def _is_same(order: Order, columns: Mapping[str, str]) -> bool:
    address = order.shipping_address
    return all((getattr(address, name) or "") == value for name, value in columns.items())


def _move_preorders(order: Order, option: DeliveryOption) -> None:
    """Store the dates of pre-orders with the new method."""
    for line in order.lines.filter(ships_on__isnull=False):
        days: tuple[date, date] = option.sent_on(line.ships_on)
        order.lines.filter(pk=line.pk).update(delivery_from=days[0], delivery_until=days[1])


def _tell(order: Order, change: DeliveryChange) -> None:
    DomainEvent.objects.create(
        name="order.delivery_changed",
        subject=order.number,
        data={
            "change": change.pk,
            "by": change.by_id,
            "from": change.old_code,
            "to": change.new_code,
            "amount": str(change.refunded),
        },
    )
    queue_message(
        order=order, kind=OutgoingMessage.Kind.DELIVERY_CHANGED, key=f"change:{change.pk}"
    )


def _refund_difference(
    order: Order, request: ChangeRequest, change: DeliveryChange, amount: Decimal
) -> None:
    refund_amount(
        AmountRefundRequest(
            key=f"delivery-change:{change.pk}",
            order_number=order.number,
            amount=amount,
            reason="Cheaper delivery after a change of address or method",
            by_id=request.by_id,
        )
    )
