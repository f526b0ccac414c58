"""Prices of articles in force. Imports and the product form write them by SQL: `shop.imports`."""

from collections.abc import Collection
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField
from django.db.models.expressions import RawSQL

from catalog.models import Product
from shop.commerce.markets.models import Market
from shop.commerce.pricing.models import MarketPrice

PRICE = """
    coalesce(
        (select amount from pricing_marketprice
            where product_id = {article} and market_id = %s and valid @> %s::timestamptz),
        (select r.amount from pricing_marketprice r
            join catalogue_product a on a.parent_id = r.product_id
            where a.id = {article} and r.market_id = %s and r.valid @> %s::timestamptz)
    )
"""


def price_column(article: str, market: Market, at: datetime) -> RawSQL:
    """Return an annotation with the price of an article, as `prices_at` returns it.

    `article` is the SQL of the article's id.
    """
    amount: Any = DecimalField(max_digits=12, decimal_places=2)
    place = (market.pk, at)
    return RawSQL(PRICE.format(article=article), place * 2, amount)  # noqa: S611


def prices_at(products: Collection[Product], market: Market, at: datetime) -> dict[int, Decimal]:
    """Return prices by product id; a variant without its own uses its parent's.

    Products without a price in the market are absent: they are not for sale there. One query.
    """
    product_ids = {product.pk for product in products}
    product_ids |= {product.parent_id for product in products if product.parent_id}
    amounts = dict(
        MarketPrice.objects.filter(
            product_id__in=product_ids, market=market, valid__contains=at
        ).values_list("product_id", "amount")
    )
    prices = {}
    for product in products:
        amount = amounts.get(product.pk, amounts.get(product.parent_id))
        if amount is not None:
            prices[product.pk] = amount
    return prices
