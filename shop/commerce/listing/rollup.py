"""The rollup of long lists: products by their facts, market and rights profile.

A job writes it, so that it is some minutes old. It only counts: which products are listed, and
which profiles are open, is decided when it is read.
"""

from itertools import product
from typing import Any

from django.db import connection, transaction

from catalog.search.documents import documents_of_facts
from licensing.reading.list_rights import open_rights
from shop.commerce.listing.conditions import serving_locations
from shop.commerce.listing.list_query import ListQuery
from shop.commerce.listing.models import ListedCount, ListedWords

MOST = 10_000  # the longest list that is counted exactly
IS_LARGE = """
    select 1 from catalogue_product where is_public and structure <> 'child'
    order by id desc offset %s limit 1
"""
# Groups of equal facts are numbered first: sorting their columns would take most of the time.
_WRITE = """
    with products as materialized (
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
    groups as materialized (
        select row_number() over () as number, facts.* from (
            select distinct profile, territories, kind, games, noc, sport, markets from products
        ) as facts
    ),
    listed as materialized (
        select p.id, g.number as facts, p.structure, p.color, p.size, p.size_position
        from products p join groups g
            using (profile, territories, kind, games, noc, sport, markets)
    ),
    articles as materialized (
        select id, facts, id as article, color, size, size_position as position
        from listed where structure <> 'parent'
        union all
        select l.id, l.facts, a.id, coalesce(nullif(a.color, ''), l.color), a.size, a.size_position
        from listed l join catalogue_product a on a.parent_id = l.id and a.is_public
        where l.structure = 'parent'
    ),
    stocked as materialized (
        select distinct a.id, a.facts, s.location_id as location, a.color, a.size
        from articles a join partner_stockrecord s on s.product_id = a.article
        where (s.ships_on is null or s.arrived_at is not null)
            and s.num_in_stock - s.num_allocated - s.num_held > 0
    ),
    items as (
        select facts, location, '' as color, '' as size, count(*) as products
        from (select distinct id, facts, location from stocked) as products
        group by facts, location
        union all
        select facts, location, color, '', count(*)
        from (
            select distinct id, facts, location, color from stocked where color <> ''
        ) as products group by facts, location, color
        union all
        select facts, location, '', size, count(*)
        from (
            select distinct id, facts, location, size from stocked where size <> ''
        ) as products group by facts, location, size
        union all
        select facts, location, color, size, count(*)
        from stocked where color <> '' and size <> '' group by facts, location, color, size
        union all
        select facts, null, color, size, count(*)
        from (
            select distinct id, facts, color, size from articles where color <> '' and size <> ''
        ) as products group by facts, color, size
    ),
    counted as (
        select facts, '' as facet, '' as value, 0 as position, count(*) as products
        from listed group by facts
        union all
        select facts, 'color', color, 0, count(*)
        from (select distinct id, facts, color from articles where color <> '') as products
        group by facts, color
        union all
        select facts, 'size', size, min(position), count(distinct id)
        from articles where size <> '' group by facts, size
        union all
        select facts, 'items', concat(location, '/', color, '/', size), 0, products from items
    )
    insert into listing_listedcount (market_id, profile_id, territories, kind, games, noc, sport,
        facet, value, position, products)
    select market, g.profile, g.territories, g.kind, g.games, g.noc, g.sport, c.facet, c.value,
        min(c.position), sum(c.products)
    from counted c join groups g on g.number = c.facts, unnest(g.markets) as market
    group by market, g.profile, g.territories, g.kind, g.games, g.noc, g.sport, c.facet, c.value
"""


@transaction.atomic
def write_rollup() -> int:
    """Count all products again, if there are more than `MOST`; return the number of groups."""
    with connection.cursor() as cursor:
        cursor.execute("set local statement_timeout = 0")
        cursor.execute("set local work_mem = '128MB'")
        cursor.execute("set local max_parallel_workers_per_gather = 2")
        cursor.execute("delete from listing_listedcount")
        cursor.execute("delete from listing_listedwords")
        cursor.execute(IS_LARGE, [MOST])
        if cursor.fetchone() is None:
            return 0
        cursor.execute(_WRITE)
        number = int(cursor.rowcount)
    _write_words()
    return number


def _write_words() -> None:
    """Write the words of the facts of all groups."""
    groups = ListedCount.objects.filter(facet="").order_by()
    facts = list(groups.values_list("kind", "games", "noc", "sport").distinct())
    ListedWords.objects.bulk_create(
        ListedWords(kind=kind, games=games, noc=noc, sport=sport, document=document)
        for (kind, games, noc, sport), document in zip(
            facts, documents_of_facts(facts), strict=True
        )
    )


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


# The groups whose facts alone are found by the words of a search.
FOUND_GROUPS = """
    and (c.kind, c.games, c.noc, c.sport) in (
        select w.kind, w.games, w.noc, w.sport from listing_listedwords w
        where w.document @@ %(words)s::tsquery
    )
"""


def items_condition(query: ListQuery, parameters: dict[str, Any]) -> str:
    """Return the condition of rows `c` whose products have an article as the query asks for one.

    Each value of `c` has such products, so that at least as many fit as the most frequent one has.
    Empty if the rollup does not know: it has no prices. Adds its parameters.
    """
    if query.price_min is not None or query.price_max is not None:
        return ""
    facet, values = "items", [*query.color, *query.size]
    if query.in_stock or (query.color and query.size):
        stock = serving_locations(query.territory, query.channel) if query.in_stock else [""]
        parts = product(map(str, stock), query.color or [""], query.size or [""])
        values = ["/".join(part) for part in parts]
    else:
        facet = "color" if query.color else "size"
    parameters |= {"facet": facet, "items": values}
    return "c.facet = %(facet)s and c.value = any(%(items)s::text[])"
