"""App configuration of the demo."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demo catalog, never loaded in production."""

    name = "shop.demo"
    label = "demo"
