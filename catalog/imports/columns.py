"""The columns of the template: what each takes, who must fill it, and what help it gives.

A family such as `price_{market}` becomes a column for each market. What is VERSIONED needs the
holders' approval again when it changes; everything else goes live at once.
"""

from collections.abc import Iterator
from functools import partial

from catalog.imports import amounts, compliance_columns, parsers
from catalog.imports.column import Column
from catalog.imports.errors import Unfit, shown
from catalog.imports.gtins import parse_gtin
from catalog.imports.reference import Reference

PICTURES = 8
CLEARED = "[empty]"  # what a cell says to take a value away; an empty cell leaves what is there
UNSAID = "no banned word, no athlete's name without the athlete's mark in property_codes."
ERRORS = "errors"  # the column that the error file adds
ACTIONS = frozenset({"create", "update", "withdraw"})


ALIASES = {"stock": "stock_main", "color": "colour", "sku": "licensee_sku"}


def all_columns(known: Reference) -> dict[str, Column]:
    """Return every column by name, in the template's order."""
    found = [
        *_identity(),
        *_texts(known),
        *_rights(known),
        *_sale(known),
        *compliance_columns.compliance(known),
        *compliance_columns.makers(),
        *compliance_columns.measures(),
        *_pictures(),
    ]
    return {column.name: column for column in found}


def _identity() -> Iterator[Column]:
    yield Column(
        "licensee_sku",
        parsers.sku,
        "Your article number; nobody else's in the shop.",
        "PIN-001",
        "both",
        required=True,
        repeats=False,
    )
    yield Column(
        "parent_sku",
        parsers.sku,
        "Of a variant: the article number of its parent, a row of its own.",
        "",
        "article",
    )
    yield Column(
        "action",
        partial(parsers.choice, known=ACTIONS, what="action"),
        "create, update or withdraw; empty: create or update.",
        "create",
        "both",
    )
    yield Column(
        "version",
        partial(parsers.whole, least=1),
        "As exported: the row is refused when somebody changed the product since.",
        "",
        "product",
    )
    yield Column(
        "withdraw_reason", partial(parsers.text, longest=200), "Why it is withdrawn.", "", "both"
    )
    yield Column(
        "gtin",
        parse_gtin,
        "Bar code; needed for shops and marketplaces.",
        "4006381333931",
        "article",
        repeats=False,
    )


def _texts(known: Reference) -> Iterator[Column]:
    for language in known.languages:
        yield Column(
            f"title_{language}",
            partial(parsers.text, longest=120),
            f"Name in {language}; {UNSAID}",
            "Enamel pin" if language == "en" else "",
            required=language == "en",
            versioned=True,
            repeats=False,
        )
    for language in known.languages:
        yield Column(
            f"description_{language}",
            partial(parsers.rich, longest=4000),
            f"Text in {language}; paragraphs, lists and emphasis are kept; {UNSAID}",
            "<p>With gift box.</p>" if language == "en" else "",
            versioned=True,
            repeats=False,
        )


def _rights(known: Reference) -> Iterator[Column]:
    yield Column(
        "category_code",
        partial(_leaf, known),
        "A category that your agreement grants.",
        required=True,
        versioned=True,
    )
    yield Column(
        "agreement_no",
        partial(_agreements, known),
        "Your agreement's number; several by ; when the marks need them.",
        required=True,
        versioned=True,
    )
    yield Column(
        "property_codes",
        partial(_marks, known),
        "Every mark it carries, by ;",
        required=True,
        versioned=True,
    )
    yield Column(
        "games_code",
        partial(parsers.choice, known=known.games, what="edition of the Games"),
        "The Games it belongs to.",
        versioned=True,
    )
    yield Column(
        "noc_code", partial(_noc, known), "The committee's IOC code, as GER.", versioned=True
    )
    yield Column(
        "sport_codes",
        partial(parsers.choices, known=known.sports, what="sport"),
        "Sports by ;",
        versioned=True,
    )
    yield Column(
        "channels_requested",
        partial(parsers.choices, known=known.channels, what="channel"),
        "Where it shall be sold: WEB;APP.",
        "WEB;APP",
        required=True,
    )
    yield Column(
        "territories_requested",
        partial(_territories, known),
        "Countries (ISO codes by ;) or one set; empty: wherever granted.",
    )


def _sale(known: Reference) -> Iterator[Column]:
    yield Column("on_sale_from", parsers.instant, "Not sold before; with the offset of your clock.")
    yield Column("on_sale_to", parsers.instant, "Not sold from then on.")
    yield Column("embargo_until", parsers.instant, "Not seen before.")
    yield Column("rrp_amount", _rrp, "Recommended retail price.", "12.50", required=True)
    yield Column("rrp_currency", amounts.currency, "Its currency.", "EUR", required=True)
    for market in known.markets.values():
        yield Column(
            f"price_{market.code}",
            partial(amounts.money, currency=market.currency),
            f"Price in {market.name}, in {market.currency}; live at once.",
            "" if market.code != "fr" else "12.50",
            "both",
        )
    for location in known.locations:
        yield Column(
            f"stock_{location}",
            parsers.whole,
            f"Units counted at {location}; live at once.",
            "100",
            "article",
            repeats=False,
        )
    yield Column(
        "tax_class",
        partial(parsers.choice, known=known.tax_classes, what="tax class"),
        "How it is taxed.",
        "standard",
        required=True,
    )


def _pictures() -> Iterator[Column]:
    for number in range(1, PICTURES + 1):
        yield Column(
            f"image_{number}",
            parsers.picture,
            f"Picture {number}: a name in the ZIP, at least 2000 pixels wide.",
            "pin-001.jpg" if number == 1 else "",
            versioned=True,
            repeats=False,
        )
    for number in range(1, PICTURES + 1):
        yield Column(
            f"image_alt_en_{number}",
            partial(parsers.text, longest=250),
            f"What picture {number} shows, for people who can't see it.",
            "Round pin on a card" if number == 1 else "",
            versioned=True,
            repeats=False,
        )


def _leaf(known: Reference, raw: str) -> str:
    found = parsers.choice(raw, known.categories, "category")
    if not known.categories[found].is_leaf:
        below = [one.code for one in known.categories.values() if one.is_leaf]
        message = f"{shown(found)} is a group of categories."
        raise Unfit("not_a_leaf", message, parsers.near(found, below))
    return found


def _agreements(known: Reference, raw: str) -> str:
    return parsers.choices(raw, known.agreements, "agreement")


def _marks(known: Reference, raw: str) -> str:
    return parsers.choices(raw, known.marks, "mark")


def _noc(known: Reference, raw: str) -> str:
    found = parsers.plain(raw).upper()
    if found not in known.nocs:
        alike = [
            noc for noc, country in known.nocs.items() if country == known.iso3.get(found, found)
        ]
        fix = f"Write {alike[0]}." if alike else parsers.near(found, known.nocs)
        raise Unfit("noc", f"{shown(found)} isn't the IOC code of a committee.", fix)
    return found


def _territories(known: Reference, raw: str) -> str:
    found = parsers.plain(raw)
    if found.upper() in known.territory_sets:
        return found.upper()
    separator = ";" if ";" in found or "," not in found else ","
    return ";".join(
        sorted(
            {
                compliance_columns.country(known, part)
                for part in found.split(separator)
                if part.strip()
            }
        )
    )


def _rrp(raw: str) -> str:
    return amounts.money(raw, "EUR")
