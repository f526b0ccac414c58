"""Write a batch of planned rows with a few SQL statements.

The rows are copied into the temporary table `writing`; each statement reads it and writes one
table. Values are texts as written in the template; `direct` holds those that are live at once.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Field

from catalog.imports.errors import WARNING
from catalog.imports.plan import stored_problem
from catalog.models import Product
from catalog.product_writer import (
    ALL_PRODUCT_COLUMNS,
    DERIVED_COLUMNS,
    SAFE_SLUG,
    update_products,
    value_expression,
    write_sheets,
)
from catalog.search.documents import refresh_search
from catalog.services import compile_releases
from licensing.services import take_rights_lock
from shop.imports.apply.batch import ArticleWrite, Batch, WriteContext
from shop.imports.models import PlanRow

CREATE_ROWS = """
    create temporary table if not exists writing (
        plan_id bigint, product_id bigint, sku text, parent_sku text, is_new boolean,
        direct jsonb, prices jsonb, units jsonb, content jsonb, content_hash text,
        offered boolean, profile_id bigint, class_id bigint, category_id bigint, marks jsonb,
        sets_kind boolean, version_id bigint
    ) on commit delete rows
"""
TRUNCATE_ROWS = "truncate writing"
COPY_ROWS = """
    copy writing (plan_id, product_id, sku, parent_sku, is_new, direct, prices, units, content,
        content_hash, offered, profile_id, class_id, category_id, marks, sets_kind) from stdin
"""
SET_PRODUCT_IDS = """
    with found as (
        update writing w set product_id = p.id from catalogue_product p
        where w.is_new and p.upc = w.sku returning w.plan_id, w.product_id
    )
    update sourcing_planrow r set product_id = found.product_id from found
    where r.id = found.plan_id
"""
UPDATE_KINDS = """
    update catalogue_product p set rights_profile_id = w.profile_id, product_class_id = w.class_id
    from writing w where p.id = w.product_id and w.sets_kind and not w.is_new
"""
UPDATE_PUBLIC = """
    update catalogue_product p set is_public = w.offered
    from writing w where p.id = w.product_id and w.offered is not null and not w.is_new
"""
INSERT_CATEGORIES = """
    insert into catalogue_productcategory (product_id, category_id)
    select product_id, category_id from writing where is_new and category_id is not null
"""

# A change makes a new version, which supersedes a draft that was not submitted.
DRAFTS_GIVE_WAY = """
    update catalogue_productversion v set status = 'SUPERSEDED' from writing w
    where v.product_id = w.product_id and w.content is not null and v.status = 'DRAFT'
"""
INSERT_VERSIONS = """
    with made as (
        insert into catalogue_productversion
            (product_id, number, content_hash, content, status, created_by_id)
        select w.product_id,
            1 + coalesce((select max(number) from catalogue_productversion
                where product_id = w.product_id), 0),
            w.content_hash, w.content, 'DRAFT', %s
        from writing w where w.content is not null
        returning id, product_id
    ), known as (
        update writing w set version_id = made.id from made where made.product_id = w.product_id
        returning w.plan_id, w.version_id
    )
    update sourcing_planrow r set version_id = known.version_id from known
    where r.id = known.plan_id
"""
INSERT_MARKS = """
    insert into catalogue_productrights (version_id, property_id, agreement_id, created_by_id)
    select w.version_id, (pair->>0)::bigint, (pair->>1)::bigint, %s
    from writing w cross join jsonb_array_elements(w.marks) as pair
    where w.version_id is not null
"""

_PRICED = """
    (
        select w.product_id, market.id as market_id, amount, w.is_new
        from writing w cross join jsonb_each_text(w.prices) as said(code, amount)
        join markets_market market on market.code = said.code
    ) said
"""
PRICES_GIVE_WAY = f"""
    delete from pricing_marketprice price using {_PRICED}
    where price.product_id = said.product_id and price.market_id = said.market_id
        and not said.is_new and lower(price.valid) >= %s
"""  # noqa: S608  our own words
PRICES_END = f"""
    update pricing_marketprice price set valid = tstzrange(lower(price.valid), %s) from {_PRICED}
    where price.product_id = said.product_id and price.market_id = said.market_id
        and not said.is_new and price.valid @> %s::timestamptz
"""  # noqa: S608  as above
PRICES_BEGIN = f"""
    insert into pricing_marketprice (product_id, market_id, amount, valid)
    select product_id, market_id, amount::numeric, tstzrange(%s, null) from {_PRICED}
    where amount <> ''
"""  # noqa: S608  as above

_COUNTED = """
    (
        select w.plan_id, w.sku, w.product_id, place.id as location_id, units.location,
            (pair->>1)::int as counted, (pair->>1)::int - (pair->>0)::int as difference
        from writing w cross join jsonb_each(w.units) as units(location, pair)
        join inventory_location place on lower(place.code) = units.location
    ) said
