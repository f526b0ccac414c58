"""Writing of bitmaps: a chunk of ids at once, in one statement with its snapshot."""

from time import monotonic
from typing import Any

from django.db import connection, transaction

from shop.commerce.listing.rollup import IS_LARGE, MOST

WIDTH = 30_720  # ids of a chunk; 3,840 bytes, so that two bitmaps fit on a page of the database
FEWEST = MOST  # products of a shop that has no bitmaps, because they are counted one by one
FREQUENT = 500  # products with a word that has bitmaps; of others, the list in the index is short
MOST_WATCHED = 200  # changes of a chunk by time; after them it is written again
STEPS = 20  # groups of prices while a price is multiplied by e; each is 5 % higher than the next
HOURS = 25  # for which a chunk may be used; it is written again after a day
CHANGED = 1_000  # products that have changed since all chunks were written
PAUSE_MINUTES = 5  # between two writings of a chunk whose products change
LONGEST_S = 30  # of each minute, so that other jobs are not held up
_TABLES = ("listing_bitmapchunk", "listing_bitmap", "listing_rightsbitmap")
# Chunks that are missing, have become old, whose products change, or that no product is in. The
# share of a chunk is that of all changed products.
_OUTDATED = f"""
    with wanted as (
        select number as chunk
        from generate_series(0, (select max(id) / {WIDTH} from catalogue_product)) as number
        where exists (
            select from catalogue_product
            where id >= number * {WIDTH} and id < (number + 1) * {WIDTH}
                and is_public and structure <> 'child'
        )
    ),
    changed as (
        select chunk, count(distinct product) as products from (
            select c.chunk, h.product_id
            from listing_productchange h
            join listing_bitmapchunk c on c.chunk = h.product_id / {WIDTH}
            where not pg_visible_in_snapshot(h.xid, c.snapshot)
            union all
            select c.chunk, w.id
            from listing_bitmapchunk c, unnest(c.watched, c.watched_since) as w(id, since)
            where w.since between c.built_at and now()
            union all
            select c.chunk, w.id
            from listing_bitmapchunk c, unnest(c.repriced, c.repriced_since) as w(id, since)
            where w.since between c.built_at and now()
        ) as every(chunk, product)
        group by chunk
    )
    select coalesce(w.chunk, c.chunk), w.chunk is not null
    from wanted w
    full join listing_bitmapchunk c on c.chunk = w.chunk
    left join changed h on h.chunk = c.chunk
    where w.chunk is null or c.chunk is null
        or c.valid_until <= now() or c.built_at > clock_timestamp()
        or pg_snapshot_xmax(c.snapshot) > pg_snapshot_xmax(pg_current_snapshot())
        or c.built_at < now() - interval '1 day'
        or c.built_at < now() - make_interval(mins => {PAUSE_MINUTES})
            and h.products >= greatest({CHANGED} / (select count(*) from wanted), 1)
    order by c.chunk is null desc, h.products desc nulls last, 1 desc
"""  # noqa: S608  our own constants
_FREQUENT = """
    select coalesce(array_agg(word), '{}')
    from pg_stats s
    cross join lateral (select s.most_common_elems::text::text[] as every) as words
    cross join lateral unnest(
        words.every, s.most_common_elem_freqs[:cardinality(words.every)]
    ) as w(word, frequency)
    where s.schemaname = current_schema() and s.tablename = 'catalogue_product'
        and s.attname = 'search_document'
        and frequency * (
            select reltuples from pg_class where oid = 'catalogue_product'::regclass
        ) >= %s
"""
# The instants at which products change by time alone are sorted: the bitmaps are right until too
# many products would have to be watched.
_WRITE = f"""
    with listed as materialized (
        select p.id, p.id - %(first)s as place, p.structure, p.kind, p.games_id, p.noc_id,
            p.sport_id, p.color, p.size, p.size_position, p.released, p.released_territories,
            p.rights_profile_id, p.search_document
        from catalogue_product p
        where p.id >= %(first)s and p.id < %(first)s + {WIDTH}
            and p.is_public and p.structure <> 'child'
    ),
    articles as (
        select place, color, size, size_position from listed where structure <> 'parent'
        union all
        select l.place, coalesce(nullif(a.color, ''), l.color), a.size, a.size_position
        from listed l join catalogue_product a on a.parent_id = l.id and a.is_public
        where l.structure = 'parent'
    ),
    prices as materialized (
        select a.id, a.place, m.market_id, m.amount, m.valid, a.is_variant
        from (
            select id, place, id as article, false as is_variant from listed
            union all
            select l.id, l.place, a.id, true
            from listed l join catalogue_product a on a.parent_id = l.id and a.is_public
            where l.structure = 'parent'
        ) as a(id, place, article, is_variant)
        join pricing_marketprice m on m.product_id = a.article
        where upper(m.valid) is null or upper(m.valid) > now() - interval '1 minute'
    ),
    priced as materialized (
        select id, place, market_id, range_agg(valid) as valid
        from prices where not is_variant group by id, place, market_id
    ),
    complete as materialized (
        select l.id, l.place, c.area, c.valid_until
        from listed l join catalogue_compliancerecord c on c.product_id = l.id
        where c.complete
    ),
    edges as materialized (
        select id, edge, is_price from (
            select id, unnest(array[lower(released), upper(released)]), false from listed
            union all
            select p.id, unnest(array[lower(r), upper(r)]), false
            from priced p, unnest(p.valid) as r
            union all
            select id, valid_until, false from complete
            union all
            select id, unnest(array[lower(valid), upper(valid)]), true from prices
        ) as every(id, edge, is_price)
        where edge > now() - interval '1 minute' and edge < now() + interval '{HOURS} hours'
    ),
    ends as materialized (
        select least(
            now() + interval '{HOURS} hours',
            (select edge from edges where edge > now() order by edge offset {MOST_WATCHED} limit 1)
        ) as at
    ),
    watched as materialized (
        select array_agg(id) filter (where not is_price) as ids,
            array_agg(edge) filter (where not is_price) as since,
            array_agg(id) filter (where is_price) as prices,
            array_agg(edge) filter (where is_price) as prices_since
        from (
            select id, is_price, min(edge) as edge
            from edges where edge < (select at from ends) group by id, is_price
        ) as first
    ),
    chunk as (
        insert into listing_bitmapchunk (
            chunk, snapshot, built_at, valid_until, watched, watched_since, repriced,
            repriced_since, words
        )
        select %(chunk)s, pg_current_snapshot(), clock_timestamp(), (select at from ends),
            coalesce(ids, '{{}}'), coalesce(since, '{{}}'), coalesce(prices, '{{}}'),
            coalesce(prices_since, '{{}}'), %(words)s::text[]
        from watched
    ),
    rights as (
        insert into listing_rightsbitmap (chunk, profile_id, territories, bits)
        select %(chunk)s, rights_profile_id, released_territories, listing_bits(place::integer, 1)
        from listed
        where released @> now() and rights_profile_id is not null
            and released_territories is not null
        group by rights_profile_id, released_territories
    ),
    facts(facet, value, place, position) as (
        select 'kind', kind, place, 0 from listed where kind <> ''
        union all
        select 'games', games_id, place, 0 from listed where games_id is not null
        union all
        select 'noc', noc_id, place, 0 from listed where noc_id is not null
        union all
        select 'sport', sport_id::text, place, 0 from listed where sport_id is not null
        union all
        select 'color', color, place, 0 from articles where color <> ''
        union all
        select 'size', size, place, size_position from articles where size <> ''
        union all
        select 'pair', concat(color, chr(31), size), place, size_position
        from articles where color <> '' and size <> ''
        union all
        select 'priced', market_id::text, place, 0 from priced where valid @> now()
        union all
        select 'varied', market_id::text, place, 0
        from prices where valid @> now() and is_variant
        union all
        select 'complete', area, place, 0
        from complete where valid_until is null or valid_until > now()
        union all
        select 'word', w.lexeme, place, 0 from listed, unnest(search_document) as w
        where w.lexeme in (select unnest(%(words)s::text[]))
    )
    insert into listing_bitmap (facet, value, chunk, position, bits)
    select facet, value, %(chunk)s, min(position), listing_bits(place::integer, 1)
    from facts group by facet, value
    union all
    select concat('price/', market_id), concat(min(amount), '/', max(amount)), %(chunk)s, 0,
        listing_bits(place::integer, 1)
    from prices where valid @> now()
    group by market_id, floor(ln(greatest(amount, 0.01)) * {STEPS})
"""  # noqa: S608  our own constants
# A change is superfluous when the chunk of its product was written after it.
_FORGET = f"""
    delete from listing_productchange h using listing_bitmapchunk c
    where c.chunk = h.product_id / {WIDTH} and pg_visible_in_snapshot(h.xid, c.snapshot)
"""  # noqa: S608  our own constant
# So is one of a product that is not public, if no chunk has its id.
_FORGET_OTHERS = f"""
    delete from listing_productchange h
    where h.xid < pg_snapshot_xmin(pg_current_snapshot())
        and not exists (select from listing_bitmapchunk c where c.chunk = h.product_id / {WIDTH})
        and not exists (
            select from catalogue_product p where p.id = h.product_id and p.is_public
        )
"""  # noqa: S608  our own constant
_FORGET_ALL = """
    delete from listing_productchange where xid < pg_snapshot_xmin(pg_current_snapshot())
"""


