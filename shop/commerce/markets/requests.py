"""The request with the attributes set by the market and basket middlewares."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest

from licensing.reading.snapshot import RightsSnapshot
from shop.commerce.markets.models import Market


class ShopRequest(HttpRequest):
    """A request under a market's prefix; a name for the type checker, never constructed."""

    market: Market
    ship_to: str
    channel: str
    at: datetime
    kept: RightsSnapshot
    offers: list[tuple[Market, str]]
    basket: Any
