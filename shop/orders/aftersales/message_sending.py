"""Sending of recorded messages: each once, if it is still true when its job runs."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from django.db import transaction

from shop.commerce.fulfillment.models import Collection, Shipment
from shop.finance.ledger.services import RefundAmounts
from shop.orders.aftersales.mails import (
    mail_cancellation,
    mail_confirmation,
    mail_delivery,
    mail_delivery_changed,
    mail_items_cancelled,
    mail_late_refusal,
    mail_order_link,
    mail_payment_link,
    mail_ready,
    mail_shipment,
    mail_whole_refund,
)
from shop.orders.models import OutgoingMessage
from shop.orders.payment.payment_reminders import payable_orders
from shop.orders.returns.mails import mail_return
from shop.oscar.order.models import Order, OrderState
from shop.platform.core.failpoints import failpoint
from shop.platform.database.clock import database_now
from shop.platform.database.compiled_reads import CompiledRead
from shop.platform.database.prepared import execute

Kind = OutgoingMessage.Kind
CONFIRMED = (OrderState.PAID, OrderState.FULFILLED)
_LOCKED = CompiledRead(lambda pk: OutgoingMessage.objects.select_for_update().filter(pk=pk))
_SENT = "update ordering_outgoingmessage set sent_at = transaction_timestamp() where id = %s"
_ORDER = CompiledRead(
    lambda pk: (
        Order.objects.select_related("market", "gift_card", "shipping_address")
        .filter(pk=pk)
        .order_by()
    )
)


@transaction.atomic
def send_recorded(**lookup: object) -> None:
    """Mail the message that matches, unless it was sent; the row's lock makes a second job wait.

    Obsolete messages, such as a reminder of an order that was paid, are not sent.
    """
    locked = OutgoingMessage.objects.select_for_update()
    message = _LOCKED.first(**lookup) if lookup.keys() == {"pk"} else locked.get(**lookup)
    if message is None:
        raise OutgoingMessage.DoesNotExist
    if message.sent_at is None and SENDERS[Kind(message.kind)](message):
        failpoint("message.mailed")
        execute(_SENT, [message.pk])


def is_true(message: OutgoingMessage) -> bool:
    """Return whether a mail still fits the state of its order, so that it may be sent again."""
    order = _order(message)
    if message.kind == Kind.CONFIRMATION:
        return order.status in CONFIRMED
    if message.kind == Kind.PAYMENT_REMINDER:
        return payable_orders(database_now()).filter(pk=order.pk).exists()
    return True


def _send_confirmation(message: OutgoingMessage) -> bool:
    order = _order(message)
    if order.status not in CONFIRMED:
        return False
    mail_confirmation(order)
    return True


def _send_payment_reminder(message: OutgoingMessage) -> bool:
    order = payable_orders(database_now()).filter(pk=message.order_id).first()
    if order is None:
        return False
    mail_payment_link(order)
    return True


def _send_late_refusal(message: OutgoingMessage) -> bool:
    mail_late_refusal(_order(message))
    return True


def _send_cancellation(message: OutgoingMessage) -> bool:
    mail_cancellation(_order(message), message.payload["articles"])
    return True


def _send_shipment(message: OutgoingMessage) -> bool:
    shipment = Shipment.objects.get(pk=message.payload["shipment"])
    mail_shipment(_order(message), shipment)
    return True


def _send_delivery(message: OutgoingMessage) -> bool:
    shipment = Shipment.objects.select_related("tracking").get(pk=message.payload["shipment"])
    mail_delivery(_order(message), shipment)
    return True


def _send_items_cancelled(message: OutgoingMessage) -> bool:
    mail_items_cancelled(_order(message), message.payload)
    return True


def _send_delivery_changed(message: OutgoingMessage) -> bool:
    mail_delivery_changed(_order(message))
    return True


def _send_ready(message: OutgoingMessage) -> bool:
    mail_ready(_order(message), Collection.objects.get(order=message.order_id).code)
    return True


def _send_order_link(message: OutgoingMessage) -> bool:
    mail_order_link(_order(message))
    return True


def _send_refund(message: OutgoingMessage) -> bool:
    back = RefundAmounts(Decimal(message.payload["card"]), Decimal(message.payload["gift_card"]))
    mail_whole_refund(_order(message), back, message.payload["settlement"])
    return True


def _send_return(message: OutgoingMessage) -> bool:
    return mail_return(message.payload["case"], message.payload["event"])


def _order(message: OutgoingMessage) -> Order:
    """Return the order as it is now; it is not locked."""
    (order,) = _ORDER.rows(pk=message.order_id)
    return order


SENDERS: Mapping[OutgoingMessage.Kind, Callable[[OutgoingMessage], bool]] = {
    Kind.CONFIRMATION: _send_confirmation,
    Kind.PAYMENT_REMINDER: _send_payment_reminder,
    Kind.LATE_REFUSAL: _send_late_refusal,
    Kind.CANCELLATION: _send_cancellation,
    Kind.SHIPMENT: _send_shipment,
    Kind.REFUND: _send_refund,
    Kind.ITEMS_CANCELLED: _send_items_cancelled,
    Kind.DELIVERY_CHANGED: _send_delivery_changed,
    Kind.DELIVERED: _send_delivery,
    Kind.READY: _send_ready,
    Kind.ORDER_LINK: _send_order_link,
    Kind.RETURN: _send_return,
}
