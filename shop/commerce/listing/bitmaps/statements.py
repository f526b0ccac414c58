"""The statement that counts by bitmaps, and looks up the products that they cannot tell of.

Its parts are put together for the filters that are active; the text never has a value.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from shop.commerce.listing.bitmaps.open_bits import STATE, ZEROS
from shop.commerce.listing.bitmaps.words import Combination
from shop.commerce.listing.bitmaps.writing import WIDTH
from shop.commerce.listing.conditions import LISTED, WORDS
from shop.commerce.listing.count_statements import Asked, count_articles, count_products

MOST_LOOKED_UP = 2_000  # products; of more, all that fit are counted one by one
MOST_COUNTED = 20_000  # products of a list by facts alone whose facets are counted
FACTS = ("kind", "games", "sport", "noc")
OF_ARTICLES = ("color", "size")
# The facets of rows that are none: the state of the chunks, the total, ids that were looked up, and
# chunks with the newest products.
STATE_ROW, TOTAL, LOOKED_UP, NEWEST = "#", "", "~", "="
# Bits of what may be sold come in the order of chunks. `surely` fits, `perhaps` may fit.
_BITS = f"""
    with chunk as materialized (
        select c.*, row_number() over (order by chunk) as place from listing_bitmapchunk c
    ),
    state as materialized (
        select {STATE} as state, bool_and(
            valid_until > %(at)s::timestamptz
            and built_at - interval '1 minute' <= %(at)s::timestamptz
            and pg_snapshot_xmax(snapshot) <= pg_snapshot_xmax(pg_current_snapshot())
        ) and {STATE} = %(state)s as is_right
        from chunk
    ),
    open_bits as materialized (
        select ('x' || encode(%(open)s::bytea, 'hex'))::varbit as bits
    ),
    {{tables}}
    listed_bits as materialized (
        select chunk, bits {{surely}} as surely, bits {{perhaps}} as perhaps
        from (
            select c.chunk, substring(
                    o.bits from ((c.place - 1) * {WIDTH} + 1)::int for {WIDTH}
                ) & priced.bits as bits {{columns}}
            from chunk c cross join open_bits o
            join listing_bitmap priced on priced.chunk = c.chunk
                and priced.facet = 'priced' and priced.value = %(market)s::text
            {{joins}}
            where (select is_right from state)
        ) as listed
    ),
    looked_up as materialized (
        select distinct id from (
            select h.product_id as id from listing_productchange h
            where not exists (
                select from chunk c
                where c.chunk = h.product_id / {WIDTH} and pg_visible_in_snapshot(h.xid, c.snapshot)
            )
            union all
            select w.id from chunk c, unnest(c.watched, c.watched_since) as w(id, since)
            where w.since <= greatest(%(at)s::timestamptz, c.built_at)
            union all select unnest(%(exceptions)s::bigint[])
            {{others}}
        ) as every limit {MOST_LOOKED_UP + 1}
    ),
    usable as materialized (
        select coalesce(
            is_right and (select count(*) from looked_up) <= {MOST_LOOKED_UP} {{doubts_are_few}},
            false
        ) as is_usable
        from state
    ),
    mask as materialized (
        select id / {WIDTH} as chunk, listing_bits((id %% {WIDTH})::int, 1) as bits
        from looked_up group by id / {WIDTH}
    ),
    base as materialized (
        select * from (
            select b.chunk, b.surely & ~ coalesce(mask.bits, {ZEROS}) as bits
            from listed_bits b left join mask on mask.chunk = b.chunk
            where (select is_usable from usable) offset 0
        ) as every
        where bit_count(bits) > 0
    ),
