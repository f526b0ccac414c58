"""App configuration of gift cards."""

from django.apps import AppConfig


class GiftCardsConfig(AppConfig):
    """Gift cards, their balances and movements."""

    name = "shop.commerce.giftcards"
    label = "giftcards"
