"""Ranges of the keys of products, for files that list all products of a market.

A range is read by the primary key, however many products there are; an offset is not.
"""

from shop.commerce.listing.conditions import LISTED, list_conditions
from shop.commerce.listing.list_query import ListQuery
from shop.platform.database.prepared import fetch_rows

# The condition is looked up range by range, and each look ends with the first product.
_RANGES = """
    select number from generate_series(
        0, (select coalesce(max(id), 0) from catalogue_product) / %(size)s::bigint
    ) as number
    where exists (
        select from {listed} where {where}
            and p.id >= number * %(size)s::bigint and p.id < (number + 1) * %(size)s::bigint
        offset 0
    )
    order by number
"""


def ranges_with_products(query: ListQuery, size: int) -> list[int]:
    """Return the numbers of the ranges of `size` keys, from 0, with a product of the list."""
    conditions = list_conditions(query, None)
    if conditions is None:
        return []
    text = _RANGES.format(listed=LISTED, where=conditions.where)
    return [number for (number,) in fetch_rows(text, conditions.parameters | {"size": size})]
