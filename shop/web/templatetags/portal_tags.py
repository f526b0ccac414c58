"""The menu of the licensees' portal, and for whom it works."""

from typing import Any

from django import template
from django.urls import reverse

from shop.identity.accounts.roles import acts_for_licensees
from shop.identity.notices.services import unread_count
from shop.web.backoffice.licensee.access import licensee_of
from shop.web.backoffice.licensee.menu import Entry, entries_for, part_of

register = template.Library()


@register.simple_tag(takes_context=True)
def portal_menu(context: dict[str, Any]) -> list[Entry]:
    """Return the parts of the portal that the person may open; none before one is chosen."""
    request = context["request"]
    if licensee_of(request, request.user) is None:
        return []
    return list(entries_for(request.user))


@register.simple_tag(takes_context=True)
def portal_part(context: dict[str, Any]) -> str:
    """Return the name of the part of the portal that a page belongs to; empty: to none."""
    return part_of(context["request"].path)


@register.inclusion_tag("web/parts/notices.html", takes_context=True)
def portal_bell(context: dict[str, Any]) -> dict[str, Any]:
    """Show the number of unread notices."""
    unread = unread_count(context["request"].user)
    return {"unread": unread, "notices_url": reverse("licensee:notices")}


@register.simple_tag(takes_context=True)
def portal_stands_in(context: dict[str, Any]) -> bool:
    """Return whether the person works for a licensee that is not their own."""
    return acts_for_licensees(context["request"].user)
