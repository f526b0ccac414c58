"""SQL that counts the products of a table `listed` by facts, and by the facts of their articles."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from shop.commerce.listing.conditions import IN_STOCK, OWN_PRICE
from shop.commerce.listing.list_query import ListQuery

COLUMNS = {"games": "games_id", "sport": "sport_id", "noc": "noc_id", "kind": "kind"}
_SPORT = "(select t.slug from catalogue_sport t where t.id = sport_id)"


class Asked(NamedTuple):
    """The filters of articles that are active."""

    color: bool = False
    size: bool = False
    in_stock: bool = False
    least: bool = False
    most: bool = False


def read_asked(query: ListQuery) -> Asked:
    """Return the filters of articles that a query has."""
    least, most = query.price_min is not None, query.price_max is not None
    return Asked(bool(query.color), bool(query.size), query.in_stock, least, most)


def count_products(
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


def count_articles(conditions: list[str], asked: Asked) -> str:
    """Return SQL that counts products of a table `first` by colors and sizes of their articles."""
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


def _asked_of_articles(asked: Asked) -> Iterator[str]:
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