"""  # noqa: S608  our own constants
# Groups of prices that are within the bounds as a whole, and prices of those that are in part.
_PRICES = f"""
    price_group as materialized (
        select * from (
            select chunk, bits, split_part(value, '/', 1)::numeric as lowest,
                split_part(value, '/', 2)::numeric as highest
            from listing_bitmap
            where facet = 'price/' || %(market)s::text and (select is_right from state) offset 0
        ) as every
        where {{reaches}}
    ),
    edge as materialized (
        select m.product_id / {WIDTH} as chunk,
            listing_bits((m.product_id %% {WIDTH})::int, 1) as bits
        from (
            {{edges}}
        ) as range
        join pricing_marketprice m on m.market_id = %(market)s
            and m.amount between range.lowest and range.highest and m.valid @> %(at)s::timestamptz
        group by m.product_id / {WIDTH}
    ),
    price as materialized (
        select chunk, bit_or(bits) filter (where {{is_within}}) as within, bit_or(bits) as reached
        from price_group group by chunk
    ),
"""  # noqa: S608  our own constants
_EDGES = {
    "least": """
        select %(least)s::numeric as lowest, max({highest}) as highest
        from price_group where lowest < %(least)s::numeric
    """,
    "most": """
        select min({lowest}) as lowest, %(most)s::numeric as highest
        from price_group where highest > %(most)s::numeric
    """,
}
_WITHIN = f""",
    coalesce(price.within, {ZEROS}) | coalesce(edge.bits, {ZEROS}) as within,
    coalesce(price.reached, {ZEROS}) as reached, coalesce(varied.bits, {ZEROS}) as varied
"""
_JOINED_PRICES = """
    left join price on price.chunk = c.chunk
    left join edge on edge.chunk = c.chunk
    left join listing_bitmap varied on varied.chunk = c.chunk
        and varied.facet = 'varied' and varied.value = %(market)s::text
"""
_REPRICED = """
    union all
    select w.id from chunk c, unnest(c.repriced, c.repriced_since) as w(id, since)
    where w.since <= greatest(%(at)s::timestamptz, c.built_at)
"""
_RARE = """
    union all
    select p.id from (
        select string_agg(w.quoted, ' | ')::tsquery as words
        from unnest(%(lexemes)s::text[], %(quoted)s::text[]) as w(lexeme, quoted)
        where exists (select from chunk c where w.lexeme <> all(c.words))
    ) as rare
    cross join lateral (
        select q.id from catalogue_product q
        where q.search_document @@ rare.words and q.is_public offset 0
    ) as p
"""
# Products that may fit are looked up: those with all words of a phrase, or with prices of variants.
_DOUBTS = f"""
    union all
    select b.chunk * {WIDTH} + place.number
    from (
        select chunk, perhaps & ~ surely as bits from listed_bits
        where bit_count(perhaps & ~ surely) between 1 and {MOST_LOOKED_UP} offset 0
    ) as b
    cross join lateral (
        select number from generate_series(0, {WIDTH - 1}) as number
        where get_bit(b.bits, number) = 1
    ) as place
"""  # noqa: S608  our own constants
_DOUBTS_ARE_FEW = f"""
    and (select sum(bit_count(perhaps & ~ surely)) from listed_bits) <= {MOST_LOOKED_UP}
"""  # noqa: S608  our own constant
_WORDS = """
    word as materialized (
        select chunk {columns} from listing_bitmap
        where facet = 'word' and value = any(%(lexemes)s::text[])
            and (select is_right from state)
        group by chunk
    ),
"""
_WORD = ", bit_or(bits) filter (where value = (%(lexemes)s::text[])[{place}]) as w{number}"
_JOINED_WORDS = " left join word on word.chunk = c.chunk"
_FITS = """,
    coalesce((
        select bit_or(f.bits) from listing_bitmap f
        where f.facet = '{facet}' and f.value = any({values}) and f.chunk = b.chunk
    ), {zeros}) as {name}
"""
_SPORTS = "array(select id::text from catalogue_sport where slug = any(%(sport)s::text[]))"
# The colors and sizes of articles, with the bits of the products that have one.
_PAIRS = """
    (
        select chunk, '{facet}' as facet, split_part(value, chr(31), {part}) as value,
            min(position) as position, bit_or(bits) as bits
        from listing_bitmap
        where facet = 'pair' and split_part(value, chr(31), {other_part}) = any(%({other})s::text[])
        group by chunk, split_part(value, chr(31), {part})
    )
