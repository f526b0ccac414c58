"""Cells by type: from what people type to one written form, or why not; pure.

The written form of a value is the only one that is stored, compared and exported, so that a file
which is exported and uploaded again changes nothing.
"""

import re
import unicodedata
from collections.abc import Collection
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches

import nh3

from catalog.imports.errors import Unfit, shown
from licensing.rules.factories import parse_serial
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
UNSEEN = re.compile("[\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]")  # order of writing, no width
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
MARKUP = re.compile(r"</?[a-zA-Z!]")
# What most descriptions are, and what cleaning leaves as it is.
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
# Codes that Excel may take for a date, and what a message calls them.
DATED = {
    "licensee_sku": "article number",
    "parent_sku": "article number",
    "size": "size",
    "model_or_batch": "model or batch",
}
CHAPTERS = frozenset(range(1, 98)) - {77}  # of the Harmonized System
YES, NO = {"yes", "y", "true", "1", "ja", "oui", "si"}, {"no", "n", "false", "0", "nein", "non"}


def text(raw: str, longest: int) -> str:
    """A line of plain text: no markup, nothing that cannot be seen."""
    found = _clean(raw)
    if MARKUP.search(found):
        raise Unfit("markup", f"{shown(found)} has HTML.", "Use plain text.")
    found = " ".join(found.split())
    return _not_longer(found, longest)


def rich(raw: str, longest: int) -> str:
    """Text with paragraphs, lists and emphasis; every other markup is taken out."""
    found = _clean(raw).replace("\r\n", "\n").strip()
    if MARKUP.search(found):
        found = clean_markup(found).strip()
    return _not_longer(found, longest)


def clean_markup(found: str) -> str:
    """Return markup with nothing but paragraphs, lists and emphasis."""
    if PARAGRAPHS.fullmatch(found):
        return found
    return nh3.clean(found, tags=TAGS, attributes={})


def code(raw: str) -> str:
    """A short name of letters, digits and signs."""
    found = plain(raw)
    if not CODE.fullmatch(found):
        raise Unfit(
            "code", f"{shown(found)} isn't a valid code.", "Use letters, digits and . _ / -"
        )
    return found


def sku(raw: str) -> str:
    """A stock keeping unit."""
    found = plain(raw)
    if re.fullmatch(r"[0-9][0-9.,]*[eE]\+[0-9]+", found):
        raise Unfit(
            "scientific",
            f"{shown(found)} lost its digits: the spreadsheet read the article number as a number.",
            "Format the column as text and type the article number again.",
        )
    if not SKU.fullmatch(found):
        raise Unfit(
            "sku",
            f"{shown(found)} isn't a valid article number.",
            "Use up to 64 letters A to Z, digits and . _ -",
        )
    return found


def size(raw: str) -> str:
    """A size; letters in capitals. What Excel makes of 10-12 or 1/2 is refused."""
    found = plain(raw)
    if is_date_like(found) or SERIAL_DAY.fullmatch(found):
        raise Unfit(
            "excel_date",
            f"Excel turned this size into a date ({shown(found)}).",
            "Format the column as text and type the size again, as 10-12.",
        )
    found = text(raw, 20)
    return found.upper() if LETTER_SIZE.fullmatch(found) else found


def is_date_like(found: str) -> bool:
    """Return whether a code looks like a date as spreadsheets write it: 10-Dec, 2026-12-10."""
    return bool(DATE_LIKE.fullmatch(found))


def serial(raw: str) -> str:
    """A security label's serial: in capitals, with its number at the end."""
    found = plain(raw).upper().replace(" ", "")
    if parse_serial(found) is None:
        fix = "Use letters, digits and . _ / - with the number at the end, such as AB-000123."
        raise Unfit("serial", f"{shown(found)} isn't a valid label serial.", fix)
    return found


def whole(raw: str, least: int = 0, most: int = MOST_UNITS) -> str:
    """A whole number."""
    found = plain(raw)
    found = found.removesuffix(".0")
    if not re.fullmatch(r"-?[0-9]{1,15}", found):
        raise Unfit(
            "whole", f"{shown(found)} isn't a whole number.", "Write digits only, such as 1200."
        )
    number = int(found)
    if not least <= number <= most:
        raise Unfit("range", f"{number} is out of range.", f"Enter {least} to {most}.")
    return str(number)


def percentages(raw: str) -> str:
    """A list `fiber:percent` whose sum is 100, the largest first."""
    parts: list[tuple[Decimal, str]] = []
    for part in _parts(raw):
        name, colon, share = part.partition(":")
        try:
            percent = Decimal(share.strip().rstrip("%").replace(",", "."))
        except InvalidOperation:
            percent = Decimal(0)
        if not colon or not name.strip() or not percent.is_finite() or percent <= 0:
            raise Unfit(
                "composition", f"{shown(part)} isn't a percentage.", "Write cotton:60;polyester:40"
            )
        parts.append((percent, name.strip().lower()))
    if len({name for _, name in parts}) < len(parts):
        raise Unfit("composition", "A fiber is there twice.", "Name each fiber once.")
    total = sum((percent for percent, _ in parts), Decimal(0))
    if total != 100:  # noqa: PLR2004  per cent
        raise Unfit("composition", f"The percentages add up to {total.normalize():f} %, not 100 %.")
    ordered = sorted(parts, key=lambda one: (-one[0], one[1]))
    return ";".join(f"{name}:{percent.normalize():f}" for percent, name in ordered)


