"""Country names in each language, from Babel's CLDR data. Plain Python."""

from functools import cache

from babel import Locale
from babel.core import UnknownLocaleError

# Northern Ireland has a code in customs but not in ISO 3166, and its post is the United Kingdom's.
NORTHERN_IRELAND = "XI"
# Parts of Spain, France and the Chagos Archipelago too: their codes are reserved, not assigned.
POSTED_IN = {NORTHERN_IRELAND: "GB", "UK": "GB", "EL": "GR"}
POSTED_IN |= {"IC": "ES", "EA": "ES", "CP": "FR", "CQ": "GB", "DG": "IO"}
# Territories without a numbering plan of their own, and the plan in which their numbers are.
NUMBERED_IN = {"BV": "NO", "GS": "FK", "HM": "AU", "PN": "NZ", "TF": "FR", "UM": "US", "AQ": "AU"}
NAMED_HERE = {
    "ar": "أيرلندا الشمالية",
    "de": "Nordirland",
    "en": "Northern Ireland",
    "es": "Irlanda del Norte",
    "fr": "Irlande du Nord",
    "it": "Irlanda del Nord",
    "ja": "北アイルランド",
    "pt": "Irlanda do Norte",
}

# English names of countries that take an article inside a sentence.
WITH_ARTICLE = {
    "AE", "AX", "BQ", "BS", "CC", "CF", "CK", "DO", "FK", "FO", "GB", "GM",
    "GS", "HM", "IC", "IM", "IO", "KM", "KY", "MH", "MP", "MV", "NL", "PH",
    "PN", "PS", "SB", "SC", "TC", "TF", "UM", "US", "VG", "VI",
}  # fmt: skip


@cache
def locale_of(language: str) -> Locale:
    """Return Babel's locale of a language code such as `pt-br`; English if it is unknown."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def country_name(code: str, language: str) -> str:
    """Return the name of an ISO 3166-1 alpha-2 code (or `XI`) in a language, else the code."""
    if code.upper() == NORTHERN_IRELAND:
        return NAMED_HERE.get(language.partition("-")[0], NAMED_HERE["en"])
    return str(locale_of(language).territories.get(code.upper(), code))


def country_in_sentence(code: str, language: str) -> str:
    """Return the name for use inside a sentence: "the United States".

    Only English sentences of the shop need it; translations avoid the article.
    """
    name = country_name(code, language)
    if language.partition("-")[0] == "en" and code.upper() in WITH_ARTICLE:
        return f"the {name}"
    return name


def postal_country(code: str) -> str:
    """Return the country whose post serves a territory: nearly always itself."""
    return POSTED_IN.get(code.upper(), code.upper())


def phone_region(code: str) -> str:
    """Return the region whose numbering plan a territory uses."""
    posted = postal_country(code)
    return NUMBERED_IN.get(posted, posted)
