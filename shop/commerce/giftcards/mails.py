"""The mail with a gift card's code, as text and HTML, in the language chosen at issue."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from shop.commerce.giftcards.models import GiftCard, OrderedGiftCard
from shop.platform.mail import MailKind, send_mail

GIFT_CARD = MailKind("web/email/gift_card", _("Your gift card"))


def mail_gift_card(card: GiftCard, code: str) -> None:
    """Mail the code, value and expiry of a card, and how to use it.

    A card that was bought names its sender and has the message of the sender.
    """
    ordered = OrderedGiftCard.objects.filter(gift_card=card).first()
    context = {"card": card, "code": code, "url": f"{settings.BASE_URL}/", "ordered": ordered}
    send_mail(GIFT_CARD, to=card.recipient, language=card.language, context=context)
