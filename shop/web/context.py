"""Template context of every storefront page: market, ship-to, language links and basket count.

Every value that needs a query is lazy, so a page only pays for what it shows. Areas without a
market (API, admin, probes) get no context.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from shop.commerce.markets.choice import swap_prefix
from shop.commerce.markets.models import Market
from shop.commerce.markets.requests import ShopRequest
from shop.oscar.basket.models import Line
from shop.platform.database.compiled_reads import CompiledRead
from shop.web.locale_names import country_in_sentence, language_name, market_name

_UNITS: CompiledRead[Any] = CompiledRead(
    lambda basket: Line.objects.filter(basket=basket).order_by().values_list("quantity", flat=True)
)


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in a language of a market."""

    market: Market
    language: str
    path: str

    @property
    def hreflang(self) -> str:
        """`fr-FR`; only the language for a market of several countries."""
        region = self.market.code.upper()
        return self.language if self.market.is_default else f"{self.language}-{region}"

    @property
    def url(self) -> str:
        """The full address."""
        return f"{settings.BASE_URL}{self.path}"

    @property
    def name(self) -> str:
        """Name of the language in that language."""
        return language_name(self.language)


def storefront(request: ShopRequest) -> dict[str, Any]:
    """Return the variables of `web/base.html`."""
    market = getattr(request, "market", None)
    common = {
        "shop_name": settings.OSCAR_SHOP_NAME,
        "demo_notice": not settings.ENV.production,
        "market": market,
    }
    if market is None:
        return common
    languages = [
        Alternate(market, code, swap_prefix(request.path, market, code))
        for code in market.languages
    ]
    return {
        **common,
        "ship_to": request.ship_to,
        "ship_to_name": country_in_sentence(request.ship_to),
        "market_name": market_name(market),
        "market_languages": languages,
        "canonical_url": f"{settings.BASE_URL}{request.path}",
        "current_path": request.get_full_path(),
        "basket_count": SimpleLazyObject(lambda: _units_in_basket(request)),
    }


def _units_in_basket(request: ShopRequest) -> int:
    """Return the number of units, not lines; no query for a visitor without a basket."""
    basket = request.basket
    if basket.pk is None:
        return 0
    return sum(_UNITS.rows(basket=basket.pk)) + len(basket.bought_cards)
