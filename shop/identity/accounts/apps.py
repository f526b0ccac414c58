"""App configuration of accounts."""

from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.apps import apps as installed_apps
from django.conf import settings
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """The custom user; sign-in itself is handled by allauth."""

    name = "shop.identity.accounts"
    label = "accounts"
    verbose_name = "Users"

    def ready(self) -> None:
        """Install what allauth and Django lack, the groups and the name of the Site."""
        from shop.identity.accounts import (  # they need the models
            known_devices,
            one_time_codes,
            passkey_answers,
            resumption,
            role_groups,
            security_log,
            sessions,
        )

        known_devices.install()
        one_time_codes.install()
        passkey_answers.install()
        resumption.install()
        sessions.install()
        security_log.install()
        post_migrate.connect(role_groups.make_role_groups, dispatch_uid="make_role_groups")
        post_migrate.connect(_name_the_site, dispatch_uid="accounts-site")


def _name_the_site(sender: AppConfig, using: str, apps: Any = installed_apps, **_: Any) -> None:
    """Set name and host of Django's Site, instead of example.com.

    `flush` sends the signal too, without `apps`.
    """
    if sender.name != "django.contrib.sites":
        return
    fields = {
        "domain": urlsplit(settings.BASE_URL).netloc[:100],
        "name": settings.OSCAR_SHOP_NAME[:50],
    }
    site = apps.get_model("sites", "Site")
    site.objects.using(using).update_or_create(pk=settings.SITE_ID, defaults=fields)
