"""Royalties of the visible agreements by period."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from shop.identity.accounts.roles import visibility_of
from shop.web.backoffice.rights.access import person_of
from shop.web.backoffice.shared.royalty_statements import download_statement, show_statement


def show(request: HttpRequest) -> HttpResponseBase:
    """Show the statement of a period; an officer sees the agreements of their own holder."""
    agreements = visibility_of(person_of(request)).agreements()
    return show_statement(request, agreements, "rights/royalties.html")


def download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Return the statement of a visible agreement as PDF."""
    agreements = visibility_of(person_of(request)).agreements()
    return download_statement(request, agreements, pk, reverse("rights:royalties"))
