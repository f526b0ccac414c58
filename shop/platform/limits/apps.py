"""App configuration of limits."""

from django.apps import AppConfig


class LimitsConfig(AppConfig):
    """The counters of rate limits."""

    name = "shop.platform.limits"
    label = "limits"
    default_auto_field = "django.db.models.BigAutoField"
