"""Delivery methods of the demo: standard and express in every market."""

from decimal import Decimal

from django.db import transaction

from shop.commerce.fulfillment.models import DeliveryMethod
from shop.commerce.markets.models import Market
from shop.demo.data_files import rows

NEXT_DAYS = (1, 2)


@transaction.atomic
def load_delivery() -> None:
    """Create missing delivery methods."""
    markets = {market.code: market for market in Market.objects.all()}
    for row in rows("data/prices.csv"):
        first, last = (int(day) for day in row["days"].split("-"))
        DeliveryMethod.objects.get_or_create(
            market=markets[row["market"]],
            code=DeliveryMethod.Code.STANDARD,
            territories=[],
            defaults={
                "amount": Decimal(row["standard"]),
                "free_over": Decimal(row["free_over"]),
                "days_min": first,
                "days_max": last,
            },
        )
        DeliveryMethod.objects.get_or_create(
            market=markets[row["market"]],
            code=DeliveryMethod.Code.EXPRESS,
            territories=[],
            defaults={
                "amount": Decimal(row["express"]),
                "days_min": NEXT_DAYS[0],
                "days_max": NEXT_DAYS[1],
            },
        )
