"""App configuration of notices."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Notices for staff and licensees."""

    name = "shop.identity.notices"
    label = "notices"
