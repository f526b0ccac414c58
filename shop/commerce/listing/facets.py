"""Facet counts: products for each value of each filter, in one statement.

The counts of a filter ignore its own values and apply the others. Color and size are counted by
product, over articles that fit all other article filters.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Q

from catalog.querysets import ProductQuerySet
from shop.commerce.listing.articles import fitting_articles
from shop.commerce.listing.conditions import (
    IN_STOCK,
    LISTED,
    OWN_PRICE,
    Conditions,
    serving_locations,
)
from shop.commerce.listing.list_query import FILTERS, PRODUCT_FILTERS, ListQuery
from shop.platform.database.prepared import fetch_rows

type Facets = dict[str, dict[str, int]]

LOOKUPS = {"games": "games", "sport": "sport__slug", "noc": "noc", "kind": "kind"}
COLUMNS = {"games": "games_id", "sport": "sport", "noc": "noc_id", "kind": "kind"}


def filtered(products: ProductQuerySet, query: ListQuery) -> ProductQuerySet:
    """Return the products that fit all filters; they must be annotated with `amount`."""
    for name in PRODUCT_FILTERS:
        if values := getattr(query, name):
            products = products.filter(_has_one_of(name, values))
    if query.asks_of_articles:
        products = products.filter(fitting_articles(query))
    return products


def count_facets(
    conditions: Conditions, query: ListQuery, *, of_articles: bool = True
) -> tuple[Facets, int]:
    """Return the number of products by filter and value, and the number that fits all filters.

    Without `of_articles`, colors and sizes are left out.
    """
    statement = _statement(
        " and ".join(conditions.base),
        tuple(conditions.filters.items()),
        _asked(query) if of_articles else None,
    )
    parameters = dict(conditions.parameters)
    if query.in_stock:
        parameters["locations"] = serving_locations(query.territory, query.channel)
    rows: list[tuple[Any, ...]] = fetch_rows(statement, parameters)
    facets: Facets = {name: {} for name in FILTERS}
    for facet, value, number, _ in sorted(rows, key=_shown_place):
        if value and number:
            facets[facet][value] = number
    return facets, next((row[2] for row in rows if not row[0]), 0)


class _Asked(NamedTuple):
    """The filters of articles that are active."""

    color: bool
    size: bool
    in_stock: bool
    least: bool
    most: bool


def _asked(query: ListQuery) -> _Asked:
    least, most = query.price_min is not None, query.price_max is not None
    return _Asked(bool(query.color), bool(query.size), query.in_stock, least, most)


@lru_cache(maxsize=512)
def _statement(base: str, filters: tuple[tuple[str, str], ...], asked: _Asked | None) -> str:
    """Return the text of the statement; both halves count the same rows, read once."""
    fits = "".join(f", {condition} as fits_{name}" for name, condition in filters)
    names = [f"fits_{name}" for name, _ in filters]
    halves = [_count_products(names)]
    if asked is not None:
        halves.append(_count_articles(names, asked))
    return f"""
        with listed as materialized (
            select p.id, p.structure, p.games_id, sport.slug as sport, p.noc_id, p.kind, p.color,
                p.size, p.size_position, price.amount {fits}
            from {LISTED} left join catalogue_sport sport on sport.id = p.sport_id
            where {base}
        )
        {" union all ".join(halves)}
    """  # noqa: S608  our own parts


def _shown_place(row: tuple[str, str, int, int]) -> tuple[bool, int]:
    """Sort letters before numbers: the positions of sizes count within one product only."""
    _, value, _, position = row
    return (value or "")[:1].isdigit(), position


def _has_one_of(name: str, values: tuple[str, ...]) -> Q:
    return Q(**{f"{LOOKUPS[name]}__in": values})


def _count_products(conditions: list[str]) -> str:
    """Return SQL that counts by facts of products, and in total (the empty grouping)."""
    names, facets, numbers = [], [], []
    for name, column in COLUMNS.items():
        only = f'when grouping("{column}") = 0 then'
        facets.append(f"{only} '{name}'")
        names.append(f'{only} "{column}"::text')
        others = [condition for condition in conditions if condition != f"fits_{name}"]
        numbers.append(f"{only} {_count('*', others)}")
    sets = ", ".join(f'("{column}")' for column in COLUMNS.values())
    return (
        f"select case {' '.join(facets)} else '' end, case {' '.join(names)} end, "  # noqa: S608
        f"case {' '.join(numbers)} else {_count('*', conditions)} end, 0 "
        f"from listed group by grouping sets ((), {sets})"
    )


def _count_articles(conditions: list[str], asked: _Asked) -> str:
    """Return SQL that counts products by the colors and sizes of their articles."""
    fits = [condition for condition in conditions if condition != "fits_article"]
    kept = ", ".join(["l.id", "l.amount", *(f"l.{condition}" for condition in fits)])
    articles = (
        f"select {kept}, l.id as article, l.color, l.size, l.size_position from listed l"  # noqa: S608
        " where l.structure <> 'parent' union all "
        f"select {kept}, a.id, coalesce(nullif(a.color, ''), l.color), a.size, a.size_position"
        " from listed l join catalogue_product a on a.parent_id = l.id and a.is_public"
        " where l.structure = 'parent'"
    )
    by_color = ["size = any(%(size)s::text[])"] if asked.size else []
    by_size = ["color = any(%(color)s::text[])"] if asked.color else []
    where = " and ".join(["true", *fits, *_asked_of_articles(asked)])
    return (
        "select case when grouping(color) = 0 then 'color' else 'size' end,"  # noqa: S608
        " case when grouping(color) = 0 then color else size end,"
        f" case when grouping(color) = 0 then {_count('distinct id', by_color)}"
        f" else {_count('distinct id', by_size)} end, min(size_position)"
        f" from ({articles}) as articles where {where}"
        " group by grouping sets ((color), (size))"
    )


def _asked_of_articles(asked: _Asked) -> Iterator[str]:
    """Yield the SQL conditions of stock and price on an article."""
    if asked.in_stock:
        yield f"article in (select s.product_id from partner_stockrecord s where {IN_STOCK})"  # noqa: S608
    price = OWN_PRICE.format(article="article", amount="amount")
    if asked.least:
        yield f"{price} >= %(least)s::numeric"
    if asked.most:
        yield f"{price} <= %(most)s::numeric"


def _count(what: str, conditions: list[str]) -> str:
    return f"count({what}) filter (where {' and '.join(['true', *conditions])})"
