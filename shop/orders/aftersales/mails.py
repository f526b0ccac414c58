"""Mails to buyers about their orders, as text and HTML, in the order's language."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from shop.commerce.fulfillment.addresses import format_address_lines
from shop.commerce.fulfillment.models import Shipment
from shop.commerce.legal.models import LegalText
from shop.commerce.legal.rendering import render_text
from shop.commerce.legal.services import accepted_texts
from shop.finance.ledger.services import RefundAmounts
from shop.finance.payments.models import Refund
from shop.orders.aftersales.hand_overs import point_of
from shop.orders.aftersales.order_lines import lines_with_articles
from shop.orders.aftersales.order_links import order_url, pay_url
from shop.orders.checkout.delivery_groups import SENDERS, delivery_groups
from shop.oscar.order.models import Order, OrderState
from shop.platform.mail import Attachment, MailKind, send_mail

CONFIRMATION = MailKind("web/email/order_confirmation", _("Your order %(number)s"))
CANCELLATION = MailKind(
    "web/email/order_cancellation", _("Your order %(number)s has been cancelled")
)
LATE_REFUSAL = MailKind(
    "web/email/order_late_refusal", _("Your payment for order %(number)s did not go through")
)
PAYMENT_LINK = MailKind(
    "web/email/order_payment_link", _("Complete the payment for your order %(number)s")
)
REFUND = MailKind("web/email/order_refund", _("Your refund for order %(number)s"))
SHIPMENT = MailKind("web/email/order_shipment", _("Your order %(number)s is on its way"))
PART_SHIPMENT = MailKind(
    "web/email/order_shipment", _("Part of your order %(number)s is on its way")
)
DELIVERED = MailKind(
    "web/email/order_delivered", _("A parcel of your order %(number)s has been delivered")
)
ITEMS_CANCELLED = MailKind(
    "web/email/order_items_cancelled", _("Items of your order %(number)s have been cancelled")
)
ORDER_CANCELLED = MailKind(
    "web/email/order_items_cancelled", _("Your order %(number)s has been cancelled")
)
DELIVERY_CHANGED = MailKind(
    "web/email/order_delivery_changed", _("The delivery of your order %(number)s has been changed")
)
READY = MailKind("web/email/order_ready", _("Your order %(number)s is ready to collect"))
ORDER_LINK = MailKind("web/email/order_link", _("The link to your order %(number)s"))


def mail_confirmation(order: Order) -> None:
    """Mail the order confirmation: lines, prices, delivery address and the link to the order."""
    lines = lines_with_articles(order)
    context = {
        "lines": lines,
        "deliveries": delivery_groups(order, lines),
        "address_lines": format_address_lines(order.shipping_address, order.language),
        "point": point_of(order),
    }
    texts = accepted_texts(order.market_id, order.language, order.date_placed)
    _mail(order, CONFIRMATION, context | {"legal_texts": texts}, _attached(texts))


def mail_cancellation(order: Order, articles: Sequence[str]) -> None:
    """Mail that items were cancelled, and whether the payment will be refunded."""
    refunded = order.status in {OrderState.REFUND_DUE, OrderState.REFUNDED}
    _mail(order, CANCELLATION, {"articles": articles, "refunded": refunded})


def mail_late_refusal(order: Order) -> None:
    """Mail that the bank has refused the payment and nothing was charged."""
    _mail(order, LATE_REFUSAL, {"lines": list(order.lines.all())})


def mail_payment_link(order: Order) -> None:
    """Mail the link to pay an order, and the end of its reservation."""
    context = {"lines": list(order.lines.order_by("pk")), "pay_url": pay_url(order)}
    _mail(order, PAYMENT_LINK, context)


def mail_refund(order: Order, refund: Refund) -> None:
    """Mail a refund: its lines, amounts by means of payment, and whether it completes the order."""
    lines = refund.lines.select_related("order_line").order_by("pk")
    failure = refund.failures.exclude(settlement="").order_by("pk").last()
    settled = failure is not None and refund.state == Refund.State.SETTLED
    context = {
        "refund": refund,
        "lines": list(lines),
        "whole": order.refunded_in_parts,
        "settlement": failure.settlement if failure is not None and settled else "",
    }
    _mail(order, REFUND, context)


def mail_whole_refund(order: Order, back: RefundAmounts, settlement: str = "") -> None:
    """Mail the refund of a whole order; `settlement` is that of a failed refund, if any."""
    refund = {
        "amount": back.amount,
        "card_amount": back.card,
        "gift_card_amount": back.gift_card,
    }
    _mail(order, REFUND, {"refund": refund, "lines": [], "whole": True, "settlement": settlement})


def mail_shipment(order: Order, shipment: Shipment) -> None:
    """Mail a shipment: its lines, the carrier and the tracking link."""
    more = order.status == OrderState.PAID
    lines = list(shipment.lines.select_related("order_line").order_by("pk"))
    context = {"shipment": shipment, "lines": lines, "more": more}
    _mail(order, PART_SHIPMENT if more else SHIPMENT, context)


def mail_delivery(order: Order, shipment: Shipment) -> None:
    """Mail that a parcel was delivered: its lines and the time of delivery."""
    lines = list(shipment.lines.select_related("order_line").order_by("pk"))
    context = {"shipment": shipment, "lines": lines, "delivered_at": shipment.tracking.delivered_at}
    _mail(order, DELIVERED, context)


def mail_items_cancelled(order: Order, payload: Mapping[str, Any]) -> None:
    """Mail that units were cancelled before packing: which, and what is refunded for them."""
    amount = Decimal(payload["amount"])
    context = {"lines": payload["lines"], "whole": payload["whole"], "amount": amount}
    _mail(order, ORDER_CANCELLED if payload["whole"] else ITEMS_CANCELLED, context)


def mail_delivery_changed(order: Order) -> None:
    """Mail the address, method and dates of an order after they were changed."""
    lines = list(order.lines.select_related(*SENDERS).order_by("pk"))
    context = {
        "deliveries": delivery_groups(order, lines),
        "address_lines": format_address_lines(order.shipping_address, order.language),
    }
    _mail(order, DELIVERY_CHANGED, context)


def mail_ready(order: Order, code: str) -> None:
    """Mail that an order can be collected: the point, its opening hours and the code."""
    address = format_address_lines(order.shipping_address, order.language)
    _mail(order, READY, {"point": point_of(order), "code": code, "address_lines": address})


def mail_order_link(order: Order) -> None:
    """Mail the link to an order to its buyer."""
    _mail(order, ORDER_LINK, {})


def _attached(texts: Sequence[LegalText]) -> list[Attachment]:
    """Return the texts that the buyer accepted as files: a durable medium."""
    return [
        Attachment(
            f"{text.kind}-{text.version}.html",
            render_to_string("web/legal_file.html", {"text": text, "html": render_text(text.body)}),
            "text/html",
        )
        for text in texts
    ]


def _mail(
    order: Order,
    kind: MailKind,
    context: Mapping[str, Any],
    attachments: Sequence[Attachment] = (),
) -> None:
    """Send a mail of an order; times in it are those of the order's market."""
    send_mail(
        kind,
        to=order.guest_email,
        language=order.language,
        time_zone=order.market.time_zone,
        context={
            "order": order,
            "number": order.number,
            "status_url": order_url(order),
            **context,
        },
        attachments=attachments,
    )
