"""The permissions of the dashboard's pages, for menus, pages and the search of all desks."""

from typing import Any

from django.apps import apps
from oscar.core.application import OscarDashboardConfig
from oscar.views.decorators import check_permissions

from shop.identity.accounts.models import User
from shop.web.backoffice.shared.location_pages import is_closed


def may_open(user: Any, name: str) -> bool:
    """Return whether a person may open the page with this name, as Oscar's menu decides it.

    Raises `LookupError` for a name that no dashboard's map of permissions has.
    """
    for config in apps.get_app_configs():
        if isinstance(config, OscarDashboardConfig) and name in config.permissions_map:
            permissions = config.permissions_map[name]
            if not isinstance(user, User) or is_closed(user, name):
                return False
            return bool(check_permissions(user, permissions))
    raise LookupError(name)


def shows_in_menu(user: Any, url_name: str | None, *_arguments: Any) -> bool:
    """Return whether Oscar's menu shows a page to a person; a heading is always shown."""
    return url_name is None or may_open(user, url_name.partition(":")[2])
