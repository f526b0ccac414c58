"""The statements that write a batch: its rows are copied into a temporary table, then every table
of the catalog gets its part of all of them at once.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Field

from catalog.imports.errors import WARNING
from catalog.imports.plan import note
from catalog.models import Product
from catalog.publishing import (
    FOLLOWING,
    PRODUCT_COLUMNS,
    SAFE_SLUG,
    update_products,
    write_sheets,
    written,
)
from catalog.search.documents import refresh_search
from catalog.services import compile_releases
from licensing.services import take_rights_lock
from shop.imports.apply.writer.batch import Batch, Step, Writing
from shop.imports.apply.writer.sql import (
    DRAFTS_GIVE_WAY,
    EMPTY,
    FILL,
    INSERT_MARKS,
    INSERT_VERSIONS,
    PLACE,
    PRICES_BEGIN,
    PRICES_END,
    PRICES_GIVE_WAY,
    REMEMBER,
    STOCK_LOCKED,
    STOCK_MOVED,
    STOCK_OPENED,
    STOCK_REFUSED,
    TABLE,
    UPDATE_KINDS,
    UPDATE_OFFERS,
)
from shop.imports.models import PlanRow

SLUG = (f"left(coalesce(nullif(trim('-' from {SAFE_SLUG}), ''), lower(w.sku)), 255)").format(
    "coalesce(w.v->>'title_en', w.sku)"
)
RELEASE_COLUMNS = {"on_sale_to", "on_sale_from", "embargo_until"}


def write_batch(batch: Batch) -> None:
    """Write rows whose articles were looked at under their locks, in the caller's transaction."""
    write_writings(batch.writings(), batch.step)


def write_writings(rows: Sequence[Writing], step: Step) -> None:
    """Write rows that are ready."""
    if not rows:
        return
    if any(row.offered is False or _moves_release(row) for row in rows):
        take_rights_lock()
    _fill(rows)
    _insert_products(step)
    _execute(REMEMBER)
    source = "select product_id, direct as v from writing where {}"
    update_products(source.format("not is_new and direct <> '{}'"))
    write_sheets(source.format("is_new"))
    _execute(UPDATE_KINDS)
    _execute(UPDATE_OFFERS)
    _execute(PLACE)
    _write_versions(rows, step)
    _write_prices(rows, step)
    _compile(rows)
    # Last: fans who buy wait for these rows until the batch is committed.
    _write_stock(rows, step)


def _execute(statement: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else []


def _fill(rows: Sequence[Writing]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
        cursor.execute(EMPTY)
        with cursor.copy(FILL) as copy:
            for row in rows:
                copy.write_row(row.as_row())
        cursor.execute("analyze writing")


def _insert_products(step: Step) -> None:
    """Insert products, then variants: theirs is what their parents are not."""
    statement, defaults = _insert()
    with connection.cursor() as cursor:
        for parents in (True, False):
            which = "w.parent_sku = ''" if parents else "w.parent_sku <> ''"
            cursor.execute(
                statement.format(which=which),
                [*defaults, step.licensee.pk, step.upload_id],
            )


@cache
def _insert() -> tuple[str, tuple[Any, ...]]:
    """Return the statement that inserts products, and the values of columns no row speaks of."""
    columns = {kept.column: _filled(name, kept.write) for name, kept in PRODUCT_COLUMNS.items()}
    for column, (name, write) in FOLLOWING.items():
        columns[column] = f"coalesce({written(name, write)}, '')"
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
    for one in Product._meta.concrete_fields:  # noqa: SLF001  Django's documented interface
        if one.column not in columns and not one.null and not one.primary_key:
            if one.column in {"structure", "licensee_id"}:
                continue
            columns[one.column] = "%s"
            defaults.append(_default(one))
    # What stands first takes the parameters first.
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
    value = written(name, write)
    return f"coalesce({value}, '')" if write == "{}" else value


def _default(field: Field) -> Any:
    return field.get_db_prep_save(field.get_default(), connection)


def _write_versions(rows: Sequence[Writing], step: Step) -> None:
    if any(row.content is not None for row in rows):
        if not all(row.is_new for row in rows):
            _execute(DRAFTS_GIVE_WAY)
        _execute(INSERT_VERSIONS, [step.by_id])
        _execute(INSERT_MARKS, [step.by_id])


def _write_prices(rows: Sequence[Writing], step: Step) -> None:
    if any(row.prices and not row.is_new for row in rows):
        _execute(PRICES_GIVE_WAY, [step.at])
        _execute(PRICES_END, [step.at, step.at])
    if any(row.prices for row in rows):
        _execute(PRICES_BEGIN, [step.at])


def _write_stock(rows: Sequence[Writing], step: Step) -> None:
    """Open records that are missing, book the difference to the plan's books on the others."""
    if not any(row.units for row in rows):
        return
    _execute(STOCK_LOCKED, [step.partner_id])
    _execute(STOCK_OPENED, [step.partner_id, step.partner_id, step.reason, step.by_id])
    _execute(STOCK_MOVED, [step.partner_id, step.reason, step.by_id])
    for plan_id, sku, location in _execute(STOCK_REFUSED, [step.partner_id]):
        row = PlanRow.objects.get(pk=plan_id)
        message = f"More units of {sku} are sold or held than were counted: it was not booked."
        column = f"stock_{location}"
        row.notes = [*row.notes, note("below_promised", column, message, "", WARNING)]
        row.save(update_fields=["notes"])


def _compile(rows: Sequence[Writing]) -> None:
    """Bring search and releases up to date, in the same transaction."""
    numbers = {sku: pk for pk, sku in _execute("select product_id, sku from writing")}
    changed = [row for row in rows if row.direct]
    refresh_search([numbers[row.sku] for row in changed])
    moved = [row for row in changed if _moves_release(row)]
    if moved:
        compile_releases([numbers[row.sku] for row in moved])


def _moves_release(row: Writing) -> bool:
    """Whether a product that may be on sale is to be seen or sold from or to another instant."""
    return not row.is_new and not row.parent_sku and bool(RELEASE_COLUMNS & row.direct.keys())
