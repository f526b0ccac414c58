"""All columns of the template, with their parsers, help texts and examples.

A family such as `price_{market}` has a column for each market. Changes of `versioned` columns need
the holders' approval; other changes go live at once.
"""

from collections.abc import Iterator
from functools import partial

from catalog.imports import amounts, compliance_columns, parsers
from catalog.imports.column import Column
from catalog.imports.errors import InvalidCell, quote_cell
from catalog.imports.gtins import parse_gtin
from catalog.imports.reference import Reference

PICTURES = 8
CLEARED = "[empty]"  # the text that removes a value; an empty cell leaves it unchanged
TEXT_RULES = "no banned words, and athletes' names only with the athlete's mark in property_codes."
ERRORS = "errors"  # the column that the error file adds
ACTIONS = frozenset({"create", "update", "withdraw"})
ALIASES = {"stock": "stock_main", "color": "colour", "sku": "licensee_sku"}


def all_columns(reference: Reference) -> dict[str, Column]:
    """Return every column by name, in the template's order."""
    columns = [
        *_identity(),
        *_texts(reference),
        *_rights(reference),
        *_sale(reference),
        *compliance_columns.compliance(reference),
        *compliance_columns.makers(),
        *compliance_columns.measures(),
        *_pictures(),
    ]
    return {column.name: column for column in columns}


def _identity() -> Iterator[Column]:
    yield Column(
        "licensee_sku",
        parsers.sku,
        "Your article number (SKU); unique in the shop.",
        "PIN-001",
        "both",
        required=True,
        repeats=False,
    )
    yield Column(
        "parent_sku",
        parsers.sku,
        "For a variant: the SKU of its parent, which has its own row.",
        "",
        "article",
    )
    yield Column(
        "action",
        partial(parsers.choice, codes=ACTIONS, what="action"),
        "create, update or withdraw. Leave blank to create or update.",
        "create",
        "both",
    )
    yield Column(
        "version",
        partial(parsers.whole_number, least=1),
        "As exported. The row is rejected if the product has changed since.",
        "",
        "product",
    )
    yield Column(
        "withdraw_reason",
        partial(parsers.text, longest=200),
        "The reason for the withdrawal.",
        "",
        "both",
    )
    yield Column(
        "gtin",
        parse_gtin,
        "Bar code; required for shops and marketplaces.",
        "4006381333931",
        "article",
        repeats=False,
    )


def _texts(reference: Reference) -> Iterator[Column]:
    for language in reference.languages:
        yield Column(
            f"title_{language}",
            partial(parsers.text, longest=120),
            f"Name in {language}; {TEXT_RULES}",
            "Enamel pin" if language == "en" else "",
            required=language == "en",
            versioned=True,
            repeats=False,
        )
    for language in reference.languages:
        yield Column(
            f"description_{language}",
            partial(parsers.rich_text, longest=4000),
            f"Description in {language}; paragraphs, lists and emphasis are kept; {TEXT_RULES}",
            "<p>With gift box.</p>" if language == "en" else "",
            versioned=True,
            repeats=False,
        )


def _rights(reference: Reference) -> Iterator[Column]:
    yield Column(
        "category_code",
        partial(_parse_category, reference),
        "A category that your agreement grants.",
        required=True,
        versioned=True,
    )
    yield Column(
        "agreement_no",
        partial(_parse_agreements, reference),
        "The number of your agreement. Separate several with ; if the marks need them.",
        required=True,
        versioned=True,
    )
    yield Column(
        "property_codes",
        partial(_parse_marks, reference),
        "All marks on the product, separated by ;",
        required=True,
        versioned=True,
    )
    yield Column(
        "games_code",
        partial(parsers.choice, codes=reference.games, what="edition of the Games"),
        "The edition of the Games, if any.",
        versioned=True,
    )
    yield Column(
        "noc_code",
        partial(_parse_noc, reference),
        "The committee's IOC code, such as GER.",
        versioned=True,
    )
    yield Column(
        "sport_codes",
        partial(parsers.choices, codes=reference.sports, what="sport"),
        "Sports, separated by ;",
        versioned=True,
    )
    yield Column(
        "channels_requested",
        partial(parsers.choices, codes=reference.channels, what="channel"),
        "Sales channels, separated by ; such as WEB;APP.",
        "WEB;APP",
        required=True,
    )
    yield Column(
        "territories_requested",
        partial(_parse_territories, reference),
        "Country codes (ISO 3166) separated by ; or one territory set. Leave blank for all granted"
        " territories.",
    )


