"""Facet counts: products for each value of each filter, in one statement or from the rollup.

The counts of a filter ignore its own values and apply the others. Color and size are counted by
product, over articles that fit all other article filters.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Any, NamedTuple

from django.db.models import Q

from catalog.querysets import ProductQuerySet
from shop.commerce.listing.articles import fitting_articles
from shop.commerce.listing.conditions import (
    IN_STOCK,
    OWN_PRICE,
    Conditions,
    serving_locations,
)
from shop.commerce.listing.list_query import FILTERS, PRODUCT_FILTERS, ListQuery
from shop.commerce.listing.ranking import RANKED
from shop.commerce.listing.rollup import (
    FOUND_GROUPS,
    MOST,
    items_condition,
    rollup_condition,
)
from shop.commerce.listing.totals import count_total, listed_tables, without_profiles
from shop.platform.database.prepared import fetch_rows

type Facets = dict[str, dict[str, int]]

LOOKUPS = {"games": "games", "sport": "sport__slug", "noc": "noc", "kind": "kind"}
SURELY = 2  # factor by which the numbers of a rollup may be out of date
DENSE = 16  # listed products for each that fits: so many prices are read faster than looked up
FEW = 1_000  # products whose articles are counted, if more are listed than are counted
_SIZE, _NEWEST = "#", "="
_NEWEST_IDS = f"""
    select '=', string_agg(id::text, ','), 0, 0
    from (select id from listed order by id desc limit {RANKED}) as newest
"""  # noqa: S608  our own parts
_SIZES = "select '#', '', (select n from known), (select count(*) from listed)"
_IN_ROLLUP = (
    "select coalesce(sum(c.products), 0)::bigint as n from listing_listedcount c where c.facet = ''"
)
_LEAST = """
    select coalesce(max(of_value.products), 0)::bigint from (
        select sum(c.products) as products from listing_listedcount c
        where {conditions} group by c.value
    ) as of_value
