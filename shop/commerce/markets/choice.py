"""Which market and language a visitor without a prefix is led to; and how prefixes are written."""

from django.http import HttpRequest
from django.utils.translation import get_language_from_request

from shop.commerce.markets.models import Market


def prefix(market: Market, language: str) -> str:
    """Return `/fr-fr`, without a slash at its end."""
    return f"/{language}-{market.code}"


def preferred_prefix(request: HttpRequest) -> str:
    """Choose by the stored choice, then by Accept-Language, then the default market.

    Never by address: a visitor is not moved because of where they seem to be (Reg. 2018/302).
    """
    stored = request.COOKIES.get("market", "")
    language, _, code = stored.partition("-")
    markets = {market.code: market for market in Market.objects.open()}
    if code in markets and language in markets[code].languages:
        return prefix(markets[code], language)
    wanted = get_language_from_request(request)
    region = _accepted_region(request)
    if region in markets and wanted in markets[region].languages:
        return prefix(markets[region], wanted)
    default = next((m for m in markets.values() if m.is_default), None)
    for market in markets.values():
        if market.default_language == wanted and wanted != "en":
            return prefix(market, wanted)
    if default is None:
        return "/en-int"
    return prefix(default, wanted if wanted in default.languages else default.default_language)


def swap_prefix(path: str, market: Market, language: str) -> str:
    """Return the same page in another market or language."""
    _, _, rest = path.lstrip("/").partition("/")
    return f"{prefix(market, language)}/{rest}"


def _accepted_region(request: HttpRequest) -> str:
    """Return the region of the first language in Accept-Language: `gb` of `en-GB`."""
    first = request.headers.get("Accept-Language", "").split(",")[0].split(";")[0]
    return first.partition("-")[2].strip().lower()
