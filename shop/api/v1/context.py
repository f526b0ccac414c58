"""The scope of an API request: market, territory, language, channel and instant.

The channel follows from the credential and is never claimed; without one it is APP.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _
from rest_framework.request import Request

from licensing.models import Territory
from licensing.reading.snapshot import time_and_snapshot
from shop.api.errors import ParameterProblem
from shop.api.views import use_language_of
from shop.commerce.markets.models import Market
from shop.platform.core.typed_text import normalize_code, plain_code

CHANNEL = "APP"
TERRITORY = re.compile(r"[A-Z]{2}")


class Shown(NamedTuple):
    """The facts of a scope that decide how a product and its price are written."""

    market: str
    language: str
    currency: str
    includes_tax: bool


@dataclass(frozen=True, slots=True)
class ProductScope:
    """Market, territory, channel and time of prices and availability in a response."""

    market: Market
    territory: str
    language: str
    at: datetime
    channel: str = CHANNEL

    @property
    def shown(self) -> Shown:
        """Return how products are written in this scope."""
        market = self.market
        return Shown(market.code, self.language, market.currency, market.prices_include_tax)


def asked_for(request: Request) -> ProductScope:
    """Return the scope of `market`, `territory` and `language`. Raises `ParameterProblem`."""
    code = plain_code(request.query_params.get("market", ""))
    market = find_market(code, source="query")
    territory = normalize_code(request.query_params.get("territory", "")) or str(market.home_id)
    check_served(market, territory, "territory", source="query")
    return ProductScope(
        market=market,
        territory=territory,
        language=use_language_of(request, market),
        at=market.at,
    )


def find_market(code: str, *, source: str) -> Market:
    """Return a market by its code; the default market without one. Raises `ParameterProblem`."""
    at, kept = time_and_snapshot()
    markets = Market.objects
    market: Market | None
    market = markets.kept(code, kept, at) if code else markets.kept_default(kept, at)
    if market is None or not market.is_open:
        message = _("Unknown market: %(market)s. GET /api/v1/markets/ lists the markets.") % {
            "market": code[:20]
        }
        raise ParameterProblem("market", message, "unknown_market", source=source)
    return market


def check_served(market: Market, territory: str, name: str, *, source: str) -> None:
    """Raise `ParameterProblem` for the value `name` unless the market delivers to the territory."""
    if territory in market.ship_to_codes:
        return
    if not TERRITORY.fullmatch(territory) or not Territory.objects.filter(pk=territory).exists():
        message = _("Send an ISO 3166-1 alpha-2 country code, such as FR.")
        raise ParameterProblem(name, message, "unknown_territory", source=source)
    other = Market.objects.serving(territory).first()
    if other is None:
        message = _("We do not deliver to this country.")
    else:
        message = _("Market %(market)s does not deliver to this country. Use market %(other)s.") % {
            "market": market.code,
            "other": other.code,
        }
    raise ParameterProblem(name, message, "not_served", source=source)
