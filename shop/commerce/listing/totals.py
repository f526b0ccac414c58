"""The number of products that fit, counted one by one up to `MOST`."""

from collections.abc import Callable
from typing import Any

from shop.commerce.listing.conditions import LISTED, Conditions
from shop.commerce.listing.list_query import ListQuery
from shop.commerce.listing.ranking import BY_AGE
from shop.commerce.listing.rollup import MOST

# Products whose own price is within bounds, until enough fit. Others fit by a variant's price.
_WITHIN = """
    (
        select m.product_id, m.amount from pricing_marketprice m
        where m.market_id = %(market)s and m.valid @> %(at)s::timestamptz {bounds} offset 0
    ) as price
    cross join lateral (
        select * from catalogue_product q where q.id = price.product_id offset 0
    ) as p
    where {where}
"""


def count_total(
    conditions: Conditions,
    query: ListQuery,
    read: Callable[[str], list[tuple[Any, ...]]],
    *,
    is_dense: bool,
) -> int:
    """Return the number of products that fit, at most one more than `MOST`."""
    narrowing = conditions.narrowing
    if narrowing.prices > MOST:
        tables = _WITHIN.format(bounds=narrowing.bounds, where=conditions.where_one_by_one)
        at_least = int(read(_total_statement(tables))[0][0])
        if at_least > MOST:
            return at_least
    where = without_profiles(conditions.where) if conditions.found else conditions.where
    tables = _dense_tables(where) if is_dense else _tables(query, where)
    return int(read(_total_statement(tables))[0][0])


def listed_tables(where: str) -> str:
    """Return tables and conditions; products that are found by words are found before prices.

    The database would read all prices in the order of products, or make a table of them in memory.
    """
    if "%(words)s" not in where:
        return f"{LISTED} where {where}"
    if "price." in where:
        return f"{LISTED.replace('= p.id\n', '= p.id + 0\n')} where {where}"
    found = f"(select * from catalogue_product p where {where} offset 0)"  # noqa: S608  our own parts
    return LISTED.replace("catalogue_product", found, 1)


def without_profiles(conditions: str) -> str:
    """Return conditions for which the database does not use the index of profiles.

    The open profiles have most products, so that reading it takes longer than reading what the
    facts have found.
    """
    return conditions.replace("p.rights_profile_id =", "p.rights_profile_id + 0 =")


def _total_statement(products: str) -> str:
    """Return the text of the statement that counts up to one more than `MOST` products."""
    return f"select count(*) from (select 1 from {products} limit {MOST + 1}) as first"  # noqa: S608


def _tables(query: ListQuery, where: str) -> str:
    """Return tables and conditions of the products that fit; their prices are looked up."""
    # Joined prices would be read all at first if they were compared with bounds.
    has_bounds = query.price_min is not None or query.price_max is not None
    return f"{BY_AGE} where {where}" if has_bounds else listed_tables(where)


def _dense_tables(where: str) -> str:
    """Return the same for many products of the list: all prices are read, none is looked up."""
    return f"""
        (
            select m.valid from pricing_marketprice m
            where m.market_id = %(market)s
                and (m.product_id in (select p.id from catalogue_product p where {where})) is true
            offset 0
        ) as price
        where price.valid @> %(at)s::timestamptz
    """  # noqa: S608  our own parts
