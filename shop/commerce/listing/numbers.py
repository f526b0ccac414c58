"""Find the article whose SKU or GTIN was typed."""

from collections.abc import Iterable

from django.db.models import Q

from catalog.models import Product
from catalog.search.folding import code_forms
from catalog.search.queries import find_by_number
from shop.commerce.listing.list_query import ListQuery
from shop.commerce.listing.product_detail import find_product_detail
from shop.platform.core.typed_text import normalize_code


def find_article(query: ListQuery) -> Product | None:
    """Return the article with a typed number, if it may be sold there.

    All forms of a GTIN match. A text of letters only is not a number.
    """
    if not any(sign.isdigit() or sign in "-._" for sign in normalize_code(query.text)):
        return None
    tops = find_by_number(Product.objects.top_level(), query.text).order_by().values("pk")
    articles = Product.objects.filter(Q(pk__in=tops) | Q(parent__in=tops), is_public=True)
    article = _named(articles.select_related("parent").order_by("pk"), query.text)
    if article is None:
        return None
    where = (query.market, query.territory, query.channel, query.at)
    detail = find_product_detail(article.sku, *where)
    return article if detail is not None and detail.sellable else None


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
