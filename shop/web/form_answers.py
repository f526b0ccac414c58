"""Post/redirect/get for every form: a page that answers a POST is shown by a GET.

A view renders its form again with the input and its errors. This middleware stores that page in the
session and redirects to it, so that Back and Reload never ask to resubmit the form. The GET runs
the view first: a person who may no longer open the page does not see the stored one. One page per
session is stored, compressed, for at most ten minutes: Reload shows it again, and the next page
that the visitor opens deletes it. The input never appears in the address.
"""

import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable
from typing import Any, TypeGuard
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.middleware.csp import get_nonce
from django.utils.crypto import get_random_string

from shop.platform.core.visitor_state import leaves_out_visitor
from shop.platform.database.clock import clock_now

PARAMETER = "answer"
SESSION_KEY = "form_answer"
KEPT_S = 600
LARGEST_KEPT = 100_000  # bytes of the compressed page; the largest form has about 30,000
ANSWERS = frozenset({200, 409, 410, 422, 429})
# Django's own staff pages and JSON for programs; their callers do not expect a redirect.
LEFT_ALONE = ("/admin/", "/api/", "/_allauth/", "/webhooks/")
View = Callable[[HttpRequest], HttpResponseBase]


def show_once(response: HttpResponse) -> HttpResponse:
    """Mark the answer to a POST that shows a secret once: it is not stored and not redirected."""
    response.shows_secret = True  # type: ignore[attr-defined]
    return response


def shown_at(response: HttpResponse, path: str) -> HttpResponse:
    """Set the page that shows the answer if the POST's own address does not support GET."""
    response.shown_at = path  # type: ignore[attr-defined]
    return response


class FormAnswerMiddleware:
    """Redirect from the answer to a POST to a GET that shows it."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Store the page that answers a POST, or show the stored one."""
        if leaves_out_visitor(request):
            return self.get_response(request)
        response = self.get_response(request)
        if request.method == "POST":
            return _redirected(request, response)
        if request.method == "GET" and PARAMETER in request.GET:
            return _with_kept_page(request, response)
        if request.method == "GET" and _is_navigation(request):
            _drop_kept_page(request)
        return response


def _redirected(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    if not _is_page(response, request):
        return response
    body = zlib.compress(response.content)
    if len(body) > LARGEST_KEPT:
        return response
    key = get_random_string(12)
    address = getattr(response, "shown_at", request.get_full_path())
    path, _, query = address.partition("?")
    request.session[SESSION_KEY] = {
        "key": key,
        "path": path,
        "at": clock_now().timestamp(),
        "status": response.status_code,
        "nonce": str(get_nonce(request) or ""),
        "body": b64encode(body).decode(),
    }
    kept = [part for part in query.split("&") if part and not part.startswith(f"{PARAMETER}=")]
    redirect = HttpResponseRedirect(f"{path}?{'&'.join([*kept, urlencode({PARAMETER: key})])}")
    redirect.status_code = 303
    redirect.cookies = response.cookies
    redirect["Cache-Control"] = "no-store"
    return redirect


def _is_page(response: HttpResponseBase, request: HttpRequest) -> TypeGuard[HttpResponse]:
    """Return whether a browser will show the response as its page.

    Browsers request text/html then; programs do not, and get their response directly.
    """
    return (
        isinstance(response, HttpResponse)
        and response.status_code in ANSWERS
        and response.get("Content-Type", "").startswith("text/html")
        and "Content-Disposition" not in response
        and _is_navigation(request)
        and not getattr(response, "shows_secret", False)
        and not request.path.startswith(LEFT_ALONE)
    )


def _is_navigation(request: HttpRequest) -> bool:
    """Return whether a browser opens a page, not a script or an element that loads a resource."""
    headers = request.headers
    return (
        "text/html" in headers.get("Accept", "")
        and headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
        and headers.get("X-Requested-With") != "XMLHttpRequest"
        and "HX-Request" not in headers
    )


def _drop_kept_page(request: HttpRequest) -> None:
    """Delete the stored page when another page is opened, without a query of its own."""
    if request.session.accessed and SESSION_KEY in request.session:
        del request.session[SESSION_KEY]


def _with_kept_page(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Show the stored page if the view itself returns a page; without one redirect to the plain
    address.
    """
    kept: dict[str, Any] = request.session.get(SESSION_KEY) or {}
    if not isinstance(response, HttpResponse) or response.status_code != 200:  # noqa: PLR2004
        return response
    fresh = clock_now().timestamp() - kept.get("at", 0) < KEPT_S
    if kept.get("key") != request.GET[PARAMETER] or kept["path"] != request.path or not fresh:
        return _plain(request)
    body = zlib.decompress(b64decode(kept["body"]))
    if kept["nonce"]:
        body = body.replace(kept["nonce"].encode(), str(get_nonce(request)).encode())
    response.content = body
    response.status_code = kept["status"]
    response["Cache-Control"] = "no-store"
    return response


def _plain(request: HttpRequest) -> HttpResponse:
    """Redirect to the same address without the name of an expired page."""
    path, _, query = request.get_full_path().partition("?")
    kept = [part for part in query.split("&") if not part.startswith(f"{PARAMETER}=")]
    return HttpResponseRedirect("?".join([path, *filter(None, ["&".join(kept)])]))
