"""Columns that law, customs and logistics ask for: papers, makers, measures."""

from collections.abc import Iterator
from functools import partial

from catalog.imports import parsers
from catalog.imports.column import Column
from catalog.imports.errors import Unfit, shown
from catalog.imports.reference import Reference, fold_name

SIZE_SYSTEMS = frozenset({"EU", "UK", "US", "INT", "JP", "CM"})
CARE = frozenset(
    {
        *("wash-30", "wash-40", "wash-60", "wash-hand", "wash-no", "bleach", "bleach-no"),
        *("tumble-dry", "tumble-dry-no", "iron-low", "iron-medium", "iron-no"),
        *("dry-clean", "dry-clean-no", "line-dry", "flat-dry"),
    }
)


def compliance(known: Reference) -> Iterator[Column]:
    """Yield what customs and product law ask for."""
    yield Column(
        "hs_code", parsers.hs_code, "Customs code, 6 to 10 digits.", "711719", required=True
    )
    yield Column(
        "country_of_origin",
        partial(country, known),
        "Where it is made; ISO code, as DE.",
        "PT",
        required=True,
    )
    yield Column(
        "factory_code",
        parsers.code,
        "The factory, as approved on each agreement named; its audit holds today.",
        "F-01",
        required=True,
        versioned=True,
    )
    yield Column(
        "model_or_batch",
        parsers.code,
        "What identifies the model on the label.",
        "M-2027",
        required=True,
    )
    for language in known.languages:
        yield Column(
            f"warnings_{language}",
            partial(parsers.text, longest=500),
            f"Warnings in {language}; for toys.",
        )
    yield Column(
        "min_age_months", partial(parsers.whole, most=216), "Minimum age in months; for toys."
    )
    yield Column("toy_ce_doc", parsers.code, "Declaration of conformity; for toys.")
    yield Column(
        "cpc_doc", parsers.code, "Children's product certificate; for toys in the United States."
    )
    yield Column("test_report_expiry", parsers.day, "Until when the test report holds.")
    yield Column(
        "fibre_composition",
        parsers.percentages,
        "Of textiles: cotton:60;polyester:40.",
        versioned=True,
    )
    yield Column("care_symbols", partial(parsers.choices, known=CARE, what="care symbol"), "By ;")
    yield Column("battery", parsers.yes_or_no, "Whether a battery is inside.")
    yield Column("wireless", parsers.yes_or_no, "Whether it has wireless.")
    yield Column("green_claims_evidence", parsers.code, "Proof of words such as recycled.")


def makers() -> Iterator[Column]:
    """Yield who made it, and who answers for it in the EU and the United Kingdom."""
    for who, whose in (
        ("manufacturer", "maker"),
        ("eu_responsible", "responsible person in the EU"),
        ("uk_responsible", "responsible person in the UK"),
    ):
        first = who == "manufacturer"
        yield Column(
            f"{who}_name",
            partial(parsers.text, longest=150),
            f"Name of the {whose}.",
            "Maker Ltd" if first else "",
            required=first,
        )
        yield Column(
            f"{who}_address",
            parsers.address,
            f"Postal address of the {whose}.",
            "1 Mill Lane, Porto, Portugal" if first else "",
            required=first,
        )
        yield Column(
            f"{who}_email",
            parsers.electronic_address,
            f"Email or web address of the {whose}.",
            "care@maker.example" if first else "",
            required=first,
        )


def measures() -> Iterator[Column]:
    """Yield what an article is like: color, size, weight, labels."""
    yield Column("colour", _color, "Color, as navy.", "", "both")
    yield Column("size", parsers.size, "Size; for clothing and shoes.", "", "article")
    yield Column(
        "size_system",
        partial(parsers.choice, known=SIZE_SYSTEMS, what="size system"),
        "EU, UK, US, INT, JP or CM.",
        "",
        "article",
    )
    yield Column(
        "weight_g",
        partial(parsers.whole, least=1, most=500_000),
        "Weight with packing, in grams; more or less than goods of the category is asked about.",
        "20",
        "both",
        required=True,
    )
    for side in ("length", "width", "height"):
        yield Column(
            f"{side}_mm",
            partial(parsers.whole, least=1, most=20_000),
            f"{side.capitalize()} with packing, in millimeters; the longest side is compared with"
            " goods of the category.",
            "40",
            "both",
            required=True,
        )
    yield Column(
        "limited_edition_size", partial(parsers.whole, least=1), "Units that will ever be made."
    )
    yield Column(
        "label_serial_from",
        parsers.serial,
        "First security label of those issued to you; both or none, no label on two articles.",
        "",
        "article",
        repeats=False,
    )
    yield Column(
        "label_serial_to",
        parsers.serial,
        "Last security label, of the same series; at least one for each unit in stock.",
        "",
        "article",
        repeats=False,
    )
    yield Column(
        "personalisable",
        parsers.yes_or_no,
        "Whether fans may have a text put on it.",
        versioned=True,
    )
    yield Column(
        "max_chars", partial(parsers.whole, least=1, most=100), "Characters that the text may have."
    )


def country(known: Reference, raw: str) -> str:
    """Return a country's two letters. A name, a committee or three letters get a hint."""
    typed = parsers.plain(raw)
    found = typed.upper()
    if found in known.territories:
        return found
    meant = known.nocs.get(found) or known.iso3.get(found) or known.countries.get(fold_name(raw))
    fix = f"Use {meant}." if meant else "Use the two letters of ISO 3166, such as DE."
    raise Unfit("country", f"{shown(typed)} isn't a country code.", fix)


def _color(raw: str) -> str:
    found = parsers.plain(raw).lower().replace(" ", "-")
    if not found.replace("-", "").isalnum() or not found.isascii() or len(found) > 20:  # noqa: PLR2004  the column's length
        raise Unfit("color", "A color is one plain word.", "As navy or light-blue.")
    return found
