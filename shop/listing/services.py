"""find_products: the one entrance to every list of products.

Clearance, price, stock and search come together here and nowhere else; facets and counts are taken
from the same rows, so they cannot tell of anything that may not be shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import (
    Case,
    DateField,
    Exists,
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
from catalog.search import by_likeness, by_words
from shop.inventory.availability import ANNOUNCED, FREE, records_serving
from shop.inventory.models import Location
from shop.listing.preorders import refused_preorders
from shop.listing.queries import FILTERS, ListQuery, Sort

FACET_COLUMNS = {
    "games": "games_id",
    "sport": "sport__slug",
    "noc": "noc_id",
    "kind": "kind",
    "color": "color",
}
LOW_STOCK = 5
FREE_OF_ARTICLE = (
    F("stockrecords__num_in_stock") - F("stockrecords__num_allocated") - F("stockrecords__num_held")
)
LOT_OF_ARTICLE = Q(stockrecords__ships_on__isnull=False, stockrecords__arrived_at__isnull=True)
IN_TIME = Q(stockrecords__ships_on__gte=TruncDate(Now()))


@dataclass(frozen=True, slots=True)
class Listed:
    """A product in a list with its lowest price in the market and the units left on the shelf.

    `ships_on` is the first day from which one could be sent that is announced.
    """

    product: Product
    amount: Decimal
    left: int
    ships_on: date | None = None

    @property
    def availability(self) -> str:
        """in_stock, low, preorder or sold_out."""
        return availability_of(self.left, self.ships_on)


def availability_of(left: int, ships_on: date | None) -> str:
    """Say how an article can be had: in_stock, low, preorder or sold_out."""
    if left > 0:
        return "low" if left <= LOW_STOCK else "in_stock"
    return "preorder" if ships_on else "sold_out"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list; `facets` has the number of products by filter and value."""

    results: tuple[Listed, ...]
    total: int
    query: ListQuery
    facets: Mapping[str, Mapping[str, int]]
    has_next: bool
    corrected: bool = False

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.query.limit))


def find_products(query: ListQuery, *, with_facets: bool = True) -> Page:
    """Return a page of what may be sold in the query's territory and has a price in its market."""
    products, tolerant = _candidates(query), False
    facets: dict[str, dict[str, int]] = {}
    total = 0
    if with_facets:
        facets, total = _count(products)
        if not total and query.text:
            products, tolerant = _candidates(query, tolerant=True), True
            facets, total = _count(products)
    rows = _read(products, query, tolerant=tolerant) if total or not with_facets else []
    shown = rows[: query.limit]
    return Page(
        results=tuple(shown if query.before is None else shown[::-1]),
        total=total,
        query=query,
        facets=facets,
        has_next=len(rows) > query.limit,
        corrected=tolerant and bool(total),
    )


def _candidates(query: ListQuery, *, tolerant: bool = False) -> ProductQuerySet:
    products = (
        Product.objects.top_level()
        .sellable_in(query.territory, query.channel, query.at, home=query.market.home_id)
        .priced_in(query.market, query.at)
    )
    lookups = {"sport": "sport__slug", "games": "games_id", "noc": "noc_id"}
    for name, value in query.filtered_by().items():
        products = products.filter(**{lookups.get(name, name): value})
    if query.price_min is not None:
        products = products.filter(amount__gte=query.price_min)
    if query.price_max is not None:
        products = products.filter(amount__lte=query.price_max)
    if query.in_stock:
        products = products.filter(_has_stock(query))
    if query.category:
        shelved = Product.categories.through.objects.filter(
            category__path__startswith=query.category
        )
        products = products.filter(pk__in=shelved.values("product_id"))
    return _searched(products, query, tolerant=tolerant)


def _searched(products: ProductQuerySet, query: ListQuery, *, tolerant: bool) -> ProductQuerySet:
    if not query.text:
        return products
    if tolerant:
        return by_likeness(products, query.text)
    return by_words(products, query.text, query.language)


