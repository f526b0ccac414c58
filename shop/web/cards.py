"""Cards of products in lists: rendered once for each set of values, then cached.

The cache key contains all values of a card, so a cached card never shows an old price or stock.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from catalog.models import Product
from catalog.pictures import PictureValues
from shop.commerce.listing.addresses import detail_path, games_path
from shop.commerce.listing.card_rows import ListedProduct
from shop.commerce.promotions.reductions import Reduction
from shop.web import text_language

KEPT = 4096  # 7 MB of text in each process


class ShownReduction(NamedTuple):
    """A reduction with the prior price that it is announced with."""

    prior: Decimal
    percent: int
    days: int


@dataclass(frozen=True, slots=True)
class Card:
    """All values of a card, and its language."""

    language: str
    level: str
    href: str
    title: str
    lang: str  # attributes of the title's element
    games: str
    games_href: str
    image: PictureValues | None
    eager: bool
    amount: Decimal
    reduction: ShownReduction | None
    currency: str
    availability: str
    ships_on: date | None


def product_path(product: Product) -> str:
    """Return the address of a product's page in the market of the request."""
    return detail_path(product.slug, product.sku)


def article_path(article: Product) -> str:
    """Return the address of a product's page with the variant selected."""
    return detail_path(article.top.slug, article.sku)


def card_of(item: ListedProduct, currency: str, *, level: str, eager: bool) -> Card:
    """Return the card of a listed product."""
    product = item.product
    language = text_language.page_language()
    own = (
        language
        if product.translated
        else text_language.language_of(product.title, text_language.SOURCE_LANGUAGE)
    )
    return Card(
        language=language,
        level=level,
        href=detail_path(product.slug, product.sku),
        title=product.title,
        lang="" if own in {"", language} else text_language.attributes(own),
        games=product.games or "",
        games_href=games_path(product.games_id) if product.games_id else "",
        image=product.pictures[0] if product.pictures else None,
        eager=eager,
        amount=item.price,
        reduction=_shown(item.reduction),
        currency=currency,
        availability=item.availability,
        ships_on=item.ships_on,
    )


def _shown(reduction: Reduction | None) -> ShownReduction | None:
    if reduction is None or reduction.prior is None:
        return None
    return ShownReduction(reduction.prior, reduction.percent, reduction.days)


@lru_cache(maxsize=KEPT)
def card_html(card: Card) -> SafeString:
    """Return a card as HTML."""
    return render_to_string("web/parts/card.html", {"card": card})
