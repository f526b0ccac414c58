"""The middleware that answers public reads from the store, and fills it.

It stands before sessions, messages, accounts and baskets: a stored page runs none of them. A page
for the store is rendered without the visitor's cookies but the country they chose, so it cannot
contain anything about them. Whatever fails here, the views answer.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http import HTTPStatus
from threading import Event, Lock
from time import monotonic
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from structlog import get_logger

from licensing.reading.snapshot import reading_once
from shop.commerce.markets.middleware import SHIP_TO_COOKIE
from shop.commerce.page_store.dependencies import Dependencies, recording
from shop.commerce.page_store.purging import HEADER as KEYS
from shop.commerce.page_store.purging import surrogate_keys
from shop.commerce.page_store.scopes import SETTINGS
from shop.commerce.page_store.store import Reading, Rendered, StoredPage, read_page, save_page
from shop.platform.core.visitor_state import leave_out_visitor
from shop.web.page_store.answers import answer_stored, preferred_encoding, visitor_contents
from shop.web.page_store.places import cut_marks, fill_places, marking
from shop.web.page_store.public_reads import (
    PublicRead,
    find_public_read,
    is_anonymous_api_read,
    is_on,
    names_public_read,
)
from shop.web.page_store.repeated_reads import note_stored
from shop.web.page_store.visitors import Visitor, find_visitor

type Handler = Callable[[HttpRequest], HttpResponse]

HEADER = "X-Page-Store"
WAIT_S = 0.2
PAUSE_S = 5.0
# Made anew for each answer, by this middleware or by those around it.
NOT_STORED = frozenset(
    {"content-length", "etag", "x-request-id", "date", "cache-control", "set-cookie"}
)
# Answered by this middleware itself: the views give the whole page, uncompressed.
CONDITIONS = ("HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_COOKIE")
log = get_logger("shop.page_store")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that the store may answer."""

    request: HttpRequest
    read: PublicRead
    visitor: Visitor

    def visitor_with(self, reading: Reading) -> Visitor:
        """Return the visitor with the units that were read with the page."""
        units = reading.units
        return self.visitor if units is None else replace(self.visitor, units=units)


