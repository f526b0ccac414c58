"""Changes of the revocation drill that are not about rights, and the text that each one ends.

An answer is stale if it began after the commit and still shows it.
"""

from collections.abc import Callable, Mapping
from typing import Any

PAGES = ("list", "search", "product", "api list", "api product")
SOLD, PRICE, TEXT = "last unit sold", "price changed", "text changed"
PICTURE, ENDED = "picture withdrawn", "price ended by time"
STEM, TITLE, AMOUNT = "drillpicture", "Drill pin", "20.00"
ENDS_IN_S = 0.5  # until the price ends by itself


def _offers(surface: str, text: str) -> bool:
    """Return whether the product can be had."""
    if surface == "product":
        return 'name="quantity"' in text
    if surface.startswith("api"):
        return '"in_stock"' in text
    return TITLE in text and "Sold out" not in text


def _sells(surface: str, text: str) -> bool:
    """Return whether the product has a price."""
    return "/basket/add/" in text if surface == "product" else AMOUNT in text


# The text or form that each change takes away.
SHOWN: Mapping[str, Callable[[str, str], bool]] = {
    SOLD: _offers,
    PRICE: lambda _surface, text: AMOUNT in text,
    TEXT: lambda _surface, text: TITLE in text,
    PICTURE: lambda _surface, text: STEM in text,
    ENDED: _sells,
}


def prepare(kind: str, sku: str) -> None:
    """Give the product a picture, where the change withdraws it."""
    from catalog.models import Product, ProductImage

    if kind == PICTURE:
        ProductImage.objects.create(
            product=Product.objects.get(upc=sku),
            stem=STEM,
            width=900,
            height=900,
            widths=[256, 512],
            formats=["jpg"],
            published=True,
            approved=True,
        )


def change(kind: str, product: Any) -> float:
    """Make the change; return in how many seconds it counts."""
    from django.db import connection

    from catalog.search.documents import refresh_search
    from shop.commerce.pricing.models import MarketPrice

    if kind == SOLD:
        record = product.stockrecords.get()
        record.num_held = record.num_in_stock - record.num_allocated
        record.save(update_fields=["num_held"])
    elif kind == PRICE:
        MarketPrice.objects.filter(product=product).update(amount=23)
    elif kind == TEXT:
        product.title = product.title_en = "Silver badge"
        product.save(update_fields=["title", "title_en"])
        refresh_search([product.pk])
    elif kind == PICTURE:
        product.images.all().delete()
    else:
        with connection.cursor() as cursor:
            cursor.execute(
                "update pricing_marketprice set valid = tstzrange(lower(valid),"
                " clock_timestamp() + make_interval(secs => %s)) where product_id = %s"
                " returning extract(epoch from upper(valid) - clock_timestamp())",
                [ENDS_IN_S, product.pk],
            )
            return float(cursor.fetchone()[0])
    return 0.0
