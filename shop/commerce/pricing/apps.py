"""App configuration of pricing."""

from django.apps import AppConfig


class PricingConfig(AppConfig):
    """Prices by market, and tax."""

    name = "shop.commerce.pricing"
    label = "pricing"