def _has_stock(query: ListQuery) -> Exists:
    """Something is on a shelf from which it can be sent there; what is announced is not."""
    serving = records_serving(query.territory, query.channel).exclude(ANNOUNCED)
    records = serving.annotate(free=FREE).filter(free__gt=0)
    return Exists(records.filter(Q(product=OuterRef("pk")) | Q(product__parent=OuterRef("pk"))))


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


def _read(products: ProductQuerySet, query: ListQuery, *, tolerant: bool) -> list[Listed]:
    """Return a page and one row more, which tells whether there is a next page.

    The page is found in a subquery, by indexes alone however deep it lies; what cards show is read
    of its rows only.
    """
    start = (query.page - 1) * query.limit
    if query.after is not None:
        products, start = products.filter(pk__lt=query.after), 0
    elif query.before is not None:
        products, start = products.filter(pk__gt=query.before), 0
    page = _ordered(products, query).values("pk")[start : start + query.limit + 1]
    cards = Product.objects.filter(IsAnyOf(F("pk"), ArraySubquery(page)))
    cards = _searched(cards.priced_in(query.market, query.at), query, tolerant=tolerant)
    cards = _ordered(cards, query).for_cards().annotate(stock=_stock(query))
    found = [_listed(product) for product in cards]
    days = {one.product.pk: one.ships_on for one in found if one.left <= 0 and one.ships_on}
    refused = refused_preorders(days, query)
    return [replace(one, ships_on=None) if one.product.pk in refused else one for one in found]


def _listed(product: Product) -> Listed:
    left, day = product.stock or (0, None)
    ships_on = date.fromisoformat(day) if day else None
    return Listed(product, product.amount, max(left or 0, 0), ships_on)


def _count(products: ProductQuerySet) -> tuple[dict[str, dict[str, int]], int]:
    """Count all and by every facet in one statement (grouping sets)."""
    columns = {name: FACET_COLUMNS[name] for name in FILTERS}
    inner = products.order_by().values_list(*columns.values())
    try:
        sql, parameters = inner.query.sql_with_params()
    except EmptyResultSet:
        return {}, 0
    names = list(columns)
    # By alias: the compiler does not keep the order in which columns were asked for.
    quoted = [f'"{column}"' for column in columns.values()]
    outer = (
        f"select {', '.join(quoted)}, grouping({', '.join(quoted)}), count(*) "  # noqa: S608
        f"from ({sql}) as listed "
        f"group by grouping sets ((), {', '.join(f'({column})' for column in quoted)})"
    )
    with connection.cursor() as cursor:
        cursor.execute(outer, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    facets: dict[str, dict[str, int]] = {name: {} for name in names}
    total, everything = 0, (1 << len(names)) - 1
    for *values, grouping, number in rows:
        if grouping == everything:
            total = number
            continue
        position = next(i for i in range(len(names)) if not grouping & (1 << (len(names) - 1 - i)))
        if values[position]:
            facets[names[position]][values[position]] = number
    return facets, total


def _stock(query: ListQuery) -> Subquery:
    """Units on shelves of a product or of all its variants, and the first day of a pre-order."""
    locations = Location.objects.serving(query.territory, query.channel)
    articles = Product.objects.filter(
        Q(pk=OuterRef("pk")) | Q(parent=OuterRef("pk")), stockrecords__location__in=locations
    ).order_by()
    free = ExpressionWrapper(FREE_OF_ARTICLE, IntegerField())
    articles = articles.annotate(free=free, day=F("stockrecords__ships_on"))
    shelf = Case(When(LOT_OF_ARTICLE, then=0), default=F("free"), output_field=IntegerField())
    lot = Case(
        When(LOT_OF_ARTICLE & IN_TIME & Q(free__gt=0), then=F("day")), output_field=DateField()
    )
    # Plain functions, not aggregates: one sum over all rows, without grouping.
    left = Func(shelf, function="sum", output_field=IntegerField())
    first = Func(lot, function="min", output_field=DateField())
    both = Func(left, first, function="jsonb_build_array", output_field=JSONField())
    return Subquery(articles.values_list(both))
