"""Tiles that lead to the products of a Games edition, a sport or a national team."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from shop.web.storefront.browse.labels import FACETS

URL_OF_FACET = {"games": "games", "sport": "sport", "noc": "country"}


def tile_group(
    facet: str, values: list[Any], limit: int | None = None, codes: Sequence[str] = ()
) -> dict[str, Any]:
    """Return the values of a facet as tiles: those of `codes` in their order, or the `limit` with
    the most products in the order of `values`.
    """
    name = URL_OF_FACET[facet]
    if codes:
        by_code = {choice.value: choice for choice in values}
        shown = [by_code[code] for code in codes if code in by_code]
    elif limit:
        shown = sorted(sorted(values, key=_by_number)[:limit], key=values.index)
    else:
        shown = values
    return {
        "facet": facet,
        "label": str(FACETS[facet]),
        "href": reverse(f"catalogue:{name}-index"),
        "more": len(values) > len(shown),
        "tiles": [(choice, reverse(f"catalogue:{name}", args=[choice.value])) for choice in shown],
    }


def _by_number(choice: Any) -> int:
    return -int(choice.count)
