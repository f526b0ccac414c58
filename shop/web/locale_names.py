"""Names of countries, languages and markets in the language of the page."""

from collections.abc import Callable, Iterable
from functools import cache

from babel import Locale
from django.conf import settings
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from shop.commerce.markets.models import Market
from shop.platform.core import collation, locales

AGREED_NAMES = {
    gettext_noop("Great Britain"),
    gettext_noop("Hong Kong, China"),
    gettext_noop("Chinese Taipei"),
}
MARKET_NAMES = {gettext_noop("International")}  # markets that are not one country
# Official names whose spelling differs from CLDR's names of the countries.
PROTOCOL_CODES = {
    "Brunei Darussalam": "BN",
    "Cabo Verde": "CV",
    "Congo": "CG",
    "Congo, The Democratic Republic of the": "CD",
    "Micronesia, Federated States of": "FM",
    "Myanmar": "MM",
    "Palestine, State of": "PS",
    "Russian Federation": "RU",
    "Sao Tome and Principe": "ST",
    "Virgin Islands, British": "VG",
    "Virgin Islands, U.S.": "VI",
}
NATIVE_NAMES = dict(settings.LANGUAGES)


def active_locale() -> Locale:
    """Return Babel's locale of the active language; English if it is unknown."""
    return locales.locale_of(get_language() or settings.LANGUAGE_CODE)


def country_name(code: str) -> str:
    """Return the name of an ISO 3166-1 alpha-2 code in the page's language, else the code."""
    return locales.country_name(code, get_language() or settings.LANGUAGE_CODE)


def country_in_sentence(code: str) -> str:
    """Return a country's name for use inside a sentence of the page's language."""
    return locales.country_in_sentence(code, get_language() or settings.LANGUAGE_CODE)


def named_countries(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Return codes with their names in the page's language, sorted for its readers."""
    named = ((code, country_name(code)) for code in codes)
    return sort_by_name(named, lambda country: country[1])


def sort_by_name[T](rows: Iterable[T], name: Callable[[T], str]) -> list[T]:
    """Return rows in the order of their names for readers of the page's language."""
    return collation.sort_by_name(rows, name, get_language() or settings.LANGUAGE_CODE)


def noc_name(protocol_name: str) -> str:
    """Return a committee's country in the page's language.

    Agreed names (such as Chinese Taipei) have their own translations; names of former committees
    have none and stay unchanged.
    """
    code = PROTOCOL_CODES.get(protocol_name) or _codes_by_english_name().get(
        _without_variants(protocol_name)
    )
    if code:
        return country_name(code)
    return _(protocol_name) if protocol_name in AGREED_NAMES else protocol_name


def language_name(code: str) -> str:
    """Return the name of the language in that language."""
    return str(NATIVE_NAMES.get(code, code))


def market_name(market: Market) -> str:
    """Return a market's name in the page's language: its country's, or a translated name."""
    name = active_locale().territories.get(market.code.upper())
    return str(name) if name else _(market.name)


@cache
def _codes_by_english_name() -> dict[str, str]:
    territories = Locale.parse("en").territories.items()
    return {_without_variants(name): code for code, name in territories if code.isalpha()}


def _without_variants(name: str) -> str:
    """Normalize names that differ by `&`, `St.` or the kind of apostrophe."""
    return name.replace("&", "and").replace("St. ", "Saint ").replace("\u2019", "'")