"""
# Locked in the order that orders use, so that a batch and a checkout cannot deadlock.
STOCK_LOCKED = """
    select record.id from partner_stockrecord record
    where record.partner_id = %s
        and record.product_id in (select product_id from writing where units is not null)
    order by record.id for update
"""
STOCK_OPENED = f"""
    with opened as (
        insert into partner_stockrecord (product_id, partner_id, partner_sku, price_currency,
            location_id, num_in_stock, num_allocated, num_held, date_created, date_updated)
        select said.product_id, %s, said.sku, 'EUR', said.location_id, said.counted, 0, 0,
            now(), now()
        from {_COUNTED}
        where not exists (
            select 1 from partner_stockrecord record
            where record.product_id = said.product_id and record.partner_id = %s
                and record.location_id = said.location_id and record.ships_on is null
        )
        returning id, product_id, location_id, num_in_stock
    ), gone as (
        update writing w set units = w.units - booked.locations
        from (
            select opened.product_id, array_agg(lower(place.code)) as locations
            from opened join inventory_location place on place.id = opened.location_id
            group by opened.product_id
        ) booked where booked.product_id = w.product_id
    )
    insert into inventory_stockmovement
        (stock_record_id, kind, in_stock, held, allocated, reason, by_id)
    select id, 'RECEIVED', num_in_stock, 0, 0, %s, %s from opened where num_in_stock > 0
"""  # noqa: S608  as above
# The condition of the update is the guard: stock never falls below what is sold or reserved.
STOCK_MOVED = f"""
    with moved as (
        update partner_stockrecord record
        set num_in_stock = record.num_in_stock + said.difference, date_updated = now()
        from {_COUNTED}
        where record.product_id = said.product_id and record.partner_id = %s
            and record.location_id = said.location_id and record.ships_on is null
            and said.difference <> 0
            and record.num_in_stock + said.difference >= record.num_allocated + record.num_held
        returning record.id, said.difference, said.plan_id, said.location
    ), gone as (
        update writing w set units = w.units - booked.locations
        from (
            select plan_id, array_agg(location) as locations from moved group by plan_id
        ) booked where booked.plan_id = w.plan_id
    )
    insert into inventory_stockmovement
        (stock_record_id, kind, in_stock, held, allocated, reason, by_id)
    select id, 'ADJUSTED', difference, 0, 0, %s, %s from moved
"""  # noqa: S608  as above
STOCK_REFUSED = f"""
    select said.plan_id, said.sku, said.location from {_COUNTED}
    join partner_stockrecord record on record.product_id = said.product_id
        and record.location_id = said.location_id and record.ships_on is null
    where record.partner_id = %s and said.difference <> 0
        and record.num_in_stock + said.difference < record.num_allocated + record.num_held
"""  # noqa: S608  as above


SLUG = (f"left(coalesce(nullif(trim('-' from {SAFE_SLUG}), ''), lower(w.sku)), 255)").format(
    "coalesce(w.v->>'title_en', w.sku)"
)
RELEASE_COLUMNS = {"on_sale_to", "on_sale_from", "embargo_until"}


def write_batch(batch: Batch) -> None:
    """Write rows whose articles were locked and compared, in the caller's transaction."""
    write_writings(batch.writings(), batch.step)


def write_writings(rows: Sequence[ArticleWrite], step: WriteContext) -> None:
    """Write prepared rows, in the caller's transaction."""
    if not rows:
        return
    if any(row.offered is False or _moves_release(row) for row in rows):
        take_rights_lock()
    _fill(rows)
    _insert_products(step)
    _execute(SET_PRODUCT_IDS)
    source = "select product_id, direct as v from writing where {}"
    update_products(source.format("not is_new and direct <> '{}'"))
    write_sheets(source.format("is_new"))
    _execute(UPDATE_KINDS)
    _execute(UPDATE_PUBLIC)
    _execute(INSERT_CATEGORIES)
    _write_versions(rows, step)
    _write_prices(rows, step)
    _compile(rows)
    # Last, because checkouts wait for these rows until the batch is committed.
    _write_stock(rows, step)


