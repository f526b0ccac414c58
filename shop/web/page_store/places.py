"""Marked places: the parts of a public page that are about the visitor.

While a page is rendered for the store, each place is marked with a token that nobody can guess, so
no text of a product can look like one. The marks are cut out; the page keeps where they were, with
what a visitor sees there about whom nothing is known.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from secrets import token_hex

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

type Places = tuple[tuple[str, int, int], ...]

BASKET, EMAIL = "basket", "email"
_token: ContextVar[str | None] = ContextVar("place_token", default=None)


@contextmanager
def marking() -> Iterator[str]:
    """Mark the places of every page that is rendered within the block; gives the token."""
    text = token_hex(16)
    token = _token.set(text)
    try:
        yield text
    finally:
        _token.reset(token)


def mark_place(name: str, content: SafeString) -> SafeString:
    """Return the content of a place, marked if the page is rendered for the store."""
    token = _token.get()
    if token is None:
        return content
    return mark_safe(f"<!--{token}:{name}-->{content}<!--{token}-->")  # noqa: S308  both are ours


def cut_marks(body: bytes, token: str) -> tuple[bytes, Places]:
    """Return the body without marks, and its places."""
    begin = re.escape(token.encode())
    pattern = re.compile(rb"<!--%b:(\w+)-->(.*?)<!--%b-->" % (begin, begin), re.DOTALL)
    pieces: list[bytes] = []
    places, position, length = [], 0, 0
    for match in pattern.finditer(body):
        pieces += [body[position : match.start()], match[2]]
        length += match.start() - position
        places.append((match[1].decode(), length, length + len(match[2])))
        length += len(match[2])
        position = match.end()
    return b"".join([*pieces, body[position:]]), tuple(places)


def fill_places(body: bytes, places: Places, contents: Mapping[str, bytes]) -> bytes:
    """Return the body with some of its places filled."""
    pieces, position = [], 0
    for name, start, end in places:
        if name in contents:
            pieces += [body[position:start], contents[name]]
            position = end
    return b"".join([*pieces, body[position:]])


def basket_count(units: int) -> SafeString:
    """Return the number of units in the basket as the header shows it."""
    return _basket_count(units, get_language() or "")


@lru_cache(maxsize=512)
def _basket_count(units: int, _language: str) -> SafeString:
    return render_to_string("web/parts/basket_count.html", {"basket_count": units})
