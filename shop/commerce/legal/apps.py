"""App configuration of legal pages."""

from django.apps import AppConfig


class LegalConfig(AppConfig):
    """Legal pages of markets."""

    name = "shop.commerce.legal"
    label = "legal"
