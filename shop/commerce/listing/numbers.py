"""Find the article or product whose SKU or GTIN was typed, in any case."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from catalog.models import Product
from catalog.search.folding import code_forms
from catalog.search.queries import find_by_number
from shop.commerce.listing.list_query import ListQuery
from shop.commerce.listing.product_detail import ProductDetail, find_product_detail
from shop.commerce.markets.models import Market
from shop.platform.core.typed_text import normalize_code


def find_article(query: ListQuery) -> Product | None:
    """Return the article with a typed number, if it may be sold there.

    All forms of a GTIN match. A text of letters only is not a number.
    """
    if not any(sign.isdigit() or sign in "-._" for sign in normalize_code(query.text)):
        return None
    article = _article_with(query.text)
    if article is None:
        return None
    where = (query.market, query.territory, query.channel, query.at)
    detail = find_product_detail(article.sku, *where)
    return article if detail is not None and detail.sellable else None


def find_detail(
    sku: str, market: Market, territory: str, channel: str, at: datetime
) -> ProductDetail | None:
    """Return the product of a SKU in an address, which people and mail programs write in any case.

    The SKU as it is stored takes precedence.
    """
    where = (market, territory, channel, at)
    if (detail := find_product_detail(sku, *where)) is not None:
        return detail
    article = _article_with(sku)
    if article is None or article.sku == sku:
        return None
    return find_product_detail(article.sku, *where)


def _article_with(number: str) -> Product | None:
    """Return the public article with an SKU or GTIN in any of its forms, if there is only one."""
    tops = find_by_number(Product.objects.top_level(), number).order_by().values("pk")
    articles = Product.objects.filter(Q(pk__in=tops) | Q(parent__in=tops), is_public=True)
    return _named(articles.select_related("parent").order_by("pk"), number)


def _named(articles: Iterable[Product], text: str) -> Product | None:
    """Return the only article with exactly this number, else the only one ignoring separators."""
    forms = set(code_forms(text))
    like = [
        article
        for article in articles
        if not forms.isdisjoint([*code_forms(article.sku), *code_forms(article.gtin)])
    ]
    code = normalize_code(text)
    exact = [article for article in like if code in {normalize_code(article.sku), article.gtin}]
    for named in (exact, like):
        if len(named) == 1:
            return named[0]
    return None
