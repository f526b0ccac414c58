"""App configuration of inventory."""

from django.apps import AppConfig


class InventoryConfig(AppConfig):
    """Stock movements and reservations."""

    name = "shop.commerce.inventory"
    label = "inventory"
