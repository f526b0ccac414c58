"""The mail about an order that ended because its goods may no longer be sold, text and HTML."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from shop.forks.order.models import Order, OrderState
from shop.ordering.access import order_url

REFUNDED = frozenset({OrderState.REFUND_DUE, OrderState.REFUNDED})


def mail_cancellation(order: Order) -> None:
    """Say that the order ended, why in public words, and what becomes of the money."""
    with translation.override(order.language):
        context = {
            "order": order,
            "lines": list(order.lines.all()),
            "is_refunded": order.status in REFUNDED,
            "status_url": order_url(order),
            "shop_name": settings.OSCAR_SHOP_NAME,
            "language": order.language,
            "rtl": translation.get_language_bidi(),
        }
        mail = EmailMultiAlternatives(
            subject=_("Your order %(number)s was cancelled") % {"number": order.number},
            body=render_to_string("web/email/order_cancelled.txt", context),
            to=[order.guest_email],
        )
        mail.attach_alternative(
            render_to_string("web/email/order_cancelled.html", context), "text/html"
        )
        mail.send()
