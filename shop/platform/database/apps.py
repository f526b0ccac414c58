"""App configuration of the database: grants are renewed after each migration."""

from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class DatabaseConfig(AppConfig):
    """Renews the grants of the application's role whenever the owner migrates."""

    name = "shop.platform.database"
    label = "database"

    def ready(self) -> None:
        """Listen for the end of a migration run."""
        # Django sends the signal only for apps with models; accounts stands for all of them.
        post_migrate.connect(_renew_grants, sender=apps.get_app_config("accounts"))


def _renew_grants(using: str, **_: Any) -> None:
    from shop.platform.database.grants import grant_app_role

    grant_app_role(using)
