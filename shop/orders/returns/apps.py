"""App configuration of returns."""

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    """Goods that come back, and what the buyer gets for them."""

    name = "shop.orders.returns"
    label = "returns"