def _execute(statement: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else []


def _fill(rows: Sequence[ArticleWrite]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(CREATE_ROWS)
        cursor.execute(TRUNCATE_ROWS)
        with cursor.copy(COPY_ROWS) as copy:
            for row in rows:
                copy.write_row(row.as_row())
        cursor.execute("analyze writing")


def _insert_products(step: WriteContext) -> None:
    """Insert products first, then variants, which depend on their parents."""
    statement, defaults = _insert()
    with connection.cursor() as cursor:
        for parents in (True, False):
            which = "w.parent_sku = ''" if parents else "w.parent_sku <> ''"
            cursor.execute(
                statement.format(which=which),
                [*defaults, step.licensee.pk, step.catalog_import_id],
            )


@cache
def _insert() -> tuple[str, tuple[Any, ...]]:
    """Return the insert statement of products, and the defaults of columns that no row sets."""
    columns = {kept.column: _filled(name, kept.write) for name, kept in ALL_PRODUCT_COLUMNS.items()}
    for column, (name, write) in DERIVED_COLUMNS.items():
        columns[column] = f"coalesce({value_expression(name, write)}, '')"
    columns |= {
        "kind": "coalesce(w.v->>'category_code', o.kind, '')",
        "slug": SLUG,
        "upc": "w.sku",
        "parent_id": "o.id",
        "size_position": "least(w.place, 32767)",
        "product_class_id": "w.class_id",
        "rights_profile_id": "w.profile_id",
        "date_created": "now()",
        "date_updated": "now()",
        "public_id": "uuidv7()",
    }
    defaults = []
    for product_field in Product._meta.concrete_fields:  # noqa: SLF001  a documented interface
        column = product_field.column
        if column not in columns and not product_field.null and not product_field.primary_key:
            if column in {"structure", "licensee_id"}:
                continue
            columns[column] = "%s"
            defaults.append(_default(product_field))
    # Columns with parameters come first, in the order of the parameters.
    ordered = sorted(columns.items(), key=lambda item: item[1] != "%s")
    names = [column for column, _ in ordered] + ["licensee_id", "structure"]
    values = [value.replace("{", "{{").replace("}", "}}") for _, value in ordered]
    statement = f"""
        insert into catalogue_product ({", ".join(names)})
        select {", ".join(values)}, %s,
            case when w.parent_sku <> '' then 'child'
                when exists (
                    select 1 from sourcing_uploadrow v
                    where v.upload_id = %s and v.parent_sku = w.sku and v.parent_sku <> ''
                ) then 'parent' else 'standalone' end
        from (
            select *, direct as v,
                row_number() over (partition by parent_sku order by plan_id) as place
            from writing
        ) w
        left join catalogue_product o on o.upc = w.parent_sku and w.parent_sku <> ''
        where w.is_new and {{which}}
    """  # noqa: S608  names of our own columns
    return statement, tuple(defaults)


def _filled(name: str, write: str) -> str:
    value = value_expression(name, write)
    return f"coalesce({value}, '')" if write == "{}" else value


def _default(field: Field) -> Any:
    return field.get_db_prep_save(field.get_default(), connection)


def _write_versions(rows: Sequence[ArticleWrite], step: WriteContext) -> None:
    if any(row.content is not None for row in rows):
        if not all(row.is_new for row in rows):
            _execute(DRAFTS_GIVE_WAY)
        _execute(INSERT_VERSIONS, [step.by_id])
        _execute(INSERT_MARKS, [step.by_id])


def _write_prices(rows: Sequence[ArticleWrite], step: WriteContext) -> None:
    if any(row.prices and not row.is_new for row in rows):
        _execute(PRICES_GIVE_WAY, [step.at])
        _execute(PRICES_END, [step.at, step.at])
    if any(row.prices for row in rows):
        _execute(PRICES_BEGIN, [step.at])


def _write_stock(rows: Sequence[ArticleWrite], step: WriteContext) -> None:
    """Open missing stock records; book the difference to the planned stock on the others."""
    if not any(row.units for row in rows):
        return
    _execute(STOCK_LOCKED, [step.partner_id])
    _execute(STOCK_OPENED, [step.partner_id, step.partner_id, step.reason, step.by_id])
    _execute(STOCK_MOVED, [step.partner_id, step.reason, step.by_id])
    for plan_id, sku, location in _execute(STOCK_REFUSED, [step.partner_id]):
        row = PlanRow.objects.get(pk=plan_id)
        message = f"The count of {sku} was not booked: more units are sold or reserved."
        column = f"stock_{location}"
        row.notes = [*row.notes, stored_problem("below_promised", column, message, "", WARNING)]
        row.save(update_fields=["notes"])


def _compile(rows: Sequence[ArticleWrite]) -> None:
    """Update search documents and releases, in the same transaction."""
    numbers = {sku: pk for pk, sku in _execute("select product_id, sku from writing")}
    changed = [row for row in rows if row.direct]
    refresh_search([numbers[row.sku] for row in changed])
    moved = [row for row in changed if _moves_release(row)]
    if moved:
        compile_releases([numbers[row.sku] for row in moved])


def _moves_release(row: ArticleWrite) -> bool:
    """Return whether the change moves the period in which a product is visible or on sale."""
    return not row.is_new and not row.parent_sku and bool(RELEASE_COLUMNS & row.direct.keys())
