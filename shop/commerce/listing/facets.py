"""Facet counts: products for each value of each filter, in one statement.

The counts of a filter ignore its own values and apply the others. Color and size are counted by
product, over articles that fit all other article filters.
"""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from catalog.querysets import ProductQuerySet
from shop.commerce.listing.articles import fitting_articles, prices_in_force, records_in_stock
from shop.commerce.listing.list_query import FILTERS, PRODUCT_FILTERS, ListQuery

type Facets = dict[str, dict[str, int]]
type Sql = tuple[str, list[Any]]

LOOKUPS = {"games": "games", "sport": "sport__slug", "noc": "noc", "kind": "kind"}
COLUMNS = {"games": "games_id", "sport": "sport__slug", "noc": "noc_id", "kind": "kind"}
_OF_ARTICLES = ("id", "structure", "color", "size", "size_position", "amount")


def filtered(products: ProductQuerySet, query: ListQuery) -> ProductQuerySet:
    """Return the products that fit all filters; they must be annotated with `amount`."""
    for name in PRODUCT_FILTERS:
        if values := getattr(query, name):
            products = products.filter(_has_one_of(name, values))
    if query.asks_of_articles:
        products = products.filter(fitting_articles(query))
    return products


def count_facets(
    products: ProductQuerySet, query: ListQuery, *, of_articles: bool = True
) -> tuple[Facets, int]:
    """Return the number of products by filter and value, and the number that fits all filters.

    `products` are unfiltered. Without `of_articles`, colors and sizes are left out.
    """
    columns = (*COLUMNS.values(), *(_OF_ARTICLES if of_articles else ()))
    conditions = _conditions(query)
    listed = products.order_by().annotate(**conditions).values(*columns, *conditions)
    try:
        text, parameters = listed.query.sql_with_params()
    except EmptyResultSet:
        return {}, 0
    # Materialized: both halves count the same rows.
    halves = [_count_products(list(conditions))]
    if of_articles:
        halves.append(_count_articles(query, list(conditions)))
    counted = " union all ".join(half for half, _ in halves)
    with connection.cursor() as cursor:
        cursor.execute(
            f"with listed as materialized ({text}) {counted}",
            [*parameters, *(value for _, values in halves for value in values)],
        )
        rows: list[tuple[str, str, int, int]] = cursor.fetchall()
    facets: Facets = {name: {} for name in FILTERS}
    for facet, value, number, _ in sorted(rows, key=_shown_place):
        if value and number:
            facets[facet][value] = number
    return facets, next((row[2] for row in rows if not row[0]), 0)


def _shown_place(row: tuple[str, str, int, int]) -> tuple[bool, int]:
    """Sort letters before numbers: the positions of sizes count within one product only."""
    _, value, _, position = row
    return (value or "")[:1].isdigit(), position


def _has_one_of(name: str, values: tuple[str, ...]) -> Q:
    return Q(**{f"{LOOKUPS[name]}__in": values})


def _conditions(query: ListQuery) -> dict[str, Any]:
    """Return an annotation for each active filter: whether a product fits it."""
    conditions: dict[str, Any] = {
        f"fits_{name}": ExpressionWrapper(
            _has_one_of(name, getattr(query, name)), output_field=BooleanField()
        )
        for name in PRODUCT_FILTERS
        if getattr(query, name)
    }
    if query.asks_of_articles:
        conditions["fits_article"] = fitting_articles(query)
    return conditions


def _count_products(conditions: list[str]) -> Sql:
    """Return SQL that counts by facts of products, and in total (the empty grouping)."""
    names, facets, numbers = [], [], []
    for name, column in COLUMNS.items():
        only = f'when grouping("{column}") = 0 then'
        facets.append(f"{only} '{name}'")
        names.append(f'{only} "{column}"::text')
        others = [condition for condition in conditions if condition != f"fits_{name}"]
        numbers.append(f"{only} {_count('*', others)}")
    sets = ", ".join(f'("{column}")' for column in COLUMNS.values())
    text = (
        f"select case {' '.join(facets)} else '' end, case {' '.join(names)} end, "  # noqa: S608
        f"case {' '.join(numbers)} else {_count('*', conditions)} end, 0 "
        f"from listed group by grouping sets ((), {sets})"
    )
    return text, []


def _count_articles(query: ListQuery, conditions: list[str]) -> Sql:
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
    by_color, of_sizes = _one_of("size", query.size)
    by_size, of_colors = _one_of("color", query.color)
    where, values = _asked_of_articles(query)
    text = (
        "select case when grouping(color) = 0 then 'color' else 'size' end,"  # noqa: S608
        " case when grouping(color) = 0 then color else size end,"
        f" case when grouping(color) = 0 then {_count('distinct id', by_color)}"
        f" else {_count('distinct id', by_size)} end, min(size_position)"
        f" from ({articles}) as articles"
        f" where {' and '.join(['true', *fits, *where])}"
        " group by grouping sets ((color), (size))"
    )
    return text, [*of_sizes, *of_colors, *values]


def _one_of(column: str, values: tuple[str, ...]) -> tuple[list[str], list[Any]]:
    return ([f"{column} = any(%s)"], [list(values)]) if values else ([], [])


def _asked_of_articles(query: ListQuery) -> tuple[list[str], list[Any]]:
    """Return the SQL conditions of stock and price on an article, and their parameters."""
    where: list[str] = []
    parameters: list[Any] = []
    if query.in_stock:
        text, values = _sql(records_in_stock(query).values("product_id"))
        where.append(f"article in ({text})")
        parameters += values
    bounds = [(">=", query.price_min), ("<=", query.price_max)]
    for sign, bound in bounds:
        if bound is not None:
            prices = prices_in_force(query).values("product_id", "amount")
            text, values = _sql(prices)
            where.append(
                f"coalesce((select p.amount from ({text}) p where p.product_id = article),"  # noqa: S608
                f" amount) {sign} %s"
            )
            parameters += [*values, bound]
    return where, parameters


def _sql(rows: QuerySet[Any, Any]) -> Sql:
    text, parameters = rows.query.sql_with_params()
    return text, list(parameters)


def _count(what: str, conditions: list[str]) -> str:
    return f"count({what}) filter (where {' and '.join(['true', *conditions])})"
