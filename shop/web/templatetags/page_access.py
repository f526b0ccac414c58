"""Access to the dashboard's pages, for its menus and links."""

from typing import Any

from django import template

from shop.web.backoffice.dashboard.list_exports import COLUMNS
from shop.web.backoffice.shared.page_access import may_open

register = template.Library()


@register.simple_tag(takes_context=True)
def can_export(context: template.Context) -> bool:
    """Return whether the page is a list that can be downloaded."""
    match = getattr(context.get("request"), "resolver_match", None)
    return match is not None and match.url_name in COLUMNS


@register.filter
def may_open_page(user: Any, name: str) -> bool:
    """Return whether a person may open the page of the dashboard with a name."""
    return may_open(user, name)
