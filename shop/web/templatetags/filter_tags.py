"""The filters that a person keeps for the list on a page."""

from typing import Any

from django import template

from shop.identity.accounts.saved_filters import filter_of, saved_filters

register = template.Library()


@register.inclusion_tag("backoffice/saved_filters.html", takes_context=True)
def show_saved_filters(context: template.Context) -> dict[str, Any]:
    """Show the filters of the list as links, and a form that keeps the present one."""
    request = context["request"]
    query = filter_of(request.path, request.GET)
    rows = list(saved_filters(request.user, request.path))
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "filters": rows,
        "query": query,
        "is_new": bool(query) and query not in {row.query for row in rows},
    }