def choice(raw: str, known: Collection[str], what: str) -> str:
    """One of the known codes, in their own capitals."""
    found = plain(raw)
    for form in (found, found.lower(), found.upper()):
        if form in known:
            return form
    raise Unfit("unknown", f"Unknown {what} {shown(found)}.", near(found, known))


def choices(raw: str, known: Collection[str], what: str) -> str:
    """Several known codes, without repetition, in alphabetical order."""
    return ";".join(sorted({choice(part, known, what) for part in _parts(raw)}))


def yes_or_no(raw: str) -> str:
    """Yes or no."""
    found = plain(raw).lower()
    if found in YES:
        return "yes"
    if found in NO:
        return "no"
    raise Unfit("yes_or_no", f"{shown(found)} isn't yes or no.", "Write yes or no.")


def instant(raw: str) -> str:
    """An instant with its offset from UTC."""
    found = plain(raw)
    _no_serial(found)
    try:
        at = datetime.fromisoformat(found)
    except ValueError:
        raise Unfit("instant", f"{shown(found)} isn't a date with time.", INSTANT_FIX) from None
    if at.tzinfo is None:
        raise Unfit("offset", f"{shown(found)} has no time zone.", INSTANT_FIX)
    try:
        return at.astimezone(UTC).isoformat(timespec="seconds")
    except OverflowError:
        raise Unfit("instant", f"{shown(found)} is out of range.", INSTANT_FIX) from None


INSTANT_FIX = "Write 2027-03-01T00:00+01:00: date, time and offset from UTC."


def day(raw: str) -> str:
    """A day, as 2027-03-01."""
    found = plain(raw)
    _no_serial(found)
    try:
        return date.fromisoformat(
            found[:10] if found[10:] in {"T00:00:00", " 00:00:00"} else found
        ).isoformat()
    except ValueError:
        raise Unfit("day", f"{shown(found)} isn't a date.", "Write it as 2027-03-01.") from None


def address(raw: str) -> str:
    """A postal address; a box alone is none."""
    found = text(raw, 300)
    if re.fullmatch(r"(?i)\s*(p\.?\s*o\.?\s*box|postfach|boîte postale)\b[\s\d,.\w]{0,40}", found):
        raise Unfit(
            "po_box", "A post office box alone isn't a full address.", "Add the street and town."
        )
    return found


def electronic_address(raw: str) -> str:
    """An email or web address."""
    found = plain(raw)
    if not MAIL_OR_WEB.fullmatch(found):
        raise Unfit(
            "address",
            f"{shown(found)} isn't an email or web address.",
            "Write it as care@maker.example",
        )
    return _not_longer(found, 200)


def picture(raw: str) -> str:
    """The name of a picture in the ZIP."""
    found = clean_text(raw)  # as the ZIP writes it: dashes and letters stay
    if ".." in found or not PICTURE.fullmatch(found):
        raise Unfit(
            "picture",
            f"{shown(found)} isn't the name of a picture in the ZIP.",
            "Use a file name without folders that ends in .jpg, .png, .webp, .avif or .tif.",
        )
    return found


def hs_code(raw: str) -> str:
    """A customs code of 6 to 10 digits in a chapter that exists."""
    found = re.sub(r"[ .\-]", "", plain(raw))
    if not re.fullmatch(r"[0-9]{6,10}", found) or int(found[:2]) not in CHAPTERS:
        fix = "Use 6 to 10 digits, such as 610910."
        if re.fullmatch(r"[1-9](?:[0-9]{4}|[0-9]{6}|[0-9]{8})", found):  # of chapters 1 to 9
            fix = f"A spreadsheet may have removed a leading zero: write 0{found}, as text."
        raise Unfit("hs_code", f"{shown(found)} isn't a customs code.", fix)
    return found


def plain(raw: str) -> str:
    """A cell of a code: what cannot be seen is taken out of it."""
    found = raw.strip()
    if found.isascii():
        return CONTROLS.sub("", found)
    return plain_text(_clean(found))


def near(found: str, known: Collection[str]) -> str:
    """Return a sentence with the known codes that look most like it."""
    written = {one.lower(): one for one in known}
    alike = get_close_matches(found.lower(), written, n=2, cutoff=0.6)
    if alike:
        return f"Did you mean {' or '.join(written[one] for one in alike)}?"
    few = sorted(known)[:6]
    return f"Known are {', '.join(few)}{' …' if len(known) > len(few) else '.'}" if few else ""


def _clean(raw: str) -> str:
    if "\ufffd" in raw or "\x00" in raw:
        raise Unfit("unreadable", "A character can't be read.", "Save the file as CSV UTF-8.")
    if raw.isascii():
        return CONTROLS.sub("", raw) if CONTROLS.search(raw) else raw
    return CONTROLS.sub("", UNSEEN.sub("", unicodedata.normalize("NFC", raw)))


def _not_longer(found: str, longest: int) -> str:
    if len(found) > longest:
        raise Unfit("too_long", f"The text has {len(found)} characters.", f"Use at most {longest}.")
    return found


def _parts(raw: str) -> list[str]:
    separator = ";" if ";" in raw or "," not in raw else ","
    return [part.strip() for part in plain(raw).split(separator) if part.strip()]


def _no_serial(found: str) -> None:
    """Refuse the number by which spreadsheets count days."""
    if re.fullmatch(r"[0-9]{4,6}(?:\.[0-9]+)?", found):
        raise Unfit(
            "serial_date",
            f"{found} is a spreadsheet's internal number for a date.",
            "Format the column as text and write the date as 2027-03-01.",
        )
