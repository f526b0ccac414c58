"""Reasons for an empty list, and the search words that do find something."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from catalog.models import Product
from catalog.search.queries import SearchText, count_parts, matches_any, read_text
from shop.commerce.listing.list_query import ListQuery
from shop.commerce.listing.search import sellable
from shop.commerce.markets.models import Market


class Reason(StrEnum):
    """The reason why a list is empty."""

    FILTERS = "filters"  # without them it would show something
    NOT_SOLD_HERE = "not_sold_here"  # it is sold, but not to this territory
    WORDS = "words"  # nothing has all of the words
    NOTHING_DELIVERED = "nothing_delivered"


@dataclass(frozen=True, slots=True)
class EmptyListReason:
    """The reason, other searches with the number of products, other markets that sell it."""

    reason: Reason
    searches: tuple[tuple[str, int], ...] = ()
    markets: tuple[Market, ...] = ()


def explain_empty_list(query: ListQuery, place: Collection[str] = ()) -> EmptyListReason:
    """Return why a query finds nothing; filters in `place` are the page's own, not chosen ones."""
    own: dict[str, Any] = dict.fromkeys(place, ())
    chosen = replace(query, category="", **own)
    if not query.text:
        return EmptyListReason(Reason.FILTERS if chosen.is_filtered else Reason.NOTHING_DELIVERED)
    search = read_text(query.text, query.language)
    products = sellable(query)
    if chosen.is_filtered and matches_any(products, search):
        return EmptyListReason(Reason.FILTERS)
    if sellers := _sellers(query, search):
        return EmptyListReason(Reason.NOT_SOLD_HERE, markets=sellers)
    return EmptyListReason(Reason.WORDS, tuple(count_parts(products, search)))


def _sellers(query: ListQuery, search: SearchText) -> tuple[Market, ...]:
    """Return the other markets that sell products with all words of a search."""
    if not matches_any(Product.objects.top_level(), search):  # most often, and faster to find out
        return ()
    others = {
        market: sellable(replace(query, market=market, territory=market.home_id))
        for market in Market.objects.open().exclude(pk=query.market.pk)
    }
    return tuple(market for market, sold in others.items() if matches_any(sold, search))
