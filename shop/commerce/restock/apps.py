"""App configuration of notices that something is in stock again."""

from django.apps import AppConfig


class RestockConfig(AppConfig):
    """Who wants to be told, and was."""

    name = "shop.commerce.restock"
    label = "restock"
