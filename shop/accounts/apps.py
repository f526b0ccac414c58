"""App configuration of accounts."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """The custom user; sign-in itself is allauth's."""

    name = "shop.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Make one-time codes single-use, and the groups of permissions after each migration."""
        from shop.accounts import one_time_codes, role_groups  # they need the models

        one_time_codes.install()
        post_migrate.connect(role_groups.make_role_groups, dispatch_uid="make_role_groups")
