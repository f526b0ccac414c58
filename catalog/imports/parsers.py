"""Parsers of cells by type, to one normalized form. Pure; all raise `InvalidCell`.

Only the normalized form is stored, compared and exported, so that uploading an exported file again
changes nothing.
"""

import re
import unicodedata
from collections.abc import Collection
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches

import nh3

from catalog.imports.errors import InvalidCell, quote_cell
from licensing.rules.factories import parse_serial
from shop.platform.core.local_time import FIRST_YEAR, LAST_YEAR, is_usable
from shop.platform.core.typed_text import clean_text, plain_text

TAGS = {"p", "br", "ul", "ol", "li", "strong", "em", "b", "i"}
MOST_UNITS = 10_000_000
SKU = re.compile(r"[A-Za-z0-9._-]{1,64}")
CODE = re.compile(r"[A-Za-z0-9._/ -]{1,40}")
# A path in this shape is a name inside the ZIP; anything else could lead out of it.
PICTURE = re.compile(
    r"[^/\\:*?\"<>|\x00-\x1f]{1,150}\.(?:jpe?g|png|webp|avif|tiff?)", re.IGNORECASE
)
MAIL_OR_WEB = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+|https?://[^\s/]+\.[^\s]+")
UNSEEN = re.compile(
    "[\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)  # direction marks and zero width
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
MARKUP = re.compile(r"</?[a-zA-Z!]")
# Most descriptions have this form, which cleaning does not change.
PARAGRAPHS = re.compile(r"(?:<p>[^<>&\xa0\x00-\x09\x0b-\x1f\x7f]*</p>\n?)+")
MONTHS = (
    "jan|feb|mar|mär|mrz|apr|may|mai|jun|jul|aug|sep|sept|oct|okt|nov|dec|dez|janv|févr|mars|avr|"
    "juin|juil|août|déc|gen|mag|giu|lug|ago|set|ott|dic|ene|abr|fev|out"
)
DATE_LIKE = re.compile(
    rf"\d{{1,2}}[-. /]+(?:{MONTHS})\.?(?:[- /]\d{{2,4}})?|(?:{MONTHS})\.?[- /]\d{{2,4}}"
    r"|\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?|\d{1,2}[./]\d{1,2}[./]\d{2,4}",
    re.IGNORECASE,
)
SERIAL_DAY = re.compile(r"[34]\d{4}")  # how spreadsheets count days: 1982 to 2036
LETTER_SIZE = re.compile(r"\d?x{0,4}[sml](?:/\d?x{0,4}[sml])?", re.IGNORECASE)
# Columns whose codes Excel may turn into dates, with their names for messages.
DATED = {
    "licensee_sku": "SKU",
    "parent_sku": "SKU",
    "size": "size",
    "model_or_batch": "model or batch",
}
CHAPTERS = frozenset(range(1, 98)) - {77}  # of the Harmonized System
YES, NO = {"yes", "y", "true", "1", "ja", "oui", "si"}, {"no", "n", "false", "0", "nein", "non"}


def text(raw: str, longest: int) -> str:
    """Return a line of plain text without markup and invisible characters."""
    line = _clean(raw)
    if MARKUP.search(line):
        raise InvalidCell("markup", f"{quote_cell(line)} has HTML.", "Use plain text.")
    line = " ".join(line.split())
    return _check_length(line, longest)


def rich_text(raw: str, longest: int) -> str:
    """Text with paragraphs, lists and emphasis; every other markup is taken out."""
    markup = _clean(raw).replace("\r\n", "\n").strip()
    if MARKUP.search(markup):
        markup = clean_markup(markup).strip()
    return _check_length(markup, longest)


def clean_markup(markup: str) -> str:
    """Return markup with nothing but paragraphs, lists and emphasis."""
    if PARAGRAPHS.fullmatch(markup):
        return markup
    return nh3.clean(markup, tags=TAGS, attributes={})


def code(raw: str) -> str:
    """Return a code of up to 40 letters, digits and . _ / -."""
    cell = clean_cell(raw)
    if not CODE.fullmatch(cell):
        raise InvalidCell(
            "code", f"{quote_cell(cell)} isn't a valid code.", "Use letters, digits and . _ / -"
        )
    return cell


def sku(raw: str) -> str:
    """Return a stock keeping unit."""
    cell = without_text_mark(clean_cell(raw))
    if re.fullmatch(r"[0-9][0-9.,]*[eE]\+[0-9]+", cell):
        raise InvalidCell(
            "scientific",
            f"{quote_cell(cell)} lost its digits: the spreadsheet read the SKU as a number.",
            "Format the column as text and type the SKU again.",
        )
    if not SKU.fullmatch(cell):
        raise InvalidCell(
            "sku",
            f"{quote_cell(cell)} isn't a valid SKU.",
            "Use up to 64 letters A to Z, digits and . _ -",
        )
    return cell


def size(raw: str) -> str:
    """Return a size, with letter sizes in upper case; dates made by Excel are rejected."""
    cell = clean_cell(raw)
    if is_date_like(cell) or SERIAL_DAY.fullmatch(cell):
        raise InvalidCell(
            "excel_date",
            f"Excel turned this size into a date ({quote_cell(cell)}).",
            "Format the column as text and type the size again, as 10-12.",
        )
    cell = text(raw, 20)
    return cell.upper() if LETTER_SIZE.fullmatch(cell) else cell


def is_date_like(cell: str) -> bool:
    """Return whether a code looks like a spreadsheet's date: 10-Dec, 2026-12-10."""
    return bool(DATE_LIKE.fullmatch(cell))


def serial(raw: str) -> str:
    """Return a security label's serial in upper case, with its number at the end."""
    cell = clean_cell(raw).upper().replace(" ", "")
    if parse_serial(cell) is None:
        fix = "Use letters, digits and . _ / - with the number at the end, such as AB-000123."
        raise InvalidCell("serial", f"{quote_cell(cell)} isn't a valid label serial.", fix)
    return cell


def whole_number(raw: str, least: int = 0, most: int = MOST_UNITS) -> str:
    """Return a whole number from `least` to `most`."""
    cell = clean_cell(raw)
    cell = cell.removesuffix(".0")
    if not re.fullmatch(r"-?[0-9]{1,15}", cell):
        raise InvalidCell(
            "whole",
            f"{quote_cell(cell)} isn't a whole number.",
            "Write digits only, such as 1200.",
        )
    number = int(cell)
    if not least <= number <= most:
        raise InvalidCell("range", f"{number} is out of range.", f"Enter {least} to {most}.")
    return str(number)


def percentages(raw: str) -> str:
    """Return a list of `fiber:percent` that adds up to 100, the largest first."""
    parts: list[tuple[Decimal, str]] = []
    for part in _parts(raw):
        name, colon, share = part.partition(":")
        try:
            percent = Decimal(share.strip().rstrip("%").replace(",", "."))
        except InvalidOperation:
            percent = Decimal(0)
        if not colon or not name.strip() or not percent.is_finite() or percent <= 0:
            raise InvalidCell(
                "composition",
                f"{quote_cell(part)} isn't a percentage.",
                "Write cotton:60;polyester:40",
            )
        parts.append((percent, name.strip().lower()))
    if len({name for _, name in parts}) < len(parts):
        raise InvalidCell("composition", "A fiber is listed twice.", "Name each fiber once.")
    total = sum((percent for percent, _ in parts), Decimal(0))
    if total != 100:  # noqa: PLR2004  per cent
        raise InvalidCell(
            "composition", f"The percentages add up to {total.normalize():f} %, not 100 %."
        )
    ordered = sorted(parts, key=lambda part: (-part[0], part[1]))
    return ";".join(f"{name}:{percent.normalize():f}" for percent, name in ordered)


def choice(raw: str, codes: Collection[str], what: str) -> str:
    """Return one of the codes, in its own case."""
    cell = clean_cell(raw)
    for form in (cell, cell.lower(), cell.upper()):
        if form in codes:
            return form
    raise InvalidCell("unknown", f"Unknown {what} {quote_cell(cell)}.", suggest(cell, codes))


def choices(raw: str, codes: Collection[str], what: str) -> str:
    """Return several codes without duplicates, sorted."""
    return ";".join(sorted({choice(part, codes, what) for part in _parts(raw)}))


def yes_or_no(raw: str) -> str:
    """Return "yes" or "no"."""
    cell = clean_cell(raw).lower()
    if cell in YES:
        return "yes"
    if cell in NO:
        return "no"
    raise InvalidCell("yes_or_no", f"{quote_cell(cell)} isn't yes or no.", "Write yes or no.")


def instant(raw: str) -> str:
    """Return an instant in UTC; the cell needs an offset."""
    cell = clean_cell(raw)
    _reject_serial_date(cell)
    try:
        at = datetime.fromisoformat(cell)
    except ValueError:
        raise InvalidCell(
            "instant", f"{quote_cell(cell)} isn't a date with time.", INSTANT_FIX
        ) from None
    if at.tzinfo is None:
        raise InvalidCell("offset", f"{quote_cell(cell)} has no time zone.", INSTANT_FIX)
    _reject_far_day(at)
    return at.astimezone(UTC).isoformat(timespec="seconds")


INSTANT_FIX = "Write 2027-03-01T00:00+01:00: date, time and offset from UTC."


def day(raw: str) -> str:
    """Return a date as 2027-03-01."""
    cell = clean_cell(raw)
    _reject_serial_date(cell)
    try:
        written = date.fromisoformat(cell[:10] if cell[10:] in {"T00:00:00", " 00:00:00"} else cell)
    except ValueError:
        raise InvalidCell(
            "day", f"{quote_cell(cell)} isn't a date.", "Write it as 2027-03-01."
        ) from None
    _reject_far_day(written)
    return written.isoformat()


def address(raw: str) -> str:
    """Return a postal address; a post office box alone is rejected."""
    cell = text(raw, 300)
    if re.fullmatch(r"(?i)\s*(p\.?\s*o\.?\s*box|postfach|boîte postale)\b[\s\d,.\w]{0,40}", cell):
        raise InvalidCell(
            "po_box", "A post office box alone isn't a full address.", "Add the street and town."
        )
    return cell


def electronic_address(raw: str) -> str:
    """Return an email or web address."""
    cell = clean_cell(raw)
    if not MAIL_OR_WEB.fullmatch(cell):
        raise InvalidCell(
            "address",
            f"{quote_cell(cell)} isn't an email or web address.",
            "Write it as care@maker.example",
        )
    return _check_length(cell, 200)


def picture(raw: str) -> str:
    """Return the file name of a picture in the ZIP."""
    name = clean_text(raw)  # Dashes and letters must match the name in the ZIP.
    if ".." in name or not PICTURE.fullmatch(name):
        raise InvalidCell(
            "picture",
            f"{quote_cell(name)} isn't the name of a picture in the ZIP.",
            "Use a file name without folders that ends in .jpg, .png, .webp, .avif or .tif.",
        )
    return name


def hs_code(raw: str) -> str:
    """Return a customs code of 6 to 10 digits in an existing chapter."""
    digits = re.sub(r"[ .\-]", "", clean_cell(raw))
    if not re.fullmatch(r"[0-9]{6,10}", digits) or int(digits[:2]) not in CHAPTERS:
        fix = "Use 6 to 10 digits, such as 610910."
        if re.fullmatch(r"[1-9](?:[0-9]{4}|[0-9]{6}|[0-9]{8})", digits):  # of chapters 1 to 9
            fix = f"A spreadsheet may have removed a leading zero: write 0{digits}, as text."
        raise InvalidCell("hs_code", f"{quote_cell(digits)} isn't a customs code.", fix)
    return digits


def clean_cell(raw: str) -> str:
    """Return a cell without invisible characters and surrounding spaces."""
    cell = raw.strip()
    if cell.isascii():
        return CONTROLS.sub("", cell)
    return plain_text(_clean(cell))


def without_text_mark(cell: str) -> str:
    """Return a code without the apostrophe by which spreadsheets mark a text, as in '00123."""
    return cell.removeprefix("'")


def suggest(typed: str, codes: Collection[str]) -> str:
    """Return a sentence that suggests the most similar codes."""
    written = {code.lower(): code for code in codes}
    matches = get_close_matches(typed.lower(), written, n=2, cutoff=0.6)
    if matches:
        return f"Did you mean {' or '.join(written[code] for code in matches)}?"
    first_codes = sorted(codes)[:6]
    return (
        f"Use one of {', '.join(first_codes)}{' …' if len(codes) > len(first_codes) else '.'}"
        if first_codes
        else ""
    )


def _clean(raw: str) -> str:
    if "\ufffd" in raw or "\x00" in raw:
        raise InvalidCell("unreadable", "A character can't be read.", "Save the file as CSV UTF-8.")
    if raw.isascii():
        return CONTROLS.sub("", raw) if CONTROLS.search(raw) else raw
    return CONTROLS.sub("", UNSEEN.sub("", unicodedata.normalize("NFC", raw)))


def _check_length(cell: str, longest: int) -> str:
    if len(cell) > longest:
        raise InvalidCell(
            "too_long", f"The text has {len(cell)} characters.", f"Use at most {longest}."
        )
    return cell


def _parts(raw: str) -> list[str]:
    separator = ";" if ";" in raw or "," not in raw else ","
    return [part.strip() for part in clean_cell(raw).split(separator) if part.strip()]


def _reject_far_day(day: date) -> None:
    if not is_usable(day):
        raise InvalidCell(
            "far_day",
            f"The year {day.year} is out of range.",
            f"Write a date between {FIRST_YEAR} and {LAST_YEAR}.",
        )


def _reject_serial_date(cell: str) -> None:
    """Reject a spreadsheet's serial number of a date."""
    if re.fullmatch(r"[0-9]{4,6}(?:\.[0-9]+)?", cell):
        raise InvalidCell(
            "serial_date",
            f"{cell} is a spreadsheet's internal number for a date.",
            "Format the column as text and write the date as 2027-03-01.",
        )
