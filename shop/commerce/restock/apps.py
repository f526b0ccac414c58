"""App configuration of back-in-stock notices."""

from django.apps import AppConfig


class RestockConfig(AppConfig):
    """Back-in-stock notices."""

    name = "shop.commerce.restock"
    label = "restock"
