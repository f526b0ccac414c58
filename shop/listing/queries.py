"""What a list may be asked: filters, order, place; read leniently from a URL."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from shop.core.numbers import whole_number
from shop.core.typed_text import clean_text
from shop.markets.models import Market

PAGE_SIZE = 24
LAST_PAGE = 1000
FILTERS = ("games", "sport", "noc", "kind", "color")
TEXT_LIMIT = 100


class Sort(StrEnum):
    """Orders of a list."""

    NEWEST = "newest"
    PRICE_UP = "price"
    PRICE_DOWN = "-price"
    BEST_MATCH = "match"


@dataclass(frozen=True, slots=True)
class ListQuery:
    """A list of products in one market, decided for one territory, channel and instant."""

    market: Market
    territory: str
    channel: str
    at: datetime
    language: str
    text: str = ""
    games: str = ""
    sport: str = ""
    noc: str = ""
    kind: str = ""
    color: str = ""
    price_min: Decimal | None = None
    price_max: Decimal | None = None
    in_stock: bool = False
    category: str = ""  # the place of a shelf in its tree; what stands below it is meant too
    sort: Sort = Sort.NEWEST
    page: int = 1
    limit: int = PAGE_SIZE
    after: int | None = None
    before: int | None = None

    def filtered_by(self) -> dict[str, str]:
        """Return the applied filters by name."""
        return {name: getattr(self, name) for name in FILTERS if getattr(self, name)}

    def with_values(self, values: Mapping[str, str]) -> "ListQuery":
        """Take filters, order and page from URL parameters; what makes no sense is left out."""
        text = clean_text(values.get("q", ""))[:TEXT_LIMIT]
        default = Sort.BEST_MATCH if text else Sort.NEWEST
        changes: dict[str, Any] = {
            name: _word(values[name]) for name in FILTERS if values.get(name)
        }
        return replace(
            self,
            text=text,
            price_min=read_amount(values.get("min")),
            price_max=read_amount(values.get("max")),
            in_stock=values.get("in_stock") in {"1", "true", "on"},
            sort=_sort(values.get("sort"), default, has_text=bool(text)),
            page=_page(values.get("page")),
            **changes,
        )


def _word(value: str) -> str:
    return clean_text(value)[:60]


def read_amount(value: str | None) -> Decimal | None:
    """Return an amount of a filter, None if the text is no amount from 0 to a billion."""
    try:
        amount = Decimal((value or "").replace(",", "."))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and 0 <= amount < Decimal(10**9) else None


def _page(value: str | None) -> int:
    return min(max(whole_number(value) or 1, 1), LAST_PAGE)


def _sort(value: str | None, default: Sort, *, has_text: bool) -> Sort:
    try:
        sort = Sort(value or "")
    except ValueError:
        return default
    return default if sort is Sort.BEST_MATCH and not has_text else sort
