"""Permissions of the dashboard's pages, in the form in which Oscar's menu and views read them."""

from collections.abc import Mapping

from oscar.core.loading import get_class

# A page that no map names is opened by superusers alone.
NOBODY = ["is_superuser"]


def permissions_map(pages: Mapping[str, str]) -> dict[str, list[str]]:
    """Return Oscar's map of URL names to permissions; a page without one is open to all staff."""
    dashboard_permission = get_class("dashboard.permissions", "DashboardPermission")
    return {
        name: dashboard_permission.get(*permission.split(".")) if permission else []
        for name, permission in pages.items()
    }
