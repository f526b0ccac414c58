"""The columns of the template: what each takes, who must fill it, and what help it gives.

A family such as `price_{market}` becomes a column for each market. What is VERSIONED needs the
holders' approval again when it changes; everything else goes live at once.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from catalog.ingest import values
from catalog.ingest.errors import Unfit
from catalog.ingest.reference import Reference

Parse = Callable[[str], str]
PICTURES = 8
CLEARED = "[empty]"  # what a cell says to take a value away; an empty cell leaves what is there
ERRORS = "errors"  # the column that the error file adds
SIZE_SYSTEMS = frozenset({"EU", "UK", "US", "INT", "JP", "CM"})
CARE = frozenset(
    {
        *("wash-30", "wash-40", "wash-60", "wash-hand", "wash-no", "bleach", "bleach-no"),
        *("tumble-dry", "tumble-dry-no", "iron-low", "iron-medium", "iron-no"),
        *("dry-clean", "dry-clean-no", "line-dry", "flat-dry"),
    }
)
ACTIONS = frozenset({"create", "update", "withdraw"})
LANGUAGE_OF = {"JP": "ja", "AE": "ar", "BR": "pt", "GB": "en", "US": "en"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `of` says whose it is: a "product"'s, an "article"'s (what is sold) or "both".

    A variant's product columns may be empty: they are its parent's. `required` counts for new
    products, or new articles; columns that only some goods need are in `catalog.ingest.needs`.
    """

    name: str
    parse: Parse
    help: str
    example: str = ""
    of: str = "product"
    required: bool = False
    versioned: bool = False
    repeats: bool = True  # few different values: what was read once is remembered

    @property
    def is_price(self) -> bool:
        """Whether it is a market's price."""
        return self.name.startswith("price_")

    @property
    def is_stock(self) -> bool:
        """Whether it is a location's stock."""
        return self.name.startswith("stock_")


ALIASES = {"stock": "stock_main", "color": "colour", "sku": "licensee_sku"}


def all_columns(known: Reference) -> dict[str, Column]:
    """Return every column by name, in the template's order."""
    found = [
        *_identity(),
        *_texts(known),
        *_rights(known),
        *_sale(known),
        *_compliance(known),
        *_makers(),
        *_measures(),
        *_pictures(),
    ]
    return {column.name: column for column in found}


def _identity() -> Iterator[Column]:
    yield Column(
        "licensee_sku",
        values.sku,
        "Your article number; nobody else's in the shop.",
        "PIN-001",
        "both",
        required=True,
        repeats=False,
    )
    yield Column(
        "parent_sku",
        values.sku,
        "Of a variant: the article number of its parent, a row of its own.",
        "",
        "article",
    )
    yield Column(
        "action",
        partial(values.choice, known=ACTIONS, what="action"),
        "create, update or withdraw; empty: create or update.",
        "create",
        "both",
    )
    yield Column(
        "version",
        partial(values.whole, least=1),
        "As exported: the row is refused when somebody changed the product since.",
        "",
        "product",
    )
    yield Column(
        "withdraw_reason", partial(values.text, longest=200), "Why it is withdrawn.", "", "both"
    )
    yield Column(
        "gtin",
        values.gtin,
        "Bar code; needed for shops and marketplaces.",
        "4006381333931",
        "article",
        repeats=False,
    )


