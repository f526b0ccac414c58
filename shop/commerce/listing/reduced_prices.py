"""Reduced prices of listed products and of articles; pages change when a promotion does."""

from collections.abc import Iterable
from datetime import datetime

from licensing.reading.snapshot import time_and_snapshot
from shop.commerce.listing.card_rows import ListedProduct
from shop.commerce.listing.product_rows import Article
from shop.commerce.markets.models import Market
from shop.commerce.page_store.dependencies import changes_at
from shop.commerce.promotions.reading import promotions_of
from shop.commerce.promotions.reductions import Reduction, find_reduction, had_sale
from shop.commerce.promotions.terms import MarketPromotions, ProductKey


def listed_reductions(
    rows: Iterable[ListedProduct], market: Market, at: datetime
) -> dict[int, Reduction]:
    """Return the reductions of listed products by product id."""
    of_market = _promotions(market, at)
    found = {
        row.product.pk: find_reduction(
            row.history,
            ProductKey(row.product.pk, row.product.licensee_id, row.product.rights_category_id),
            of_market,
            at,
        )
        for row in rows
        if of_market.promotions or had_sale(row.history)
    }
    return {product: reduction for product, reduction in found.items() if reduction}


def article_reductions(
    articles: Iterable[Article], market: Market, at: datetime
) -> dict[int, Reduction]:
    """Return the reductions of a product and its variants by article id."""
    of_market = _promotions(market, at)
    found = {
        article.product.pk: find_reduction(article.history, _key(article), of_market, at)
        for article in articles
    }
    return {product: reduction for product, reduction in found.items() if reduction}


def _key(article: Article) -> ProductKey:
    top = article.product.top
    return ProductKey(top.pk, top.licensee_id, top.rights_category_id)


def _promotions(market: Market, at: datetime) -> MarketPromotions:
    """Return the promotions of a market; the page that is rendered ends with the next change."""
    _, kept = time_and_snapshot()
    of_market = promotions_of(market, kept)
    changes_at(of_market.next_change(at))
    return of_market
