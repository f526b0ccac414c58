"""Conditions that find rare colors, sizes and prices through their indexes.

A list reads the newest products until its page is full. In a large shop it would read nearly all
of them for a color and size that few or no articles have together.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from licensing.reading.snapshot import time_and_snapshot
from shop.commerce.listing.list_query import PRODUCT_FILTERS, ListQuery
from shop.commerce.listing.models import ListedCount
from shop.platform.database.prepared import fetch_rows

MANY = 100_000  # articles; of so many, the newest products have enough
# More products than fit, because rights, stock and prices are asked of each afterwards.
_OF_ARTICLES = """
    select coalesce(a.parent_id, a.id) from catalogue_product a
    where a.is_public and a.structure <> 'parent' {facts}
"""
# Variants without a color of their own have that of their product.
_OF_PARENTS = """
    select a.parent_id from catalogue_product o
    join catalogue_product a on a.parent_id = o.id and a.is_public and a.color = '' {size}
    where o.is_public and o.structure = 'parent' and o.color <> ''
        and o.color = any(%(color)s::text[])
"""
_COLOR = " and a.color <> '' and a.color = any(%(color)s::text[])"
_SIZE = " and a.size <> '' and a.size = any(%(size)s::text[])"
_OF_PRICES = """
    select coalesce(b.parent_id, b.id) from pricing_marketprice m {products}
    where m.market_id = %(market)s and m.valid @> %(at)s::timestamptz {bounds}
"""
_JOINED = "join catalogue_product b on b.id = m.product_id"
# In a large shop, the database would read the whole table of products for a wide range.
_LOOKED_UP = """
    cross join lateral (
        select q.id, q.parent_id from catalogue_product q where q.id = m.product_id offset 0
    ) as b
"""
# As many rows as `_OF_PRICES`, read from the index of amounts alone.
_COUNTED_PRICES = """
    select from pricing_marketprice m
    where m.market_id = %(market)s and m.valid @> %(at)s::timestamptz {bounds}
"""
_SIGNS = {"least": ">=", "most": "<="}


class Narrowing(NamedTuple):
    """Conditions by which a list that is filtered by facts of articles is narrowed.

    `every` is true of every product `p` that fits, and empty if too many articles would have to be
    read. `bounds` are those of prices `m`, and `prices` the number of prices within them, at most
    one more than `MANY`: if a large shop is asked for prices alone, most of which are of products
    that fit.
    """

    every: str = ""
    bounds: str = ""
    prices: int = 0


def narrow_articles(query: ListQuery, parameters: dict[str, Any]) -> Narrowing:
    """Return how a list is narrowed; the parameters are those of the list's other conditions."""
    parts = list(_parts(query))
    if not is_large_shop():  # the database chooses between both ways by its statistics
        return Narrowing("".join(f" and p.id in ({part})" for part, rows in parts if part != rows))
    numbers = _count(parts, parameters)
    used = [part for (part, _), number in zip(parts, numbers, strict=True) if number <= MANY]
    every = "".join(f" and {condition}" for condition in _narrowing(query, used))
    asks_for_more = _asks_for_facts(query) or query.color or query.size
    bounds = "" if asks_for_more else price_bounds(query)
    return Narrowing(every, bounds, numbers[-1] if bounds else 0)


def _narrowing(query: ListQuery, parts: list[str]) -> Iterator[str]:
    """Yield a condition for each statement of products.

    One array is looked up in the index of products, because the database expects that it is short.
    Products that were found otherwise are compared with a table in memory: an array would be
    searched from its beginning for each product.
    """
    is_first = not _asks_for_facts(query)
    for part in parts:
        yield f"p.id = any(array({part}))" if is_first else f"(p.id in ({part})) is true"
        is_first = False


def _asks_for_facts(query: ListQuery) -> bool:
    """Return whether a list is narrowed by facts of products, words, a category or a collection."""
    names = (*PRODUCT_FILTERS, "text", "category")
    return query.collection is not None or any(getattr(query, name) for name in names)


def _parts(query: ListQuery) -> Iterator[tuple[str, str]]:
    """Yield statements of products, each with one that has as many rows."""
    color, size = (_COLOR if query.color else ""), (_SIZE if query.size else "")
    if color or size:
        inherited = f" union all {_OF_PARENTS.format(size=size)}" if color else ""
        facts = _OF_ARTICLES.format(facts=color + size) + inherited
        yield facts, facts
    if bounds := price_bounds(query):
        products = _LOOKED_UP if is_large_shop() else _JOINED
        every = _OF_PRICES.format(products=products, bounds=bounds)
        yield every, _COUNTED_PRICES.format(bounds=bounds)


def price_bounds(query: ListQuery) -> str:
    """Return the conditions of the prices `m` that a query asks for; empty if it does not."""
    bounds = {"least": query.price_min, "most": query.price_max}
    given = [name for name, bound in bounds.items() if bound is not None]
    return "".join(f" and m.amount {_SIGNS[name]} %({name})s::numeric" for name in given)


def _count(parts: list[tuple[str, str]], parameters: dict[str, Any]) -> list[int]:
    """Return the number of products of each part, up to one more than `MANY`."""
    if not parts:
        return []
    first = (f"(select count(*) from ({text} limit {MANY + 1}) as f)" for _, text in parts)  # noqa: S608
    return list(fetch_rows(f"select {', '.join(first)}", parameters)[0])


def is_large_shop() -> bool:
    """Return whether the shop has a rollup of its lists.

    It is kept for a revision of rights: a late answer costs time, and changes no list.
    """
    _, kept = time_and_snapshot()
    return kept.keep("is large shop", ListedCount.objects.exists)
