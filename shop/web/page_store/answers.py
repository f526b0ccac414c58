"""Answers made of a stored page: compressed bytes, 304, or the page with a visitor's own parts."""

import gzip
import hashlib
from collections.abc import Mapping
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.html import escape
from django.utils.http import parse_etags
from structlog.contextvars import get_contextvars

from shop.commerce.page_store.store import StoredPage
from shop.web.page_store.places import BASKET, EMAIL, Places, basket_count, fill_places
from shop.web.page_store.public_reads import PublicRead
from shop.web.page_store.visitors import Visitor

QUICK = 1  # level of gzip for pages that are compressed for one visitor
# Sent with the page itself only.
OF_BODY = frozenset({"content-type", "content-encoding"})


def preferred_encoding(request: HttpRequest) -> str:
    """Return the encoding in which the store is read: brotli where the client takes it."""
    return "br" if _accepts(request, "br") else "gzip"


def visitor_contents(read: PublicRead, places: Places, visitor: Visitor) -> dict[str, bytes]:
    """Return what stands in the places of a page for a visitor, where that is not nothing."""
    contents = {}
    if visitor.units:
        with translation.override(read.language):
            contents[BASKET] = basket_count(visitor.units).encode()
    if visitor.email:
        contents[EMAIL] = escape(visitor.email).encode()
    names = {name for name, _, _ in places}
    return {name: content for name, content in contents.items() if name in names}


def answer_stored(
    request: HttpRequest, read: PublicRead, page: StoredPage, visitor: Visitor
) -> HttpResponse:
    """Return the answer to a request: 304 if the client has it, else the bytes."""
    contents = visitor_contents(read, page.places, visitor)
    encoding = _encoding(request, page, is_personal=bool(contents))
    etag = _etag(page, encoding, contents)
    if _has_current(request, etag):
        response = HttpResponse(status=HTTPStatus.NOT_MODIFIED)
        del response.headers["Content-Type"]
        _set_headers(response, page, without_body=True)
    else:
        response = HttpResponse(_body(page, contents, encoding))
        _set_headers(response, page, without_body=False)
        if encoding:
            response.headers["Content-Encoding"] = encoding
        response.headers["Content-Length"] = str(len(response.content))
    response.headers["ETag"] = etag
    if not read.market_code and (request_id := get_contextvars().get("request_id")):
        response.headers["X-Request-ID"] = str(request_id)
    return response


def _body(page: StoredPage, contents: dict[str, bytes], encoding: str) -> bytes:
    if not contents:
        return page.body if encoding == page.encoding else page.plain()
    body = fill_places(page.plain(), page.places, contents)
    return gzip.compress(body, QUICK, mtime=0) if encoding == "gzip" else body


def _encoding(request: HttpRequest, page: StoredPage, *, is_personal: bool) -> str:
    """Return the encoding of the answer; empty for none."""
    if is_personal:
        return "gzip" if _accepts(request, "gzip") else ""
    return page.encoding if _accepts(request, page.encoding) else ""


def _etag(page: StoredPage, encoding: str, contents: Mapping[str, bytes]) -> str:
    """Return a strong tag: other bytes, another tag."""
    parts = [page.digest.hex()[:32], encoding or "plain"]
    if contents:
        filled = b"\n".join(contents[name] for name in sorted(contents))
        parts.append(hashlib.sha256(filled).hexdigest()[:16])
    return f'"{"-".join(parts)}"'


def _has_current(request: HttpRequest, etag: str) -> bool:
    """Compare as RFC 9110 says for If-None-Match: weakly."""
    sent = request.META.get("HTTP_IF_NONE_MATCH", "")
    if not sent:
        return False
    tags = [tag.removeprefix("W/") for tag in parse_etags(sent)]
    return etag in tags or "*" in tags


def _set_headers(response: HttpResponse, page: StoredPage, *, without_body: bool) -> None:
    for name, value in page.headers:
        if not (without_body and name.lower() in OF_BODY):
            response.headers[name] = value


def _accepts(request: HttpRequest, encoding: str) -> bool:
    """Return whether the client takes an encoding, which it refuses by `;q=0`."""
    for part in request.META.get("HTTP_ACCEPT_ENCODING", "").split(","):
        name, _, quality = part.partition(";")
        if name.strip().lower() == encoding:
            return quality.replace(" ", "").lower() not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False
