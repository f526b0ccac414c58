"""App configuration of gift cards."""

from django.apps import AppConfig


class GiftCardsConfig(AppConfig):
    """Cards, what is left on them, and every movement that made it so."""

    name = "shop.commerce.giftcards"
    label = "giftcards"
