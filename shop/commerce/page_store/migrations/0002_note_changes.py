"""Triggers that note which scopes a transaction changes, and the next change by time alone.

The names of scopes and the lists of columns are those of `shop.commerce.page_store.scopes`; a test
compares them. Every trigger works once for a statement and compares the rows before and after, so
that a write that changes nothing that is shown ends no page.
"""

from django.db import migrations

LOG = "insert into page_store_change (scope, xid, oldest, noted_at)"
BY = "pg_current_xact_id(), pg_snapshot_xmin(pg_current_snapshot()), clock_timestamp()"
SEEN = (
    "structure", "is_public", "upc", "parent_id", "title", "title_en", "title_fr", "title_de",
    "title_it", "title_es", "title_ja", "title_ar", "title_pt", "slug", "description",
    "description_en", "description_fr", "description_de", "description_it", "description_es",
    "description_ja", "description_ar", "description_pt", "meta_title", "meta_description",
    "product_class_id", "is_discountable", "code", "public_id", "gtin", "kind", "games_id",
    "noc_id", "sport_id", "licensee_id", "rights_category_id", "rights_profile_id", "unmarked",
    "color", "size", "size_position", "tax_class", "origin", "hs_code", "weight_g",
    "limit_per_person", "material", "manufacturer", "released", "released_territories",
    "on_sale_from",
)  # fmt: skip
LISTED = (
    "is_public", "structure", "parent_id", "kind", "games_id", "noc_id", "sport_id",
    "rights_profile_id", "released", "released_territories", "color", "size", "size_position",
)  # fmt: skip
SEARCHED = ("upc", "gtin", "search_document")
SETTINGS_TABLES = (
    "catalogue_category",
    "catalogue_embargo",
    "catalogue_sport",
    "fulfillment_deliverymethod",
    "inventory_location",
    "inventory_location_ships_to",
    "licensing_gamesedition",
    "licensing_noc",
    "markets_market",
    "markets_market_ship_to",
    "markets_sellingentity",
    "markets_taxrate",
    "ordering_defaultlimit",
)
TEXT_TABLES = ("catalogue_searchsynonym", "catalogue_searchword")
# Rows that belong to a product, with the query of the product's id from a set of rows.
OF_PRODUCTS = {
    "catalogue_productimage": "select product_id as product from {rows}",
    "catalogue_datasheet": "select product_id as product from {rows}",
    "catalogue_productversion": "select product_id as product from {rows}",
    "catalogue_compliancerecord": "select product_id as product from {rows}",
    "catalogue_approval": "select v.product_id as product from {rows} r "
    "join catalogue_productversion v on v.id = r.version_id",
    "catalogue_productrights": "select v.product_id as product from {rows} r "
    "join catalogue_productversion v on v.id = r.version_id",
    "catalogue_productcategory": "select product_id as product from {rows}",
}
# Of these the lists depend as well.
LISTING = ("catalogue_productcategory", "catalogue_compliancerecord")
FIXED = f"""
    create function page_store_note_scope() returns trigger language plpgsql as $$
    begin
        {LOG} values (tg_argv[0], {BY}) on conflict do nothing;
        return null;
    end $$;
"""
# Units above ten make no difference to any page.
SHOWN_UNITS = """
    create function page_store_shown_units(free integer) returns integer
        language sql immutable parallel safe as 'select least(free, 10)';
"""


def _differs(columns: tuple[str, ...]) -> str:
    before = ", ".join(f"b.{column}" for column in columns)
    after = ", ".join(f"a.{column}" for column in columns)
    return f"({before}) is distinct from ({after})"


