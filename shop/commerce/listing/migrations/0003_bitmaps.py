"""Bitmaps of what products have, and the log of products that have changed since.

The tables are unlogged: they hold nothing that cannot be made again, and a crash of the database
empties all three at once.
"""

from django.db import migrations

WIDTH = 30_720  # `shop.commerce.listing.bitmaps.writing.WIDTH`
TABLES = """
    -- The products of a range of ids, as of a snapshot. `watched` has the products that change by
    -- time alone before `valid_until`, and since when; `repriced` those whose price does. `words` has
    -- the lexemes that have bitmaps.
    create unlogged table listing_bitmapchunk (
        chunk integer primary key,
        snapshot pg_snapshot not null,
        built_at timestamptz not null,
        valid_until timestamptz not null,
        watched bigint[] not null,
        watched_since timestamptz[] not null,
        repriced bigint[] not null,
        repriced_since timestamptz[] not null,
        words text[] not null
    );
    create unlogged table listing_bitmap (
        facet text not null,
        value text not null,
        chunk integer not null,
        position smallint not null,
        bits varbit not null,
        primary key (facet, value, chunk)
    );
    -- Two rows fit on a page, uncompressed.
    alter table listing_bitmap alter bits set storage plain;
    -- Very many rows with few bits each, which are compressed, and read together.
    create unlogged table listing_rightsbitmap (
        chunk integer not null,
        profile_id integer not null,
        territories int4multirange not null,
        bits varbit not null,
        primary key (chunk, profile_id, territories)
    );
    alter table listing_rightsbitmap alter bits set storage main;
    -- Nothing updates a row, so writers never wait for each other.
    create unlogged table listing_productchange (
        product_id bigint not null,
        xid xid8 not null
    );
"""
BITS = f"""
    create aggregate listing_bits(integer, integer) (
        sfunc = set_bit, stype = bit, initcond = '{"0" * WIDTH}'
    )
"""  # noqa: S608  our own constant
LISTED = (
    "is_public", "structure", "parent_id", "kind", "games_id", "noc_id", "sport_id",
    "rights_profile_id", "released", "released_territories", "color", "size", "size_position",
    "search_document",
)  # fmt: skip
LOG = "insert into listing_productchange (product_id, xid)"
DIFFERS = " is distinct from ".join(
    f"({', '.join(f'{row}.{column}' for column in LISTED)})" for row in "ab"
)
PRODUCTS = f"""
    create function listing_note_products() returns trigger language plpgsql as $$
    begin
        if tg_op = 'UPDATE' then
            {LOG}
            select distinct p.product, pg_current_xact_id()
            from changed a join before b using (id)
            cross join lateral (values
                (coalesce(a.parent_id, a.id)), (coalesce(b.parent_id, b.id))
            ) as p(product)
            where (a.is_public or b.is_public) and {DIFFERS};
        else
            {LOG}
            select distinct coalesce(parent_id, id), pg_current_xact_id()
            from changed where is_public;
        end if;
        return null;
    end $$;
"""  # noqa: S608  our own columns
PRICES = f"""
    create function listing_note_prices() returns trigger language plpgsql as $$
    begin
        if tg_op = 'UPDATE' then
            {LOG}
            select distinct coalesce(p.parent_id, p.id), pg_current_xact_id()
            from changed a join before b using (id)
            join catalogue_product p on p.id in (a.product_id, b.product_id) and p.is_public
            where (a.product_id, a.market_id, a.amount, a.valid)
                is distinct from (b.product_id, b.market_id, b.amount, b.valid);
        else
            {LOG}
            select distinct coalesce(p.parent_id, p.id), pg_current_xact_id()
            from changed a
            join catalogue_product p on p.id = a.product_id and p.is_public;
        end if;
        return null;
    end $$;
"""  # noqa: S608  our own table
COMPLIANCE = f"""
    create function listing_note_compliance() returns trigger language plpgsql as $$
    begin
        if tg_op = 'UPDATE' then
            {LOG}
            select distinct product_id, pg_current_xact_id()
            from (table before union all table changed) as record;
        else
            {LOG} select distinct product_id, pg_current_xact_id() from changed;
        end if;
        return null;
    end $$;
"""  # noqa: S608  our own table
NOTES = {
    "catalogue_product": "listing_note_products",
    "pricing_marketprice": "listing_note_prices",
    "catalogue_compliancerecord": "listing_note_compliance",
}


def _note(table: str, function: str) -> migrations.RunSQL:
    rows = {
        "insert": "new table as changed",
        "delete": "old table as changed",
        "update": "old table as before new table as changed",
    }
    name = "listing_notes_{event}_of_" + table
    return migrations.RunSQL(
        ";".join(
            f"create trigger {name.format(event=event)} after {event} on {table}"
            f" referencing {names} for each statement execute function {function}()"
            for event, names in rows.items()
        ),
        ";".join(f"drop trigger {name.format(event=event)} on {table}" for event in rows),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("listing", "0002_items_and_words"),
        ("catalogue", "0023_products_by_kind_and_team"),
        ("pricing", "0005_sale_prices"),
    ]

    operations = [
        migrations.RunSQL(
            TABLES,
            "drop table listing_bitmapchunk, listing_bitmap, listing_rightsbitmap,"
            " listing_productchange",
        ),
        migrations.RunSQL(BITS, "drop aggregate listing_bits(integer, integer)"),
        migrations.RunSQL(PRODUCTS, "drop function listing_note_products()"),
        migrations.RunSQL(PRICES, "drop function listing_note_prices()"),
        migrations.RunSQL(COMPLIANCE, "drop function listing_note_compliance()"),
        *(_note(table, function) for table, function in NOTES.items()),
    ]
