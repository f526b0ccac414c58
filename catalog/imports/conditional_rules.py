"""Rules that apply to some goods only, and consistency checks within a row. Pure.

The customs code (chapters of the Harmonized System) and the category identify the goods.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal

from catalog.imports.claims import check_claims
from catalog.imports.columns import PICTURES
from catalog.imports.errors import MISSING, WARNING, Problem
from catalog.imports.parsers import suggest
from catalog.imports.reference import Bounds, CategoryFact, FactoryFact, Reference
from licensing.rules.factories import audited_until
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


def check_product(row: Values, reference: Reference, at: datetime) -> Iterator[Problem]:
    """Yield the problems of a product's row for its kind of goods and its sale countries."""
    yield from _check_documents(row, reference)
    yield from _check_responsible_persons(row, reference)
    yield from check_claims(row, reference)
    yield from check_factory(row, reference, at)
    yield from check_measures(row, reference.categories.get(row.get("category_code", "")))
    yield from _check_dates(row, at)
    yield from _check_consistency(row, reference)
    if row.get("action") == "withdraw" and not row.get("withdraw_reason"):
        yield missing_value("withdraw_reason", "A withdrawal needs a reason.")


def check_article(article: Values, product: Values) -> Iterator[Problem]:
    """Yield the values an article lacks for its product.

    An article without variants is its own product.
    """
    if product.get("hs_code", "").startswith(SIZED) and not article.get("size"):
        yield missing_value("size", NO_SIZE)
    if RETAIL & set(product.get("channels_requested", "").split(";")) and not article.get("gtin"):
        yield missing_value("gtin", NO_GTIN)


def missing_value(column: str, why: str) -> Problem:
    """Return the problem of an empty cell that these goods need."""
    return Problem(MISSING, column, why, "Fill it in.")


def _check_documents(row: Values, reference: Reference) -> Iterator[Problem]:
    hs_code = row.get("hs_code", "")
    category = reference.categories.get(row.get("category_code", ""))
    if hs_code[:2] in TEXTILES and not row.get("fibre_composition"):
        yield missing_value("fibre_composition", "Textiles need a fiber composition.")
    if hs_code.startswith(ELECTRIC):
        for column in ("battery", "wireless"):
            if not row.get(column):
                yield missing_value(column, "Electrical goods need this value.")
    if hs_code.startswith(TOYS) or (category is not None and category.toys):
        yield from _check_toys(row, reference)
    if category and category.hs_hint and hs_code and not hs_code.startswith(category.hs_hint[:4]):
        yield Problem(
            "hs_hint",
            "hs_code",
            f"{category.name} usually come under {category.hs_hint}.",
            "Check the code.",
            WARNING,
        )


def _check_toys(row: Values, reference: Reference) -> Iterator[Problem]:
    countries = sale_countries(row, reference)
    if not row.get("min_age_months"):
        yield missing_value("min_age_months", "Toys need a minimum age.")
    if countries & reference.eea or "GB" in countries:
        if not row.get("toy_ce_doc"):
            yield missing_value("toy_ce_doc", "Toys for Europe need a declaration of conformity.")
        if not row.get("test_report_expiry"):
            yield missing_value("test_report_expiry", "Toys need a test report.")
    if "US" in countries and not row.get("cpc_doc"):
        yield missing_value("cpc_doc", "Toys for the United States need a certificate.")
    for market in reference.markets.values():
        column = f"warnings_{market.language}"
        if row.get(f"price_{market.code}") and not row.get(column):
            yield missing_value(column, f"Toys in {market.name} need warnings in its language.")


def _check_responsible_persons(row: Values, reference: Reference) -> Iterator[Problem]:
    countries, origin = sale_countries(row, reference), row.get("country_of_origin", "")
    if origin and origin not in reference.eea and countries & reference.eea:
        yield from _check_person(row, "eu_responsible", "the EU")
    if origin and origin != "GB" and "GB" in countries:
        yield from _check_person(row, "uk_responsible", "the United Kingdom")


def _check_person(row: Values, role: str, area: str) -> Iterator[Problem]:
    for part in RESPONSIBLE:
        if not row.get(f"{role}_{part}"):
            yield missing_value(
                f"{role}_{part}", f"Goods made elsewhere need a responsible person in {area}."
            )


def _check_dates(row: Values, at: datetime) -> Iterator[Problem]:
    start, end = row.get("on_sale_from"), row.get("on_sale_to")
    if start and end and start >= end:
        yield Problem("order", "on_sale_to", "The sale ends before it begins.", "Swap the two.")
    expiry = row.get("test_report_expiry")
    if expiry and expiry <= at.date().isoformat():
        yield Problem(
            "expired", "test_report_expiry", f"The test report expired on {expiry}.", "Renew it."
        )