PRODUCT = f"""
    create function page_store_note_products() returns trigger language plpgsql as $$
    begin
        if tg_op = 'UPDATE' then
            {LOG}
            select distinct s.scope, {BY}
            from changed a join before b using (id)
            cross join lateral (values
                (case when {_differs(SEEN)} then 'p:' || coalesce(a.parent_id, a.id) end),
                (case when {_differs(SEEN)} then 'p:' || coalesce(b.parent_id, b.id) end),
                (case when {_differs(LISTED)} then 'lists' end),
                (case when {_differs(SEARCHED)} then 'text' end)
            ) as s(scope)
            where (a.is_public or b.is_public) and s.scope is not null
            on conflict do nothing;
        else
            {LOG}
            select distinct s.scope, {BY}
            from changed a
            cross join lateral (values
                ('p:' || coalesce(a.parent_id, a.id)), ('lists'), ('text')
            ) as s(scope)
            where a.is_public
            on conflict do nothing;
        end if;
        return null;
    end $$;
"""
PRICES = f"""
    create function page_store_note_prices() returns trigger language plpgsql as $$
    begin
        if tg_op = 'UPDATE' then
            {LOG}
            select distinct s.scope, {BY}
            from (
                (table changed except table before) union all (table before except table changed)
            ) as price
            join catalogue_product p on p.id = price.product_id and p.is_public
            cross join lateral (values
                ('p:' || coalesce(p.parent_id, p.id)), ('m:' || price.market_id)
            ) as s(scope)
            on conflict do nothing;
        else
            {LOG}
            select distinct s.scope, {BY}
            from changed price
            join catalogue_product p on p.id = price.product_id and p.is_public
            cross join lateral (values
                ('p:' || coalesce(p.parent_id, p.id)), ('m:' || price.market_id)
            ) as s(scope)
            on conflict do nothing;
        end if;
        return null;
    end $$;
"""
FREE = "{row}.num_in_stock - {row}.num_allocated - {row}.num_held"
PLACE = ("product_id", "location_id", "ships_on", "arrived_at")
STOCK = f"""
    create function page_store_note_stock() returns trigger language plpgsql as $$
    begin
        if tg_op = 'UPDATE' then
            {LOG}
            select distinct s.scope, {BY}
            from changed a join before b using (id)
            join catalogue_product p on p.id in (a.product_id, b.product_id) and p.is_public
            cross join lateral (values
                ('p:' || coalesce(p.parent_id, p.id)),
                (case when {_differs(PLACE)}
                    or ({FREE.format(row="a")} > 0) <> ({FREE.format(row="b")} > 0)
                    then 'stock' end)
            ) as s(scope)
            where s.scope is not null and ({_differs(PLACE)}
                or page_store_shown_units({FREE.format(row="a")})
                <> page_store_shown_units({FREE.format(row="b")}))
            on conflict do nothing;
        else
            {LOG}
            select distinct s.scope, {BY}
            from changed a
            join catalogue_product p on p.id = a.product_id and p.is_public
            cross join lateral (values
                ('p:' || coalesce(p.parent_id, p.id)), ('stock')
            ) as s(scope)
            where {FREE.format(row="a")} > 0
            on conflict do nothing;
        end if;
        return null;
    end $$;
"""
ROWS = f"""
    create function page_store_note_{{table}}() returns trigger language plpgsql as $$
    begin
        if tg_op = 'UPDATE' then
            {LOG}
            select distinct s.scope, {BY}
            from ({{changed}} union {{before}}) as r
            join catalogue_product p on p.id = r.product and p.is_public
            cross join lateral (values {{scopes}}) as s(scope)
            on conflict do nothing;
        else
            {LOG}
            select distinct s.scope, {BY}
            from ({{changed}}) as r
            join catalogue_product p on p.id = r.product and p.is_public
            cross join lateral (values {{scopes}}) as s(scope)
            on conflict do nothing;
        end if;
        return null;
    end $$;
"""
# The next instant at which a window, price or release of what is listed begins or ends. A page of
# one product records the instants of its decision itself; only its prices are looked up.
NEXT_CHANGE = """
    create function page_store_next_change(page_scopes text[], since timestamptz)
        returns timestamptz language plpgsql stable as $$
    declare
        markets bigint[] := array(
            select substr(scope, 3)::bigint from unnest(page_scopes) scope where scope like 'm:%'
        );
        products bigint[] := array(
            select substr(scope, 3)::bigint from unnest(page_scopes) scope where scope like 'p:%'
        );
        soonest timestamptz := (date_trunc('day', since at time zone 'UTC') + interval '1 day')
            at time zone 'UTC';
    begin
        if 'lists' = any(page_scopes) then
            select least(
                soonest,
                (select min(lower(released)) from catalogue_product where lower(released) > since),
                (select min(upper(released)) from catalogue_product where upper(released) > since),
                (select min(valid_until) from catalogue_compliancerecord
                    where valid_until > since),
                (select min(lower(valid)) from licensing_clearance where lower(valid) > since),
                (select min(upper(valid)) from licensing_clearance where upper(valid) > since),
                (select min(edge - lead)
                    from licensing_holdback,
                    unnest(array[lower("window"), upper("window")]) edge,
                    unnest(array[interval '0', interval '{lead} seconds']) lead
                    where edge - lead > since)
            ) into soonest;
            select least(soonest, min(instant)) into soonest
            from unnest(markets) as market
            cross join lateral (values
                ((select min(lower(valid)) from pricing_marketprice
                    where market_id = market and lower(valid) > since)),
                ((select min(upper(valid)) from pricing_marketprice
                    where market_id = market and upper(valid) > since))
            ) as edge(instant);
        else
            select least(soonest, min(instant)) into soonest
            from catalogue_product p
            join pricing_marketprice price on price.product_id = p.id
            cross join lateral unnest(array[lower(price.valid), upper(price.valid)]) instant
            where (p.id = any(products) or p.parent_id = any(products)) and instant > since;
        end if;
        return soonest;
    end $$;
"""
DISPATCH_LEAD_S = 432_000  # `licensing.rules.facts.DISPATCH_LEAD`
INDEXES = {
    "catalogue_product": ("lower(released)", "upper(released)"),
    "catalogue_compliancerecord": ("valid_until",),
    "licensing_clearance": ("lower(valid)", "upper(valid)"),
    "pricing_marketprice": ("market_id, lower(valid)", "market_id, upper(valid)"),
}


