"""A product that a transaction creates ends no page until the transaction releases it.

Nobody else can see such a product, so nothing that is written to it before the commit is on any
page. An import of new products therefore leaves lists alone: they wait for approval. The trigger
of products notes the scope `new:<product>`; the other triggers pass by what is new, and the one of
versions notes everything as soon as a version is released.
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
# As in 0002, without versions.
OF_PRODUCTS = {
    "catalogue_productimage": "select product_id as product from {rows}",
    "catalogue_datasheet": "select product_id as product from {rows}",
    "catalogue_compliancerecord": "select product_id as product from {rows}",
    "catalogue_approval": "select v.product_id as product from {rows} r "
    "join catalogue_productversion v on v.id = r.version_id",
    "catalogue_productrights": "select v.product_id as product from {rows} r "
    "join catalogue_productversion v on v.id = r.version_id",
    "catalogue_productcategory": "select product_id as product from {rows}",
}
LISTING = ("catalogue_productcategory", "catalogue_compliancerecord")
IS_NEW = """
    create or replace function page_store_is_new(product bigint) returns boolean
        language sql stable as $$
        select exists (
            select from page_store_change
            where scope = 'new:' || product and xid = pg_current_xact_id()
        )
    $$;
"""
NOT_NEW = "not page_store_is_new(coalesce({row}.parent_id, {row}.id))"


def _differs(columns: tuple[str, ...]) -> str:
    before = ", ".join(f"b.{column}" for column in columns)
    after = ", ".join(f"a.{column}" for column in columns)
    return f"({before}) is distinct from ({after})"


PRODUCT = f"""
    create or replace function page_store_note_products() returns trigger language plpgsql as $$
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
                and {NOT_NEW.format(row="a")}
            on conflict do nothing;
        else
            if tg_op = 'INSERT' then
                {LOG}
                select 'new:' || a.id, {BY} from changed a where a.parent_id is null
                on conflict do nothing;
            end if;
            {LOG}
            select distinct s.scope, {BY}
            from changed a
            cross join lateral (values
                ('p:' || coalesce(a.parent_id, a.id)), ('lists'), ('text')
            ) as s(scope)
            where a.is_public and {NOT_NEW.format(row="a")}
            on conflict do nothing;
        end if;
        return null;
    end $$;
"""
PRICES = f"""
    create or replace function page_store_note_prices() returns trigger language plpgsql as $$
    begin
        if tg_op = 'UPDATE' then
            {LOG}
            select distinct s.scope, {BY}
            from (
                (table changed except table before) union all (table before except table changed)
            ) as price
            join catalogue_product p on p.id = price.product_id and p.is_public
                and {NOT_NEW.format(row="p")}
            cross join lateral (values
                ('p:' || coalesce(p.parent_id, p.id)), ('m:' || price.market_id)
            ) as s(scope)
            on conflict do nothing;
        else
            {LOG}
            select distinct s.scope, {BY}
            from changed price
            join catalogue_product p on p.id = price.product_id and p.is_public
                and {NOT_NEW.format(row="p")}
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
    create or replace function page_store_note_stock() returns trigger language plpgsql as $$
    begin
        if tg_op = 'UPDATE' then
            {LOG}
            select distinct s.scope, {BY}
            from changed a join before b using (id)
            join catalogue_product p on p.id in (a.product_id, b.product_id) and p.is_public
                and {NOT_NEW.format(row="p")}
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
                and {NOT_NEW.format(row="p")}
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
    create or replace function page_store_note_{{table}}() returns trigger language plpgsql as $$
    begin
        if tg_op = 'UPDATE' then
            {LOG}
            select distinct s.scope, {BY}
            from ({{changed}} union {{before}}) as r
            join catalogue_product p on p.id = r.product and p.is_public
                and {NOT_NEW.format(row="p")}
            cross join lateral (values {{scopes}}) as s(scope)
            on conflict do nothing;
        else
            {LOG}
            select distinct s.scope, {BY}
            from ({{changed}}) as r
            join catalogue_product p on p.id = r.product and p.is_public
                and {NOT_NEW.format(row="p")}
            cross join lateral (values {{scopes}}) as s(scope)
            on conflict do nothing;
        end if;
        return null;
    end $$;
"""
VERSIONS = f"""
    create or replace function page_store_note_catalogue_productversion()
        returns trigger language plpgsql as $$
    begin
        if tg_op = 'UPDATE' then
            {LOG}
            select distinct s.scope, {BY}
            from (table changed union all table before) as v
            join catalogue_product p on p.id = v.product_id and p.is_public
            cross join lateral (values
                ('p:' || p.id),
                (case when v.status = 'RELEASED' then 'lists' end),
                (case when v.status = 'RELEASED' then 'text' end)
            ) as s(scope)
            where s.scope is not null
                and (v.status = 'RELEASED' or not page_store_is_new(p.id))
            on conflict do nothing;
        else
            {LOG}
            select distinct s.scope, {BY}
            from changed as v
            join catalogue_product p on p.id = v.product_id and p.is_public
            cross join lateral (values
                ('p:' || p.id),
                (case when v.status = 'RELEASED' then 'lists' end),
                (case when v.status = 'RELEASED' then 'text' end)
            ) as s(scope)
            where s.scope is not null
                and (v.status = 'RELEASED' or not page_store_is_new(p.id))
            on conflict do nothing;
        end if;
        return null;
    end $$;
"""


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
    return migrations.RunSQL(body, migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [("page_store", "0003_purge_mark")]

    # The functions before these note more than is needed; back, they may stay.
    operations = [
        migrations.RunSQL(IS_NEW, migrations.RunSQL.noop),
        *(
            migrations.RunSQL(function, migrations.RunSQL.noop)
            for function in (PRODUCT, PRICES, STOCK, VERSIONS)
        ),
        *(_function_of(table, query) for table, query in OF_PRODUCTS.items()),
    ]
