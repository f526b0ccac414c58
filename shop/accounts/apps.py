"""App configuration of accounts."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """The custom user; sign-in itself is allauth's."""

    name = "shop.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Install single-use codes, limits of sessions, and groups of permissions."""
        from shop.accounts import one_time_codes, role_groups, sessions  # they need the models

        one_time_codes.install()
        sessions.install()
        post_migrate.connect(role_groups.make_role_groups, dispatch_uid="make_role_groups")
