"""App configuration of customer service."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """The work of staff on orders after the sale."""

    name = "shop.orders.casework"
    label = "casework"
