"""The permissions of the dashboard's pages, for menus, pages and the search of all desks."""

from typing import Any

from django.apps import apps
from oscar.core.application import OscarDashboardConfig
from oscar.views.decorators import check_permissions

from shop.identity.accounts.models import User


def may_open(user: Any, name: str) -> bool:
    """Return whether a person may open the page with this name, as Oscar's menu decides it.

    Raises `LookupError` for a name that no dashboard's map of permissions has.
    """
    for config in apps.get_app_configs():
        if isinstance(config, OscarDashboardConfig) and name in config.permissions_map:
            permissions = config.permissions_map[name]
            return isinstance(user, User) and bool(check_permissions(user, permissions))
    raise LookupError(name)
