"""Follows the links of pages as a person would who clicks on everything."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.contrib.staticfiles import finders
from django.db import connection
from django.http import FileResponse
from django.test import Client
from django.urls import resolve

MOST_ROWS = 4
# The overview counts the work of everybody; a page that asks for each row or option takes more.
MOST_STATEMENTS = 100
ADDRESSES = {"a": "href", "link": "href", "script": "src", "img": "src", "form": "action"}


class Page(HTMLParser):
    """Collects where a page leads, what it loads, and what is written inline."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.files: list[str] = []
        self.inline: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an address, or what a policy without unsafe-inline refuses."""
        found = dict(attrs)
        address = found.get(ADDRESSES.get(tag, ""))
        if address:
            (self.links if tag in {"a", "form"} else self.files).append(address)
        allowed = {"src", "nonce"} & found.keys() or found.get("type") == "application/json"
        if tag in {"script", "style"} and not allowed:
            self.inline.append(tag)
        self.inline += [name for name in found if name == "style" or name.startswith("on")]


class StatementCount:
    """Counts the statements of a request."""

    number = 0

    def __call__(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        """Count a statement and execute it."""
        self.number += 1
        return execute(*arguments)


def kinds(target: str) -> set[str]:
    """Return the kinds of page that a target belongs to: one row of a model, one filter of a list.

    A list with two filters is of two kinds, so their combinations are not opened. The way back to a
    filtered list makes no page of another kind.
    """
    path, _, query = target.partition("?")
    path = re.sub(r"/[^/]+/(change|history)/$", r"/*/\1/", path)
    names = {pair.partition("=")[0] for pair in query.split("&")} - {"", "_changelist_filters"}
    return {path} | {f"{path}?{name}" for name in names}


def crawl(client: Client, area: str) -> dict[str, Page]:
    """Open the pages of an area that can be reached by links; each must answer 200.

    None may take more than `MOST_STATEMENTS`.
    Of an address with a placeholder at most `MOST_ROWS` pages are opened.
    """
    pages: dict[str, Page] = {}
    waiting, seen, rows = [area], kinds(area), Counter[str]()
    while waiting:
        path, counted = waiting.pop(), StatementCount()
        with connection.execute_wrapper(counted):
            response = client.get(path)
        assert counted.number <= MOST_STATEMENTS, f"{path}: {counted.number} statements"
        while response.status_code == 302:
            response = client.get(response.headers["Location"])
        assert response.status_code == 200, f"{path}: {response.status_code}"
        if not response.headers["Content-Type"].startswith("text/html"):
            if isinstance(response, FileResponse):
                list(response)  # closes the file
            continue
        page = pages[path] = Page(response.content.decode())
        for link in page.links:
            parts = urlsplit(urljoin(path, link))
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            if parts.netloc == "" and parts.path.startswith(area) and not kinds(target) <= seen:
                seen |= kinds(target)
                route = resolve(parts.path).route
                rows[route] += 1 if "<" in route and not parts.query else 0
                if not parts.path.endswith("/logout/") and rows[route] <= MOST_ROWS:
                    waiting.append(target)
    return pages


def refuse_inline_and_foreign(pages: Mapping[str, Page]) -> None:
    """Assert that nothing is inline, and that every file is one of the shop's own."""
    for path, page in pages.items():
        assert page.inline == [], path
        assert [link for link in page.links + page.files if "//" in link] == [], path
        for file in set(page.files) - {"/admin/jsi18n/"}:
            name = file.removeprefix("/static/")
            assert name != file, (path, file)
            assert finders.find(name), (path, file)
