"""The notices of who works at the portal."""

from django.http import HttpResponse
from django.urls import reverse

from shop.web import notices
from shop.web.backoffice.licensee.access import PortalRequest


def show(request: PortalRequest) -> HttpResponse:
    """List the person's notices; POST notes that all of them are read."""
    return notices.show_notices(request, "licensee/notices.html", request.person)


def follow(request: PortalRequest, pk: int) -> HttpResponse:
    """Go where a notice leads, and note that it is read."""
    return notices.open_notice(request, pk, request.person, reverse("licensee:notices"))


def choose(request: PortalRequest) -> HttpResponse:
    """Record which optional kinds of notices the person gets."""
    return notices.save_choices(request, request.person, reverse("licensee:notices"))
