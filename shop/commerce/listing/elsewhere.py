"""Products that this market does not sell, and the other markets that do.

It reveals only what the other market's own lists show. Products that are embargoed, not approved or
not published here stay unknown here.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from catalog.models import Product
from catalog.services import decide_products
from licensing.rules.decision import NOT_SOLD_IN_COUNTRY, Decision, public_wording
from shop.commerce.listing.list_query import ListQuery
from shop.commerce.listing.product_detail import NEVER_SEEN, top_product
from shop.commerce.listing.search import find_products
from shop.commerce.markets.models import Market
from shop.commerce.page_store.dependencies import depend_on
from shop.commerce.page_store.scopes import LISTS, market_scope, product_scope
from shop.platform.core.errors import DomainError


@dataclass(frozen=True, slots=True)
class SoldElsewhere:
    """A product that this market does not sell to the territory, and the markets that sell it."""

    product: Product
    markets: tuple[Market, ...]
    pictured: bool


class NotSoldInCountry(DomainError):  # noqa: N818  a noun of the domain
    """Only other markets sell the product; `data` has its sku and the codes of those markets."""

    code = "not_sold_in_country"


def find_elsewhere(
    sku: str, market: Market, territory: str, channel: str, at: datetime
) -> SoldElsewhere | None:
    """Return a product that only other markets sell; None if it must not be known here.

    A variant's SKU leads to its product. Pictures are shown only if the territory is the only
    reason.
    """
    product = top_product(sku, market, at)
    if product is None:
        return None
    decision = decide_products([product], territory, channel, at)[product.pk]
    if not _may_be_named(decision):
        return None
    sellers = markets_selling(product, channel, at, besides=market)
    return SoldElsewhere(product, sellers, is_pictured(decision)) if sellers else None


def is_pictured(decision: Decision) -> bool:
    """Return whether pictures may be shown: the territory is the only reason of the denial."""
    return all(public_wording(reason) == NOT_SOLD_IN_COUNTRY for reason in decision.reasons)


def markets_selling(
    product: Product, channel: str, at: datetime, *, besides: Market
) -> tuple[Market, ...]:
    """Return the markets that list a product now."""
    named = Product.objects.filter(pk=product.pk)
    others = tuple(_others(besides))
    depend_on(LISTS, product_scope(product.pk), *(market_scope(market.pk) for market in others))
    return tuple(
        market
        for market in others
        if named.sellable_in(market.home_id, channel, at).priced_in(market, at).exists()
    )


def markets_listing(query: ListQuery) -> tuple[Market, ...]:
    """Return the other markets in which a list that is empty here has products."""
    return tuple(
        market
        for market in _others(query.market)
        if find_products(
            replace(query, market=market, territory=market.home_id, page=1, limit=1),
            with_facets=False,
        ).results
    )


def _may_be_named(decision: Decision) -> bool:
    """Return whether a denial says no more than that this country is not served."""
    if not NEVER_SEEN.isdisjoint(decision.reasons):
        return False
    return decision.allowed or public_wording(decision.reason) == NOT_SOLD_IN_COUNTRY


def _others(market: Market) -> Iterable[Market]:
    return Market.objects.open().exclude(pk=market.pk)
