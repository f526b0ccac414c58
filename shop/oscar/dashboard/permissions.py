"""Permissions of the dashboard's pages, in the format of Oscar's menu and views."""

from collections.abc import Mapping

from oscar.core.loading import get_class

# Pages that are missing in the map are open to superusers only.
NOBODY = ["is_superuser"]


ANY = "|"  # separates permissions of which one is enough

type Needed = list[str] | tuple[list[str], ...]


def permissions_map(pages: Mapping[str, str]) -> dict[str, Needed]:
    """Return Oscar's map of URL names to permissions; a page without one is open to all staff.

    Of permissions that are separated by "|" one is enough.
    """
    return {name: _needed(permission) for name, permission in pages.items()}


def _needed(permission: str) -> Needed:
    get = get_class("dashboard.permissions", "DashboardPermission").get
    if ANY in permission:
        return tuple(get(*choice.split(".")) for choice in permission.split(ANY))
    return list(get(*permission.split("."))) if permission else []
