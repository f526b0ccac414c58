"""App configuration."""

from django.apps import AppConfig


class ContentConfig(AppConfig):
    """Content that staff place on the storefront."""

    name = "shop.commerce.content"
    label = "content"