def _note_fixed(table: str, scope: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"create trigger page_store_notes_{table} "
        f"after insert or update or delete or truncate on {table} "
        f"for each statement execute function page_store_note_scope('{scope}')",
        f"drop trigger page_store_notes_{table} on {table}",
    )


def _note_rows(table: str, function: str) -> migrations.RunSQL:
    tables = {
        "insert": "new table as changed",
        "delete": "old table as changed",
        "update": "old table as before new table as changed",
    }
    return migrations.RunSQL(
        ";".join(
            f"create trigger page_store_notes_{event}_of_{table} after {event} on {table} "
            f"referencing {names} for each statement execute function {function}()"
            for event, names in tables.items()
        ),
        ";".join(
            f"drop trigger page_store_notes_{event}_of_{table} on {table}" for event in tables
        ),
    )


def _function_of(table: str, query: str) -> migrations.RunSQL:
    scopes = "('p:' || coalesce(p.parent_id, p.id))"
    if table in LISTING:
        scopes += ", ('lists')"
    body = ROWS.format(
        table=table,
        changed=query.format(rows="changed"),
        before=query.format(rows="before"),
        scopes=scopes,
    )
    return migrations.RunSQL(body, f"drop function page_store_note_{table}()")


def _index(table: str, number: int, columns: str) -> migrations.RunSQL:
    name = f"{table}_next_{number}"
    return migrations.RunSQL(f"create index {name} on {table} ({columns})", f"drop index {name}")


class Migration(migrations.Migration):
    dependencies = [
        ("page_store", "0001_stored_pages"),
        ("basket", "0005_defaults_in_python"),
        ("catalogue", "0018_drop_unused_label_tables"),
        ("fulfillment", "0002_parcels"),
        ("inventory", "0005_words_of_movements"),
        ("licensing", "0015_texts"),
        ("markets", "0006_time_zones_of_markets"),
        ("ordering", "0014_move_messages"),
        ("partner", "0003_remove_cell"),
        ("pricing", "0002_lists_from_indexes"),
    ]

    operations = [
        migrations.RunSQL(FIXED, "drop function page_store_note_scope()"),
        migrations.RunSQL(SHOWN_UNITS, "drop function page_store_shown_units(integer)"),
        migrations.RunSQL(PRODUCT, "drop function page_store_note_products()"),
        migrations.RunSQL(PRICES, "drop function page_store_note_prices()"),
        migrations.RunSQL(STOCK, "drop function page_store_note_stock()"),
        *(_function_of(table, query) for table, query in OF_PRODUCTS.items()),
        *(_note_fixed(table, "settings") for table in SETTINGS_TABLES),
        *(_note_fixed(table, "text") for table in TEXT_TABLES),
        _note_rows("catalogue_product", "page_store_note_products"),
        _note_rows("pricing_marketprice", "page_store_note_prices"),
        _note_rows("partner_stockrecord", "page_store_note_stock"),
        *(_note_rows(table, f"page_store_note_{table}") for table in OF_PRODUCTS),
        *(
            _index(table, number, columns)
            for table, every in INDEXES.items()
            for number, columns in enumerate(every)
        ),
        migrations.RunSQL(
            NEXT_CHANGE.replace("{lead}", str(DISPATCH_LEAD_S)),
            "drop function page_store_next_change(text[], timestamptz)",
        ),
    ]
