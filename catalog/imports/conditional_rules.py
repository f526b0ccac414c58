"""What only some goods need, and what must fit together within a row; pure.

Goods are told apart by their customs code (chapters of the Harmonized System) and category.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal

from catalog.imports.claims import check_claims
from catalog.imports.columns import PICTURES
from catalog.imports.errors import MISSING, WARNING, Problem
from catalog.imports.factories import check_factory
from catalog.imports.measures import check_measures
from catalog.imports.reference import Reference
from shop.platform.core.money import minor_digits

Values = Mapping[str, str]
TEXTILES = frozenset({*map(str, range(50, 64)), "65"})
SIZED = ("61", "62", "64")  # clothing, shoes
ELECTRIC, TOYS = "85", "9503"
RETAIL = frozenset({"VENUE", "VILLAGE", "MARKETPLACE", "CLICK_COLLECT"})
NO_SIZE = "Clothing and shoes need a size."
NO_GTIN = "Shops and marketplaces need a GTIN."
RESPONSIBLE = ("name", "address", "email")
PICTURED = [(f"image_{number}", f"image_alt_en_{number}") for number in range(1, PICTURES + 1)]


def check_product(row: Values, known: Reference, at: datetime) -> Iterator[Problem]:
    """Yield what a product's row lacks for what it is and where it shall be sold."""
    yield from _papers(row, known)
    yield from _responsible(row, known)
    yield from check_claims(row, known)
    yield from check_factory(row, known, at)
    yield from check_measures(row, known.categories.get(row.get("category_code", "")))
    yield from _times(row, at)
    yield from _fits(row, known)
    if row.get("action") == "withdraw" and not row.get("withdraw_reason"):
        yield lacking("withdraw_reason", "A withdrawal needs a reason.")


def check_article(article: Values, product: Values) -> Iterator[Problem]:
    """Yield what an article lacks for what its product is; sold by itself it is its own product."""
    if product.get("hs_code", "").startswith(SIZED) and not article.get("size"):
        yield lacking("size", NO_SIZE)
    if RETAIL & set(product.get("channels_requested", "").split(";")) and not article.get("gtin"):
        yield lacking("gtin", NO_GTIN)


def lacking(column: str, why: str) -> Problem:
    """Return that a cell is empty which these goods need."""
    return Problem(MISSING, column, why, "Fill it in.")


def _papers(row: Values, known: Reference) -> Iterator[Problem]:
    hs_code = row.get("hs_code", "")
    category = known.categories.get(row.get("category_code", ""))
    if hs_code[:2] in TEXTILES and not row.get("fibre_composition"):
        yield lacking("fibre_composition", "Textiles need a fiber composition.")
    if hs_code.startswith(ELECTRIC):
        for column in ("battery", "wireless"):
            if not row.get(column):
                yield lacking(column, "Electrical goods need it.")
    if hs_code.startswith(TOYS) or (category is not None and category.toys):
        yield from _toys(row, known)
    if category and category.hs_hint and hs_code and not hs_code.startswith(category.hs_hint[:4]):
        yield Problem(
            "hs_hint",
            "hs_code",
            f"{category.name} usually come under {category.hs_hint}.",
            "Look again.",
            WARNING,
        )


def _toys(row: Values, known: Reference) -> Iterator[Problem]:
    homes = homes_of(row, known)
    if not row.get("min_age_months"):
        yield lacking("min_age_months", "Toys need a minimum age.")
    if homes & known.eea or "GB" in homes:
        if not row.get("toy_ce_doc"):
            yield lacking("toy_ce_doc", "Toys for Europe need a declaration of conformity.")
        if not row.get("test_report_expiry"):
            yield lacking("test_report_expiry", "Toys need a test report.")
    if "US" in homes and not row.get("cpc_doc"):
        yield lacking("cpc_doc", "Toys for the United States need a certificate.")
    for market in known.markets.values():
        column = f"warnings_{market.language}"
        if row.get(f"price_{market.code}") and not row.get(column):
            yield lacking(column, f"Toys in {market.name} need warnings in its language.")


def _responsible(row: Values, known: Reference) -> Iterator[Problem]:
    homes, origin = homes_of(row, known), row.get("country_of_origin", "")
    if origin and origin not in known.eea and homes & known.eea:
        yield from _person(row, "eu_responsible", "the EU")
    if origin and origin != "GB" and "GB" in homes:
        yield from _person(row, "uk_responsible", "the United Kingdom")


def _person(row: Values, who: str, where: str) -> Iterator[Problem]:
    for part in RESPONSIBLE:
        if not row.get(f"{who}_{part}"):
            yield lacking(
                f"{who}_{part}", f"Goods made elsewhere need a responsible person in {where}."
            )


def _times(row: Values, at: datetime) -> Iterator[Problem]:
    start, end = row.get("on_sale_from"), row.get("on_sale_to")
    if start and end and start >= end:
        yield Problem("order", "on_sale_to", "The sale ends before it begins.", "Swap the two.")
    expiry = row.get("test_report_expiry")
    if expiry and expiry <= at.date().isoformat():
        yield Problem(
            "expired", "test_report_expiry", f"The test report expired on {expiry}.", "Renew it."
        )


def _fits(row: Values, known: Reference) -> Iterator[Problem]:
    currency, amount = row.get("rrp_currency"), row.get("rrp_amount")
    if currency and amount and not minor_digits(currency) and Decimal(amount) % 1:
        yield Problem("decimals", "rrp_amount", f"{currency} has no decimals.", "Round it.")
    for code in row.get("property_codes", "").split(";"):
        mark = known.marks.get(code)
        if mark and mark.noc and row.get("noc_code", mark.noc) != mark.noc:
            yield Problem("noc", "noc_code", f"{code} belongs to {mark.noc}.", f"Write {mark.noc}.")
        elif mark and mark.noc and not row.get("noc_code"):
            yield lacking("noc_code", f"{code} is a national committee's mark ({mark.noc}).")
    for picture, alt in PICTURED:
        if row.get(picture) and not row.get(alt):
            yield Problem(MISSING, alt, "Describe what the picture shows.", "", WARNING)


def homes_of(row: Values, known: Reference) -> set[str]:
    """Return where a product shall be sold: homes of markets with a price, countries asked for."""
    homes = {market.home for market in known.markets.values() if row.get(f"price_{market.code}")}
    asked = row.get("territories_requested", "").split(";")
    return homes | {code for code in asked if code in known.territories}