def _check_consistency(row: Values, reference: Reference) -> Iterator[Problem]:
    currency, amount = row.get("rrp_currency"), row.get("rrp_amount")
    if currency and amount and not minor_digits(currency) and Decimal(amount) % 1:
        yield Problem("decimals", "rrp_amount", f"{currency} has no decimals.", "Round it.")
    for code in row.get("property_codes", "").split(";"):
        mark = reference.marks.get(code)
        if mark and mark.noc and row.get("noc_code", mark.noc) != mark.noc:
            yield Problem("noc", "noc_code", f"{code} belongs to {mark.noc}.", f"Write {mark.noc}.")
        elif mark and mark.noc and not row.get("noc_code"):
            yield missing_value("noc_code", f"{code} is a national committee's mark ({mark.noc}).")
    for picture, alt in PICTURED:
        if row.get(picture) and not row.get(alt):
            yield Problem(MISSING, alt, "Describe the picture.", "", WARNING)


def sale_countries(row: Values, reference: Reference) -> set[str]:
    """Return where a product is sold: home countries of priced markets, requested countries."""
    countries = {
        market.home for market in reference.markets.values() if row.get(f"price_{market.code}")
    }
    requested = row.get("territories_requested", "").split(";")
    return countries | {code for code in requested if code in reference.territories}


SIDES = ("length_mm", "width_mm", "height_mm")
UNUSUAL = "unusual"


def check_measures(article: Mapping[str, str], category: CategoryFact | None) -> Iterator[Problem]:
    """Yield warnings of a weight or longest side that is unusual for the category."""
    if category is None:
        return
    if weight := article.get("weight_g"):
        yield from _check_bounds("weight_g", weight, category.weights, "g", category)
    sides = [(int(article[name]), name) for name in SIDES if article.get(name)]
    if len(sides) == len(SIDES):
        longest, name = max(sides, key=lambda side: side[0])
        yield from _check_bounds(name, str(longest), category.sides, "mm", category)


def _check_bounds(
    column: str, value: str, band: Bounds, unit: str, category: CategoryFact
) -> Iterator[Problem]:
    least, most = band
    if (least is None or least <= int(value)) and (most is None or int(value) <= most):
        return
    if least is not None and most is not None:
        usual = f"between {least} and {most} {unit}"
    else:
        usual = f"at least {least} {unit}" if most is None else f"at most {most} {unit}"
    message = f"{value} {unit} is unusual for {category.name}: {usual} is expected."
    yield Problem(UNUSUAL, column, message, "Check the unit.", WARNING)


FACTORY_COLUMN = "factory_code"
NOT_APPROVED, LAPSED, ENDS = "factory_not_approved", "audit_lapsed", "audit_ends"


def check_factory(row: Mapping[str, str], reference: Reference, at: datetime) -> Iterator[Problem]:
    """Yield problems unless every named agreement approves the factory and its audit is valid."""
    code, numbers = row.get(FACTORY_COLUMN), row.get("agreement_no")
    if not code or not numbers:
        return
    approved: FactoryFact | None = None
    for number in numbers.split(";"):
        factories = reference.factories.get(number, {})
        if code in factories:
            approved = factories[code]
            continue
        yield Problem(NOT_APPROVED, FACTORY_COLUMN, *_not_approved(code, number, factories))
    if approved is not None:
        yield from _check_audit(approved, at.date(), row.get("on_sale_to", "")[:10])


def _not_approved(code: str, number: str, factories: Mapping[str, FactoryFact]) -> tuple[str, str]:
    if not factories:
        message = f"{number} has no approved factory."
        return message, "Ask your licensor to approve yours and to record its audit."
    message = f"Factory {code} isn't approved on {number}."
    return message, suggest(code, list(factories))


def _check_audit(factory: FactoryFact, today: date, sold_until: str) -> Iterator[Problem]:
    until = audited_until(factory.audits, today)
    if until is None:
        last = max((end for _, end in factory.audits if end <= today), default=None)
        message = (
            f"The audit of {factory.code} ended on {last}."
            if last
            else f"No valid audit of {factory.code} is recorded."
        )
        yield Problem(
            LAPSED,
            FACTORY_COLUMN,
            message,
            "Have the factory audited, and ask your licensor to record the audit.",
        )
    elif until.isoformat() < sold_until:
        message = f"The audit of {factory.code} ends on {until}, before the end of the sale."
        yield Problem(ENDS, FACTORY_COLUMN, message, "Renew the audit in time.", WARNING)
