"""What else a visitor may buy where a product may not be sold: of the same team, Games or kind."""

from collections.abc import Iterator
from dataclasses import replace

from catalog.models import Product
from shop.listing.queries import ListQuery
from shop.listing.services import Listed, find_products
from shop.markets.requests import ShopRequest

SHOWN = 4


def alternatives(request: ShopRequest, product: Product) -> list[Listed]:
    """Return up to four sellable products that are most like one that is not.

    They come through the one entrance to all lists, so none of them can be denied itself.
    """
    found: dict[int, Listed] = {}
    for like in _likenesses(request, product):
        if len(found) < SHOWN:
            for item in find_products(like, with_facets=False).results:
                found.setdefault(item.product.pk, item)
    return list(found.values())[:SHOWN]


def _likenesses(request: ShopRequest, product: Product) -> Iterator[ListQuery]:
    """Lists of what is like a product, the most alike first."""
    everything = ListQuery(
        market=request.market,
        territory=request.ship_to,
        channel=request.channel,
        at=request.at,
        language=str(request.LANGUAGE_CODE),
        limit=SHOWN,
    )
    if product.noc_id:
        yield replace(everything, noc=product.noc_id)
    if product.games_id:
        yield replace(everything, games=product.games_id)
    if product.kind:
        yield replace(everything, kind=product.kind)