def _sale(reference: Reference) -> Iterator[Column]:
    yield Column(
        "on_sale_from", parsers.instant, "Start of sale, with the offset of your time zone."
    )
    yield Column("on_sale_to", parsers.instant, "End of sale.")
    yield Column("embargo_until", parsers.instant, "The product is hidden until then.")
    yield Column("rrp_amount", _parse_rrp, "Recommended retail price.", "12.50", required=True)
    yield Column(
        "rrp_currency",
        amounts.currency,
        "Currency of the recommended retail price.",
        "EUR",
        required=True,
    )
    for market in reference.markets.values():
        yield Column(
            f"price_{market.code}",
            partial(amounts.money, currency=market.currency),
            f"Price in {market.name}, in {market.currency}; live at once.",
            "" if market.code != "fr" else "12.50",
            "both",
        )
    for location in reference.locations:
        yield Column(
            f"stock_{location}",
            parsers.whole_number,
            f"Units counted at {location}; live at once.",
            "100",
            "article",
            repeats=False,
        )
    yield Column(
        "tax_class",
        partial(parsers.choice, codes=reference.tax_classes, what="tax class"),
        "The tax class.",
        "standard",
        required=True,
    )


def _pictures() -> Iterator[Column]:
    for number in range(1, PICTURES + 1):
        yield Column(
            f"image_{number}",
            parsers.picture,
            f"Picture {number}: file name in the ZIP, at least 2000 pixels wide.",
            "pin-001.jpg" if number == 1 else "",
            versioned=True,
            repeats=False,
        )
    for number in range(1, PICTURES + 1):
        yield Column(
            f"image_alt_en_{number}",
            partial(parsers.text, longest=250),
            f"Alternative text of picture {number}, for people who can't see it.",
            "Round pin on a card" if number == 1 else "",
            versioned=True,
            repeats=False,
        )


def _parse_category(reference: Reference, raw: str) -> str:
    code = parsers.choice(raw, reference.categories, "category")
    if not reference.categories[code].is_leaf:
        leaves = [category.code for category in reference.categories.values() if category.is_leaf]
        message = f"{quote_cell(code)} is a group of categories."
        raise InvalidCell("not_a_leaf", message, parsers.suggest(code, leaves))
    return code


def _parse_agreements(reference: Reference, raw: str) -> str:
    return parsers.choices(raw, reference.agreements, "agreement")


def _parse_marks(reference: Reference, raw: str) -> str:
    return parsers.choices(raw, reference.marks, "mark")


def _parse_noc(reference: Reference, raw: str) -> str:
    code = parsers.clean_cell(raw).upper()
    if code not in reference.nocs:
        same_country = [
            noc
            for noc, country in reference.nocs.items()
            if country == reference.iso3.get(code, code)
        ]
        fix = f"Write {same_country[0]}." if same_country else parsers.suggest(code, reference.nocs)
        raise InvalidCell("noc", f"{quote_cell(code)} isn't the IOC code of a committee.", fix)
    return code


def _parse_territories(reference: Reference, raw: str) -> str:
    cell = parsers.clean_cell(raw)
    if cell.upper() in reference.territory_sets:
        return cell.upper()
    separator = ";" if ";" in cell or "," not in cell else ","
    return ";".join(
        sorted(
            {
                compliance_columns.country(reference, part)
                for part in cell.split(separator)
                if part.strip()
            }
        )
    )


def _parse_rrp(raw: str) -> str:
    return amounts.money(raw, "EUR")
