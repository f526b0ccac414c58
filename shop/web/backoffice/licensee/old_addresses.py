"""Addresses of imports before they were called imports, in the portal and in the admin."""

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.urls import resolve

PORTAL = "/licensee/imports/"
ADMIN = "/admin/sourcing/catalogimport/"


def redirect_import(request: HttpRequest, rest: str = "", *, prefix: str) -> HttpResponseBase:
    """Redirect a page to its new address below the prefix; answer a form or a script there.

    Raises `Http404` for an address that never existed.
    """
    address = f"{prefix}{rest}"
    match = resolve(address)
    if request.method in {"GET", "HEAD"}:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    return response
