"""Where each column is kept: which belong to the product itself, which to its data sheet.

Columns of the sheet that lists filter by or the database checks are real columns; the long tail
(papers, responsible persons, warnings by language) is JSON: nothing is ever searched by it, and a
new duty of the law is a new column of the template without a migration.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

INSTANT = """to_char({} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"+00:00"')"""
NUMBER, TEXT, YES_NO = "{}::text", "{}", "case {} when true then 'yes' when false then 'no' end"


class Kept(NamedTuple):
    """A column of a table: how the written form becomes its value in SQL, and the way back."""

    column: str
    write: str
    read: str = TEXT


PRODUCT = {
    "gtin": Kept("gtin", "{}"),
    "colour": Kept("color", "{}"),
    "size": Kept("size", "{}"),
    "tax_class": Kept("tax_class", "coalesce(nullif({}, ''), 'standard')"),
    "country_of_origin": Kept("origin", "{}"),
    "hs_code": Kept("hs_code", "{}"),
    "weight_g": Kept("weight_g", "coalesce(nullif({}, ''), '0')::int", "nullif({}, 0)::text"),
    "on_sale_from": Kept("on_sale_from", "nullif({}, '')::timestamptz", INSTANT),
}
VERSIONED_PRODUCT = {
    "category_code": Kept(
        "rights_category_id",
        "(select id from licensing_productcategory where code = {})",
        "(select code from licensing_productcategory where id = {})",
    ),
    "games_code": Kept("games_id", "nullif({}, '')"),
    "noc_code": Kept("noc_id", "nullif({}, '')"),
    "sport_codes": Kept(
        "sport_id",
        "(select id from catalogue_sport where slug = split_part({}, ';', 1))",
        "(select slug from catalogue_sport where id = {})",
    ),
}
SHEET = {
    "model_or_batch": Kept("model_or_batch", "{}"),
    "min_age_months": Kept("min_age_months", "nullif({}, '')::smallint", NUMBER),
    "test_report_expiry": Kept("test_report_expiry", "nullif({}, '')::date", NUMBER),
    "on_sale_to": Kept("on_sale_to", "nullif({}, '')::timestamptz", INSTANT),
    "embargo_until": Kept("embargo_until", "nullif({}, '')::timestamptz", INSTANT),
    "size_system": Kept("size_system", "{}"),
    "length_mm": Kept("length_mm", "nullif({}, '')::int", NUMBER),
    "width_mm": Kept("width_mm", "nullif({}, '')::int", NUMBER),
    "height_mm": Kept("height_mm", "nullif({}, '')::int", NUMBER),
    "battery": Kept("battery", "nullif({}, '') = 'yes'", YES_NO),
    "wireless": Kept("wireless", "nullif({}, '') = 'yes'", YES_NO),
    "rrp_amount": Kept("rrp_amount", "nullif({}, '')::numeric", NUMBER),
    "rrp_currency": Kept("rrp_currency", "{}"),
    "limited_edition_size": Kept("limited_edition_size", "nullif({}, '')::int", NUMBER),
    "label_serial_from": Kept("label_serial_from", "{}"),
    "label_serial_to": Kept("label_serial_to", "{}"),
}
VERSIONED_SHEET = {"factory_code": Kept("factory_code", "{}")}
MORE = (
    *("channels_requested", "territories_requested", "toy_ce_doc", "cpc_doc", "care_symbols"),
    *("green_claims_evidence", "max_chars"),
    *(
        f"{who}_{part}"
        for who in ("manufacturer", "eu_responsible", "uk_responsible")
        for part in ("name", "address", "email")
    ),
)
VERSIONED_MORE = ("fibre_composition", "personalisable")
MAKER = ("manufacturer_name", "manufacturer_address", "manufacturer_email")
MORE_FAMILIES = ("image_", "warnings_")
RIGHTS = ("agreement_no", "property_codes")
APART = ("licensee_sku", "parent_sku", "action", "version", "withdraw_reason")


def texts(languages: Iterable[str]) -> dict[str, Kept]:
    """Return the columns of a product's texts."""
    return {
        f"{name}_{language}": Kept(f"{name}_{language}", "nullif({}, '')")
        for language in languages
        for name in ("title", "description")
    }


def is_of_tail(column: str) -> bool:
    """Whether the column is kept in the sheet's JSON."""
    return column in MORE or column in VERSIONED_MORE or column.startswith(MORE_FAMILIES)


def is_versioned(column: str) -> bool:
    """Whether a change of the column waits for the holders' approval."""
    return (
        column in VERSIONED_PRODUCT
        or column in VERSIONED_SHEET
        or column in VERSIONED_MORE
        or column in RIGHTS
        or column.startswith(("title_", "description_", "image_"))
    )


def versioned(values: Mapping[str, str]) -> dict[str, str]:
    """Return what of values belongs to a product's version; "" is what was taken away."""
    return {name: value for name, value in values.items() if is_versioned(name)}
