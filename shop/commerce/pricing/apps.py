"""App configuration of pricing."""

from django.apps import AppConfig


class PricingConfig(AppConfig):
    """Prices by market: what an article costs, when."""

    name = "shop.commerce.pricing"
    label = "pricing"
