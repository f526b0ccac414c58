"""Requests that the store answers, and their keys: known values only, in one order.

A value chosen by a visitor is part of a key only if the view reads it. Neither the host nor a
forwarded header is: pages build their addresses from BASE_URL.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from babel import Locale
from django.conf import settings
from django.http import HttpRequest

from shop.commerce.listing.list_query import FILTERS
from shop.commerce.markets.middleware import PREFIX, SHIP_TO_COOKIE
from shop.commerce.page_store.store import page_key
from shop.platform.problems.documents import requested_language
from shop.web.page_store.release import code_release

LIST_PARAMETERS = ("q", *FILTERS, "min", "max", "in_stock", "sort", "page")
CODE = r"[A-Za-z0-9._-]{1,64}"
LISTS = re.compile(rf"^/(?:products|search|(?:games|sport|country|category)/{CODE})/$")
OTHER_PAGES = re.compile(rf"^/(?:(?:games|sport|country)/|p/[\w-]{{1,255}}/{CODE}/)?$", re.ASCII)
API = re.compile(rf"^/api/v1/(markets|products|products/{CODE})/?$")
API_PARAMETERS = {
    "markets": ("language",),
    "product": ("market", "territory", "language"),
    "products": (
        "market",
        "territory",
        "language",
        "q",
        *FILTERS,
        "min",
        "max",
        "in_stock",
        "limit",
        "cursor",
    ),
}
LONGEST_QUERY = 2000
MOST_PARAMETERS = 100
# A form's answer is shown by a page of its own.
ANSWER = "answer"
CREDENTIALS = ("Authorization", "X-Session-Token")
JSON_TYPES = ("*/*", "application/*", "application/json")


@dataclass(frozen=True, slots=True)
class PublicRead:
    """A request that the store may answer.

    `path` is without the market's prefix, `query` has the known parameters in their order, and
    `market_code` is empty for the API.
    """

    key: bytes
    path: str
    query: str
    language: str
    market_code: str = ""
    ship_to: str = ""


class _Asked(NamedTuple):
    names: tuple[str, ...]
    values: dict[str, list[str]]


def names_public_read(request: HttpRequest) -> bool:
    """Return whether an address is that of a public page or read, whatever is asked of it."""
    path = request.path_info
    if request.method not in {"GET", "HEAD"}:
        return False
    if API.match(path):
        return True
    match = PREFIX.match(path)
    rest = path[match.end() :] if match else ""
    return bool(rest and (LISTS.match(rest) or OTHER_PAGES.match(rest)))


def is_anonymous_api_read(request: HttpRequest) -> bool:
    """Return whether a request reads the public part of the API and names nobody."""
    return (
        request.method in {"GET", "HEAD"}
        and API.match(request.path_info) is not None
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not any(name in request.headers for name in CREDENTIALS)
    )


def find_public_read(request: HttpRequest) -> PublicRead | None:
    """Return what a request asks the store for; None if only the views can answer it."""
    if request.method not in {"GET", "HEAD"} or "Range" in request.headers:
        return None
    if any(name in request.headers for name in CREDENTIALS):
        return None
    query = request.META.get("QUERY_STRING", "")
    if len(query) > LONGEST_QUERY:
        return None
    path = request.path_info
    try:
        if match := API.match(path):
            return _read_of_api(request, match[1], query)
        return _read_of_page(request, path, query)
    except ValueError:  # too many parameters, or bytes that are no text
        return None


def _read_of_page(request: HttpRequest, path: str, query: str) -> PublicRead | None:
    match = PREFIX.match(path)
    rest = path[match.end() :] if match else ""
    if match is None or not rest:
        return None
    names = LIST_PARAMETERS if LISTS.match(rest) else ()
    if not names and not OTHER_PAGES.match(rest):
        return None
    values = _values(query, keep_blank=False)
    ship_to = request.COOKIES.get(SHIP_TO_COOKIE, "")
    if ANSWER in values or (ship_to and ship_to not in _country_codes()):
        return None
    single = {name: found[:1] for name, found in values.items() if name not in FILTERS}
    known = _ordered(_Asked(names, {**values, **single}))
    return PublicRead(
        page_key(code_release(), "page", path, known, ship_to),
        rest,
        known,
        match["language"],
        match["market"],
        ship_to,
    )


def _read_of_api(request: HttpRequest, name: str, query: str) -> PublicRead | None:
    """Return the read; None for what the API refuses: its own view names the fault."""
    kind = "product" if name.startswith("products/") else name
    values = _values(query, keep_blank=True)
    allowed = API_PARAMETERS[kind]
    if any(
        given not in allowed or (len(found) > 1 and given not in FILTERS)
        for given, found in values.items()
    ):
        return None
    accepted = request.headers.get("Accept", "*/*")
    if not any(text in accepted for text in JSON_TYPES):
        return None
    known = _ordered(_Asked(allowed, values))
    language = requested_language(request)
    key = page_key(code_release(), "api", request.path_info, known, language)
    return PublicRead(key, request.path_info, known, language)


def _values(query: str, *, keep_blank: bool) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    pairs = parse_qsl(
        query, keep_blank_values=keep_blank, errors="strict", max_num_fields=MOST_PARAMETERS
    )
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    return values


def _ordered(asked: _Asked) -> str:
    """Return the known parameters as a query string; values keep their order."""
    return urlencode(
        [(name, value) for name in asked.names for value in asked.values.get(name, ())]
    )


@cache
def _country_codes() -> frozenset[str]:
    """Return the codes of all countries, of which a cookie may name one."""
    codes = (str(code) for code in Locale("en").territories)
    return frozenset(code for code in codes if re.fullmatch("[A-Z]{2}", code))


def is_on() -> bool:
    """Return whether this shop stores pages."""
    return bool(settings.ENV.PAGE_STORE == "on")
