"""The page that shows the balance of a card to who has its code; guesses are limited."""

import pytest
from django.test import Client

from shop.commerce.giftcards.models import GiftCard
from shop.commerce.giftcards.services import disable_gift_card
from shop.platform.limits import rates
from shop.platform.limits.rates import Rate
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.giftcards import make_gift_card
from tools.testing.factories.models import UserFactory

PAGE = "/en-fr/basket/gift-card/balance/"


@pytest.fixture
def card(world: RightsWorld) -> tuple[GiftCard, str]:
    made = make_gift_card("25", "EUR")
    return made.card, made.code


def test_the_balance_is_shown_once_to_who_types_the_code(
    card: tuple[GiftCard, str], client: Client
) -> None:
    answer = client.post(PAGE, {"card": card[1].lower()})
    assert answer.status_code == 200
    assert "€25.00" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert "€25.00" not in client.get(PAGE).content.decode()


def test_unknown_and_disabled_cards_are_refused_alike(
    card: tuple[GiftCard, str], client: Client
) -> None:
    disable_gift_card(card=card[0], reason="lost", by_id=UserFactory().pk)
    texts = []
    for code in (card[1], "7K3F-Q9XD-2WNP-HT4B-6MRC", "x"):
        page = client.post(PAGE, {"card": code}, follow=True).content.decode()
        texts.append("This gift card cannot be used." in page)
    assert texts == [True, True, True]


def test_guesses_are_limited(
    card: tuple[GiftCard, str], client: Client, limits: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rates, "GIFT_CARDS_OF_ADDRESS", Rate("gift-cards-address", 3, 3600))
    for _ in range(3):
        client.post(PAGE, {"card": "x"})
    page = client.post(PAGE, {"card": card[1]}, follow=True).content.decode()
    assert "Too many attempts." in page
