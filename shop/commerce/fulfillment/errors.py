"""Errors of opening and closing a market."""

from shop.platform.core.errors import DomainError


class MarketNotReady(DomainError):  # noqa: N818  a noun of the domain, as all below
    """Something is missing; `data` has market and missing, the names of the checklist's lines."""

    code = "market_not_ready"


class DefaultMarketStays(DomainError):  # noqa: N818
    """The default market is always open."""

    code = "default_market_stays"
