"""The notices of a rights desk user."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from shop.web import notices
from shop.web.backoffice.rights.access import person_of


def show(request: HttpRequest) -> HttpResponse:
    """List the person's notices; POST marks them all as read."""
    return notices.show_notices(request, "rights/notices.html", person_of(request))


def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a notice as read and redirect to its page."""
    back = reverse("rights:notices")
    return notices.open_notice(request, pk, person_of(request), back)


def choose(request: HttpRequest) -> HttpResponse:
    """Save the optional kinds of notices that the person gets."""
    return notices.save_choices(request, person_of(request), reverse("rights:notices"))
