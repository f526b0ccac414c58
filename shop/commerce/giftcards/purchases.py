"""Gift cards in a basket: what a market sells, and what a buyer has chosen.

The chosen cards are stored in the basket itself, so that a quote reads them without a query.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from structlog import get_logger

from shop.commerce.giftcards.errors import GiftCardNotSold
from shop.commerce.giftcards.models import GiftCardOffer
from shop.commerce.markets.models import Market
from shop.oscar.basket.models import Basket
from shop.platform.core.money import minor_digits, round_money

log = get_logger(__name__)
MOST_CARDS = 10
LONGEST_MESSAGE, LONGEST_NAME = 300, 60
LATEST = timedelta(days=365)
MORNING = time(8)  # in the zone of the seller


@dataclass(frozen=True, slots=True)
class WantedGiftCard:
    """A card that a buyer has chosen; an empty recipient stands for the buyer."""

    amount: Decimal
    recipient: str = ""
    sender_name: str = ""
    message: str = ""
    send_on: date | None = None
    key: str = ""

    @property
    def stored(self) -> dict[str, str]:
        """Return the card as the basket stores it."""
        return {
            "key": self.key or str(uuid4()),
            "amount": str(self.amount),
            "recipient": self.recipient,
            "sender_name": self.sender_name,
            "message": self.message,
            "send_on": self.send_on.isoformat() if self.send_on else "",
        }


def wanted_cards(basket: Basket) -> tuple[WantedGiftCard, ...]:
    """Return the gift cards of a basket."""
    return tuple(_read(each) for each in basket.bought_cards)


def find_offer(market: Market) -> GiftCardOffer | None:
    """Return what a market sells of gift cards; None if it sells none."""
    return GiftCardOffer.objects.filter(market=market, is_offered=True).first()


def add_card(*, basket: Basket, card: WantedGiftCard, at: datetime) -> None:
    """Add a card to a basket, which is saved if it is new. Raises `GiftCardNotSold`."""
    check_cards([card], basket.market, at)
    with transaction.atomic():
        _save_if_new(basket)
        locked = Basket.objects.select_for_update().get(pk=basket.pk, status=Basket.OPEN)
        if len(locked.bought_cards) >= MOST_CARDS:
            raise GiftCardNotSold(reason="too_many", limit=MOST_CARDS)
        _store(basket, [*locked.bought_cards, card.stored])


def remove_card(*, basket: Basket, key: str) -> None:
    """Remove a card from a basket; one that is gone already is ignored."""
    if basket.pk is None:
        return
    with transaction.atomic():
        locked = Basket.objects.select_for_update().get(pk=basket.pk)
        _store(basket, [each for each in locked.bought_cards if each["key"] != key])


def check_cards(cards: Iterable[WantedGiftCard], market: Market, at: datetime) -> None:
    """Raise `GiftCardNotSold` for the first card that the market does not sell now."""
    offer = find_offer(market)
    for card in cards:
        if offer is None:
            raise GiftCardNotSold(reason="not_offered")
        is_round = round_money(card.amount, market.currency) == card.amount
        if not is_round or not offer.least <= card.amount <= offer.most:
            raise GiftCardNotSold(
                reason="amount",
                field="amount",
                least=offer.least,
                most=offer.most,
                currency=market.currency,
            )
        if len(card.message) > LONGEST_MESSAGE:
            raise GiftCardNotSold(reason="message", field="message", most=LONGEST_MESSAGE)
        _check_day(card, market, at)


def sending_time(card: WantedGiftCard, market: Market, at: datetime) -> datetime | None:
    """Return when a card is mailed; None for as soon as it is paid."""
    zone = ZoneInfo(market.selling_entity.time_zone)
    if card.send_on is None or card.send_on <= at.astimezone(zone).date():
        return None
    return datetime.combine(card.send_on, MORNING, zone)


@transaction.atomic
def save_offer(*, offer: GiftCardOffer, by_id: int | None) -> GiftCardOffer:
    """Add or change what a market sells. Raises `ValidationError` by field."""
    offer.full_clean()
    _check_amounts(offer)
    offer.save()
    log.info("gift_card_offer.saved", market=offer.market.code, by=by_id)
    return offer


def _check_amounts(offer: GiftCardOffer) -> None:
    currency = offer.market.currency
    try:
        amounts = offer.choices
    except ArithmeticError:
        amounts = []
    if not amounts:
        raise ValidationError({"amounts": "Enter amounts separated by spaces, such as 25 50 100."})
    for name, amount in [("least", offer.least), ("most", offer.most)] + [
        ("amounts", amount) for amount in amounts
    ]:
        if round_money(amount, currency) != amount:
            digits = minor_digits(currency)
            message = f"{currency} has {digits} decimal places. Enter a valid amount."
            raise ValidationError({name: message})
    if not all(offer.least <= amount <= offer.most for amount in amounts):
        message = "Enter amounts between the smallest and the largest amount."
        raise ValidationError({"amounts": message})


def _check_day(card: WantedGiftCard, market: Market, at: datetime) -> None:
    if card.send_on is None:
        return
    today = at.astimezone(ZoneInfo(market.selling_entity.time_zone)).date()
    if not today <= card.send_on <= today + LATEST:
        raise GiftCardNotSold(reason="date", field="send_on", days=LATEST.days)


def _save_if_new(basket: Basket) -> None:
    if basket.pk is None:
        basket.save()


def _store(basket: Basket, cards: list[Any]) -> None:
    basket.bought_cards = cards
    basket.save(update_fields=["bought_cards"])


def _read(stored: dict[str, str]) -> WantedGiftCard:
    return WantedGiftCard(
        amount=Decimal(stored["amount"]),
        recipient=stored["recipient"],
        sender_name=stored["sender_name"],
        message=stored["message"],
        send_on=date.fromisoformat(stored["send_on"]) if stored["send_on"] else None,
        key=stored["key"],
    )
