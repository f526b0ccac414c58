"""Prices of articles in force. Imports and the product form write them by SQL: `shop.imports`."""

from collections.abc import Collection
from datetime import datetime
from decimal import Decimal

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from catalog.models import Product
from shop.commerce.markets.models import Market
from shop.commerce.pricing.models import MarketPrice


def price_for(product: str, parent: str, market: Market, at: datetime) -> Coalesce:
    """Return an annotation with the price of an article, as `prices_at` returns it.

    `product` and `parent` name the columns of the outer query with the ids of the article and of
    its parent.
    """
    prices = MarketPrice.objects.filter(market=market, valid__contains=at).values("amount")
    own, inherited = (
        Subquery(prices.filter(product_id=OuterRef(column))) for column in (product, parent)
    )
    return Coalesce(own, inherited)


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
