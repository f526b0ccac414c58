"""The notices of a portal user."""

from django.http import HttpResponse
from django.urls import reverse

from shop.web import notices
from shop.web.backoffice.licensee.access import PortalRequest


def show(request: PortalRequest) -> HttpResponse:
    """List the person's notices; POST marks them all as read."""
    return notices.show_notices(request, "licensee/notices.html", request.person)


def follow(request: PortalRequest, pk: int) -> HttpResponse:
    """Mark a notice as read and redirect to its page."""
    return notices.open_notice(request, pk, request.person, reverse("licensee:notices"))


def choose(request: PortalRequest) -> HttpResponse:
    """Record which optional kinds of notices the person gets."""
    return notices.save_choices(request, request.person, reverse("licensee:notices"))
