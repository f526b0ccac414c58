"""Delivery methods of the demo: standard and express in every market."""

from decimal import Decimal
from typing import Any

from django.db import transaction

from shop.commerce.fulfillment.delivery_methods import save_delivery_method
from shop.commerce.fulfillment.models import DeliveryMethod
from shop.commerce.markets.models import Market
from shop.demo.data_files import rows

NEXT_DAYS = (1, 2)


@transaction.atomic
def load_delivery() -> None:
    """Create missing delivery methods."""
    markets = {market.code: market for market in Market.objects.all()}
    for row in rows("data/prices.csv"):
        market = markets[row["market"]]
        first, last = (int(day) for day in row["days"].split("-"))
        _add(
            market,
            DeliveryMethod.Code.STANDARD,
            amount=Decimal(row["standard"]),
            free_over=Decimal(row["free_over"]),
            days_min=first,
            days_max=last,
        )
        _add(
            market,
            DeliveryMethod.Code.EXPRESS,
            amount=Decimal(row["express"]),
            days_min=NEXT_DAYS[0],
            days_max=NEXT_DAYS[1],
        )


def _add(market: Market, code: str, **terms: Any) -> None:
    """Add a method for all destinations of a market unless it has one of the same speed."""
    if not DeliveryMethod.objects.filter(market=market, code=code, territories=[]).exists():
        method = DeliveryMethod(market=market, code=code, **terms)
        save_delivery_method(method=method, by_id=None)
