"""Filters by the facts of one article: color, size, price and stock, all at once.

`fitting_articles` is the filter of a product query; `facets` has the form that counts.
"""

from django.db.models import DecimalField, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from catalog.models import Product
from shop.commerce.inventory.availability import ANNOUNCED, FREE, records_serving
from shop.commerce.listing.list_query import ListQuery
from shop.commerce.pricing.models import MarketPrice
from shop.oscar.partner.models import StockRecord


def fitting_articles(query: ListQuery) -> Exists:
    """Return a condition: one article of the product fits all filters.

    The product must be annotated with its `amount`, the price of variants without their own.
    """
    alone = Q(pk=OuterRef("pk")) & ~Q(structure=Product.PARENT)
    articles = Product.objects.filter(alone | Q(parent=OuterRef("pk")), is_public=True)
    if query.color:
        own = Q(color__in=query.color)
        articles = articles.filter(own | Q(color="", parent__color__in=query.color))
    if query.size:
        articles = articles.filter(size__in=query.size)
    if query.in_stock:
        stock = records_in_stock(query).filter(product=OuterRef("pk"))
        articles = articles.filter(Exists(stock))
    bounds = {"own__gte": query.price_min, "own__lte": query.price_max}
    bounds = {name: bound for name, bound in bounds.items() if bound is not None}
    if bounds:
        price = Subquery(prices_in_force(query).filter(product=OuterRef("pk")).values("amount")[:1])
        own_price = Coalesce(price, OuterRef("amount"), output_field=DecimalField())
        articles = articles.annotate(own=own_price).filter(**bounds)
    return Exists(articles.order_by())


def records_in_stock(query: ListQuery) -> QuerySet[StockRecord]:
    """Return the stock records with units in stock that serve the query's destination."""
    serving = records_serving(query.territory, query.channel).exclude(ANNOUNCED)
    return serving.annotate(free=FREE).filter(free__gt=0).order_by()


def prices_in_force(query: ListQuery) -> QuerySet[MarketPrice]:
    """Return the prices in force in the query's market."""
    return MarketPrice.objects.filter(market=query.market, valid__contains=query.at).order_by()
