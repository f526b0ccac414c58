"""The facts of one article that a basket needs: price, limit, stock and the units it has already.

Read in one statement, for the article or together with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import IntegerField, QuerySet, Value
from django.db.models.expressions import RawSQL

from catalog.article_numbers import find_article
from catalog.models import Product
from shop.commerce.inventory.availability import candidates_column, read_candidates
from shop.commerce.inventory.routing import Candidate
from shop.commerce.markets.models import Market
from shop.commerce.pricing.services import price_column
from shop.orders.checkout.quote import Destination
from shop.oscar.basket.models import Basket
from shop.platform.core.typed_text import plain_code
from shop.platform.database.compiled_reads import CompiledRead
from shop.platform.limits.counting import limits_apply

ARTICLE = "catalogue_product.id"
IN_BASKET = """
    (select quantity from basket_line where basket_id = %s and product_id = catalogue_product.id
    order by id limit 1)
"""
DEFAULT_LIMIT = "(select units from ordering_defaultlimit order by id limit 1)"


@dataclass(frozen=True, slots=True)
class Offer:
    """An article as it is offered to one basket.

    `amount` is None if it has no price; `limit` is how many units one person may buy, None for no
    limit; `in_basket` is how many units the basket has.
    """

    amount: Decimal | None
    candidates: Sequence[Candidate]
    in_basket: int
    limit: int | None


def offered_articles(
    articles: QuerySet[Product], basket: Basket, destination: Destination
) -> QuerySet[Product]:
    """Annotate articles with what `offer_of` reads."""
    units: Any = IntegerField()
    default = DEFAULT_LIMIT if limits_apply() else "null::int"
    return articles.annotate(
        amount=price_column(ARTICLE, destination.market, destination.at),
        candidates=candidates_column(ARTICLE, destination.territory, destination.channel),
        in_basket=RawSQL(IN_BASKET, (basket.pk or 0,), units),  # noqa: S611
        default_limit=RawSQL(default, (), units),  # noqa: S611
        offered_to=Value(destination.territory),
    )


def find_offered_article(typed: str, basket: Basket, destination: Destination) -> Product | None:
    """Return the public article with a typed SKU or GTIN, annotated; None if there is none."""
    code = plain_code(typed)
    exact = _EXACT[limits_apply()].first(
        code=code,
        basket=basket.pk or 0,
        market=destination.market.pk,
        at=destination.at,
        territory=destination.territory,
        channel=destination.channel,
    )
    return exact or find_article(typed, public_articles(basket, destination))


def public_articles(basket: Basket, destination: Destination) -> QuerySet[Product]:
    """Return the public articles with their parents, annotated."""
    articles = Product.objects.filter(is_public=True).select_related("parent")
    return offered_articles(articles, basket, destination)


def _build_exact(
    code: str, basket: int, market: int, at: datetime, territory: str, channel: str
) -> QuerySet[Product]:
    there = Destination(Market(pk=market), territory, at, channel)
    return public_articles(Basket(pk=basket), there).filter(upc=code).order_by()


# With and without limits, because the statement differs.
_EXACT = {applies: CompiledRead(_build_exact) for applies in (False, True)}


def offer_of(product: Any) -> Offer | None:
    """Return the offer of an article of `offered_articles`; None for any other one."""
    if not hasattr(product, "offered_to"):
        return None
    default = product.default_limit
    return Offer(
        amount=product.amount,
        candidates=read_candidates(product.candidates, product.offered_to),
        in_basket=product.in_basket or 0,
        limit=product.top.limit_per_person
        or (default * settings.ENV.LIMITS_FACTOR if default else None),
    )


def read_offer(product: Product, basket: Basket, destination: Destination) -> Offer:
    """Return the offer of an article as it is now, in one query."""
    articles = Product.objects.filter(pk=product.pk).select_related("parent").order_by()
    article = offered_articles(articles, basket, destination).get()
    offer = offer_of(article)
    if offer is None:
        raise RuntimeError("An article of offered_articles has an offer.")
    return offer
