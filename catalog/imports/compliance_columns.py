"""Columns for product law, customs and logistics: documents, manufacturers, measures."""

from collections.abc import Iterator
from functools import partial

from catalog.imports import parsers
from catalog.imports.column import Column
from catalog.imports.errors import InvalidCell, quote_cell
from catalog.imports.reference import Reference, fold_name

SIZE_SYSTEMS = frozenset({"EU", "UK", "US", "INT", "JP", "CM"})
CARE = frozenset(
    {
        *("wash-30", "wash-40", "wash-60", "wash-hand", "wash-no", "bleach", "bleach-no"),
        *("tumble-dry", "tumble-dry-no", "iron-low", "iron-medium", "iron-no"),
        *("dry-clean", "dry-clean-no", "line-dry", "flat-dry"),
    }
)


def compliance(reference: Reference) -> Iterator[Column]:
    """Yield the columns required by customs and product law."""
    yield Column(
        "hs_code", parsers.hs_code, "Customs code, 6 to 10 digits.", "711719", required=True
    )
    yield Column(
        "country_of_origin",
        partial(country, reference),
        "Country of manufacture; ISO code, such as DE.",
        "PT",
        required=True,
    )
    yield Column(
        "factory_code",
        parsers.code,
        "The factory's code. Each agreement must approve it, and its audit must be valid.",
        "F-01",
        required=True,
        versioned=True,
    )
    yield Column(
        "model_or_batch",
        parsers.code,
        "The model or batch number on the label.",
        "M-2027",
        required=True,
    )
    for language in reference.languages:
        yield Column(
            f"warnings_{language}",
            partial(parsers.text, longest=500),
            f"Warnings in {language}; for toys.",
        )
    yield Column(
        "min_age_months",
        partial(parsers.whole_number, most=216),
        "Minimum age in months; for toys.",
    )
    yield Column("toy_ce_doc", parsers.code, "Declaration of conformity; for toys.")
    yield Column(
        "cpc_doc", parsers.code, "Children's product certificate; for toys in the United States."
    )
    yield Column("test_report_expiry", parsers.day, "Date on which the test report expires.")
    yield Column(
        "fibre_composition",
        parsers.percentages,
        "For textiles, such as cotton:60;polyester:40.",
        versioned=True,
    )
    yield Column(
        "care_symbols", partial(parsers.choices, codes=CARE, what="care symbol"), "Separated by ;"
    )
    yield Column("battery", parsers.yes_or_no, "Whether it contains a battery.")
    yield Column("wireless", parsers.yes_or_no, "Whether it has a radio, such as Bluetooth.")
    yield Column("green_claims_evidence", parsers.code, "Evidence for claims such as recycled.")


def makers() -> Iterator[Column]:
    """Yield the columns of the manufacturer and the responsible persons in the EU and the UK."""
    for role, description in (
        ("manufacturer", "manufacturer"),
        ("eu_responsible", "responsible person in the EU"),
        ("uk_responsible", "responsible person in the UK"),
    ):
        is_manufacturer = role == "manufacturer"
        yield Column(
            f"{role}_name",
            partial(parsers.text, longest=150),
            f"Name of the {description}.",
            "Maker Ltd" if is_manufacturer else "",
            required=is_manufacturer,
        )
        yield Column(
            f"{role}_address",
            parsers.address,
            f"Postal address of the {description}.",
            "1 Mill Lane, Porto, Portugal" if is_manufacturer else "",
            required=is_manufacturer,
        )
        yield Column(
            f"{role}_email",
            parsers.electronic_address,
            f"Email or web address of the {description}.",
            "care@maker.example" if is_manufacturer else "",
            required=is_manufacturer,
        )


def measures() -> Iterator[Column]:
    """Yield the columns of an article's color, size, weight and labels."""
    yield Column("colour", _color, "Color, such as navy.", "", "both")
    yield Column("size", parsers.size, "Size; for clothing and shoes.", "", "article")
    yield Column(
        "size_system",
        partial(parsers.choice, codes=SIZE_SYSTEMS, what="size system"),
        "EU, UK, US, INT, JP or CM.",
        "",
        "article",
    )
    yield Column(
        "weight_g",
        partial(parsers.whole_number, least=1, most=500_000),
        "Weight with packaging, in grams. Unusual weights for the category show a warning.",
        "20",
        "both",
        required=True,
    )
    for side in ("length", "width", "height"):
        yield Column(
            f"{side}_mm",
            partial(parsers.whole_number, least=1, most=20_000),
            f"{side.capitalize()} with packaging, in millimeters. Unusual sizes for the category"
            " show a warning.",
            "40",
            "both",
            required=True,
        )
    yield Column(
        "limited_edition_size",
        partial(parsers.whole_number, least=1),
        "Total number of units that will be made.",
    )
    yield from _labels()
    yield Column(
        "personalisable",
        parsers.yes_or_no,
        "Whether buyers can add their own text.",
        versioned=True,
    )
    yield Column(
        "max_chars",
        partial(parsers.whole_number, least=1, most=100),
        "Maximum number of characters of the text.",
    )


def _labels() -> Iterator[Column]:
    yield Column(
        "label_serial_from",
        parsers.serial,
        "First security label, from those issued to you. Fill in both columns or none. A label can"
        " be used on one article only.",
        "",
        "article",
        repeats=False,
    )
    yield Column(
        "label_serial_to",
        parsers.serial,
        "Last security label of the same series. Each unit in stock needs a label.",
        "",
        "article",
        repeats=False,
    )


def country(reference: Reference, raw: str) -> str:
    """Return an ISO 3166-1 alpha-2 code. Raises `InvalidCell`, with a suggestion if possible."""
    typed = parsers.clean_cell(raw)
    code = typed.upper()
    if code in reference.territories:
        return code
    meant = (
        reference.nocs.get(code)
        or reference.iso3.get(code)
        or reference.countries.get(fold_name(raw))
    )
    fix = f"Use {meant}." if meant else "Use the two letters of ISO 3166, such as DE."
    raise InvalidCell("country", f"{quote_cell(typed)} isn't a country code.", fix)


def _color(raw: str) -> str:
    color = parsers.clean_cell(raw).lower().replace(" ", "-")
    if not color.replace("-", "").isalnum() or not color.isascii() or len(color) > 20:  # noqa: PLR2004  the column's length
        raise InvalidCell("color", "A color is one plain word.", "Such as navy or light-blue.")
    return color
