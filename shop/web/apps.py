"""App configuration of web."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Storefront pages."""

    name = "shop.web"
    label = "web"
