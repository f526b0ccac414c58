"""Search and listing of products: the only source of every product list.

It combines clearance, price, stock and search. Facets and counts come from the same rows, so they
reveal nothing that may not be shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    DateField,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    JSONField,
    OuterRef,
    Q,
    Subquery,
    When,
)
from django.db.models.functions import Now, TruncDate

from catalog.models import Product
from catalog.querysets import IsAnyOf, ProductQuerySet
from catalog.search.folding import fold
from catalog.search.queries import SearchText, correct, read_text, search_products
from shop.commerce.inventory.models import Location
from shop.commerce.listing.facets import count_facets, filtered
from shop.commerce.listing.list_query import ListQuery, Sort
from shop.commerce.listing.preorders import refused_preorders
from shop.commerce.page_store.dependencies import depend_on
from shop.commerce.page_store.scopes import LISTS, STOCK, TEXT, market_scope, product_scope

LOW_STOCK = 5
FREE_OF_ARTICLE = (
    F("stockrecords__num_in_stock") - F("stockrecords__num_allocated") - F("stockrecords__num_held")
)
LOT_OF_ARTICLE = Q(stockrecords__ships_on__isnull=False, stockrecords__arrived_at__isnull=True)
IN_TIME = Q(stockrecords__ships_on__gte=TruncDate(Now()))


@dataclass(frozen=True, slots=True)
class ListedProduct:
    """A product in a list with its lowest price in the market and its units in stock.

    `ships_on` is the first shipping day of announced units.
    """

    product: Product
    amount: Decimal
    left: int
    ships_on: date | None = None

    @property
    def availability(self) -> str:
        """Return in_stock, low, preorder or sold_out."""
        return availability_of(self.left, self.ships_on)


def availability_of(left: int, ships_on: date | None) -> str:
    """Return the availability of an article: in_stock, low, preorder or sold_out."""
    if left > 0:
        return "low" if left <= LOW_STOCK else "in_stock"
    return "preorder" if ships_on else "sold_out"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list; `facets` has the number of products by filter and value.

    `corrected` is the corrected search text, if the typed one found nothing.
    """

    results: tuple[ListedProduct, ...]
    total: int
    query: ListQuery
    facets: Mapping[str, Mapping[str, int]]
    has_next: bool
    corrected: str = ""

    @property
    def pages(self) -> int:
        """Return the number of pages, at least one."""
        return max(1, -(-self.total // self.query.limit))


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
    depend_on(LISTS, market_scope(query.market.pk))
    if query.in_stock:
        depend_on(STOCK)
    if query.text:
        depend_on(TEXT)
    products = Product.objects.top_level().sellable_in(
        query.territory, query.channel, query.at, home=query.market.home_id
    )
    return products.priced_in(query.market, query.at)


def _find(
    query: ListQuery, search: SearchText | None, *, with_facets: bool, of_articles: bool
) -> Page:
    products = _searched(_placed(sellable(query), query), search)
    facets: dict[str, dict[str, int]] = {}
    total = 0
    if with_facets:
        facets, total = count_facets(products, query, of_articles=of_articles)
    rows = _read(filtered(products, query), query, search) if total or not with_facets else []
    shown = rows[: query.limit]
    return Page(
        results=tuple(shown if query.before is None else shown[::-1]),
        total=total,
        query=query,
        facets=facets,
        has_next=len(rows) > query.limit,
    )


def _has_pages(page: Page, search: SearchText) -> bool:
    """Return whether the page number is beyond the last page of the uncorrected search."""
    products = _searched(_placed(sellable(page.query), page.query), search)
    return page.query.page > 1 and filtered(products, page.query).exists()


def _placed(products: ProductQuerySet, query: ListQuery) -> ProductQuerySet:
    """Restrict to the query's category and its subcategories."""
    if not query.category:
        return products
    shelved = Product.categories.through.objects.filter(category__path__startswith=query.category)
    return products.filter(pk__in=shelved.values("product_id"))


def _searched(products: ProductQuerySet, search: SearchText | None) -> ProductQuerySet:
    return search_products(products, search) if search else products


def _ordered(products: ProductQuerySet, query: ListQuery) -> ProductQuerySet:
    if query.before is not None:
        return products.order_by("pk")
    match query.sort:
        case Sort.PRICE_UP:
            return products.order_by("amount", "-pk")
        case Sort.PRICE_DOWN:
            return products.order_by("-amount", "-pk")
        case Sort.BEST_MATCH:
            return products.order_by("-rank", "-pk")
    return products.order_by("-pk")


def _read(
    products: ProductQuerySet, query: ListQuery, search: SearchText | None
) -> list[ListedProduct]:
    """Return a page and one more row, which tells whether there is a next page.

    A subquery finds the page by indexes alone; card data is read for its rows only.
    """
    start = (query.page - 1) * query.limit
    if query.after is not None:
        products, start = products.filter(pk__lt=query.after), 0
    elif query.before is not None:
        products, start = products.filter(pk__gt=query.before), 0
    page = _ordered(products, query).values("pk")[start : start + query.limit + 1]
    cards = Product.objects.filter(IsAnyOf(F("pk"), ArraySubquery(page)))
    cards = _searched(cards.priced_in(query.market, query.at), search)
    cards = _ordered(cards, query).for_cards().annotate(stock=_stock(query))
    rows = [_listed(product) for product in cards]
    depend_on(*(product_scope(row.product.pk) for row in rows))
    days = {row.product.pk: row.ships_on for row in rows if row.left <= 0 and row.ships_on}
    refused = refused_preorders(days, query)
    return [replace(row, ships_on=None) if row.product.pk in refused else row for row in rows]


def _listed(product: Product) -> ListedProduct:
    left, day = product.stock or (0, None)
    ships_on = date.fromisoformat(day) if day else None
    return ListedProduct(product, product.amount, max(left or 0, 0), ships_on)


def _stock(query: ListQuery) -> Subquery:
    """Return units in stock of a product with its variants, and the first pre-order day."""
    locations = Location.objects.serving(query.territory, query.channel)
    articles = Product.objects.filter(
        Q(pk=OuterRef("pk")) | Q(parent=OuterRef("pk")), stockrecords__location__in=locations
    ).order_by()
    free = ExpressionWrapper(FREE_OF_ARTICLE, IntegerField())
    articles = articles.annotate(free=free, day=F("stockrecords__ships_on"))
    in_stock = Case(When(LOT_OF_ARTICLE, then=0), default=F("free"), output_field=IntegerField())
    lot = Case(
        When(LOT_OF_ARTICLE & IN_TIME & Q(free__gt=0), then=F("day")), output_field=DateField()
    )
    # Plain functions, not aggregates: one sum over all rows, without grouping.
    left = Func(in_stock, function="sum", output_field=IntegerField())
    first = Func(lot, function="min", output_field=DateField())
    both = Func(left, first, function="jsonb_build_array", output_field=JSONField())
    return Subquery(articles.values_list(both))
