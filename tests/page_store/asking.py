"""Asking for public pages through the store, as browsers and apps do."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

import brotli
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from catalog.models import Product
from shop.web.page_store.repeated_reads import RepeatedReads

LIST, SEARCH, HOME = "/en-fr/products/", "/en-fr/search/?q=shirt", "/en-fr/"
API_LIST, API_MARKETS = "/api/v1/products/?market=fr", "/api/v1/markets/"


def detail_path(product: Product) -> str:
    """Return the address of a product's page in France."""
    return f"/en-fr/p/{product.slug}/{product.sku}/"


def api_path(product: Product) -> str:
    """Return the address of a product in the API."""
    return f"/api/v1/products/{product.sku}/?market=fr"


def ask(path: str, *, client: Client | None = None, **headers: str) -> Any:
    """Return an answer; without a client that of a visitor without cookies."""
    return (client or Client()).get(path, headers=headers)


def text_of(response: Any) -> str:
    """Return the body as text."""
    body = response.content
    match response.headers.get("Content-Encoding"):
        case "gzip":
            body = gzip.decompress(body)
        case "br":
            body = brotli.decompress(body)
    return str(body.decode())


def source_of(path: str, *, client: Client | None = None, **headers: str) -> str:
    """Return whether the answer was stored: "hit", "miss", or empty past the store."""
    return str(ask(path, client=client, **headers).headers.get("X-Page-Store", ""))


def warm(*paths: str) -> None:
    """Fill the store and check that the second answer comes from it."""
    for path in paths:
        first = ask(path)
        assert first.headers["X-Page-Store"] == "miss", (path, first.status_code)
        assert source_of(path) == "hit", path


def statements_of(path: str, **headers: str) -> list[str]:
    """Return the statements that an answer needs."""
    with CaptureQueriesContext(connection) as queries:
        ask(path, **headers)
    return [query["sql"] for query in queries.captured_queries]


@contextmanager
def store_off() -> Iterator[None]:
    """Turn the store off: every page is made by its view."""
    env = settings.ENV
    settings.ENV = env.with_values({"PAGE_STORE": "off"})
    try:
        yield
    finally:
        settings.ENV = env


def fresh(path: str, *, client: Client | None = None) -> tuple[int, str]:
    """Return status and text of the page as its view makes it now."""
    with store_off():
        response = ask(path, client=client)
    return response.status_code, text_of(response)


def answered(path: str, *, client: Client | None = None) -> tuple[int, str]:
    """Return status and text of the page as a visitor gets it."""
    response = ask(path, client=client)
    return response.status_code, text_of(response)


class App:
    """An app that asks the shop's entrance, which may answer before Django; it counts what does."""

    def __init__(self) -> None:
        self.reached_django = 0
        self._django = WSGIHandler()
        self._entrance = RepeatedReads(self._count)

    def ask(self, path: str, **environ: str) -> tuple[str, dict[str, str], bytes]:
        """Return status, headers and body."""
        url = urlsplit(path)
        answer: list[tuple[str, dict[str, str]]] = []
        request = RequestFactory().get(url.path, query_params=parse_qs(url.query)).environ
        body = self._entrance(
            {**request, **environ},
            lambda status, headers, *_: answer.append((status, dict(headers))),
        )
        try:
            return (*answer[0], b"".join(body))
        finally:
            if hasattr(body, "close"):
                body.close()

    def answered(self, path: str) -> tuple[int, str]:
        """Return status and text, as `answered` does for a browser."""
        status, _, body = self.ask(path)
        return int(status[:3]), body.decode()

    def _count(self, environ: Any, start_response: Any) -> Any:
        self.reached_django += 1
        return self._django(environ, start_response)
