"""Permissions of the dashboard's pages, in the format of Oscar's menu and views."""

from collections.abc import Mapping

from oscar.core.loading import get_class

# Pages that are missing in the map are open to superusers only.
NOBODY = ["is_superuser"]


def permissions_map(pages: Mapping[str, str]) -> dict[str, list[str]]:
    """Return Oscar's map of URL names to permissions; a page without one is open to all staff."""
    dashboard_permission = get_class("dashboard.permissions", "DashboardPermission")
    return {
        name: dashboard_permission.get(*permission.split(".")) if permission else []
        for name, permission in pages.items()
    }
