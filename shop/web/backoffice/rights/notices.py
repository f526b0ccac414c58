"""The notices of who works at the desk."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from shop.web import notices
from shop.web.backoffice.rights.access import person_of


def show(request: HttpRequest) -> HttpResponse:
    """List the person's notices; POST notes that all of them are read."""
    return notices.show_notices(request, "rights/notices.html", person_of(request))


def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Go where a notice leads, and note that it is read."""
    back = reverse("rights:notices")
    return notices.open_notice(request, pk, person_of(request), back)


def choose(request: HttpRequest) -> HttpResponse:
    """Record which optional kinds of notices the person gets."""
    return notices.save_choices(request, person_of(request), reverse("rights:notices"))
