"""What a language calls a country, from Babel's CLDR data; plain Python."""

from functools import cache

from babel import Locale
from babel.core import UnknownLocaleError

# Northern Ireland has a code in customs, none in ISO 3166, and its post is the United Kingdom's.
NORTHERN_IRELAND = "XI"
POSTED_IN = {NORTHERN_IRELAND: "GB"}
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


@cache
def locale_of(language: str) -> Locale:
    """Return Babel's locale of a language code such as `pt-br`, English when it knows none."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def country_name(code: str, language: str) -> str:
    """Return the name of an ISO 3166-1 alpha-2 code (or `XI`) in a language, else the code."""
    if code.upper() == NORTHERN_IRELAND:
        return NAMED_HERE.get(language.partition("-")[0], NAMED_HERE["en"])
    return str(locale_of(language).territories.get(code.upper(), code))


def postal_country(code: str) -> str:
    """Return the country whose post delivers to a territory: nearly always itself."""
    return POSTED_IN.get(code, code)
