"""App configuration of business buyers."""

from django.apps import AppConfig


class BusinessConfig(AppConfig):
    """VAT numbers of business buyers; checks are append-only."""

    name = "shop.commerce.business"
    label = "business"
