"""App configuration of accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The custom user; sign-in itself is allauth's."""

    name = "shop.accounts"
    label = "accounts"
