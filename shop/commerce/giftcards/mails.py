"""The mail that brings a gift card's code, text and HTML, in the language it was issued in."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from shop.commerce.giftcards.models import GiftCard


def mail_gift_card(card: GiftCard, code: str) -> None:
    """Send the code with what it is worth, until when, and how it is used."""
    with translation.override(card.language):
        context = {
            "card": card,
            "code": code,
            "url": f"{settings.BASE_URL}/",
            "shop_name": settings.OSCAR_SHOP_NAME,
            "language": card.language,
            "rtl": translation.get_language_bidi(),
        }
        mail = EmailMultiAlternatives(
            subject=_("Your gift card"),
            body=render_to_string("web/email/gift_card.txt", context),
            to=[card.recipient],
        )
        html = render_to_string("web/email/gift_card.html", context)
        mail.attach_alternative(html, "text/html")
        mail.send()
