"""How countries, languages and markets are called in the language of the page."""

from functools import cache

from babel import Locale
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shop.core import locales
from shop.markets.models import Market

NATIVE_NAMES = dict(settings.LANGUAGES)


def active_locale() -> Locale:
    """Return Babel's locale of the active language, English when it knows none."""
    return locales.locale_of(get_language() or settings.LANGUAGE_CODE)


def country_name(code: str) -> str:
    """Return the name of an ISO 3166-1 alpha-2 code in the page's language, else the code."""
    return locales.country_name(code, get_language() or settings.LANGUAGE_CODE)


def noc_name(protocol_name: str) -> str:
    """Return a committee's country in the page's language.

    Only where the IOC's protocol name is also the country's plain English name: the others (such
    as Chinese Taipei) are agreed wordings and stay as they are.
    """
    code = _codes_by_english_name().get(protocol_name)
    return country_name(code) if code else protocol_name


def language_name(code: str) -> str:
    """Return the language as its speakers write it."""
    return str(NATIVE_NAMES.get(code, code))


def market_name(market: Market) -> str:
    """Return a market's name in the page's language: its country's, or a translated word."""
    found = active_locale().territories.get(market.code.upper())
    return str(found) if found else _(market.name)


@cache
def _codes_by_english_name() -> dict[str, str]:
    territories = Locale.parse("en").territories.items()
    return {name: code for code, name in territories if code.isalpha()}
