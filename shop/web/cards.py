"""Cards of products in lists: rendered once for each set of values, then cached.

The cache key contains all values of a card, so a cached card never shows an old price or stock.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from catalog.models import Product, ProductImage
from shop.commerce.listing.search import ListedProduct
from shop.web import text_language

KEPT = 4096  # 7 MB of text in each process


@dataclass(frozen=True, slots=True)
class CardPicture:
    """The parts of a picture that a card shows."""

    stem: str
    alt: str
    width: int
    height: int
    widths: tuple[int, ...]
    formats: tuple[str, ...]
    focal_x: float
    focal_y: float
    published: bool

    def rendition(self, width: int, file_format: str) -> str:
        """Return the storage name of one rendition."""
        return f"{self.stem}-{width}.{file_format}"


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
    image: CardPicture | None
    eager: bool
    amount: Decimal
    currency: str
    availability: str
    ships_on: date | None


def product_path(product: Product) -> str:
    """Return the address of a product's page in the market of the request."""
    return reverse("catalogue:detail", kwargs={"slug": product.slug or "-", "sku": product.sku})


def article_path(article: Product) -> str:
    """Return the address of a product's page with the variant selected."""
    path = {"slug": article.top.slug or "-", "sku": article.sku}
    return reverse("catalogue:detail", kwargs=path)


def card_of(item: ListedProduct, currency: str, *, level: str, eager: bool) -> Card:
    """Return the card of a listed product."""
    product = item.product
    images = product.pictures
    return Card(
        language=get_language() or "",
        level=level,
        href=product_path(product),
        title=product.title,
        lang=text_language.attributes(text_language.language_of_field(product, "title")),
        games=product.games.name if product.games else "",
        games_href=reverse("catalogue:games", args=[product.games_id]) if product.games else "",
        image=_picture(images[0]) if images else None,
        eager=eager,
        amount=item.amount,
        currency=currency,
        availability=item.availability,
        ships_on=item.ships_on,
    )


@lru_cache(maxsize=KEPT)
def card_html(card: Card) -> SafeString:
    """Return a card as HTML."""
    return render_to_string("web/parts/card.html", {"card": card})


def _picture(image: ProductImage) -> CardPicture:
    return CardPicture(
        stem=image.stem,
        alt=image.alt,
        width=image.width,
        height=image.height,
        widths=tuple(image.widths),
        formats=tuple(image.formats),
        focal_x=image.focal_x,
        focal_y=image.focal_y,
        published=image.published,
    )
