"""Royalties of the visible agreements by period."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from shop.identity.accounts.models import User
from shop.identity.accounts.roles import sees_other_grants, visibility_of
from shop.web.backoffice.rights.access import person_of
from shop.web.backoffice.shared.royalty_statements import show_statement


def sees_royalties(user: User) -> bool:
    """Return whether the person sees royalties: shop staff who see all rights, and officers."""
    return sees_other_grants(user)


def show(request: HttpRequest) -> HttpResponseBase:
    """Show the statement of a period; an officer sees the agreements of their own holder."""
    agreements = visibility_of(person_of(request)).agreements()
    return show_statement(request, agreements, "rights/royalties.html")
