"""Sitemaps: the products of each market in each of its languages, and their lists."""

from collections.abc import Iterable
from dataclasses import replace

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog.models import Category
from shop.commerce.listing.list_query import ListQuery
from shop.commerce.listing.product_ranges import ranges_with_products
from shop.commerce.listing.search import find_products, sellable
from shop.commerce.markets.choice import prefix
from shop.commerce.markets.models import Market

# Keys of products and variants in one file; the protocol allows 50,000 addresses and 50 MB.
KEYS_PER_FILE = 10_000
XML = "application/xml"
LISTS = ("", "products/", "games/", "sport/", "country/")
LANDING_PAGES = {"games": "games", "sport": "sport", "noc": "country"}


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """List the sitemap files that are not empty; the first of a market always has its lists."""
    names = [
        f"sitemap-{language}-{market.code}-{number + 1}.xml"
        for market in Market.objects.open().for_request()
        for number in sorted({0, *ranges_with_products(_all_of(market), KEYS_PER_FILE)})
        for language in market.languages
    ]
    context = {"addresses": [f"{settings.BASE_URL}/{name}" for name in names]}
    return render(request, "web/sitemap_index.xml", context, content_type=XML)


@require_safe
def sitemap(request: HttpRequest, language: str, code: str, number: int) -> HttpResponse:
    """List the pages of one language in one market; the first file has the lists as well."""
    market = Market.objects.open().for_request().filter(code=code).first()
    if market is None or language not in market.languages or number < 1:
        raise Http404
    keys = ((number - 1) * KEYS_PER_FILE, number * KEYS_PER_FILE - 1)
    products = sellable(_all_of(market)).filter(pk__range=keys).order_by("pk")
    base = f"{settings.BASE_URL}{prefix(market, language)}/"
    lists = [f"{base}{path}" for path in [*LISTS, *_landing_pages(market)]] if number == 1 else []
    pages = [f"{base}p/{slug or '-'}/{sku}/" for slug, sku in products.values_list("slug", "upc")]
    if not lists and not pages:
        raise Http404
    return render(request, "web/sitemap.xml", {"addresses": lists + pages}, content_type=XML)


def _landing_pages(market: Market) -> list[str]:
    """Return the pages of Games, sports, teams and categories with something sold in the market."""
    query = _all_of(market)
    facets = find_products(replace(query, limit=1), of_articles=False).facets
    sold = sellable(query).filter(categories=OuterRef("pk"))
    shelved = Category.objects.browsable().filter(Exists(sold))
    pages = {page: facets.get(name, {}) for name, page in LANDING_PAGES.items()}
    pages["category"] = dict.fromkeys(_with_parents(shelved), 1)
    return [f"{page}/{code}/" for page, codes in pages.items() for code in sorted(codes)]


def _with_parents(categories: Iterable[Category]) -> list[str]:
    """Return the slugs of categories and of their ancestors, which list the same products."""
    places = {
        category.path[:end]
        for category in categories
        for end in range(Category.steplen, len(category.path) + 1, Category.steplen)
    }
    return list(Category.objects.browsable().filter(path__in=places).values_list("slug", flat=True))


def _all_of(market: Market) -> ListQuery:
    """Return the list of everything that is sold in a market's home."""
    return ListQuery(market, market.home_id, "WEB", market.at, market.languages[0])
