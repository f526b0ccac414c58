"""App configuration of ordering."""

from django.apps import AppConfig


class OrderingConfig(AppConfig):
    """The use cases from basket to paid order."""

    name = "shop.orders"
    label = "ordering"
