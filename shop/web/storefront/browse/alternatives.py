"""Alternatives to a product that is not sold here, and the other markets that sell it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from catalog.models import Product
from shop.commerce.listing.card_rows import ListedProduct
from shop.commerce.listing.list_query import ListQuery
from shop.commerce.listing.search import find_products
from shop.commerce.markets.choice import swap_prefix
from shop.commerce.markets.models import Market
from shop.commerce.markets.requests import ShopRequest
from shop.web.locale_names import market_name, sort_by_name

SHOWN = 4


@dataclass(frozen=True, slots=True)
class Seller:
    """Another market that sells something, and the same page there."""

    name: str
    language: str
    path: str


def sellers(request: ShopRequest, markets: tuple[Market, ...]) -> list[Seller]:
    """Return other markets by name, each in the page's language if the market has it."""
    page_language = str(request.LANGUAGE_CODE)
    sellers_found = [
        Seller(market_name(market), language, swap_prefix(request.path, market, language))
        for market in markets
        for language in [
            page_language if page_language in market.languages else market.default_language
        ]
    ]
    return sort_by_name(sellers_found, lambda seller: seller.name)


def newest(request: ShopRequest) -> list[ListedProduct]:
    """Return the newest products of this market."""
    return list(find_products(_everything(request), with_facets=False).results)


def alternatives(request: ShopRequest, product: Product) -> list[ListedProduct]:
    """Return up to four sellable products that are most similar to one that is not.

    They come from `find_products`, so none of them can be denied itself.
    """
    items: dict[int, ListedProduct] = {}
    for like in _likenesses(request, product):
        if len(items) < SHOWN:
            for item in find_products(like, with_facets=False).results:
                items.setdefault(item.product.pk, item)
    return list(items.values())[:SHOWN]


def _likenesses(request: ShopRequest, product: Product) -> Iterator[ListQuery]:
    """Yield lists of similar products, the most similar first."""
    everything = _everything(request)
    if product.noc_id:
        yield replace(everything, noc=(product.noc_id,))
    if product.games_id:
        yield replace(everything, games=(product.games_id,))
    if product.kind:
        yield replace(everything, kind=(product.kind,))
    yield everything


def _everything(request: ShopRequest) -> ListQuery:
    return ListQuery(
        market=request.market,
        territory=request.ship_to,
        channel=request.channel,
        at=request.at,
        language=str(request.LANGUAGE_CODE),
        limit=SHOWN,
    )
