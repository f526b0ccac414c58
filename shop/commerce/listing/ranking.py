"""The order of a list's products: by rank of the search, by age or by price.

The weight of each field of a product is in `catalog.search.documents`. `read_card_rows` combines a
page with the values of its cards in one statement.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from shop.commerce.listing.conditions import LISTED, OPEN_TO_MANY, Conditions
from shop.commerce.listing.list_query import ListQuery, Sort
from shop.commerce.listing.rare_articles import price_bounds

_ORDERS = {
    Sort.NEWEST: "p.id desc",
    Sort.PRICE_UP: "price.amount, p.id desc",
    Sort.PRICE_DOWN: "price.amount desc, p.id",  # the index of the prices, read backward
}
_DIRECTIONS = {
    Sort.PRICE_UP: {"direction": "asc", "other": "desc"},
    Sort.PRICE_DOWN: {"direction": "desc", "other": "asc"},
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
# The columns that conditions of products read.
_COLUMNS = """
    q.id, q.is_public, q.structure, q.released, q.released_territories, q.rights_profile_id,
    q.games_id, q.sport_id, q.noc_id, q.kind, q.color, q.size, q.search_document
"""
# The newest products first, until the page is full: if most products can be listed, or very many
# fit. A plan for any values would read and sort every product of the profiles.
_NEWEST_FIRST = f"""
    (
        select {_COLUMNS} from catalogue_product q
        where q.is_public and q.structure <> 'child' order by q.id desc offset 0
    ) as p
"""  # noqa: S608  our own parts
# All that have the facts and words first, if few fit: the database may expect so many that it
# would read the newest ones until the page is full, or so few that it reads other indexes too.
_FOUND_FIRST = f"""
    (
        select {_COLUMNS} from catalogue_product q
        where q.is_public and q.structure <> 'child' {{found}} order by q.id desc offset 0
    ) as p
"""  # noqa: S608  our own parts
NEWEST = f"{_NEWEST_FIRST} {_PRICE}"
_FOUND = f"{_FOUND_FIRST} {_PRICE}"
# Words are found by their index alone: the database would combine it with that of all public
# products, which has nearly all rows.
_FOUND_BY_WORDS = _FOUND.replace("q.structure <>", "q.structure || '' <>")
# The lowest prices first. The products that have the facts are looked up in memory, before the
# period of the price: a kind of dear products has none among several hundred thousand prices.
_CHEAPEST_FIRST = """
    catalogue_product p
    join (
        select m.product_id, m.amount, m.valid from pricing_marketprice m
        where m.market_id = %(market)s and (m.product_id in (
            select q.id from catalogue_product q
            where q.is_public and q.structure <> 'child' {found}
        )) is true
        order by m.amount {direction}, m.product_id {other} offset 0
    ) as price on price.product_id = p.id and price.valid @> %(at)s::timestamptz
"""
_RANKED_PAGE = """
    select f.id, f.amount, row_number() over (
        order by f.age > %(ranked)s::int,
            case when f.age <= %(ranked)s::int
                then ts_rank(d.search_document, %(words)s::tsquery) end desc nulls last,
            f.age
    ) as place
    from (
        select p.id, price.amount, row_number() over (order by p.id desc) as age
        from {tables}
        where {where}
        order by p.id desc limit greatest(%(ranked)s::int, %(start)s::int + %(limit)s::int)
    ) as f
    join catalogue_product d on d.id = f.id
    order by place limit %(limit)s offset %(start)s
"""
# A page of products that counting has found. Only those that are shown are checked again, because
# a product may have changed since that statement.
_FOUND_PAGE = f"""
    select p.id, price.amount, f.place
    from ({{places}}) as f
    cross join lateral (
        select {_COLUMNS} from catalogue_product q where q.id = f.id offset 0
    ) as p {_PRICE}
    where {{where}}
"""  # noqa: S608  our own parts
_BY_RANK = """
    select d.id, row_number() over (
        order by ts_rank(d.search_document, %(words)s::tsquery) desc nulls last, d.id desc
    ) as place
    from catalogue_product d where d.id = any(%(found)s::bigint[])
    order by place limit %(limit)s offset %(start)s
"""
_BY_PLACE = """
    select id, place from unnest(%(found)s::bigint[]) with ordinality as d(id, place)
"""
_BY_PRICE = """
    select m.product_id as id,
        row_number() over (order by m.amount {direction}, m.product_id {other}) as place
    from pricing_marketprice m
    where m.market_id = %(market)s and m.valid @> %(at)s::timestamptz
        and m.product_id = any(%(found)s::bigint[])
    order by place limit %(limit)s offset %(start)s
