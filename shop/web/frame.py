"""Header, footer and alternate links of storefront pages, rendered once for a market and country.

A fragment has tokens in place of what differs from page to page: the address, the search text and
the basket's count. It is kept under the revision of the request, which a change of a market raises.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from secrets import token_hex
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from licensing.reading.snapshot import RightsSnapshot
from shop.commerce.content.reading import shown_content
from shop.commerce.content.selection import Shown
from shop.commerce.markets.choice import prefix
from shop.commerce.markets.models import Market
from shop.commerce.markets.requests import ShopRequest

_SECRET = token_hex(12)
ADDRESS, REST, SEARCHED, UNITS = (f"{_SECRET}{name}" for name in "arsu")
_TOKENS = re.compile(f"({_SECRET}[arsu])")


@dataclass(frozen=True, slots=True)
class Choice:
    """A language of the market with the address of the same page in it."""

    language: str
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """All values on which a fragment depends, apart from those of the page."""

    language: str
    market: str
    ship_to_name: str
    market_name: str
    languages: tuple[Choice, ...]
    content: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class PageValues:
    """The values that a page puts in place of the tokens."""

    path: str
    current_path: str
    search_text: str
    units: SafeString

    def fill(self, pieces: tuple[str, ...]) -> SafeString:
        """Return a fragment with the values of the page."""
        values: Mapping[str, str] = {
            ADDRESS: conditional_escape(quote(self.current_path, safe="/")),
            REST: conditional_escape(_rest(self.path)),
            SEARCHED: conditional_escape(self.search_text),
            UNITS: self.units,
        }
        return mark_safe("".join(values.get(piece, piece) for piece in pieces))  # noqa: S308  escaped


def fragment(name: str, context: Any, units: SafeString) -> SafeString:
    """Return a part of a page, `header` or `footer`."""
    market = context.get("market")
    if market is None:
        return render_to_string(f"web/parts/{name}.html", context.flatten())
    request: ShopRequest = context["request"]
    page = PageValues(
        path=request.path,
        current_path=context["current_path"],
        search_text=str(context.get("search_text") or ""),
        units=units,
    )
    previewed: Shown | None = context.get("content")
    content = previewed or shown_content(market, get_language() or "", request.at, request.kept)
    around = _surroundings(context, request, content)
    if previewed:
        return page.fill(_pieces(name, around, market, content))
    return page.fill(
        request.kept.keep((name, around), lambda: _pieces(name, around, market, content))
    )


def alternate_links(request: ShopRequest) -> SafeString:
    """Return links to the same page in all languages of all open markets."""
    pieces = request.kept.keep("alternate links", lambda: _alternate_pieces(request.kept))
    rest = conditional_escape(_rest(request.path))
    return mark_safe("".join(rest if piece == REST else piece for piece in pieces))  # noqa: S308  escaped


def _rest(path: str) -> str:
    """Return a path without the market's prefix and the slash behind it."""
    return path.lstrip("/").partition("/")[2]


def _surroundings(context: Any, request: ShopRequest, content: Shown) -> Surroundings:
    market = request.market
    return Surroundings(
        get_language() or "",
        market.code,
        context["ship_to_name"],
        context["market_name"],
        tuple(
            Choice(choice.language, choice.name, f"{prefix(market, choice.language)}/{REST}")
            for choice in context["market_languages"]
        ),
        content.frame_key,
    )


def _pieces(name: str, around: Surroundings, market: Market, content: Shown) -> tuple[str, ...]:
    text = render_to_string(
        f"web/parts/{name}.html",
        {
            "shop_name": settings.OSCAR_SHOP_NAME,
            "demo_notice": not settings.ENV.production,
            "LANGUAGE_CODE": around.language,
            "market": market,
            "market_languages": around.languages,
            "market_name": around.market_name,
            "ship_to_name": around.ship_to_name,
            "current_path": ADDRESS,
            "search_text": SEARCHED,
            "units": UNITS,
            "content": content,
        },
    )
    return tuple(_TOKENS.split(text))


def _alternate_pieces(kept: RightsSnapshot) -> tuple[str, ...]:
    """Return the links in pieces, with a token for the address behind each prefix."""
    links = [
        (
            language if market.is_default else f"{language}-{market.code.upper()}",
            f"{settings.BASE_URL}{prefix(market, language)}/{REST}",
            market.is_default and language == market.default_language,
        )
        for market in Market.objects.kept_open(kept)
        for language in market.languages
    ]
    return tuple(_TOKENS.split(render_to_string("web/parts/alternates.html", {"links": links})))