def write_bitmaps(longest_s: float = LONGEST_S) -> int:
    """Write the chunks that are missing or outdated; return how many were written.

    Each chunk is a transaction. After `longest_s` seconds the others are left for the next time. A
    shop with few products has none.
    """
    written, end = 0, monotonic() + longest_s
    with connection.cursor() as cursor:
        cursor.execute(IS_LARGE, [FEWEST])
        if cursor.fetchone() is None:
            for table in _TABLES:
                cursor.execute(f"delete from {table}")  # noqa: S608
            cursor.execute(_FORGET_ALL)
            return 0
        cursor.execute(_OUTDATED)
        chunks = cursor.fetchall()
        cursor.execute(_FREQUENT, [FREQUENT])
        (words,) = cursor.fetchone() or ([],)
        for chunk, has_products in chunks:
            if monotonic() < end:
                _write_chunk(chunk, words, has_products=has_products)
                written += 1
        cursor.execute(_FORGET)
        cursor.execute(_FORGET_OTHERS)
    return written


@transaction.atomic(durable=True)
def _write_chunk(chunk: int, words: list[str], *, has_products: bool) -> None:
    """Replace the bitmaps of a chunk; readers see the former ones until the transaction ends.

    The transaction is its own: a later change in it could look as if the bitmaps knew it.
    """
    parameters: dict[str, Any] = {"chunk": chunk, "first": chunk * WIDTH, "words": words}
    with connection.cursor() as cursor:
        cursor.execute("set local statement_timeout = 0")
        cursor.execute("set local work_mem = '128MB'")
        for table in _TABLES:
            cursor.execute(f"delete from {table} where chunk = %s", [chunk])  # noqa: S608
        if has_products:
            cursor.execute(_WRITE, parameters)
