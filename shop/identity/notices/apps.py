"""App configuration of notices."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Who is told what, once."""

    name = "shop.identity.notices"
    label = "notices"
