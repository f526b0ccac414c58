"""What a buyer is told of an order by mail, text and HTML, in the order's language."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from shop.commerce.fulfillment.addresses import written_address
from shop.commerce.fulfillment.models import Shipment
from shop.finance.ledger.services import Back
from shop.finance.payments.models import Refund
from shop.orders.aftersales.order_links import order_url, pay_url
from shop.orders.checkout.delivery_groups import delivery_groups
from shop.oscar.order.models import Order, OrderState


def mail_confirmation(order: Order) -> None:
    """Send what was bought, what it cost, where it goes and the link to follow it."""
    with translation.override(order.language):
        lines = list(order.lines.order_by("pk"))
        context = {
            "lines": lines,
            "deliveries": delivery_groups(order, lines),
            "address_lines": written_address(order.shipping_address, order.language),
        }
        subject = _("Your order %(number)s") % {"number": order.number}
        _mail(order, subject, "order_confirmation", context)


def mail_cancellation(order: Order, articles: Sequence[str]) -> None:
    """Tell that an order was taken back, for which articles, and what happens to the money."""
    with translation.override(order.language):
        refunded = order.status in {OrderState.REFUND_DUE, OrderState.REFUNDED}
        subject = _("Your order %(number)s is cancelled") % {"number": order.number}
        context = {"articles": articles, "refunded": refunded}
        _mail(order, subject, "order_cancellation", context)


def mail_late_refusal(order: Order) -> None:
    """Tell that the bank refused after it had been processing, and that nothing was charged."""
    with translation.override(order.language):
        subject = _("Your payment for order %(number)s did not go through")
        context = {"lines": list(order.lines.all())}
        _mail(order, subject % {"number": order.number}, "order_late_refusal", context)


def mail_payment_link(order: Order) -> None:
    """Send the link to pay an order that waits, and until when its items are kept."""
    with translation.override(order.language):
        subject = _("Complete the payment of your order %(number)s") % {"number": order.number}
        context = {"lines": list(order.lines.order_by("pk")), "pay_url": pay_url(order)}
        _mail(order, subject, "order_payment_link", context)


def mail_refund(order: Order, refund: Refund) -> None:
    """Tell which part of an order goes back, how much that is, by which means, and if it is all."""
    lines = refund.lines.select_related("order_line").order_by("pk")
    failure = refund.failures.exclude(settlement="").order_by("pk").last()
    settled = failure is not None and refund.state == Refund.State.SETTLED
    context = {
        "refund": refund,
        "lines": list(lines),
        "whole": order.refunded_in_parts,
        "way": failure.settlement if failure is not None and settled else "",
    }
    _mail_refund(order, context)


def mail_whole_refund(order: Order, back: Back, way: str = "") -> None:
    """Tell that the whole of an order goes back, and by which means; `way` as of a settlement."""
    refund = {
        "amount": back.amount,
        "card_amount": back.card,
        "gift_card_amount": back.gift_card,
    }
    _mail_refund(order, {"refund": refund, "lines": [], "whole": True, "way": way})


def _mail_refund(order: Order, context: Mapping[str, Any]) -> None:
    with translation.override(order.language):
        subject = _("Your refund for order %(number)s") % {"number": order.number}
        _mail(order, subject, "order_refund", context)


def mail_shipment(order: Order, shipment: Shipment) -> None:
    """Tell what is on its way, with whom, and where to follow it."""
    with translation.override(order.language):
        more = order.status == OrderState.PAID
        subject = _("Your order %(number)s is on its way")
        if more:
            subject = _("Part of your order %(number)s is on its way")
        subject %= {"number": order.number}
        lines = list(shipment.lines.select_related("order_line").order_by("pk"))
        context = {"shipment": shipment, "lines": lines, "more": more, "headline": subject}
        _mail(order, subject, "order_shipment", context)


def _mail(order: Order, subject: str, template: str, context: Mapping[str, Any]) -> None:
    """Send a mail of an order; times in it are those of the order's market."""
    with timezone.override(order.market.time_zone):
        _render(order, subject, template, context).send()


def _render(
    order: Order, subject: str, template: str, context: Mapping[str, Any]
) -> EmailMultiAlternatives:
    context = {
        "order": order,
        "status_url": order_url(order),
        "shop_name": settings.OSCAR_SHOP_NAME,
        "language": order.language,
        "rtl": translation.get_language_bidi(),
        **context,
    }
    mail = EmailMultiAlternatives(
        subject=subject,
        body=render_to_string(f"web/email/{template}.txt", context),
        to=[order.guest_email],
    )
    mail.attach_alternative(render_to_string(f"web/email/{template}.html", context), "text/html")
    return mail
