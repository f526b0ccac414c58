"""The two mails of a back-in-stock notice, as text and HTML, in the language of its request."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from shop.commerce.restock.models import RestockNotice
from shop.platform.mail import MailKind, send_mail

QUESTION = MailKind("web/email/restock_question", _("Confirm your back-in-stock alert"))
IN_STOCK = MailKind("web/email/restock_notice", _("Back in stock: %(title)s"))


def mail_question(notice: RestockNotice, token: str) -> None:
    """Ask the owner of the address to confirm the request."""
    _mail(QUESTION, notice, token, {})


def mail_in_stock(notice: RestockNotice, token: str) -> None:
    """Mail that the article is available, with a link to buy it and one to unsubscribe."""
    headers = {
        "List-Unsubscribe": f"<{_address(notice)}restock/{token}/end/>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    _mail(IN_STOCK, notice, token, headers)


def _address(notice: RestockNotice) -> str:
    return f"{settings.BASE_URL}/{notice.language}-{notice.market.code}/"


def _mail(kind: MailKind, notice: RestockNotice, token: str, headers: Mapping[str, str]) -> None:
    def context() -> dict[str, Any]:
        product = notice.product
        return {
            "notice": notice,
            "title": product.get_title(),
            "size": product.size,
            "url": f"{_address(notice)}restock/{token}/",
            "product_url": f"{_address(notice)}p/{product.top.slug or '-'}/{product.sku}/",
        }

    send_mail(kind, to=notice.email, language=notice.language, context=context, headers=headers)
