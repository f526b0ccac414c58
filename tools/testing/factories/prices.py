"""Prices for tests, written row by row; the shop writes them in batches (`shop.imports.apply`)."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from catalog.models import Product
from shop.commerce.markets.models import Market
from shop.commerce.pricing.models import MarketPrice
from shop.platform.core.money import round_money


@transaction.atomic
def set_price(*, product: Product, market: Market, amount: Decimal, start: datetime) -> MarketPrice:
    """Start a price at an instant: end the running one there and delete planned ones."""
    running = MarketPrice.objects.select_for_update().filter(product=product, market=market)
    running.filter(valid__startswith__gte=start).delete()
    for price in running.filter(valid__contains=start):
        price.valid = DateTimeTZRange(price.valid.lower, start)
        price.save(update_fields=["valid"])
    return MarketPrice.objects.create(
        product=product,
        market=market,
        amount=round_money(amount, market.currency),
        valid=DateTimeTZRange(start, None),
    )
