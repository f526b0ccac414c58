"""Royalties of all agreements by period, for Finance."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from licensing.models import Agreement
from shop.web.backoffice.shared.royalty_statements import download_statement, show_statement


def show(request: HttpRequest) -> HttpResponseBase:
    """Show the statement of a period."""
    return show_statement(
        request, Agreement.objects.all(), "oscar/dashboard/finance/royalties.html"
    )


def download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Return the statement of an agreement as PDF."""
    return download_statement(request, Agreement.objects.all(), pk, reverse("dashboard:royalties"))
