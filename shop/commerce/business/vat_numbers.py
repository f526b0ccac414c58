"""VAT numbers and company names: normalization and comparison. Pure."""

import re
import unicodedata
from dataclasses import dataclass

from stdnum.ch import vat as ch_vat
from stdnum.eu import vat as eu_vat
from stdnum.exceptions import ValidationError
from stdnum.gb import vat as gb_vat
from stdnum.no import mva as no_vat

GREECE = {"EL": "GR"}
# Legal forms, which registers abbreviate in many ways.
FORMS = frozenset({
    "ab", "ag", "aps", "as", "asa", "bv", "bvba", "co", "corp", "ee", "ev", "gmbh", "gmbhcokg",
    "inc", "kg", "kft", "llc", "lda", "limited", "ltd", "mbh", "nv", "oe", "oy", "oyj", "plc",
    "sa", "sarl", "sas", "sasu", "se", "sl", "slu", "snc", "spa", "spk", "sprl", "spzoo", "srl",
    "srls", "sro", "ug", "und", "and", "et", "e", "y", "the",
})  # fmt: skip
UNDISCLOSED = frozenset({"", "---"})


@dataclass(frozen=True, slots=True)
class VatNumber:
    """A number with its prefix, and the country that issued it."""

    text: str
    country: str
    in_vies: bool


def parse_vat_number(text: str, country: str) -> VatNumber | None:
    """Return the number of a typed text; None if its format or its check digit is wrong.

    A number without a prefix is one of `country`.
    """
    compact = re.sub(r"[^0-9A-Za-z+*]", "", unicodedata.normalize("NFKC", text)).upper()
    prefix = {"GR": "EL"}.get(country, country)
    for candidate in (compact, prefix + compact):
        if parsed := _parse(candidate):
            return parsed
    return None


def names_match(typed: str, registered: str) -> bool:
    """Return whether a typed company name can be that of a registered one.

    Case, accents, punctuation and legal forms do not count; half of the words must be the same. A
    name that the member state does not disclose matches everything.
    """
    if registered.strip() in UNDISCLOSED:
        return True
    ours, theirs = _words(typed), _words(registered)
    if not ours or not theirs:
        return _letters(typed) == _letters(registered)
    common = len(ours & theirs)
    return common * 2 >= min(len(ours), len(theirs)) and common > 0


def _parse(candidate: str) -> VatNumber | None:
    code = candidate[:2]
    try:
        if code == "GB":
            return VatNumber(f"GB{gb_vat.validate(candidate)}", "GB", in_vies=False)
        if code == "CH":
            return VatNumber(str(ch_vat.validate(candidate)), "CH", in_vies=False)
        if code == "NO":
            return VatNumber(f"NO{no_vat.validate(candidate)}", "NO", in_vies=False)
        if code.isalpha():
            number = str(eu_vat.validate(candidate))
            return VatNumber(number, GREECE.get(number[:2], number[:2]), in_vies=True)
    except ValidationError:
        return None
    return None


def _words(name: str) -> set[str]:
    return {word for word in _letters(name).split() if word not in FORMS and len(word) > 1}


def _letters(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[^\w]+", " ", kept.replace(".", "")).split())
