"""Addresses of imports before they were called imports: /licensee/uploads/ and its pages."""

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.urls import resolve

PREFIX = "/licensee/imports/"


def moved_import(request: HttpRequest, rest: str = "") -> HttpResponseBase:
    """Redirect a page to its new address; answer a form or a script there.

    Raises `Http404` for an address that never existed.
    """
    address = f"{PREFIX}{rest}"
    match = resolve(address)
    if request.method in {"GET", "HEAD"}:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    return response