def _texts(known: Reference) -> Iterator[Column]:
    for language in known.languages:
        yield Column(
            f"title_{language}",
            partial(values.text, longest=120),
            f"Name in {language}.",
            "Enamel pin" if language == "en" else "",
            required=language == "en",
            versioned=True,
            repeats=False,
        )
    for language in known.languages:
        yield Column(
            f"description_{language}",
            partial(values.rich, longest=4000),
            f"Text in {language}; paragraphs, lists and emphasis are kept.",
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
        partial(values.choice, known=known.games, what="edition of the Games"),
        "The Games it belongs to.",
        versioned=True,
    )
    yield Column(
        "noc_code", partial(_noc, known), "The committee's IOC code, as GER.", versioned=True
    )
    yield Column(
        "sport_codes",
        partial(values.choices, known=known.sports, what="sport"),
        "Sports by ;",
        versioned=True,
    )
    yield Column(
        "channels_requested",
        partial(values.choices, known=known.channels, what="channel"),
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
    yield Column("on_sale_from", values.instant, "Not sold before; with the offset of your clock.")
    yield Column("on_sale_to", values.instant, "Not sold from then on.")
    yield Column("embargo_until", values.instant, "Not seen before.")
    yield Column("rrp_amount", _rrp, "Recommended retail price.", "12.50", required=True)
    yield Column("rrp_currency", values.currency, "Its currency.", "EUR", required=True)
    for market in known.markets.values():
        yield Column(
            f"price_{market.code}",
            partial(values.money, currency=market.currency),
            f"Price in {market.name}, in {market.currency}; live at once.",
            "" if market.code != "fr" else "12.50",
            "both",
        )
    for location in known.locations:
        yield Column(
            f"stock_{location}",
            values.whole,
            f"Units counted at {location}; live at once.",
            "100",
            "article",
            repeats=False,
        )
    yield Column(
        "tax_class",
        partial(values.choice, known=known.tax_classes, what="tax class"),
        "How it is taxed.",
        "standard",
        required=True,
    )


def _compliance(known: Reference) -> Iterator[Column]:
    yield Column(
        "hs_code", values.hs_code, "Customs code, 6 to 10 digits.", "711719", required=True
    )
    yield Column(
        "country_of_origin",
        partial(_country, known),
        "Where it is made; ISO code, as DE.",
        "PT",
        required=True,
    )
    yield Column(
        "factory_code",
        values.code,
        "The factory, as approved.",
        "F-01",
        required=True,
        versioned=True,
    )
    yield Column(
        "model_or_batch",
        values.code,
        "What identifies the model on the label.",
        "M-2027",
        required=True,
    )
    for language in known.languages:
        yield Column(
            f"warnings_{language}",
            partial(values.text, longest=500),
            f"Warnings in {language}; for toys.",
        )
    yield Column("min_age_months", partial(values.whole, most=216), "Least age; for toys.")
    yield Column("toy_ce_doc", values.code, "Declaration of conformity; for toys.")
    yield Column(
        "cpc_doc", values.code, "Children's product certificate; for toys in the United States."
    )
    yield Column("test_report_expiry", values.day, "Until when the test report holds.")
    yield Column(
        "fibre_composition",
        values.percentages,
        "Of textiles: cotton:60;polyester:40.",
        versioned=True,
    )
    yield Column("care_symbols", partial(values.choices, known=CARE, what="care symbol"), "By ;")
    yield Column("battery", values.yes_or_no, "Whether a battery is inside.")
    yield Column("wireless", values.yes_or_no, "Whether it sends by radio.")
    yield Column("green_claims_evidence", values.code, "Proof of words such as recycled.")


def _makers() -> Iterator[Column]:
    for who, whose in (
        ("manufacturer", "maker"),
        ("eu_responsible", "responsible person in the EU"),
        ("uk_responsible", "responsible person in the UK"),
    ):
        first = who == "manufacturer"
        yield Column(
            f"{who}_name",
            partial(values.text, longest=150),
            f"Name of the {whose}.",
            "Maker Ltd" if first else "",
            required=first,
        )
        yield Column(
            f"{who}_address",
            values.address,
            f"Postal address of the {whose}.",
            "1 Mill Lane, Porto, Portugal" if first else "",
            required=first,
        )
        yield Column(
            f"{who}_email",
            values.electronic_address,
            f"E-mail or web address of the {whose}.",
            "care@maker.example" if first else "",
            required=first,
        )


def _measures() -> Iterator[Column]:
    yield Column("colour", _color, "Color, as navy.", "", "both")
    yield Column(
        "size", partial(values.text, longest=20), "Size; for clothing and shoes.", "", "article"
    )
    yield Column(
        "size_system",
        partial(values.choice, known=SIZE_SYSTEMS, what="size system"),
        "EU, UK, US, INT, JP or CM.",
        "",
        "article",
    )
    yield Column(
        "weight_g",
        partial(values.whole, least=1, most=500_000),
        "Weight with packing, in grams.",
        "20",
        "both",
        required=True,
    )
    for side in ("length", "width", "height"):
        yield Column(
            f"{side}_mm",
            partial(values.whole, least=1, most=20_000),
            f"{side.capitalize()} with packing, in millimeters.",
            "40",
            "both",
            required=True,
        )
    yield Column(
        "limited_edition_size", partial(values.whole, least=1), "Units that will ever be made."
    )
    yield Column(
        "label_serial_from", values.code, "First security label.", "", "article", repeats=False
    )
    yield Column(
        "label_serial_to", values.code, "Last security label.", "", "article", repeats=False
    )
    yield Column(
        "personalisable",
        values.yes_or_no,
        "Whether fans may have a text put on it.",
        versioned=True,
    )
    yield Column(
        "max_chars", partial(values.whole, least=1, most=100), "Signs that the text may have."
    )


def _pictures() -> Iterator[Column]:
    for number in range(1, PICTURES + 1):
        yield Column(
            f"image_{number}",
            values.picture,
            f"Picture {number}: a name in the ZIP, at least 2000 pixels wide.",
            "pin-001.jpg" if number == 1 else "",
            versioned=True,
            repeats=False,
        )
    for number in range(1, PICTURES + 1):
        yield Column(
            f"image_alt_en_{number}",
            partial(values.text, longest=250),
            f"What picture {number} shows, for who cannot see it.",
            "Round pin on a card" if number == 1 else "",
            versioned=True,
            repeats=False,
        )


def _leaf(known: Reference, raw: str) -> str:
    found = values.choice(raw, known.categories, "category")
    if not known.categories[found].is_leaf:
        below = [one.code for one in known.categories.values() if one.is_leaf]
        raise Unfit("not_a_leaf", f"{found} is a group of categories.", values.near(found, below))
    return found


def _agreements(known: Reference, raw: str) -> str:
    return values.choices(raw, known.agreements, "agreement of yours")


def _marks(known: Reference, raw: str) -> str:
    return values.choices(raw, known.marks, "mark")


def _noc(known: Reference, raw: str) -> str:
    found = values.plain(raw).upper()
    if found not in known.nocs:
        alike = [
            noc for noc, country in known.nocs.items() if country == known.iso3.get(found, found)
        ]
        fix = f"Write {alike[0]}." if alike else values.near(found, known.nocs)
        raise Unfit("noc", f"{found} is no committee's IOC code.", fix)
    return found


def _country(known: Reference, raw: str) -> str:
    found = values.plain(raw).upper()
    if found in known.territories:
        return found
    meant = known.nocs.get(found) or known.iso3.get(found)
    if meant:
        raise Unfit("country", f"{found} has three letters.", f"Write {meant}.")
    raise Unfit("country", f"{found[:20]} is no country.", "The two letters of ISO 3166, as DE.")


def _territories(known: Reference, raw: str) -> str:
    found = values.plain(raw)
    if found.upper() in known.territory_sets:
        return found.upper()
    separator = ";" if ";" in found or "," not in found else ","
    return ";".join(
        sorted({_country(known, part) for part in found.split(separator) if part.strip()})
    )


def _rrp(raw: str) -> str:
    return values.money(raw, "EUR")


def _color(raw: str) -> str:
    found = values.plain(raw).lower().replace(" ", "-")
    if not found.replace("-", "").isalnum() or not found.isascii() or len(found) > 20:  # noqa: PLR2004  the column's length
        raise Unfit("color", "A color is one plain word.", "As navy or light-blue.")
    return found
