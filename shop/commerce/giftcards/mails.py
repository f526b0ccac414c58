"""The mail with a gift card's code, as text and HTML, in the language chosen at issue."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from shop.commerce.giftcards.models import GiftCard
from shop.platform.mail import MailKind, send_mail

GIFT_CARD = MailKind("web/email/gift_card", _("Your gift card"))


def mail_gift_card(card: GiftCard, code: str) -> None:
    """Mail the code, value and expiry of a card, and how to use it."""
    context = {"card": card, "code": code, "url": f"{settings.BASE_URL}/"}
    send_mail(GIFT_CARD, to=card.recipient, language=card.language, context=context)
