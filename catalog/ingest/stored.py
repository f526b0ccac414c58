"""Where each column is kept: which belong to the product itself, which to its data sheet.

Columns of the sheet that lists filter by or the database checks are real columns; the long tail
(papers, responsible persons, warnings by language) is JSON: nothing is ever searched by it, and a
new duty of the law is a new column of the template without a migration.
"""

from collections.abc import Iterable, Mapping

# Column of the template to column of the product and how text becomes its type in SQL.
PRODUCT = {
    "gtin": ("gtin", "{}"),
    "colour": ("color", "{}"),
    "size": ("size", "{}"),
    "tax_class": ("tax_class", "coalesce(nullif({}, ''), 'standard')"),
    "country_of_origin": ("origin", "{}"),
    "hs_code": ("hs_code", "{}"),
    "weight_g": ("weight_g", "coalesce(nullif({}, ''), '0')::int"),
    "on_sale_from": ("on_sale_from", "nullif({}, '')::timestamptz"),
}
VERSIONED_PRODUCT = {
    "category_code": (
        "rights_category_id",
        "(select id from licensing_productcategory where code = {})",
    ),
    "games_code": ("games_id", "nullif({}, '')"),
    "noc_code": ("noc_id", "nullif({}, '')"),
    "sport_codes": (
        "sport_id",
        "(select id from catalogue_sport where slug = split_part({}, ';', 1))",
    ),
}
SHEET = {
    "model_or_batch": ("model_or_batch", "{}"),
    "min_age_months": ("min_age_months", "nullif({}, '')::smallint"),
    "test_report_expiry": ("test_report_expiry", "nullif({}, '')::date"),
    "on_sale_to": ("on_sale_to", "nullif({}, '')::timestamptz"),
    "size_system": ("size_system", "{}"),
    "length_mm": ("length_mm", "nullif({}, '')::int"),
    "width_mm": ("width_mm", "nullif({}, '')::int"),
    "height_mm": ("height_mm", "nullif({}, '')::int"),
    "battery": ("battery", "nullif({}, '') = 'yes'"),
    "wireless": ("wireless", "nullif({}, '') = 'yes'"),
    "rrp_amount": ("rrp_amount", "nullif({}, '')::numeric"),
    "rrp_currency": ("rrp_currency", "{}"),
    "limited_edition_size": ("limited_edition_size", "nullif({}, '')::int"),
}
VERSIONED_SHEET = {"factory_code": ("factory_code", "{}")}
MORE = (
    *("channels_requested", "territories_requested", "toy_ce_doc", "cpc_doc", "care_symbols"),
    *("green_claims_evidence", "label_serial_from", "label_serial_to", "max_chars"),
    *(
        f"{who}_{part}"
        for who in ("manufacturer", "eu_responsible", "uk_responsible")
        for part in ("name", "address", "email")
    ),
)
VERSIONED_MORE = ("fibre_composition", "personalisable")
MAKER = ("manufacturer_name", "manufacturer_address", "manufacturer_email")
RIGHTS = ("agreement_no", "property_codes")
APART = ("licensee_sku", "parent_sku", "action", "version", "withdraw_reason")


def texts(languages: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return the columns of a product's texts; the language without a suffix is English."""
    found = {}
    for language in languages:
        for name in ("title", "description"):
            found[f"{name}_{language}"] = (f"{name}_{language}", "nullif({}, '')")
    return found


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
    """Return what of a row's values belongs to its product's version."""
    return {name: value for name, value in values.items() if value and is_versioned(name)}
