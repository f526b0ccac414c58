"""Royalties of the visible agreements by period."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from shop.identity.accounts.roles import visibility_of
from shop.web.backoffice.rights.access import person_of
from shop.web.backoffice.shared.royalty_statements import show_statement


def show(request: HttpRequest) -> HttpResponseBase:
    """Show the statement of a period; an officer sees the agreements of their own holder."""
    agreements = visibility_of(person_of(request)).agreements()
    return show_statement(request, agreements, "rights/royalties.html")
