"""Values by column of the template, written into products and their data sheets, many at once.

`source` is SQL for rows with `product_id` and `v`, the values as JSON; a column that `v` does not
have stays as it is, one that is "" becomes empty.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db import connection

from catalog.imports.column_storage import (
    MAKER,
    MORE,
    MORE_FAMILIES,
    PRODUCT,
    SHEET,
    VERSIONED_MORE,
    VERSIONED_PRODUCT,
    VERSIONED_SHEET,
    Kept,
    texts,
)
from catalog.models import Product, ProductClass, ProductVersion
from catalog.search.documents import refresh_search
from licensing.models import ProductCategory, Property
from licensing.services import find_or_create_profile

LANGUAGES = tuple(code for code, _ in settings.LANGUAGES)
PRODUCT_COLUMNS: Mapping[str, Kept] = {**PRODUCT, **VERSIONED_PRODUCT, **texts(LANGUAGES)}
SHEET_COLUMNS: Mapping[str, Kept] = {**SHEET, **VERSIONED_SHEET}
# Columns of the product that follow from the row's: the plain title is the English one.
FOLLOWING = {
    "title": ("title_en", "{}"),
    "description": ("description_en", "{}"),
    "kind": ("category_code", "{}"),
    "manufacturer": (
        MAKER[0],
        "concat_ws(E'\\n', " + ", ".join(f"nullif(w.v->>'{part}', '')" for part in MAKER) + ")",
    ),
}
SAFE_SLUG = "regexp_replace(lower(unaccent({})), '[^a-z0-9]+', '-', 'g')"
TAIL = f"""
    coalesce((
        select jsonb_object_agg(key, value) from jsonb_each(w.v)
        where key = any(array{[*MORE, *VERSIONED_MORE, "sport_codes"]}::text[])
            or key ~ '^({"|".join(MORE_FAMILIES)})'
    ), '{{}}'::jsonb)
"""  # noqa: S608  names of our own


def written(column: str, kept: str) -> str:
    """Return the SQL value of a column from `w.v`."""
    return kept.format(f"w.v->>'{column}'")


def update_products(source: str, parameters: Sequence[Any] = ()) -> None:
    """Write the product's own columns, and its data sheet's."""
    sets = [
        f"{kept.column} = case when w.v ? '{name}' then {written(name, kept.write)}"
        f" else p.{kept.column} end"
        for name, kept in PRODUCT_COLUMNS.items()
    ]
    sets += [
        f"{column} = case when w.v ? '{name}' then coalesce({written(name, write)}, '')"
        f" else p.{column} end"
        for column, (name, write) in FOLLOWING.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"update catalogue_product p set {', '.join(sets)}, date_updated = now() "  # noqa: S608  names of our own
            f"from ({source}) w where p.id = w.product_id",
            parameters,
        )
    write_sheets(source, parameters)


def write_sheets(source: str, parameters: Sequence[Any] = ()) -> None:
    """Write the data sheets; those that are missing are made."""
    columns = [kept.column for kept in SHEET_COLUMNS.values()]
    values = [_sheet_value(name, kept) for name, kept in SHEET_COLUMNS.items()]
    sets = [
        f"{kept.column} = case when w.v ? '{name}' then {_sheet_value(name, kept)}"
        f" else s.{kept.column} end"
        for name, kept in SHEET_COLUMNS.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"update catalogue_datasheet s set {', '.join(sets)}, more = s.more || {TAIL} "  # noqa: S608  as above
            f"from ({source}) w where s.product_id = w.product_id",
            parameters,
        )
        cursor.execute(
            f"insert into catalogue_datasheet (product_id, {', '.join(columns)}, more) "  # noqa: S608  as above
            f"select w.product_id, {', '.join(values)}, {TAIL} from ({source}) w "
            "where not exists (select 1 from catalogue_datasheet s"
            " where s.product_id = w.product_id)",
            parameters,
        )


def _sheet_value(name: str, kept: Kept) -> str:
    value = written(name, kept.write)
    return f"coalesce({value}, '')" if kept.write == "{}" else value


def publish_version(version: ProductVersion) -> None:
    """Make a product say what its released version says: text, category, marks, sheet.

    To be called in the transaction of the release. A version without content was released as the
    product already was.
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
        product.product_class = class_of(product.rights_category)
        product.save(update_fields=["rights_profile", "product_class"])
    refresh_search([product.pk])


def class_of(category: ProductCategory) -> ProductClass:
    """Return Oscar's class of the goods of a category."""
    found, _ = ProductClass.objects.get_or_create(
        slug=category.code, defaults={"name": category.name, "track_stock": True}
    )
    return found


def product_ids(skus: Iterable[str]) -> dict[str, int]:
    """Return the products of article numbers."""
    return dict(Product.objects.filter(upc__in=list(skus)).values_list("upc", "pk"))