"""
_SPORT = "(select t.slug from catalogue_sport t where t.id = f.value::bigint)"
_USABLE = """
    select '#', state, (select is_usable::int from usable)::bigint, 0, null::bytea from state
"""
_TOTAL = "select '', null, sum(bit_count(bits))::bigint, 0, null from found"
_NEWEST_CHUNKS = """
    select '=', chunk::text, 0, 0, substring(varbit_send(bits) from 5)
    from (
        select chunk, bits, sum(bit_count(bits)) over (order by chunk desc) - bit_count(bits)
            as newer
        from found
    ) as placed
    where newer < %(wanted)s::int and bit_count(bits) > 0
"""


class Shape(NamedTuple):
    """The parts of a statement: conditions of rows, and what is asked of bitmaps."""

    base: str
    filters: tuple[tuple[str, str], ...]
    words: Combination | None
    lexemes: int
    asked: Asked
    of_articles: bool

    @property
    def is_in_rollup(self) -> bool:
        """Return whether the rollup has the facets, if more than `MOST_COUNTED` products fit."""
        return self.words is None and not any(self.asked)

    @property
    def article(self) -> list[str]:
        """The name of the bits of products with an article of the colors and sizes, if asked."""
        return ["article"] if self.asked.color or self.asked.size else []


@lru_cache(maxsize=256)
def statement_of(shape: Shape) -> str:
    """Return the text of a statement."""
    facts = [name for name, _ in shape.filters if name in FACTS]
    fits = "".join(map(_fits, facts)) + "".join(_fits_article(shape.asked) for _ in shape.article)
    columns = "".join(f", {condition} as fits_{name}" for name, condition in shape.filters)
    rows = [_USABLE, _TOTAL, _NEWEST_CHUNKS, *_count_bits(shape, facts), *_count_rows(shape)]
    return f"""
        {_bits(shape)}
        fitting as materialized (select b.chunk, b.bits {fits} from base b),
        found as materialized (
            select chunk, bits {_and(facts + shape.article)} as bits from fitting
        ),
        listed as materialized (
            select p.id, p.structure, p.games_id, p.sport_id, p.noc_id, p.kind, p.color, p.size,
                p.size_position, price.amount {columns}
            from {LISTED}
            where p.id = any(array(
                select id from looked_up where (select is_usable from usable)
            )) and {shape.base.replace(WORDS, f"({WORDS}) is true")}
        ),
        first as (select * from listed)
        {" union all ".join(rows)}
    """  # noqa: S608  our own parts


def _bits(shape: Shape) -> str:
    """Return SQL of the bits `base` of what fits surely, and of what is looked up."""
    surely, perhaps, columns, tables, joins, others = [], [], "", "", "", ""
    if shape.words is not None:
        numbers = range(shape.lexemes)
        names = {f"w{number}": f"w{number}" for number in numbers}
        surely.append(shape.words.surely.format(**names) or ZEROS)
        perhaps.append(shape.words.perhaps.format(**names))
        columns += "".join(f", coalesce(word.w{n}, {ZEROS}) as w{n}" for n in numbers)
        words = "".join(_WORD.format(number=n, place=n + 1) for n in numbers)
        tables, joins, others = _WORDS.format(columns=words), _JOINED_WORDS, _RARE
    bounds = [name for name in _EDGES if getattr(shape.asked, name)]
    if bounds:
        surely.append("within & ~ varied")
        perhaps.append("(within | (varied & reached))")
        columns += _WITHIN
        tables, joins, others = tables + _prices(bounds), joins + _JOINED_PRICES, others + _REPRICED
    has_doubts = surely != perhaps
    return _BITS.format(
        surely=_and(surely),
        perhaps=_and(perhaps),
        columns=columns,
        tables=tables,
        joins=joins,
        others=others + (_DOUBTS if has_doubts else ""),
        doubts_are_few=_DOUBTS_ARE_FEW if has_doubts else "",
    )


def _prices(bounds: list[str]) -> str:
    highest = "least(highest, %(most)s::numeric)" if "most" in bounds else "highest"
    lowest = "greatest(lowest, %(least)s::numeric)" if "least" in bounds else "lowest"
    edges = " union all ".join(
        _EDGES[name].format(highest=highest, lowest=lowest) for name in bounds
    )
    reaches = _compare(bounds, "highest >=", "lowest <=")
    is_within = _compare(bounds, "lowest >=", "highest <=")
    return _PRICES.format(reaches=reaches, is_within=is_within, edges=edges)


def _compare(bounds: list[str], least: str, most: str) -> str:
    comparisons = {"least": least, "most": most}
    return " and ".join(f"{comparisons[name]} %({name})s::numeric" for name in bounds)


def _and(names: list[str]) -> str:
    return "".join(f" & {name}" for name in names)


def _fits(name: str) -> str:
    values = _SPORTS if name == "sport" else f"%({name})s::text[]"
    return _FITS.format(facet=name, name=name, values=values, zeros=ZEROS)


def _fits_article(asked: Asked) -> str:
    """Return SQL of the bits `article`: an article has one of the colors, and one of the sizes."""
    if asked.color and asked.size:
        facet, values = "pair", "pairs"
    else:
        facet = values = "color" if asked.color else "size"
    return _FITS.format(facet=facet, name="article", values=f"%({values})s::text[]", zeros=ZEROS)


def _count_bits(shape: Shape, facts: list[str]) -> Iterator[str]:
    """Yield SQL that counts facets: all that are not filtered at once, and each that is."""
    free = [name for name in FACTS if name not in facts]
    if shape.of_articles and not shape.article:
        free += OF_ARTICLES
    if free:
        yield _count(shape, _bitmaps(free), facts + shape.article)
    for name in facts:
        others = [other for other in facts if other != name]
        yield _count(shape, _bitmaps([name]), others + shape.article)
    if shape.of_articles and shape.article:
        color = _PAIRS.format(facet="color", part=1, other="size", other_part=2)
        size = _PAIRS.format(facet="size", part=2, other="color", other_part=1)
        yield _count(shape, color if shape.asked.size else _bitmaps(["color"]), facts)
        yield _count(shape, size if shape.asked.color else _bitmaps(["size"]), facts)


def _bitmaps(facets: list[str]) -> str:
    values = ", ".join(f"'{name}'" for name in facets)
    return f"(select * from listing_bitmap where facet = any(array[{values}]))"  # noqa: S608


def _count(shape: Shape, bitmaps: str, applied: list[str]) -> str:
    """Return SQL that counts products by value of a table of bitmaps."""
    are_few = f"(select sum(bit_count(bits)) from found) <= {MOST_COUNTED}"  # noqa: S608
    return f"""
        select f.facet, case when f.facet = 'sport' then {_SPORT} else f.value end,
            f.number, f.position, null
        from (
            select facet, value, sum(number)::bigint as number, min(position) as position
            from (
                select f.facet, f.value, f.position, bit_count(f.bits & b.bits) as number
                from (select chunk, bits {_and(applied)} as bits from fitting offset 0) as b
                join {bitmaps} as f on f.chunk = b.chunk
                where bit_count(b.bits) > 0 {f"and {are_few}" if shape.is_in_rollup else ""}
                offset 0
            ) as by_chunk
            where number > 0 group by facet, value
        ) as f
    """  # noqa: S608  our own parts


def _count_rows(shape: Shape) -> Iterator[str]:
    """Yield SQL that counts the products that were looked up, and their ids."""
    names = [f"fits_{name}" for name, _ in shape.filters]
    counts = [count_products(names)]
    if shape.of_articles:
        counts.append(count_articles(names, shape.asked))
    for count in counts:
        yield (
            "select h.facet, h.value, h.number::bigint, h.position, null"  # noqa: S608  our own parts
            f" from ({count}) as h(facet, value, number, position)"
        )
    every = " and ".join(["true", *names])
    yield f"""
        select '{LOOKED_UP}', string_agg(id::text, ','), 0, 0, null
        from (
            select id from listed where {every} order by id desc limit %(wanted)s::int
        ) as newest
    """  # noqa: S608  our own parts
