"""Issue, find and disable gift cards; `redemption` handles what orders take.

Every change of a balance is a movement and, except for unpaid orders, a journal in the same
transaction.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from structlog import get_logger

from shop.commerce.giftcards.codes import codes_of, format_gift_card_code, hashes_of, new_seed
from shop.commerce.giftcards.errors import GiftCardNotIssued
from shop.commerce.giftcards.models import GiftCard, GiftCardMovement
from shop.commerce.markets.models import Market
from shop.finance.ledger.models import Account
from shop.finance.ledger.services import post_gift_card_disabled, post_gift_card_issued
from shop.platform.core.money import minor_digits, round_money
from shop.platform.core.typed_text import normalize_code, normalize_email
from shop.platform.database.clock import TransactionTimestamp, database_now
from shop.platform.database.jobs import queue_job

log = get_logger(__name__)
Kind = GiftCardMovement.Kind
ZERO = Decimal("0.00")
PAID_BY = {
    GiftCard.Purpose.GOODWILL: Account.GOODWILL,
    GiftCard.Purpose.PAID: Account.BANK,
    # A blocked card that was bought: its holder gets another one as goodwill.
    GiftCard.Purpose.BOUGHT: Account.GOODWILL,
}


@dataclass(frozen=True, slots=True)
class IssueRequest:
    """A request to issue a card: amount, purpose, author and recipient."""

    key: UUID
    amount: Decimal
    currency: str
    purpose: str
    reason: str
    by_id: int
    recipient: str = ""
    language: str = "en"
    valid_until: datetime | None = None

    @property
    def request_hash(self) -> str:
        """Return a hash that is equal for equal requests."""
        content = json.dumps(asdict(self), sort_keys=True, default=str)
        return hashlib.sha256(content.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class IssuedGiftCard:
    """A card and its readable code; the code is empty if it was mailed or shown before."""

    card: GiftCard
    code: str


def issue_gift_card(request: IssueRequest) -> IssuedGiftCard:
    """Issue a card and post it to the ledger; mail its code if it has a recipient.

    The same request returns the card without its code. Raises `GiftCardNotIssued`.
    """
    _check_issue(request, database_now())
    seed = new_seed()
    code = next(codes_of(seed))
    with transaction.atomic():
        card, is_new = GiftCard.objects.get_or_create(
            key=request.key,
            defaults={
                "request_hash": request.request_hash,
                "code_hash": hashes_of(code)[0],
                "last4": code[-4:],
                "seed": seed if request.recipient else "",
                "currency": request.currency,
                "issued": request.amount,
                "balance": request.amount,
                "valid_until": request.valid_until,
                "purpose": request.purpose,
                "reason": request.reason.strip(),
                "issued_by_id": request.by_id,
                "recipient": request.recipient,
                "language": request.language,
            },
        )
        if card.request_hash != request.request_hash:
            raise GiftCardNotIssued(reason="key_used")
        if is_new:
            _write_issue(card)
    return IssuedGiftCard(
        card, format_gift_card_code(code) if is_new and not request.recipient else ""
    )


@transaction.atomic
def disable_gift_card(*, card: GiftCard, reason: str, by_id: int) -> None:
    """Disable a card and write off its balance.

    For lost cards: issue another one. A second call writes off what was refunded to it meanwhile.
    Raises `GiftCardNotIssued` without a reason.
    """
    if not reason.strip():
        raise GiftCardNotIssued(reason="no_reason")
    locked = GiftCard.objects.select_for_update().get(pk=card.pk)
    if locked.disabled_at is None:
        locked.disabled_at, locked.disabled_by_id = TransactionTimestamp(), by_id
        locked.disabled_for = reason.strip()
    left, locked.balance = locked.balance, ZERO
    locked.save(update_fields=["disabled_at", "disabled_by", "disabled_for", "balance"])
    if left:
        movement = GiftCardMovement.objects.create(
            gift_card=locked, kind=Kind.DISABLED, amount=-left, by_id=by_id
        )
        post_gift_card_disabled(
            key=f"{locked.public_id}:{movement.pk}",
            currency=locked.currency,
            amount=left,
            paid_by=PAID_BY[GiftCard.Purpose(locked.purpose)],
        )
    log.info("gift_card.disabled", card=str(locked.public_id))


@transaction.atomic
def send_again(*, card: GiftCard, recipient: str, by_id: int) -> None:
    """Mail a card under a new code; the earlier code stops working.

    Codes are not stored, so that an earlier mail cannot be repeated. Raises `GiftCardNotIssued` for
    a disabled card, and without a recipient.
    """
    locked = GiftCard.objects.select_for_update().get(pk=card.pk)
    if locked.disabled_at is not None:
        raise GiftCardNotIssued(reason="disabled")
    if not recipient:
        raise GiftCardNotIssued(reason="no_recipient")
    locked.seed = new_seed()
    code = next(codes_of(locked.seed))
    locked.code_hash, locked.last4 = hashes_of(code)[0], code[-4:]
    locked.recipient, locked.mailed_at = recipient, None
    locked.save(update_fields=["seed", "code_hash", "last4", "recipient", "mailed_at"])
    queue_job("giftcards.send", card_id=locked.pk)
    log.info("gift_card.sent_again", card=str(locked.public_id), by=by_id)


def cards_like(text: str) -> Q:
    """Return a filter of cards by their last letters or recipient.

    Whole codes are not searched, because search terms appear in URLs and logs.
    """
    return Q(last4=normalize_code(text)) | Q(recipient__icontains=normalize_email(text))


def _write_issue(card: GiftCard) -> None:
    GiftCardMovement.objects.create(
        gift_card=card, kind=Kind.ISSUED, amount=card.issued, by_id=card.issued_by_id
    )
    post_gift_card_issued(
        key=str(card.public_id),
        currency=card.currency,
        amount=card.issued,
        paid_by=PAID_BY[GiftCard.Purpose(card.purpose)],
    )
    if card.recipient:
        queue_job("giftcards.send", card_id=card.pk)
    log.info("gift_card.issued", card=str(card.public_id), currency=card.currency)


def _check_issue(request: IssueRequest, at: datetime) -> None:
    if request.currency not in Market.objects.values_list("currency", flat=True):
        raise GiftCardNotIssued(reason="other_currency", currency=request.currency)
    if request.amount <= 0:
        raise GiftCardNotIssued(reason="no_amount")
    if round_money(request.amount, request.currency) != request.amount:
        digits = minor_digits(request.currency)
        raise GiftCardNotIssued(reason="other_digits", currency=request.currency, digits=digits)
    if not request.reason.strip():
        raise GiftCardNotIssued(reason="no_reason")
    if request.valid_until is not None and request.valid_until <= at:
        raise GiftCardNotIssued(reason="in_the_past")
