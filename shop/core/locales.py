"""What a language calls a country, from Babel's CLDR data; plain Python."""

from functools import cache

from babel import Locale
from babel.core import UnknownLocaleError


@cache
def locale_of(language: str) -> Locale:
    """Return Babel's locale of a language code such as `pt-br`, English when it knows none."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def country_name(code: str, language: str) -> str:
    """Return the name of an ISO 3166-1 alpha-2 code in a language, else the code."""
    return str(locale_of(language).territories.get(code.upper(), code))
