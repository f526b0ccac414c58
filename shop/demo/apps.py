"""App configuration of demo."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demonstration catalogue, never loaded in production."""

    name = "shop.demo"
    label = "demo"
