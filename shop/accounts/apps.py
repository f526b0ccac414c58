"""App configuration of accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The custom user; sign-in itself is allauth's."""

    name = "shop.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Make one-time codes single-use."""
        from shop.accounts import one_time_codes  # it needs the models

        one_time_codes.install()
