"""Sending of the code of a gift card, once for each code."""

from django.db import transaction
from structlog import get_logger

from shop.commerce.giftcards.codes import codes_of, format_gift_card_code, hashes_of
from shop.commerce.giftcards.mails import mail_gift_card
from shop.commerce.giftcards.models import GiftCard
from shop.platform.database.clock import TransactionTimestamp

log = get_logger(__name__)


def send_code(card_id: int) -> None:
    """Derive the code again, mail it, and erase its seed.

    A process that dies after the mail sends the same code again.
    """
    with transaction.atomic():
        card = GiftCard.objects.select_for_update().get(pk=card_id)
        if not card.seed or card.disabled_at is not None:
            return
        codes = (code for code in codes_of(card.seed) if card.code_hash in hashes_of(code))
        code = next(codes, "")
        if not code:  # the secret was changed and is not among the fallbacks
            log.error("gift_card.code_lost", card=str(card.public_id))
            return
        mail_gift_card(card, format_gift_card_code(code))
        GiftCard.objects.filter(pk=card_id).update(seed="", mailed_at=TransactionTimestamp())
