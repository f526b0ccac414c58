"""The confirmation mail, text and HTML, in the order's language."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from shop.forks.order.models import Order
from shop.fulfillment.addresses import written_address
from shop.ordering.access import order_url


def mail_confirmation(order: Order) -> None:
    """Send what was bought, what it cost, where it goes and the link to follow it."""
    with translation.override(order.language):
        context = {
            "order": order,
            "lines": list(order.lines.all()),
            "address_lines": written_address(order.shipping_address, order.language),
            "status_url": order_url(order),
            "shop_name": settings.OSCAR_SHOP_NAME,
            "language": order.language,
            "rtl": translation.get_language_bidi(),
        }
        mail = EmailMultiAlternatives(
            subject=_("Your order %(number)s") % {"number": order.number},
            body=render_to_string("web/email/order_confirmation.txt", context),
            to=[order.guest_email],
        )
        mail.attach_alternative(
            render_to_string("web/email/order_confirmation.html", context), "text/html"
        )
        mail.send()
