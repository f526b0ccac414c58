"""Access to the dashboard's pages, for its menus and links."""

from typing import Any

from django import template

from shop.web.backoffice.dashboard.access import may_open

register = template.Library()


@register.filter
def may_open_page(user: Any, name: str) -> bool:
    """Return whether a person may open the page of the dashboard with a name."""
    return may_open(user, name)
