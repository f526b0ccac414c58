"""GTINs in cells of a table: checked, and compared in one form; pure."""

import re

from stdnum import ean

from catalog.imports.errors import Unfit, shown
from catalog.imports.parsers import plain


def parse_gtin(raw: str) -> str:
    """Return a GTIN of 8, 12, 13 or 14 digits with the right check digit. Raises `Unfit`."""
    found = plain(raw).replace(" ", "").replace("-", "")
    if re.fullmatch(r"\d[\d.,]*[eE]\+?\d+", found):
        raise Unfit(
            "scientific",
            f"{shown(found)} lost its digits: the spreadsheet read the GTIN as a number.",
            "Format the column as text and type the GTIN again.",
        )
    if not found.isascii() or not found.isdigit() or len(found) not in {8, 12, 13, 14}:
        raise Unfit("gtin", f"{shown(found)} isn't a valid GTIN.", _advice(found))
    if not ean.is_valid(found):
        raise Unfit(
            "check_digit",
            f"The check digit of {shown(found)} is wrong.",
            "Compare it with the bar code.",
        )
    return found


def pad_gtin(gtin: str) -> str:
    """Return a GTIN in the form of 14 digits, in which all its forms are equal."""
    return gtin.zfill(14)


def _advice(found: str) -> str:
    """Return the advice for a number that is no GTIN: the GTIN if it only lost leading zeros."""
    missing = {7: 8, 9: 12, 10: 12, 11: 12}.get(len(found))
    if missing and found.isascii() and found.isdigit():
        whole_number = found.zfill(missing)
        if ean.is_valid(whole_number):
            return (
                f"A spreadsheet removed leading zeros: write {whole_number}, "
                "with the column formatted as text."
            )
    return "A GTIN has 8, 12, 13 or 14 digits."
