"""Find articles by typed text: an SKU in any case, a GTIN in any form, a part of a title."""

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import LPad

from catalog.imports.gtins import pad_gtin
from catalog.models import Product
from shop.platform.core.typed_text import clean_text, plain_code, plain_text

LONGEST_SKU = 64
GTIN_LENGTHS = range(8, 15)
LENGTH = 14


def find_article(typed: str, rows: "QuerySet[Product] | None" = None) -> Product | None:
    """Return the article with a typed SKU or GTIN, or None.

    Spaces, width, dashes and invisible characters are ignored. An exact match of the SKU takes
    precedence over one in another case.
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
    """Return the article with a GTIN, with or without leading zeros."""
    padded = products.alias(gtin_14=LPad("gtin", LENGTH, Value("0")))
    return padded.exclude(gtin="").filter(gtin_14=pad_gtin(gtin))


def articles_like(typed: str, path: str = "") -> Q:
    """Return a condition for articles by the start of an SKU, a GTIN or a part of a title.

    `path` leads to the article, such as `product__`.
    """
    text, code = plain_text(typed), plain_code(typed)
    condition = Q(**{f"{path}upc__istartswith": code or text}) | titles_like(typed, path)
    if _may_be_gtin(code):
        matching = with_gtin(Product.objects.all(), code).order_by().values("pk")
        condition |= Q(**{f"{path}pk__in": matching})
    return condition


def titles_like(typed: str, path: str = "") -> Q:
    """Return a condition for articles by a part of their title, as typed or with folded width."""
    forms = dict.fromkeys([clean_text(typed), plain_text(typed)])
    condition = Q()
    for form in forms:
        condition |= Q(**{f"{path}title__icontains": form})
    return condition


def _may_be_gtin(code: str) -> bool:
    return code.isascii() and code.isdigit() and len(code) in GTIN_LENGTHS
