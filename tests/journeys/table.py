"""A licensee's table of 500 articles, the mistakes that a test plants in it, and its pictures."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.media.makers import encoded, scene, zipped

CAPS, SHIRTS, SIZES = 100, 100, ("S", "M", "L")
LONG_SIDE = 2000
# Pictures of the cap; the other products have none yet.
PICTURED = {1: "way-cap-001.jpg", 2: "way-cap-002.jpg", 3: "way-cap-003.jpg"}
Row = dict[str, str]

OF_BOTH = {
    "agreement_no": "IOC-NORTHLIGHT",
    "property_codes": "paris2024-emblem",
    "channels_requested": "WEB;APP",
    "rrp_currency": "EUR",
    "tax_class": "standard",
    "fibre_composition": "cotton:100",
    "country_of_origin": "PT",
    "factory_code": "F-01",
    "manufacturer_name": "Northlight Textiles Lda",
    "manufacturer_address": "Rua do Exemplo 12, 4000-001 Porto, Portugal",
    "manufacturer_email": "hello@northlight.example",
    "model_or_batch": "M-2027",
    "weight_g": "110",
    "length_mm": "250",
    "width_mm": "180",
    "height_mm": "60",
}
CAP = {"category_code": "cap", "hs_code": "650500", "rrp_amount": "28", "price_fr": "28.00"}
SHIRT = {"category_code": "tshirt", "hs_code": "610910", "rrp_amount": "32", "price_fr": "32.00"}


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong cell: its position, its content, and a part of the expected problem."""

    sku: str
    column: str
    wrong: str
    said: str


MISTAKES = (
    Mistake("WAY-CAP-011", "gtin", "4006381333932", "The check digit of"),
    Mistake("WAY-CAP-012", "price_fr", "1,234", "can mean 1234 or 1.234"),
    Mistake("WAY-CAP-013", "price_fr", "-5", "A price must be greater than 0."),
    Mistake("WAY-CAP-014", "weight_g", "heavy", "isn't a whole number"),
    Mistake("WAY-CAP-015", "category_code", "capp", "Unknown category"),
    Mistake("WAY-CAP-016", "property_codes", "la2028-emblem", "does not grant"),
    Mistake("WAY-CAP-017", "agreement_no", "IOC-MIRAMAR", "Unknown agreement"),
    Mistake("WAY-CAP-018", "country_of_origin", "GER", "isn't a country code. Use DE."),
    Mistake("WAY-CAP-019", "hs_code", "65", "isn't a customs code"),
    Mistake("WAY-CAP-020", "tax_class", "normal", "Unknown tax class"),
    Mistake("WAY-CAP-021", "rrp_currency", "EURO", "isn't a currency code"),
    Mistake("WAY-CAP-022", "manufacturer_email", "nobody", "isn't an email or web address"),
    Mistake("WAY-CAP-023", "manufacturer_address", "PO Box 12", "A post office box alone"),
    Mistake("WAY-CAP-024", "on_sale_from", "2027-03-01 00:00", "has no time zone"),
    Mistake("WAY-CAP-025", "title_en", "", ""),
    Mistake("WAY-CAP-026", "licensee_sku", "way cap 26!", "isn't a valid SKU"),
    Mistake(
        "WAY-CAP-027", "fibre_composition", "cotton:60;wool:30", "The percentages add up to 90 %"
    ),
    Mistake("WAY-CAP-028", "battery", "perhaps", "isn't yes or no"),
    Mistake("WAY-SHIRT-001-S", "stock_main", "many", "isn't a whole number"),
    Mistake("WAY-SHIRT-002-M", "parent_sku", "WAY-SHIRT-999", ""),
)


def good_rows() -> list[Row]:
    """Return 500 rows that nothing is wrong with: caps, and shirts in three sizes."""
    caps = [_cap(number) for number in range(1, CAPS + 1)]
    return caps + [row for number in range(1, SHIRTS + 1) for row in _shirts(number)]


def with_mistakes(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with every mistake in its cell."""
    wrong: dict[str, Row] = {one.sku: {one.column: one.wrong} for one in MISTAKES}
    return [{**row, **wrong.get(row["licensee_sku"], {})} for row in rows]


def line_of(rows: Sequence[Row], sku: str) -> int:
    """Return the line of the file, the header's being the first."""
    return 2 + next(at for at, row in enumerate(rows) if row["licensee_sku"] == sku)


def written(header: Sequence[str], rows: Sequence[Mapping[str, str]]) -> bytes:
    """Return a table as a spreadsheet saves it in half of Europe."""
    text = io.StringIO()
    writer = csv.DictWriter(text, header, restval="", delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def read(content: bytes) -> list[Row]:
    """Return the rows of such a table."""
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, delimiter=";"))


def pictures(names: Sequence[str]) -> bytes:
    """Return a ZIP of pictures, each with different shapes."""
    side = (LONG_SIDE, LONG_SIDE * 3 // 4)
    found = {name: encoded(scene(at + 1, *side)) for at, name in enumerate(names)}
    return zipped(found).getvalue()


def _cap(number: int) -> Row:
    sku = f"WAY-CAP-{number:03}"
    row = {**OF_BOTH, **CAP, "licensee_sku": sku, "stock_main": "20"}
    row["title_en"] = f"Wayfarer cap {number:03}"
    if number in PICTURED:
        row |= {"image_1": PICTURED[number], "image_alt_en_1": f"Cap {number} from the front"}
    return row


def _shirts(number: int) -> list[Row]:
    sku = f"WAY-SHIRT-{number:03}"
    parent = {**OF_BOTH, **SHIRT, "licensee_sku": sku, "title_en": f"Wayfarer shirt {number:03}"}
    variant = {"parent_sku": sku, "size_system": "INT", "stock_main": "10"}
    sizes = [{**variant, "licensee_sku": f"{sku}-{size}", "size": size} for size in SIZES]
    return [parent, *sizes]
