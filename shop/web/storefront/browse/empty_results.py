"""Help on an empty list: other searches, product types, Games and new products."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from django.urls import reverse

from catalog.search.queries import MOST_COUNTED
from shop.commerce.listing.card_rows import ListedProduct
from shop.commerce.listing.empty_results import Reason, explain_empty_list
from shop.commerce.listing.facet_labels import facet_names
from shop.commerce.listing.search import Page, find_products
from shop.commerce.markets.requests import ShopRequest
from shop.web.storefront.browse.alternatives import Seller, sellers
from shop.web.storefront.browse.list_view import Choice, choices
from shop.web.storefront.browse.query_params import address, list_query

KINDS, GAMES, PRODUCTS = 8, 6, 4


@dataclass(frozen=True, slots=True)
class EmptyList:
    """The reason for an empty list, and suggestions with their URLs."""

    reason: Reason
    without_filters: str
    searches: tuple[tuple[str, str, str], ...]
    kinds: tuple[tuple[Choice, str], ...]
    games: tuple[tuple[Choice, str], ...]
    products: tuple[ListedProduct, ...]
    sellers: tuple[Seller, ...]


def empty_list(request: ShopRequest, page: Page, place: Collection[str] = ()) -> EmptyList:
    """Return the content to show instead of products; filters in `place` belong to the page."""
    query = page.query
    emptiness = explain_empty_list(query, place)
    everything = replace(list_query(request, read=False), limit=PRODUCTS)
    other = find_products(everything, of_articles=False)
    names = facet_names({"games": other.facets.get("games", {})}, query.language)
    products_path, search_path = reverse("catalogue:index"), reverse("search:search")
    kinds = choices(other, "kind", names)[:KINDS]
    return EmptyList(
        reason=emptiness.reason,
        without_filters=address(request.path, {"q": (query.text,)} if query.text else {}),
        searches=tuple(
            (text, _shown_number(number), address(search_path, {"q": (text,)}))
            for text, number in emptiness.searches
        ),
        kinds=tuple((kind, address(products_path, {"kind": (kind.value,)})) for kind in kinds),
        games=tuple(
            (edition, reverse("catalogue:games", args=[edition.value]))
            for edition in choices(other, "games", names)[:GAMES]
        ),
        products=other.results,
        sellers=tuple(sellers(request, emptiness.markets)),
    )


def _shown_number(number: int) -> str:
    return f"{number}+" if number >= MOST_COUNTED else str(number)
