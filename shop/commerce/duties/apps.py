"""App configuration of duties."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """Duty terms and rates by destination."""

    name = "shop.commerce.duties"
    label = "duties"
