"""Protection of forms against other sites, without a token in the page.

A browser says itself where a request comes from: `Sec-Fetch-Site`, or `Origin` in older browsers.
No page can set or change either header. So public pages carry no token and are the same for
everybody. A request without both headers must have the token, as Django demands it.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseForbidden
from django.middleware.csrf import REASON_BAD_ORIGIN, CsrfViewMiddleware

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
REASON_OTHER_SITE = "Sec-Fetch-Site does not name this site."


class SameOriginMiddleware(CsrfViewMiddleware):
    """Take writes from the shop's own pages only."""

    def process_view(
        self, request: HttpRequest, callback: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseForbidden | None:
        """Refuse a write that a browser says comes from elsewhere; else ask for the token."""
        if (
            request.method in SAFE
            or getattr(callback, "csrf_exempt", False)
            or getattr(request, "csrf_processing_done", False)
            or getattr(request, "_dont_enforce_csrf_checks", False)
        ):
            return super().process_view(request, callback, args, kwargs)
        django: Any = super()
        site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
        if site is not None:
            reason = "" if site == "same-origin" else REASON_OTHER_SITE
        elif origin is not None:
            reason = "" if django._origin_verified(request) else REASON_BAD_ORIGIN % origin  # noqa: SLF001
        else:
            return super().process_view(request, callback, args, kwargs)
        refusal: HttpResponseForbidden | None = (
            django._reject(request, reason) if reason else django._accept(request)  # noqa: SLF001
        )
        return refusal