"""
# Prices are walked until the page is full. The bits are those of products from an id on; prices
# within the bounds of the query are theirs, and not those of variants.
_BY_WALKED_PRICE = """
    select id, row_number() over (order by amount {direction}, id {other}) as place
    from (
        (
            select m.product_id as id, m.amount
            from (
                select m.product_id, m.amount, m.valid from pricing_marketprice m
                where m.market_id = %(market)s {bounds}
                order by m.amount {direction}, m.product_id {other} offset 0
            ) as m
            where m.valid @> %(at)s::timestamptz and case
                when m.product_id >= %(first)s::bigint
                    and m.product_id < %(first)s::bigint + %(width)s::bigint
                then get_bit(
                    (select ('x' || encode(%(bits)s::bytea, 'hex'))::varbit),
                    (m.product_id - %(first)s::bigint)::int
                ) = 1 end
            limit %(start)s::int + %(limit)s::int
        )
        union all
        select m.product_id, m.amount from pricing_marketprice m
        where m.market_id = %(market)s and m.valid @> %(at)s::timestamptz
            and m.product_id = any(%(found)s::bigint[])
    ) as every
    order by place limit %(limit)s offset %(start)s
"""


class Found(NamedTuple):
    """The products that counting has found, for reading a page of them.

    `are_many`: whether more fit than are counted; None if they were not counted. `ids` has the
    newest that fit, as many as `ids_wanted`, or all up to `RANKED`. For an order by price it has
    all that fit but those of `bits`, one for each id from `first` on.
    """

    are_many: bool | None = None
    ids: tuple[int, ...] = ()
    first: int = 0
    bits: bytes = b""


def order_of(sort: Sort) -> str:
    """Return the `order by` of a sort; empty for the rank of a search."""
    return _ORDERS.get(sort, "")


def is_among_ranked(query: ListQuery) -> bool:
    """Return whether a page has matches of a search that are ranked."""
    return not order_of(query.sort) and _is_near_start(query)


def ids_wanted(query: ListQuery) -> int:
    """Return how many of the newest products a page is found among; 0 if age does not tell."""
    if query.after is not None or query.before is not None:
        return 0
    if query.sort == Sort.NEWEST:
        return query.page * query.limit + 1
    return RANKED if is_among_ranked(query) else 0


def is_by_price(query: ListQuery) -> bool:
    """Return whether a numbered page is in the order of prices."""
    return query.sort in _DIRECTIONS and query.after is None and query.before is None


def page_of_found(query: ListQuery, found: Found, where: str) -> tuple[str, dict[str, Any]] | None:
    """Return the statement of a page of products that counting has found, and its parameters.

    None if it has not found enough. `where` are the conditions of single products.
    """
    start, end = (query.page - 1) * query.limit, query.page * query.limit + 1
    wanted = ids_wanted(query)
    ids: Sequence[int] = found.ids
    parameters: dict[str, Any] = {}
    if is_by_price(query) and (found.bits or found.ids):
        direction = _DIRECTIONS[query.sort]
        if found.bits:
            places = _BY_WALKED_PRICE.format(bounds=price_bounds(query), **direction)
            parameters = {"first": found.first, "width": len(found.bits) * 8, "bits": found.bits}
        else:
            places = _BY_PRICE.format(**direction)
    elif not ids or not wanted or (len(ids) < wanted and len(ids) >= RANKED):
        return None
    elif query.sort == Sort.NEWEST:
        places, ids = _BY_PLACE, ids[start:end]
    else:
        places = _BY_RANK
    return _FOUND_PAGE.format(places=places, where=where), {**parameters, "found": list(ids)}


def is_soon_full(query: ListQuery) -> bool:
    """Return whether a page by age is full after few of the products that fit."""
    return query.sort == Sort.NEWEST and _is_near_start(query)


def _is_near_start(query: ListQuery) -> bool:
    is_numbered = query.after is None and query.before is None
    return is_numbered and query.page * query.limit < RANKED


def tables_of(conditions: Conditions, query: ListQuery, *, are_many: bool | None) -> str:
    """Return the tables that a page is read from, as fits its order and conditions.

    `are_many`: whether more products fit than are counted; None if it is not known. A small shop
    leaves the choice to the database.
    """
    if query.after is not None or query.before is not None:
        return BY_AGE if query.sort == Sort.NEWEST else LISTED
    is_narrow = bool(conditions.found) and not query.asks_of_articles
    chooses = conditions.depends_on_values and are_many is not None
    if chooses and is_narrow and not are_many:
        found_first = _FOUND_BY_WORDS if query.text else _FOUND
        return found_first.format(found=conditions.found)
    direction = _DIRECTIONS.get(query.sort)
    if direction and chooses and is_narrow and not query.text:
        return _CHEAPEST_FIRST.format(found=conditions.found, **direction)
    if direction:
        return LISTED
    whole = not conditions.is_narrowed and conditions.profiles >= OPEN_TO_MANY
    if whole or (chooses and query.text and are_many):
        return NEWEST
    return BY_AGE if chooses or query.sort == Sort.NEWEST else LISTED


def page_statement(tables: str, where: str, order: str) -> str:
    """Return the statement of a page's product ids and prices; an empty order ranks the search."""
    page = _PAGE if order else _RANKED_PAGE
    return page.format(tables=tables, where=where, order=order)
