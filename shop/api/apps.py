"""App configuration of the API."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The REST API and the responses stored under idempotency keys."""

    name = "shop.api"
    label = "api"
