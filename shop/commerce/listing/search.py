"""Search and listing of products: the only source of every product list.

It combines clearance, price, stock and search. Facets and counts come from the same rows, so they
reveal nothing that may not be shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from catalog.models import Product
from catalog.querysets import ProductQuerySet
from catalog.search.folding import fold
from catalog.search.queries import SearchText, correct, matches_any, read_text
from licensing.reading.snapshot import reading_once
from shop.commerce.listing.card_rows import ListedProduct, read_card_rows
from shop.commerce.listing.conditions import Conditions, list_conditions
from shop.commerce.listing.facets import Counted, count_facets, filtered
from shop.commerce.listing.list_query import ListQuery
from shop.commerce.listing.preorders import refused_preorders
from shop.commerce.listing.reduced_prices import listed_reductions
from shop.commerce.page_store.dependencies import depend_on
from shop.commerce.page_store.scopes import LISTS, STOCK, TEXT, market_scope, product_scope


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list; `facets` has the number of products by filter and value.

    `is_capped`: there are more than `total` products. `has_numbers`: whether the numbers of the
    facets are to be shown.

    `corrected` is the corrected search text, if the typed one found nothing.
    """

    results: tuple[ListedProduct, ...]
    total: int
    query: ListQuery
    facets: Mapping[str, Mapping[str, int]]
    has_next: bool
    is_capped: bool = False
    has_numbers: bool = True
    corrected: str = ""

    @property
    def pages(self) -> int:
        """Return the number of pages, at least one."""
        return max(1, -(-self.total // self.query.limit))


@reading_once()
def find_products(query: ListQuery, *, with_facets: bool = True, of_articles: bool = True) -> Page:
    """Return a page of products sellable in the query's territory and priced in its market.

    All words of a text must match; if nothing is found, misspelled words are corrected. Without
    `of_articles` the facets of color and size are not counted, without `with_facets` none.
    """
    search = read_text(query.text, query.language) if query.text else None
    page = _find(query, search, with_facets=with_facets, of_articles=of_articles)
    if search is None or page.total or page.results or _has_pages(page, search):
        return page
    corrected = correct(sellable(query), search)
    if corrected is None:
        return page
    other = _find(query, corrected, with_facets=with_facets, of_articles=of_articles)
    differs = fold(corrected.text) != fold(query.text)
    return replace(other, corrected=corrected.text) if other.results and differs else other


def sellable(query: ListQuery) -> ProductQuerySet:
    """Return all products sellable and priced there, unfiltered."""
    depend_on_list(query)
    products = Product.objects.top_level().sellable_in(
        query.territory, query.channel, query.at, home=query.market.home_id
    )
    return products.priced_in(query.market, query.at)


def depend_on_list(query: ListQuery) -> None:
    """Record what every list of the query's kind depends on."""
    depend_on(LISTS, market_scope(query.market.pk))
    if query.in_stock:
        depend_on(STOCK)
    if query.text:
        depend_on(TEXT)


def _find(
    query: ListQuery, search: SearchText | None, *, with_facets: bool, of_articles: bool
) -> Page:
    depend_on_list(query)
    conditions = list_conditions(query, search)
    counted = Counted({}, 0)
    if conditions is not None and with_facets:
        counted = count_facets(conditions, query, of_articles=of_articles)
    asked = conditions is not None and (counted.total or not with_facets)
    known = counted if with_facets else None
    rows = _read(conditions, query, known) if conditions is not None and asked else []
    shown = rows[: query.limit]
    return Page(
        results=tuple(shown if query.before is None else shown[::-1]),
        total=counted.total,
        query=query,
        facets=counted.facets,
        has_next=len(rows) > query.limit,
        is_capped=counted.is_capped,
        has_numbers=counted.has_numbers,
    )


def _has_pages(page: Page, search: SearchText) -> bool:
    """Return whether the page number is beyond the last page of the uncorrected search."""
    products = filtered(_placed(sellable(page.query), page.query), page.query)
    return page.query.page > 1 and matches_any(products, search)


def _placed(products: ProductQuerySet, query: ListQuery) -> ProductQuerySet:
    """Restrict to the query's category and its subcategories."""
    if not query.category:
        return products
    shelved = Product.categories.through.objects.filter(category__path__startswith=query.category)
    return products.filter(pk__in=shelved.values("product_id"))


def _read(conditions: Conditions, query: ListQuery, counted: Counted | None) -> list[ListedProduct]:
    """Return a page and one more row, which tells whether there is a next page."""
    rows = read_card_rows(conditions, query, counted.found if counted else None)
    depend_on(*(product_scope(row.product.pk) for row in rows))
    days = {row.product.pk: row.ships_on for row in rows if row.left <= 0 and row.ships_on}
    refused = refused_preorders(days, query)
    reductions = listed_reductions(rows, query.market, query.at)
    if not refused and not reductions:
        return rows
    return [
        replace(
            row,
            ships_on=None if row.product.pk in refused else row.ships_on,
            reduction=reductions.get(row.product.pk),
        )
        if row.product.pk in refused or row.product.pk in reductions
        else row
        for row in rows
    ]
