"""Choice of market and language for visitors without a prefix, and the form of prefixes."""

from django.http import HttpRequest
from django.utils.translation import get_language_from_request

from shop.commerce.markets.models import Market


def prefix(market: Market, language: str) -> str:
    """Return a URL prefix such as `/fr-fr`, without a trailing slash."""
    return prefix_of(market.code, language)


def prefix_of(market_code: str, language: str) -> str:
    """Return the prefix of a market by its code."""
    return f"/{language}-{market_code}"


def preferred_prefix(request: HttpRequest) -> str:
    """Return the prefix by stored choice, Accept-Language, or the default market.

    Never by network address: visitors are not redirected by location (Reg. 2018/302).
    """
    stored = request.COOKIES.get("market", "")
    language, _, code = stored.partition("-")
    markets = {market.code: market for market in Market.objects.open()}
    if code in markets and language in markets[code].languages:
        return prefix(markets[code], language)
    accepted = get_language_from_request(request)
    region = _accepted_region(request)
    if region in markets and accepted in markets[region].languages:
        return prefix(markets[region], accepted)
    default = next((m for m in markets.values() if m.is_default), None)
    for market in markets.values():
        if market.default_language == accepted and accepted != "en":
            return prefix(market, accepted)
    if default is None:
        return "/en-int"
    return prefix(default, accepted if accepted in default.languages else default.default_language)


def swap_prefix(path: str, market: Market, language: str) -> str:
    """Return the same page in another market or language."""
    _, _, rest = path.lstrip("/").partition("/")
    return f"{prefix(market, language)}/{rest}"


def _accepted_region(request: HttpRequest) -> str:
    """Return the region of the first language in Accept-Language, such as `gb` of `en-GB`."""
    first = request.headers.get("Accept-Language", "").split(",")[0].split(";")[0]
    return first.partition("-")[2].strip().lower()
