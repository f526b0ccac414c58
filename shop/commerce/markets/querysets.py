"""Reads of markets: for a request, and by ship-to."""

from copy import copy
from datetime import datetime
from typing import Any

from django.db import models

from shop.platform.core.keeping import Keeper
from shop.platform.database.clock import TransactionTimestamp


class MarketQuerySet(models.QuerySet):
    """Chainable reads of markets."""

    def for_request(self) -> "MarketQuerySet":
        """Add the home territory, the ship-to codes and the database's clock, in one query."""
        model: Any = self.model
        through = model.ship_to.through.objects.filter(market_id=models.OuterRef("pk"))
        codes = through.values("market_id").values_list(
            models.Func("territory_id", function="array_agg"), flat=True
        )
        return self.select_related("home", "selling_entity").annotate(
            ship_to_codes=models.Subquery(codes), at=TransactionTimestamp()
        )

    def kept(self, code: str, keeper: Keeper, at: datetime) -> Any:
        """Return a market like `for_request` at an instant, kept for a revision; None if unknown.

        A market that is not open to the public is returned too.
        """
        kept = self._kept_by_code(keeper).get(code)
        return None if kept is None else _at(kept, at)

    def kept_open(self, keeper: Keeper) -> list[Any]:
        """Return all open markets, kept for a revision; they must not be changed."""
        return [market for market in self._kept_by_code(keeper).values() if market.is_open]

    def kept_default(self, keeper: Keeper, at: datetime) -> Any:
        """Return the default market like `kept`; None if there is none."""
        markets = self._kept_by_code(keeper).values()
        kept = next((market for market in markets if market.is_default), None)
        return None if kept is None else _at(kept, at)

    def _kept_by_code(self, keeper: Keeper) -> dict[str, Any]:
        def load() -> dict[str, Any]:
            return {market.code: market for market in self.for_request()}

        return keeper.keep("markets", load)

    def open(self) -> "MarketQuerySet":
        """Return markets that are open to the public."""
        return self.filter(is_open=True)

    def serving(self, territory: str) -> "MarketQuerySet":
        """Return open markets that deliver to the territory, its home market first."""
        return (
            self.open()
            .filter(ship_to=territory)
            .order_by(models.Case(models.When(home=territory, then=0), default=1), "position")
        )


def _at(kept: Any, at: datetime) -> Any:
    """Return a copy of a kept market with the instant of the request."""
    market = copy(kept)
    market.at = at
    return market
