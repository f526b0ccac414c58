"""Articles by what people type: an SKU in any case, a GTIN in any form, a part of a title."""

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import LPad

from catalog.imports.gtins import pad_gtin
from catalog.models import Product
from shop.platform.core.typed_text import clean_text, plain_code, plain_text

LONGEST_SKU = 64
GTIN_LENGTHS = range(8, 15)
LENGTH = 14


def find_article(typed: str, rows: "QuerySet[Product] | None" = None) -> Product | None:
    """Return the article of a typed SKU or GTIN; None when there is none among the rows.

    Spaces, width, dashes and invisible characters do not matter. An SKU in the same case comes
    before one that differs in case alone.
    """
    code = plain_code(typed)
    products = Product.objects.all() if rows is None else rows
    if not code or len(code) > LONGEST_SKU:
        return None
    exact: Product | None = products.filter(upc=code).first()
    return (
        exact
        or products.filter(upc__iexact=code).order_by("pk").first()
        or (with_gtin(products, code).first() if _may_be_gtin(code) else None)
    )


def with_gtin(products: "QuerySet[Product]", gtin: str) -> "QuerySet[Product]":
    """Return the article with a GTIN, with or without the zeros before it."""
    padded = products.alias(gtin_14=LPad("gtin", LENGTH, Value("0")))
    return padded.exclude(gtin="").filter(gtin_14=pad_gtin(gtin))


def articles_like(typed: str, path: str = "") -> Q:
    """Return what finds articles by the beginning of an SKU, a GTIN or a part of a title.

    `path` leads to the article, such as `product__`.
    """
    text, code = plain_text(typed), plain_code(typed)
    found = Q(**{f"{path}upc__istartswith": code or text}) | titles_like(typed, path)
    if _may_be_gtin(code):
        matching = with_gtin(Product.objects.all(), code).order_by().values("pk")
        found |= Q(**{f"{path}pk__in": matching})
    return found


def titles_like(typed: str, path: str = "") -> Q:
    """Return what finds articles by a part of their title as typed or with its width folded."""
    forms = dict.fromkeys([clean_text(typed), plain_text(typed)])
    found = Q()
    for form in forms:
        found |= Q(**{f"{path}title__icontains": form})
    return found


def _may_be_gtin(code: str) -> bool:
    return code.isascii() and code.isdigit() and len(code) in GTIN_LENGTHS
