"""The rollup of long lists: products by their facts, market and rights profile.

A job writes it, so that it is some minutes old. It only counts: which products are listed, and
which profiles are open, is decided when it is read.
"""

from typing import Any

from django.db import connection, transaction

from licensing.reading.list_rights import open_rights
from shop.commerce.listing.list_query import ListQuery

MOST = 10_000  # the longest list that is counted exactly
_IS_LARGE = """
    select 1 from catalogue_product where is_public and structure <> 'child'
    order by id desc offset %s limit 1
"""
_WRITE = """
    with listed as materialized (
        select p.id, p.rights_profile_id as profile, p.released_territories as territories,
            p.structure, p.kind, coalesce(p.games_id, '') as games, coalesce(p.noc_id, '') as noc,
            coalesce(s.slug, '') as sport, p.color, p.size, p.size_position, prices.markets
        from catalogue_product p
        join (
            select product_id, array_agg(market_id order by market_id) as markets
            from pricing_marketprice where valid @> now() group by product_id
        ) as prices on prices.product_id = p.id
        left join catalogue_sport s on s.id = p.sport_id
        where p.is_public and p.structure <> 'child' and p.rights_profile_id is not null
            and p.released @> now()
    ),
    articles as (
        select l.*, l.color as own_color, l.size as own_size, l.size_position as own_position
        from listed l where l.structure <> 'parent'
        union all
        select l.*, coalesce(nullif(a.color, ''), l.color), a.size, a.size_position
        from listed l join catalogue_product a on a.parent_id = l.id and a.is_public
        where l.structure = 'parent'
    ),
    counted as (
        select profile, territories, kind, games, noc, sport, markets, '' as facet, '' as value,
            0 as position, count(*) as products
        from listed group by profile, territories, kind, games, noc, sport, markets
        union all
        select profile, territories, kind, games, noc, sport, markets, 'color', own_color, 0,
            count(distinct id)
        from articles where own_color <> ''
        group by profile, territories, kind, games, noc, sport, markets, own_color
        union all
        select profile, territories, kind, games, noc, sport, markets, 'size', own_size,
            min(own_position), count(distinct id)
        from articles where own_size <> ''
        group by profile, territories, kind, games, noc, sport, markets, own_size
    )
    insert into listing_listedcount (market_id, profile_id, territories, kind, games, noc, sport,
        facet, value, position, products)
    select market, profile, territories, kind, games, noc, sport, facet, value, min(position),
        sum(products)
    from counted, unnest(markets) as market
    group by market, profile, territories, kind, games, noc, sport, facet, value
"""


@transaction.atomic
def write_rollup() -> int:
    """Count all products again, if there are more than `MOST`; return the number of groups."""
    with connection.cursor() as cursor:
        cursor.execute("set local statement_timeout = 0")
        cursor.execute("set local work_mem = '128MB'")
        cursor.execute("delete from listing_listedcount")
        cursor.execute(_IS_LARGE, [MOST])
        if cursor.fetchone() is None:
            return 0
        cursor.execute(_WRITE)
        return int(cursor.rowcount)


def rollup_condition(query: ListQuery, parameters: dict[str, Any]) -> str:
    """Return the condition of the groups `c` that a list counts; add its parameters.

    It leaves out single products that are held, sold off or lack a compliance record.
    """
    rights = open_rights(query.territory, query.channel, query.at)
    if rights is None:
        return "false"
    home = query.market.home_id
    profiles = {number for group in rights.listed for number in group.profiles}
    if home != query.territory and rights.on_request:
        at_home = open_rights(home, query.channel, query.at)
        promoted = {n for group in at_home.listed for n in group.profiles} if at_home else set()
        requested = {n for group in rights.on_request for n in group.profiles}
        profiles |= promoted & requested
    parameters |= {"counted": sorted(profiles), "counted_territory": rights.territory}
    return (
        "c.market_id = %(market)s and c.profile_id = any(%(counted)s::int[])"
        " and c.territories @> %(counted_territory)s::int4"
    )
