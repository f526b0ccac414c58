"""The first page of the portal: what there is, and what waits."""

from django.http.response import HttpResponseBase
from django.shortcuts import render

from shop.web.licensee.access import PortalRequest
from shop.web.licensee.menu import entries_for


def show(request: PortalRequest) -> HttpResponseBase:
    """Show the parts of the portal that are the person's work."""
    parts = [entry for entry in entries_for(request.person) if entry.name != "overview"]
    return render(request, "licensee/overview.html", {"parts": parts})
