"""Prices: which one holds for an article in a market now, and how a new one begins."""

from collections.abc import Collection
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from catalog.models import Product
from shop.commerce.markets.models import Market
from shop.commerce.pricing.models import MarketPrice
from shop.platform.core.money import round_money


def prices_at(products: Collection[Product], market: Market, at: datetime) -> dict[int, Decimal]:
    """Return the price of each product by id; a variant without its own takes its parent's.

    A product without a price in the market is absent: it is not for sale there. One query.
    """
    wanted = {product.pk for product in products}
    wanted |= {product.parent_id for product in products if product.parent_id}
    found = dict(
        MarketPrice.objects.filter(
            product_id__in=wanted, market=market, valid__contains=at
        ).values_list("product_id", "amount")
    )
    prices = {}
    for product in products:
        amount = found.get(product.pk, found.get(product.parent_id))
        if amount is not None:
            prices[product.pk] = amount
    return prices


@transaction.atomic
def set_price(*, product: Product, market: Market, amount: Decimal, start: datetime) -> MarketPrice:
    """Begin a price at an instant: the running one ends there, a planned one gives way."""
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