class PageStoreMiddleware:
    """Answer public reads from stored bytes that one statement has proved right."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self._filling: dict[bytes, Event] = {}
        self._lock = Lock()
        self._paused_until = 0.0

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer from the store, or from the views, and store what they answer."""
        may_answer = self._may_answer()
        read = find_public_read(request) if may_answer else None
        if read is None:
            is_public = not may_answer and names_public_read(request)
            return self._by_the_views(request) if is_public else self._views(request)
        visitor = self._find_visitor(request, read)
        if visitor is None:
            return self._by_the_views(request)
        request.get_host()  # an unknown host is refused as everywhere
        request.META["QUERY_STRING"] = read.query
        asked = Asked(request, read, visitor)
        reading = self._read(asked)
        if reading is None:
            return self._by_the_views(request)
        if reading.page is None:
            waited = self._wait_for_other(asked)
            if waited is None:
                return self._fill(asked, reading)
            reading = waited
        if reading.page is None:
            return self._rendered(asked, reading, store=False)
        request.path_info = read.path  # as the market's middleware leaves it
        response = answer_stored(request, read, reading.page, asked.visitor_with(reading))
        response.headers[HEADER] = "hit"
        if not read.market_code:
            note_stored(request, response, read.key, reading.page)
        return response

    def _by_the_views(self, request: HttpRequest) -> HttpResponse:
        """Answer a public read without the store; its reads share one reading of the revision."""
        with reading_once():
            return self._views(request)

    def _views(self, request: HttpRequest) -> HttpResponse:
        """Let the views answer, without the visitor where nothing depends on one."""
        if is_anonymous_api_read(request):
            leave_out_visitor(request)
        return self.get_response(request)

    def _may_answer(self) -> bool:
        """Return whether the store may answer: not after a failure, nor within a transaction."""
        paused = monotonic() < self._paused_until
        return is_on() and not paused and not connection.in_atomic_block

    def _find_visitor(self, request: HttpRequest, read: PublicRead) -> Visitor | None:
        """Return who asks; the API reads no cookies of the website."""
        try:
            return find_visitor(request, read.market_code) if read.market_code else Visitor()
        except DatabaseError as error:
            self._pause("page_store.visitor_failed", error)
            return None

    def _read(self, asked: Asked) -> Reading | None:
        """Read the store; None if it fails, and then it is left alone for some seconds."""
        try:
            return read_page(
                asked.read.key,
                encoding=preferred_encoding(asked.request),
                basket=asked.visitor.basket,
                market_code=asked.read.market_code,
            )
        except Exception as error:  # noqa: BLE001  a missing store breaks no page
            self._pause("page_store.read_failed", error)
            return None

    def _pause(self, event: str, error: Exception) -> None:
        log.warning(event, error=type(error).__name__)
        if isinstance(error, DatabaseError):
            self._paused_until = monotonic() + PAUSE_S

    def _wait_for_other(self, asked: Asked) -> Reading | None:
        """Wait briefly for a thread that makes the same page; None if this one must make it."""
        with self._lock:
            event = self._filling.get(asked.read.key)
            if event is None:
                self._filling[asked.read.key] = Event()
                return None
        event.wait(WAIT_S)
        return self._read(asked) or Reading("", "", None, None, None)  # type: ignore[arg-type]

    def _fill(self, asked: Asked, reading: Reading) -> HttpResponse:
        try:
            return self._rendered(asked, reading, store=True)
        finally:
            with self._lock:
                self._filling.pop(asked.read.key).set()

    def _rendered(self, asked: Asked, reading: Reading, *, store: bool) -> HttpResponse:
        """Let the views answer as for a visitor without cookies; store the page if it may be."""
        request, read, visitor = asked.request, asked.read, asked.visitor_with(reading)
        with (
            _anonymous(request, read),
            recording() as dependencies,
            marking() as token,
            reading_once(reading.rights_key, reading.at),
        ):
            response = self._views(request)
        if response.streaming:
            return response
        body, places = cut_marks(response.content, token)
        response.headers[HEADER] = "miss"
        if store and _may_be_stored(response, dependencies):
            dependencies.scopes.add(SETTINGS)
            if settings.ENV.CDN_PURGE_URL:
                response.headers[KEYS] = surrogate_keys(dependencies.scopes)
            rendered = Rendered(_kept_headers(response), places, body)
            page = self._save(asked, rendered, dependencies, reading)
            if page is not None:
                stored = answer_stored(request, read, page, visitor)
                stored.headers[HEADER] = "miss"
                return stored
        contents = visitor_contents(read, places, visitor)
        response.content = fill_places(body, places, contents)
        if response.has_header("Content-Length"):
            response.headers["Content-Length"] = str(len(response.content))
        if contents:
            response.headers.pop("ETag", None)
        return response

    def _save(
        self,
        asked: Asked,
        rendered: Rendered,
        dependencies: Dependencies,
        reading: Reading,
    ) -> StoredPage | None:
        try:
            encoding = preferred_encoding(asked.request)
            return save_page(asked.read.key, rendered, dependencies, reading, encoding)
        except Exception as error:  # noqa: BLE001  a full or missing store breaks no page
            self._pause("page_store.save_failed", error)
            return None


@contextmanager
def _anonymous(request: HttpRequest, read: PublicRead) -> Iterator[None]:
    """Hide from the views who asks; only the chosen country stays."""
    cookies: Mapping[str, Any] = request.COOKIES
    meta = {name: request.META.pop(name) for name in CONDITIONS if name in request.META}
    request.COOKIES = {SHIP_TO_COOKIE: read.ship_to} if read.ship_to else {}
    try:
        yield
    finally:
        request.COOKIES = dict(cookies)
        request.META.update(meta)


def _may_be_stored(response: HttpResponse, dependencies: Dependencies) -> bool:
    """Return whether a page is the same for everybody and says what it depends on."""
    if response.status_code != HTTPStatus.OK or not dependencies.scopes:
        return False
    policy = response.headers.get("Content-Security-Policy", "")
    caching = response.headers.get("Cache-Control", "")
    if response.cookies or "'nonce-" in policy or "no-store" in caching or "private" in caching:
        log.warning("page_store.not_stored", path=response.headers.get("Content-Location", ""))
        return False
    return True


def _kept_headers(response: HttpResponse) -> tuple[tuple[str, str], ...]:
    patch_vary_headers(response, ["Accept-Encoding"])
    return tuple(
        (name, value) for name, value in response.items() if name.lower() not in NOT_STORED
    )
