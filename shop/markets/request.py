"""The request as the storefront's views get it: with its market, ship-to, channel and instant."""

from collections.abc import Sequence
from datetime import datetime

from django.http import HttpRequest

from shop.markets.models import Market


class MarketRequest(HttpRequest):
    """What `MarketMiddleware` makes of a request; only a type, never instantiated."""

    market: Market
    ship_to: str
    channel: str
    at: datetime
    offers: Sequence[tuple[Market, str]]
