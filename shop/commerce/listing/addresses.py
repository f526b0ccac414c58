"""Addresses of product pages, written without `reverse`: a list has dozens of them."""

import re
from functools import lru_cache

from django.urls import get_script_prefix, reverse

PLAIN = re.compile(r"[A-Za-z0-9._-]+")


def detail_path(slug: str, sku: str) -> str:
    """Return the address of a product's page in the market of the request."""
    slug = slug or "-"
    if not (PLAIN.fullmatch(slug) and PLAIN.fullmatch(sku)):
        return reverse("catalogue:detail", kwargs={"slug": slug, "sku": sku})
    before, between, after = _parts(get_script_prefix())
    return f"{before}{slug}{between}{sku}{after}"


def games_path(code: str) -> str:
    """Return the address of the list of an edition of the Games."""
    return _games_path(get_script_prefix(), code)


@lru_cache(maxsize=256)
def _parts(_prefix: str) -> tuple[str, str, str]:
    """Return the parts of a product's address around slug and SKU."""
    path = reverse("catalogue:detail", kwargs={"slug": "-slug-", "sku": "-sku-"})
    before, _, rest = path.partition("-slug-")
    between, _, after = rest.partition("-sku-")
    return before, between, after


@lru_cache(maxsize=2048)
def _games_path(_prefix: str, code: str) -> str:
    return reverse("catalogue:games", args=[code])
