"""The URL prefix `/{language}-{market}/`: removed here; it sets language and script prefix.

A script prefix instead of URL patterns, because `reverse()` caches by language only and would link
to another market of the same language.
"""

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import get_script_prefix, set_script_prefix
from django.utils import timezone, translation

from licensing.reading.snapshot import time_and_snapshot
from shop.commerce.markets.choice import preferred_prefix, prefix
from shop.commerce.markets.models import Market

PREFIX = re.compile(r"^/(?P<language>[a-z]{2})-(?P<market>[a-z]{2,5})(?=/|$)")
ANY_CASE_PREFIX = re.compile(PREFIX.pattern, re.IGNORECASE | re.ASCII)
BARE = re.compile(
    r"^/(?:admin|dashboard|licensee|pictures|rights|staff|api|webhooks|static|media|_allauth|healthz|readyz"
    r"|metrics|\.well-known|favicon\.ico|robots\.txt|sitemap[^/]*)(?:/|$)"
)
SHIP_TO_COOKIE, CHOICE_COOKIE = "ship_to", "market"


class MarketMiddleware:
    """Give every storefront request its `market`, `ship_to`, `channel` and `at`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        """Answer a request under its market, or redirect it to one."""
        request.market, request.offers = None, ()
        match = PREFIX.match(request.path_info)
        if match is None:
            return self._to_lower_case(request) or self._without_prefix(request)
        rest = request.path_info[match.end() :] or "/"
        language, code = match["language"], match["market"]
        at, request.kept = time_and_snapshot()
        market = Market.objects.kept(code, request.kept, at)
        if market is not None and not market.is_open:
            market = None
        if market is None or language not in market.languages or BARE.match(rest):
            return self._refuse(request, language, market)
        self._enter(request, market, language)
        if request.path_info == match[0]:
            return self._redirect(f"{match[0]}/")
        request.path_info = rest
        request.path = f"{match[0]}{rest}"
        before = get_script_prefix()
        set_script_prefix(f"{match[0]}/")
        try:
            with translation.override(language), timezone.override(market.time_zone):
                response = self.get_response(request)
                response.headers.setdefault("Content-Language", language)
                return response
        finally:
            set_script_prefix(before)

    def _enter(self, request: Any, market: Market, language: str) -> None:
        request.market, request.at, request.channel = market, market.at, "WEB"
        request.LANGUAGE_CODE = language
        chosen = request.COOKIES.get(SHIP_TO_COOKIE, "")
        request.ship_to = chosen if chosen in market.ship_to_codes else market.home_id

    def _to_lower_case(self, request: HttpRequest) -> HttpResponse | None:
        """Redirect a prefix with capitals, such as `/en-GB/`; None if there is no prefix."""
        match = ANY_CASE_PREFIX.match(request.path_info)
        if match is None:
            return None
        path = request.get_full_path()
        response = HttpResponse(status=301 if request.method in {"GET", "HEAD"} else 308)
        response.headers["Location"] = path[: match.end()].lower() + path[match.end() :]
        return response

    def _without_prefix(self, request: HttpRequest) -> HttpResponse:
        """Pass on areas without a prefix; redirect storefront addresses to the visitor's market."""
        if BARE.match(request.path_info):
            with translation.override(settings.LANGUAGE_CODE):
                return self.get_response(request)
        if request.path_info == "/" or request.path_info.startswith("/accounts/"):
            query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
            return self._redirect(f"{preferred_prefix(request)}{request.path_info}{query}")
        return self._refuse(request, None, None)

    def _refuse(self, request: Any, language: str | None, market: Market | None) -> HttpResponse:
        """Answer 404 with existing addresses: of this market, or of this language in others."""
        at, request.kept = time_and_snapshot()
        fallback = Market.objects.kept_default(request.kept, at)
        if fallback is None:
            raise Http404
        chosen = market or fallback
        speaks = language if language in chosen.languages else None
        speaks = speaks or chosen.default_language
        self._enter(request, chosen, speaks)
        request.offers = (
            [(market, code) for code in market.languages]
            if market
            else [
                (other, language if language in other.languages else other.default_language)
                for other in Market.objects.kept_open(request.kept)
            ]
        )
        request.path_info = "/not-found/"
        before = get_script_prefix()
        set_script_prefix(prefix(chosen, speaks) + "/")
        try:
            with translation.override(speaks), timezone.override(chosen.time_zone):
                return self.get_response(request)
        finally:
            set_script_prefix(before)

    def _redirect(self, path: str) -> HttpResponse:
        response = HttpResponse(status=302)
        response.headers["Location"] = path
        response.headers["Vary"] = "Accept-Language, Cookie"
        return response
