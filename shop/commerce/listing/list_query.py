"""The query of a list: filters, order and page; lenient when read from a URL."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from shop.commerce.markets.models import Market
from shop.platform.core.numbers import whole_number
from shop.platform.core.typed_text import clean_text, plain_text

PAGE_SIZE = 24
LAST_PAGE = 417  # with the 10,000th product, the last that is counted
PRODUCT_FILTERS = ("games", "sport", "noc", "kind")
ARTICLE_FILTERS = ("color", "size")  # what may differ among the variants of a product
FILTERS = PRODUCT_FILTERS + ARTICLE_FILTERS
MOST_VALUES = 50
TEXT_LIMIT = 100

type Choices = tuple[str, ...]


class Sort(StrEnum):
    """Orders of a list."""

    NEWEST = "newest"
    PRICE_UP = "price"
    PRICE_DOWN = "-price"
    BEST_MATCH = "match"


@dataclass(frozen=True, slots=True)
class ListQuery:
    """A query for products in one market, decided for one territory, channel and instant.

    A product fits a filter if it has one of its values.
    """

    market: Market
    territory: str
    channel: str
    at: datetime
    language: str
    text: str = ""
    games: Choices = ()
    sport: Choices = ()
    noc: Choices = ()
    kind: Choices = ()
    color: Choices = ()
    size: Choices = ()
    price_min: Decimal | None = None
    price_max: Decimal | None = None
    in_stock: bool = False
    category: str = ""  # the path of a category; its subcategories are included
    collection: int | None = None  # the id of a collection of staff
    sort: Sort = Sort.NEWEST
    page: int = 1
    limit: int = PAGE_SIZE
    after: int | None = None
    before: int | None = None

    def filtered_by(self) -> dict[str, Choices]:
        """Return the active filters with their values."""
        return {name: getattr(self, name) for name in FILTERS if getattr(self, name)}

    @property
    def asks_of_articles(self) -> bool:
        """Return whether it filters by facts of articles, in which variants differ."""
        bounds = (self.price_min, self.price_max)
        return bool(self.color or self.size or self.in_stock) or bounds != (None, None)

    @property
    def is_filtered(self) -> bool:
        """Return whether a filter other than the text is active."""
        return bool(self.filtered_by() or self.category or self.collection) or self.asks_of_articles

    def with_values(self, values: Mapping[str, str | Iterable[str]]) -> "ListQuery":
        """Return the query with filters, order and page of URL parameters; ignore invalid ones."""
        single = {name: _single(value) for name, value in values.items() if name not in FILTERS}
        text = clean_text(single.get("q", ""))[:TEXT_LIMIT]
        default = Sort.BEST_MATCH if text else Sort.NEWEST
        changes: dict[str, Any] = {
            name: _choices(values[name]) for name in FILTERS if values.get(name)
        }
        return replace(
            self,
            text=text,
            price_min=read_amount(single.get("min")),
            price_max=read_amount(single.get("max")),
            in_stock=single.get("in_stock") in {"1", "true", "on"},
            sort=_sort(single.get("sort"), default, has_text=bool(text)),
            page=_page(single.get("page")),
            **changes,
        )


def _single(value: str | Iterable[str]) -> str:
    return value if isinstance(value, str) else next(iter(value), "")


def _choices(value: str | Iterable[str]) -> Choices:
    """Return the distinct values of a filter."""
    values = [value] if isinstance(value, str) else list(value)
    words = (clean_text(text)[:60] for text in values[:MOST_VALUES])
    return tuple(dict.fromkeys(word for word in words if word))


def read_amount(value: str | None) -> Decimal | None:
    """Return an amount from 0 to a billion; None for other texts."""
    try:
        amount = Decimal(plain_text(value or "").replace(",", "."))
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
