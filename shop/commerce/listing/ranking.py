"""The order of a list's products: by rank of the search, by age or by price.

The weight of each field of a product is in `catalog.search.documents`. `read_card_rows` combines a
page with the values of its cards in one statement.
"""

from shop.commerce.listing.conditions import LISTED, OPEN_TO_MANY, Conditions
from shop.commerce.listing.list_query import ListQuery, Sort

_ORDERS = {
    Sort.NEWEST: "p.id desc",
    Sort.PRICE_UP: "price.amount, p.id desc",
    Sort.PRICE_DOWN: "price.amount desc, p.id",  # the index of the prices, read backward
}
# A search that finds very many products ranks the newest ones only; the others follow by age.
RANKED = 500
_PAGE = """
    select p.id, price.amount, row_number() over (order by {order}) as place
    from {tables}
    where {where}
    order by {order} limit %(limit)s offset %(start)s
"""
# A list by age looks up the price of each product that it reaches; a join would read the prices
# of the whole market and sort them.
_PRICE = """
    cross join lateral (
        select m.amount from pricing_marketprice m
        where m.product_id = p.id and m.market_id = %(market)s and m.valid @> %(at)s::timestamptz
        offset 0
    ) as price
"""
BY_AGE = f"catalogue_product p {_PRICE}"
# The newest products of all, when most of them can be listed: read by the index of ages until the
# page is full. A plan for any values would read and sort every product of the profiles.
_NEWEST = f"""
    (
        select q.id, q.is_public, q.structure, q.released, q.released_territories,
            q.rights_profile_id
        from catalogue_product q where q.is_public and q.structure <> 'child'
        order by q.id desc offset 0
    ) as p {_PRICE}
"""  # noqa: S608  our own parts
_RANKED_PAGE = f"""
    select f.id, f.amount, row_number() over (
        order by f.age > %(ranked)s::int,
            case when f.age <= %(ranked)s::int
                then ts_rank(d.search_document, %(words)s::tsquery) end desc nulls last,
            f.age
    ) as place
    from (
        select p.id, price.amount, row_number() over (order by p.id desc) as age
        from {LISTED}
        where {{where}}
        order by p.id desc limit greatest(%(ranked)s::int, %(start)s::int + %(limit)s::int)
    ) as f
    join catalogue_product d on d.id = f.id
    order by place limit %(limit)s offset %(start)s
"""  # noqa: S608  our own parts


def order_of(sort: Sort) -> str:
    """Return the `order by` of a sort; empty for the rank of a search."""
    return _ORDERS.get(sort, "")


def tables_of(conditions: Conditions, query: ListQuery) -> str:
    """Return the tables that a page is read from, as fits its order and conditions."""
    if query.sort != Sort.NEWEST:
        return LISTED
    is_whole = query.after is None and query.before is None and not conditions.is_narrowed
    return _NEWEST if is_whole and conditions.profiles >= OPEN_TO_MANY else BY_AGE


def page_statement(tables: str, where: str, order: str) -> str:
    """Return the statement of a page's product ids and prices; an empty order ranks the search."""
    if not order:
        return _RANKED_PAGE.format(where=where)
    return _PAGE.format(tables=tables, where=where, order=order)
