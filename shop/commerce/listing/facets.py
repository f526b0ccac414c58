"""Facet counts: products for each value of each filter, in one statement or from the rollup.

The counts of a filter ignore its own values and apply the others. Color and size are counted by
product, over articles that fit all other article filters.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from typing import Any

from django.db.models import Q

from catalog.querysets import ProductQuerySet
from shop.commerce.listing.articles import fitting_articles
from shop.commerce.listing.bitmaps.counting import find_in_bitmaps
from shop.commerce.listing.conditions import Conditions, serving_locations
from shop.commerce.listing.count_statements import (
    COLUMNS,
    Asked,
    count_articles,
    count_products,
    read_asked,
)
from shop.commerce.listing.list_query import FILTERS, PRODUCT_FILTERS, ListQuery
from shop.commerce.listing.ranking import RANKED, Found
from shop.commerce.listing.rare_articles import is_large_shop
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
    those of the rollup; otherwise they only say which values there are. `products` is what is known
    of the products that fit.
    """

    facets: Facets
    total: int
    is_capped: bool = False
    has_numbers: bool = True
    products: Found = field(default_factory=Found)

    @property
    def found(self) -> Found:
        """Return what a page is read by."""
        return self.products._replace(are_many=self.is_capped)


def count_facets(conditions: Conditions, query: ListQuery, *, of_articles: bool = True) -> Counted:
    """Return the number of products by filter and value, and the number that fits all filters.

    Without `of_articles`, colors and sizes are left out. A large shop counts by bitmaps, if they
    can tell. Otherwise up to `MOST` products are counted one by one. The facets of a longer list
    are those of the rollup, which knows nothing of categories: these have the facets of `MOST`
    products, as have searches for other words than those of facts.
    """
    bits = _count_bits(conditions, query, of_articles=of_articles) if is_large_shop() else None
    return bits or _count_rows(conditions, query, of_articles=of_articles)


def _count_rows(conditions: Conditions, query: ListQuery, *, of_articles: bool) -> Counted:
    """Return the same from the rows, up to `MOST`, and from the rollup."""
    asked = read_asked(query) if of_articles else None
    base, filters = " and ".join(conditions.base), tuple(conditions.narrowed_filters.items())
    parameters = dict(conditions.parameters)
    if query.in_stock:
        parameters["locations"] = serving_locations(query.territory, query.channel)
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
        return replace(_counted(rows), products=Found(ids=_newest(rows)))
    if in_rollup <= MOST and not filters:
        return replace(_counted(rows), total=MOST, is_capped=True, has_numbers=False)
    if in_rollup > MOST and (
        known := _count_long(conditions, query, read, in_rollup, estimate(groups))
    ):
        return known
    fitting = _counted(read(_statement(conditions.where, (), asked, "")))
    capped = fitting.total > MOST
    return replace(
        fitting, total=min(fitting.total, MOST), is_capped=capped, has_numbers=not capped
    )


def _count_long(
    conditions: Conditions,
    query: ListQuery,
    read: Callable[[str], list[tuple[Any, ...]]],
    in_rollup: int,
    estimated: tuple[Counted, int],
) -> Counted | None:
    """Return the total with the facets of the rollup; None if so few fit that they are counted."""
    known, least = estimated
    exact = not query.asks_of_articles
    if least > SURELY * MOST:
        return replace(known, total=MOST, is_capped=True, has_numbers=exact)
    is_dense = exact and in_rollup <= DENSE * known.total
    total = count_total(conditions, query, read, is_dense=is_dense)
    if not exact and total <= FEW:
        return None
    return replace(known, total=min(total, MOST), is_capped=total > MOST, has_numbers=exact)


def _count_bits(conditions: Conditions, query: ListQuery, *, of_articles: bool) -> Counted | None:
    """Return what bitmaps tell, for lists of any length; None if they cannot."""
    found = find_in_bitmaps(conditions, query, of_articles=of_articles)
    if found is None:
        return None
    if found.numbers is None:
        parameters = dict(conditions.parameters)
        groups = rollup_condition(query, parameters)
        read = partial(fetch_rows, parameters=parameters)
        filters = tuple(conditions.filters.items())
        counted, _ = _estimate(query, filters, parameters, read, groups, of_articles=of_articles)
    else:
        counted = _counted(list(found.numbers))
    total = min(found.total, MOST)
    return replace(counted, total=total, is_capped=found.total > MOST, products=found.products)


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


@lru_cache(maxsize=512)
def _statement(
    base: str,
    filters: tuple[tuple[str, str], ...],
    asked: Asked | None,
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
    halves = [count_products(names)]
    if asked is not None:
        halves.append(count_articles(names, asked))
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
    halves = [count_products(names, {name: name for name in COLUMNS}, "sum(products)")]
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
