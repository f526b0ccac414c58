"""Names of cookies: every cookie of the shop is `__Host-` in production.

A browser takes a `__Host-` cookie only over https, for this host and for all paths (RFC 6265bis),
so no other host of the domain can set or replace it. The code names cookies without the prefix;
this middleware adds it on the way out and removes it on the way in, also for cookies of libraries.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

PREFIX = "__Host-"
YEAR_S = 365 * 24 * 3600
# Cookies that the shop set before it used the prefix: read once, then replaced.
OLD_NAMES = ("market", "ship_to")
OLD_BASKETS = "basket_"


class HostCookieMiddleware:
    """Translate between the cookie names in the code and those of the browser."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Rename the cookies of the request and of the response."""
        if not settings.SESSION_COOKIE_SECURE:
            return self.get_response(request)
        old = read_cookies(request)
        response = self.get_response(request)
        for name, value in old.items():
            if name not in response.cookies:
                response.set_cookie(name, value, max_age=YEAR_S)
        for name in list(response.cookies):
            rename_cookie(response, name)
        for name in old:
            response.delete_cookie(name)
        if old:
            patch_cache_control(response, private=True)
        return response


def read_cookies(request: HttpRequest) -> dict[str, str]:
    """Remove the prefix from the request's cookies; return old ones that must be replaced.

    A cookie without the prefix is not trusted, because another host of the domain can set it: only
    the old ones count, and only while the new one is missing.
    """
    kept = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
    received, old = dict(request.COOKIES), {}
    request.COOKIES.clear()
    for name, value in received.items():
        if name in kept:
            request.COOKIES[name] = value
        elif name.startswith(PREFIX):
            request.COOKIES[name.removeprefix(PREFIX)] = value
        elif is_old(name) and f"{PREFIX}{name}" not in received:
            request.COOKIES[name] = old[name] = value
    return old


def is_old(name: str) -> bool:
    """Return whether the shop once set a cookie of this name without the prefix."""
    return name in OLD_NAMES or name.startswith(OLD_BASKETS)


def rename_cookie(response: HttpResponse, name: str) -> None:
    """Add the prefix to a cookie of the response, with the attributes that it requires."""
    if name.startswith(PREFIX):
        return
    cookie = response.cookies.pop(name)
    cookie.set(f"{PREFIX}{name}", cookie.value, cookie.coded_value)
    cookie["path"], cookie["domain"], cookie["secure"], cookie["httponly"] = "/", "", True, True
    cookie["samesite"] = cookie["samesite"] or "Lax"
    response.cookies[cookie.key] = cookie
