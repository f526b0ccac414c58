"""Columns of the template: their definition and where their values are stored.

Values that lists filter by or that the database checks have their own columns. Other values of the
data sheet (documents, responsible persons, warnings by language) are JSON, so that a new legal
requirement needs no migration.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

Parse = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the template.

    `of` is "product", "article" (a sellable item) or "both". Product columns of a variant can be
    empty, since its parent has them. `required` applies to new products or articles; columns that
    only some goods need are in `catalog.imports.conditional_rules`.
    """

    name: str
    parse: Parse
    help: str
    example: str = ""
    of: str = "product"
    required: bool = False
    versioned: bool = False
    repeats: bool = True  # values repeat, so parsed cells are cached


INSTANT = """to_char({} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"+00:00"')"""
NUMBER, TEXT, YES_NO = "{}::text", "{}", "case {} when true then 'yes' when false then 'no' end"


class StoredColumn(NamedTuple):
    """A database column, with the SQL expressions to write the normalized form and read it back."""

    column: str
    write: str
    read: str = TEXT


PRODUCT_COLUMNS = {
    "gtin": StoredColumn("gtin", "{}"),
    "colour": StoredColumn("color", "{}"),
    "size": StoredColumn("size", "{}"),
    "tax_class": StoredColumn("tax_class", "coalesce(nullif({}, ''), 'standard')"),
    "country_of_origin": StoredColumn("origin", "{}"),
    "hs_code": StoredColumn("hs_code", "{}"),
    "weight_g": StoredColumn(
        "weight_g", "coalesce(nullif({}, ''), '0')::int", "nullif({}, 0)::text"
    ),
    "on_sale_from": StoredColumn("on_sale_from", "nullif({}, '')::timestamptz", INSTANT),
}
VERSIONED_PRODUCT_COLUMNS = {
    "category_code": StoredColumn(
        "rights_category_id",
        "(select id from licensing_productcategory where code = {})",
        "(select code from licensing_productcategory where id = {})",
    ),
    "games_code": StoredColumn("games_id", "nullif({}, '')"),
    "noc_code": StoredColumn("noc_id", "nullif({}, '')"),
    "sport_codes": StoredColumn(
        "sport_id",
        "(select id from catalogue_sport where slug = split_part({}, ';', 1))",
        "(select slug from catalogue_sport where id = {})",
    ),
}
SHEET_COLUMNS = {
    "model_or_batch": StoredColumn("model_or_batch", "{}"),
    "min_age_months": StoredColumn("min_age_months", "nullif({}, '')::smallint", NUMBER),
    "test_report_expiry": StoredColumn("test_report_expiry", "nullif({}, '')::date", NUMBER),
    "on_sale_to": StoredColumn("on_sale_to", "nullif({}, '')::timestamptz", INSTANT),
    "embargo_until": StoredColumn("embargo_until", "nullif({}, '')::timestamptz", INSTANT),
    "size_system": StoredColumn("size_system", "{}"),
    "length_mm": StoredColumn("length_mm", "nullif({}, '')::int", NUMBER),
    "width_mm": StoredColumn("width_mm", "nullif({}, '')::int", NUMBER),
    "height_mm": StoredColumn("height_mm", "nullif({}, '')::int", NUMBER),
    "battery": StoredColumn("battery", "nullif({}, '') = 'yes'", YES_NO),
    "wireless": StoredColumn("wireless", "nullif({}, '') = 'yes'", YES_NO),
    "rrp_amount": StoredColumn("rrp_amount", "nullif({}, '')::numeric", NUMBER),
    "rrp_currency": StoredColumn("rrp_currency", "{}"),
    "limited_edition_size": StoredColumn("limited_edition_size", "nullif({}, '')::int", NUMBER),
    "label_serial_from": StoredColumn("label_serial_from", "{}"),
    "label_serial_to": StoredColumn("label_serial_to", "{}"),
}
VERSIONED_SHEET_COLUMNS = {"factory_code": StoredColumn("factory_code", "{}")}
JSON_COLUMNS = (
    *("channels_requested", "territories_requested", "toy_ce_doc", "cpc_doc", "care_symbols"),
    *("green_claims_evidence", "max_chars"),
    *(
        f"{who}_{part}"
        for who in ("manufacturer", "eu_responsible", "uk_responsible")
        for part in ("name", "address", "email")
    ),
)
VERSIONED_JSON_COLUMNS = ("fibre_composition", "personalisable")
MANUFACTURER_COLUMNS = ("manufacturer_name", "manufacturer_address", "manufacturer_email")
JSON_FAMILIES = ("image_", "warnings_")
RIGHTS_COLUMNS = ("agreement_no", "property_codes")
ROW_COLUMNS = ("licensee_sku", "parent_sku", "action", "version", "withdraw_reason")


def text_columns(languages: Iterable[str]) -> dict[str, StoredColumn]:
    """Return the columns of a product's titles and descriptions."""
    return {
        f"{name}_{language}": StoredColumn(f"{name}_{language}", "nullif({}, '')")
        for language in languages
        for name in ("title", "description")
    }


def is_versioned(column: str) -> bool:
    """Return whether a change of the column needs the holders' approval."""
    return (
        column in VERSIONED_PRODUCT_COLUMNS
        or column in VERSIONED_SHEET_COLUMNS
        or column in VERSIONED_JSON_COLUMNS
        or column in RIGHTS_COLUMNS
        or column.startswith(("title_", "description_", "image_"))
    )


def versioned_values(values: Mapping[str, str]) -> dict[str, str]:
    """Return the values that belong to a product's version; "" means removed."""
    return {name: value for name, value in values.items() if is_versioned(name)}