"""
LEADING_NUMBER = re.compile(r"\d+(?:[.,]\d+)?", re.ASCII)
COLUMNS = {"games": "games_id", "sport": "sport_id", "noc": "noc_id", "kind": "kind"}
_SPORT = "(select t.slug from catalogue_sport t where t.id = sport_id)"


def filtered(products: ProductQuerySet, query: ListQuery) -> ProductQuerySet:
    """Return the products that fit all filters; they must be annotated with `amount`."""
    for name in PRODUCT_FILTERS:
        if values := getattr(query, name):
            products = products.filter(_has_one_of(name, values))
    if query.asks_of_articles:
        products = products.filter(fitting_articles(query))
    return products


@dataclass(frozen=True, slots=True)
class Counted:
    """Products by filter and value, and in total.

    `is_capped`: there are more than `total`. `has_numbers`: the numbers by value are exact, or
    those of the rollup; otherwise they only say which values there are. `newest` has the ids of
    the newest products that fit, up to `RANKED`, if a search of a large shop has read them.
    """

    facets: Facets
    total: int
    is_capped: bool = False
    has_numbers: bool = True
    newest: tuple[int, ...] = ()


def count_facets(conditions: Conditions, query: ListQuery, *, of_articles: bool = True) -> Counted:
    """Return the number of products by filter and value, and the number that fits all filters.

    Without `of_articles`, colors and sizes are left out. Up to `MOST` products are counted one by
    one. The facets of a longer list are those of the rollup, which knows nothing of categories:
    these have the facets of `MOST` products, as have searches for other words than those of facts.
    """
    asked = _asked(query) if of_articles else None
    parameters = dict(conditions.parameters)
    if query.in_stock:
        parameters["locations"] = serving_locations(query.territory, query.channel)
    base, filters = " and ".join(conditions.base), tuple(conditions.filters.items())
    groups = rollup_condition(query, parameters)
    read = partial(fetch_rows, parameters=parameters, plan_for_values=conditions.depends_on_values)
    is_placed = bool(query.category) or query.collection is not None
    estimate = partial(_estimate, query, filters, parameters, read, of_articles=of_articles)
    if query.text:
        base = _found_by_words(base)
        if conditions.depends_on_values and not is_placed:
            found, least = estimate(groups + FOUND_GROUPS)
            if least > SURELY * MOST:
                return replace(found, total=MOST, is_capped=True, has_numbers=False)
    in_groups = "" if query.text or is_placed else groups
    finds_newest = bool(query.text) and not filters and conditions.depends_on_values
    rows = read(_statement(base, filters, asked, in_groups, finds_newest=finds_newest))
    in_rollup, counted = next(row[2:] for row in rows if row[0] == _SIZE)
    if in_rollup <= MOST and counted <= MOST:
        return replace(_counted(rows), newest=_newest(rows))
    if in_rollup <= MOST and not filters:
        return replace(_counted(rows), total=MOST, is_capped=True, has_numbers=False)
    if in_rollup > MOST:
        known, least = estimate(groups)
        exact = not query.asks_of_articles
        if least > SURELY * MOST:
            return replace(known, total=MOST, is_capped=True, has_numbers=exact)
        is_dense = exact and in_rollup <= DENSE * known.total
        total = count_total(conditions, query, read, is_dense=is_dense)
        if exact or total > FEW:
            capped = total > MOST
            return replace(known, total=min(total, MOST), is_capped=capped, has_numbers=exact)
    fitting = _counted(read(_statement(conditions.where, (), asked, "")))
    capped = fitting.total > MOST
    return replace(
        fitting, total=min(fitting.total, MOST), is_capped=capped, has_numbers=not capped
    )


def _estimate(
    query: ListQuery,
    filters: tuple[tuple[str, str], ...],
    parameters: dict[str, Any],
    read: Callable[[str], list[tuple[Any, ...]]],
    groups: str,
    *,
    of_articles: bool,
) -> tuple[Counted, int]:
    """Return what the rollup has in the groups, and how many products fit at least."""
    facts = tuple(item for item in filters if item[0] != "article")
    counted = _counted(read(_rollup_statement(groups, facts, of_articles=of_articles)))
    if not query.asks_of_articles:
        return counted, counted.total
    items = items_condition(query, parameters)
    if not items:
        return counted, 0
    fits = "".join(f" and c.{name} = any(%({name})s::text[])" for name, _ in facts)
    return counted, read(_LEAST.format(conditions=f"{groups} and {items}{fits}"))[0][0]


def _found_by_words(base: str) -> str:
    """Return conditions for which the database uses the index of words alone.

    It would combine it with that of public products, which has nearly all rows.
    """
    return without_profiles(base).replace("p.structure <>", "p.structure || '' <>")


def _counted(rows: list[tuple[Any, ...]]) -> Counted:
    facets: Facets = {name: {} for name in FILTERS}
    for facet, value, number, _ in sorted(rows, key=_shown_place):
        if value and number and facet in facets:
            facets[facet][value] = int(number)
    return Counted(facets, next((int(row[2] or 0) for row in rows if not row[0]), 0))


def _newest(rows: list[tuple[Any, ...]]) -> tuple[int, ...]:
    ids = next((row[1] for row in rows if row[0] == _NEWEST), None)
    return tuple(map(int, ids.split(","))) if ids else ()


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
def _statement(
    base: str,
    filters: tuple[tuple[str, str], ...],
    asked: _Asked | None,
    groups: str,
    *,
    finds_newest: bool = False,
) -> str:
    """Return the text of the statement; both halves count the same rows, read once.

    Of too many rows, the articles of the first ones are read: they have no numbers then. If the
    rollup has more than `MOST` products in the groups, no row is read. The last row has the
    number in the rollup and the number of rows read.
    """
    fits = "".join(f", {condition} as fits_{name}" for name, condition in filters)
    names = [f"fits_{name}" for name, _ in filters]
    halves = [_count_products(names)]
    if asked is not None:
        halves.append(_count_articles(names, asked))
    halves.append(_SIZES)
    if finds_newest:
        halves.append(_NEWEST_IDS)
    known = f"{_IN_ROLLUP} and {groups}" if groups else "select 0::bigint as n"
    return f"""
        with known as materialized ({known}),
        listed as materialized (
            select * from (
                select p.id, p.structure, p.games_id, p.sport_id, p.noc_id, p.kind,
                    p.color, p.size, p.size_position, price.amount {fits}
                from {listed_tables(base)} limit {MOST + 1}
            ) as first where (select n from known) <= {MOST}
        ),
        first as (
            select * from listed
            limit case when (select count(*) from listed) > {MOST} then {FEW} end
        )
        {" union all ".join(halves)}
    """  # noqa: S608  our own parts


@lru_cache(maxsize=512)
def _rollup_statement(
    groups: str, filters: tuple[tuple[str, str], ...], *, of_articles: bool
) -> str:
    """Return the text of the statement that counts the same in the rollup."""
    fits = "".join(f", c.{name} = any(%({name})s::text[]) as fits_{name}" for name, _ in filters)
    names = [f"fits_{name}" for name, _ in filters]
    halves = [_count_products(names, {name: name for name in COLUMNS}, "sum(products)")]
    if of_articles:
        every = " and ".join(["true", *names])
        halves.append(
            "select facet, value, sum(products), min(position) from of_articles"  # noqa: S608
            f" where {every} group by facet, value"
        )
    return f"""
        with known as materialized (
            select c.* {fits} from listing_listedcount c
            where {groups} and c.facet in ('', 'color', 'size')
        ),
        listed as (select * from known where facet = ''),
        of_articles as (select * from known where facet <> '')
        {" union all ".join(halves)}
    """  # noqa: S608  our own parts


def _shown_place(row: tuple[str, str, int, int]) -> tuple[bool, float, int]:
    """Sort letters by position, then numbers by size, with or without a unit such as "25 cm".

    Positions count within one product only, so that they do not order numbers of several products.
    """
    _, value, _, position = row
    number = LEADING_NUMBER.match(value or "")
    return number is not None, float(number[0].replace(",", ".")) if number else 0, position


def _has_one_of(name: str, values: tuple[str, ...]) -> Q:
    return Q(**{f"{LOOKUPS[name]}__in": values})


def _count_products(
    conditions: list[str], columns: Mapping[str, str] = COLUMNS, number: str = "count(*)"
) -> str:
    """Return SQL that counts by facts of products, and in total (the empty grouping)."""
    names, facets, numbers = [], [], []
    for name, column in columns.items():
        only = f'when grouping("{column}") = 0 then'
        facets.append(f"{only} '{name}'")
        value = _SPORT if column == "sport_id" else f'"{column}"'
        names.append(f"{only} {value}::text")
        others = [condition for condition in conditions if condition != f"fits_{name}"]
        numbers.append(f"{only} {_where(number, others)}")
    sets = ", ".join(f'("{column}")' for column in columns.values())
    return (
        f"select case {' '.join(facets)} else '' end, case {' '.join(names)} end, "  # noqa: S608
        f"case {' '.join(numbers)} else {_where(number, conditions)} end, 0 "
        f"from listed group by grouping sets ((), {sets})"
    )


def _count_articles(conditions: list[str], asked: _Asked) -> str:
    """Return SQL that counts products by the colors and sizes of their articles."""
    fits = [condition for condition in conditions if condition != "fits_article"]
    kept = ", ".join(["l.id", "l.amount", *(f"l.{condition}" for condition in fits)])
    articles = (
        f"select {kept}, l.id as article, l.color, l.size, l.size_position from first l"  # noqa: S608
        " where l.structure <> 'parent' union all "
        f"select {kept}, a.id, coalesce(nullif(a.color, ''), l.color), a.size, a.size_position"
        " from first l join catalogue_product a on a.parent_id = l.id and a.is_public"
        " where l.structure = 'parent'"
    )
    by_color = ["size = any(%(size)s::text[])"] if asked.size else []
    by_size = ["color = any(%(color)s::text[])"] if asked.color else []
    where = " and ".join(["true", *fits, *_asked_of_articles(asked)])
    return (
        "select case when grouping(color) = 0 then 'color' else 'size' end,"  # noqa: S608
        " case when grouping(color) = 0 then color else size end,"
        f" case when grouping(color) = 0 then {_where('count(distinct id)', by_color)}"
        f" else {_where('count(distinct id)', by_size)} end, min(size_position)"
        f" from ({articles}) as articles where {where}"
        " group by grouping sets ((color), (size))"
    )


def _asked_of_articles(asked: _Asked) -> Iterator[str]:
    """Yield the SQL conditions of stock and price on an article."""
    if asked.in_stock:
        yield (
            "exists (select from partner_stockrecord s"
            f" where s.product_id = article and {IN_STOCK})"
        )
    price = OWN_PRICE.format(article="article", amount="amount")
    if asked.least:
        yield f"{price} >= %(least)s::numeric"
    if asked.most:
        yield f"{price} <= %(most)s::numeric"


def _where(number: str, conditions: list[str]) -> str:
    return f"{number} filter (where {' and '.join(['true', *conditions])})"
