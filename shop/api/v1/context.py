"""For whom an API request asks: market, territory, language, channel and instant.

The channel follows from the credential and is never claimed; without one it is APP.
"""

from dataclasses import dataclass
from datetime import datetime

from rest_framework.request import Request

from licensing.models import Territory
from shop.api.errors import ParameterProblem
from shop.api.views import use_language_of
from shop.markets.models import Market

CHANNEL = "APP"


@dataclass(frozen=True, slots=True)
class AskedFor:
    """What prices and availability in the answer hold for."""

    market: Market
    territory: str
    language: str
    at: datetime
    channel: str = CHANNEL


def asked_for(request: Request) -> AskedFor:
    """Read `market`, `territory` and `language`; raises `ParameterProblem` naming a bad one."""
    code = request.query_params.get("market", "")
    markets = Market.objects.for_request()
    if "\x00" in code:  # PostgreSQL has no text with it
        markets = markets.none()
    market = (markets.filter(code=code) if code else markets.filter(is_default=True)).first()
    if market is None:
        raise ParameterProblem("market", f"There is no market {code[:20]!r}.", "unknown_market")
    return AskedFor(
        market=market,
        territory=_territory(request, market),
        language=use_language_of(request, market),
        at=market.at,
    )


def _territory(request: Request, market: Market) -> str:
    code = request.query_params.get("territory", "").upper() or str(market.home_id)
    if code in market.ship_to_codes:
        return code
    if "\x00" in code or not Territory.objects.filter(pk=code[:2]).exists() or len(code) != 2:  # noqa: PLR2004
        raise ParameterProblem(
            "territory", "This is not an ISO 3166 alpha-2 code we know.", "unknown_territory"
        )
    other = Market.objects.serving(code).first()
    hint = f" Market {other.code!r} does." if other else ""
    raise ParameterProblem(
        "territory", f"Market {market.code!r} does not deliver there.{hint}", "not_served"
    )
