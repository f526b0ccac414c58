"""The two mails of a notice, text and HTML, in the language in which it was asked for."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from shop.commerce.restock.models import RestockNotice


def mail_question(notice: RestockNotice, token: str) -> None:
    """Ask the address's owner whether they want to be told."""
    with translation.override(notice.language):
        subject = _("Shall we write to you when it is back?")
        _mail(notice, token, subject, "restock_question", {})


def mail_in_stock(notice: RestockNotice, token: str) -> None:
    """Tell that it can be had again, with a way to buy it and one to hear no more."""
    with translation.override(notice.language):
        subject = _("Back in stock: %(title)s") % {"title": notice.product.get_title()}
        one_click = f"<{_address(notice)}restock/{token}/end/>"
        headers = {
            "List-Unsubscribe": one_click,
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
        _mail(notice, token, subject, "restock_notice", headers)


def _address(notice: RestockNotice) -> str:
    return f"{settings.BASE_URL}/{notice.language}-{notice.market.code}/"


def _mail(
    notice: RestockNotice, token: str, subject: str, template: str, headers: dict[str, str]
) -> None:
    product = notice.product
    context: dict[str, Any] = {
        "notice": notice,
        "title": product.get_title(),
        "size": product.size,
        "url": f"{_address(notice)}restock/{token}/",
        "product_url": f"{_address(notice)}p/{product.top.slug or '-'}/{product.sku}/",
        "shop_name": settings.OSCAR_SHOP_NAME,
        "language": notice.language,
        "rtl": translation.get_language_bidi(),
    }
    mail = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=render_to_string(f"web/email/{template}.txt", context),
        to=[notice.email],
        headers=headers,
    )
    mail.attach_alternative(render_to_string(f"web/email/{template}.html", context), "text/html")
    mail.send()
