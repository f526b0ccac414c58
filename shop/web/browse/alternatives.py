"""What else a visitor may buy where a product may not be sold: of the same team, Games or kind."""

from typing import Any

from catalog.models import Product
from shop.listing.queries import ListQuery
from shop.listing.services import Listed, find_products
from shop.markets.requests import ShopRequest

SHOWN = 4


def alternatives(request: ShopRequest, product: Product) -> list[Listed]:
    """Return up to four sellable products that are most like one that is not.

    They come through the one entrance to all lists, so none of them can be denied itself.
    """
    asked: tuple[dict[str, Any], ...] = (
        {"noc": str(product.noc_id or "")},
        {"games": str(product.games_id or "")},
        {"kind": product.kind},
    )
    found: dict[int, Listed] = {}
    for wanted in asked:
        if any(wanted.values()) and len(found) < SHOWN:
            query = ListQuery(
                market=request.market,
                territory=request.ship_to,
                channel=request.channel,
                at=request.at,
                language=str(request.LANGUAGE_CODE),
                limit=SHOWN,
                **wanted,
            )
            for item in find_products(query, with_facets=False).results:
                found.setdefault(item.product.pk, item)
    return list(found.values())[:SHOWN]
