"""Royalty statements of the licensee's agreements."""

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.urls import reverse

from licensing.models import Agreement
from licensing.reading.visibility import Visibility
from shop.web.backoffice.licensee.access import PortalRequest
from shop.web.backoffice.shared.royalty_statements import download_statement, show_statement


def show(request: PortalRequest) -> HttpResponseBase:
    """Show the royalties of a period by agreement."""
    return show_statement(request, _agreements(request), "licensee/royalties.html")


def download(request: PortalRequest, pk: int) -> HttpResponseBase:
    """Return the statement of an own agreement as PDF."""
    return download_statement(request, _agreements(request), pk, reverse("licensee:royalties"))


def _agreements(request: PortalRequest) -> QuerySet[Agreement]:
    return Visibility(licensee_id=request.licensee.pk).agreements()
