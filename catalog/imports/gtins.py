"""Parser and normal form of GTINs. Pure."""

import re

from stdnum import ean

from catalog.imports.errors import InvalidCell, quote_cell
from catalog.imports.parsers import clean_cell, without_text_mark


def parse_gtin(raw: str) -> str:
    """Return a GTIN of 8, 12, 13 or 14 digits with a valid check digit. Raises `InvalidCell`."""
    gtin = without_text_mark(clean_cell(raw)).replace(" ", "").replace("-", "")
    if re.fullmatch(r"\d[\d.,]*[eE]\+?\d+", gtin):
        raise InvalidCell(
            "scientific",
            f"{quote_cell(gtin)} lost its digits: the spreadsheet read the GTIN as a number.",
            "Format the column as text and type the GTIN again.",
        )
    if not gtin.isascii() or not gtin.isdigit() or len(gtin) not in {8, 12, 13, 14}:
        raise InvalidCell("gtin", f"{quote_cell(gtin)} isn't a valid GTIN.", _advice(gtin))
    if not ean.is_valid(gtin):
        raise InvalidCell(
            "check_digit",
            f"The check digit of {quote_cell(gtin)} is wrong.",
            "Compare it with the bar code.",
        )
    return gtin


def pad_gtin(gtin: str) -> str:
    """Return the 14-digit form of a GTIN, in which GTINs are compared."""
    return gtin.zfill(14)


def _advice(number: str) -> str:
    """Return how to fix an invalid GTIN; suggest the number if only leading zeros are missing."""
    missing = {7: 8, 9: 12, 10: 12, 11: 12}.get(len(number))
    if missing and number.isascii() and number.isdigit():
        whole_number = number.zfill(missing)
        if ean.is_valid(whole_number):
            return (
                f"A spreadsheet removed leading zeros: write {whole_number}, "
                "with the column formatted as text."
            )
    return "A GTIN has 8, 12, 13 or 14 digits."
