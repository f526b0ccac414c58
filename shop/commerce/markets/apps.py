"""App configuration of markets."""

from django.apps import AppConfig


class MarketsConfig(AppConfig):
    """Markets and their tax rates."""

    name = "shop.commerce.markets"
    label = "markets"
