"""Write values by template column into products and their data sheets, in bulk.

`source` is SQL for rows with `product_id` and `v`, the values as JSON. Columns missing in `v` are
unchanged; "" clears a column.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db import connection

from catalog.imports.column import (
    JSON_COLUMNS,
    JSON_FAMILIES,
    MANUFACTURER_COLUMNS,
    PRODUCT_COLUMNS,
    SHEET_COLUMNS,
    VERSIONED_JSON_COLUMNS,
    VERSIONED_PRODUCT_COLUMNS,
    VERSIONED_SHEET_COLUMNS,
    StoredColumn,
    text_columns,
)
from catalog.models import Product, ProductClass, ProductVersion
from catalog.search.documents import refresh_search
from licensing.models import ProductCategory, Property
from licensing.services import find_or_create_profile

LANGUAGES = tuple(code for code, _ in settings.LANGUAGES)
ALL_PRODUCT_COLUMNS: Mapping[str, StoredColumn] = {
    **PRODUCT_COLUMNS,
    **VERSIONED_PRODUCT_COLUMNS,
    **text_columns(LANGUAGES),
}
ALL_SHEET_COLUMNS: Mapping[str, StoredColumn] = {**SHEET_COLUMNS, **VERSIONED_SHEET_COLUMNS}
# Columns of the product that are derived from others: the plain title is the English one.
DERIVED_COLUMNS = {
    "title": ("title_en", "{}"),
    "description": ("description_en", "{}"),
    "kind": ("category_code", "{}"),
    "manufacturer": (
        MANUFACTURER_COLUMNS[0],
        "concat_ws(E'\\n', "
        + ", ".join(f"nullif(w.v->>'{part}', '')" for part in MANUFACTURER_COLUMNS)
        + ")",
    ),
}
SAFE_SLUG = "regexp_replace(lower(unaccent({})), '[^a-z0-9]+', '-', 'g')"
JSON_EXPRESSION = f"""
    coalesce((
        select jsonb_object_agg(key, value) from jsonb_each(w.v)
        where key = any(array{[*JSON_COLUMNS, *VERSIONED_JSON_COLUMNS, "sport_codes"]}::text[])
            or key ~ '^({"|".join(JSON_FAMILIES)})'
    ), '{{}}'::jsonb)
"""  # noqa: S608  names of our own


def value_expression(column: str, expression: str) -> str:
    """Return the SQL value of a column from `w.v`."""
    return expression.format(f"w.v->>'{column}'")


def update_products(source: str, parameters: Sequence[Any] = ()) -> None:
    """Write the columns of products and of their data sheets."""
    sets = [
        f"{stored.column} = case when w.v ? '{name}' then {value_expression(name, stored.write)}"
        f" else p.{stored.column} end"
        for name, stored in ALL_PRODUCT_COLUMNS.items()
    ]
    sets += [
        f"{column} = case when w.v ? '{name}' then coalesce({value_expression(name, write)}, '')"
        f" else p.{column} end"
        for column, (name, write) in DERIVED_COLUMNS.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"update catalogue_product p set {', '.join(sets)}, date_updated = now() "  # noqa: S608  names of our own
            f"from ({source}) w where p.id = w.product_id",
            parameters,
        )
    write_sheets(source, parameters)


def write_sheets(source: str, parameters: Sequence[Any] = ()) -> None:
    """Write the data sheets, creating missing ones."""
    columns = [stored.column for stored in ALL_SHEET_COLUMNS.values()]
    values = [_sheet_value(name, stored) for name, stored in ALL_SHEET_COLUMNS.items()]
    sets = [
        f"{stored.column} = case when w.v ? '{name}' then {_sheet_value(name, stored)}"
        f" else s.{stored.column} end"
        for name, stored in ALL_SHEET_COLUMNS.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"update catalogue_datasheet s set {', '.join(sets)}, "  # noqa: S608  as above
            f"more = s.more || {JSON_EXPRESSION} "
            f"from ({source}) w where s.product_id = w.product_id",
            parameters,
        )
        cursor.execute(
            f"insert into catalogue_datasheet (product_id, {', '.join(columns)}, more) "  # noqa: S608  as above
            f"select w.product_id, {', '.join(values)}, {JSON_EXPRESSION} from ({source}) w "
            "where not exists (select 1 from catalogue_datasheet s"
            " where s.product_id = w.product_id)",
            parameters,
        )


def _sheet_value(name: str, stored: StoredColumn) -> str:
    value = value_expression(name, stored.write)
    return f"coalesce({value}, '')" if stored.write == "{}" else value


def publish_version(version: ProductVersion) -> None:
    """Copy a released version's texts, category, marks and data sheet to its product.

    Call it in the transaction of the release. A version without content equals the product.
    """
    if not version.content:
        return
    update_products(
        "select product_id, content as v from catalogue_productversion where id = %s", [version.pk]
    )
    product = Product.objects.select_related("rights_category", "licensee").get(
        pk=version.product_id
    )
    if product.licensee and product.rights_category:
        marks = Property.objects.filter(pk__in=version.marks.values("property"))
        product.rights_profile = find_or_create_profile(
            licensee=product.licensee, category=product.rights_category, marks=list(marks)
        )
        product.product_class = get_product_class(product.rights_category)
        product.save(update_fields=["rights_profile", "product_class"])
    refresh_search([product.pk])


def get_product_class(category: ProductCategory) -> ProductClass:
    """Return Oscar's product class of a category, creating it if needed."""
    product_class, _ = ProductClass.objects.get_or_create(
        slug=category.code, defaults={"name": category.name, "track_stock": True}
    )
    return product_class


def product_ids(skus: Iterable[str]) -> dict[str, int]:
    """Return product ids by article number."""
    return dict(Product.objects.filter(upc__in=list(skus)).values_list("upc", "pk"))
