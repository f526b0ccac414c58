"""Sitemaps: the products of each market in each of its languages, and their lists."""

from collections.abc import Iterable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog.models import Category, Product
from catalog.querysets import ProductQuerySet
from shop.commerce.markets.choice import prefix
from shop.commerce.markets.models import Market

PER_FILE = 20_000  # the protocol allows 50 000 addresses and 50 MB
XML = "application/xml"
LISTS = ("", "products/", "games/", "sport/", "country/")


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """List the sitemap files that exist."""
    names = [
        f"sitemap-{language}-{market.code}-{number}.xml"
        for market in Market.objects.open().for_request()
        for number in range(1, 2 + (_sold_in(market).count() - 1) // PER_FILE)
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
    start = (number - 1) * PER_FILE
    products = _sold_in(market).order_by("pk").values_list("slug", "upc")
    base = f"{settings.BASE_URL}{prefix(market, language)}/"
    lists = [f"{base}{path}" for path in [*LISTS, *_landing_pages(market)]] if number == 1 else []
    pages = [f"{base}p/{slug or '-'}/{sku}/" for slug, sku in products[start : start + PER_FILE]]
    if not lists and not pages:
        raise Http404
    return render(request, "web/sitemap.xml", {"addresses": lists + pages}, content_type=XML)


def _landing_pages(market: Market) -> list[str]:
    """Return the pages of Games, sports, teams and categories with something sold in the market."""
    sold = _sold_in(market).order_by()
    shelved = Category.objects.browsable().filter(product__in=sold.values("pk"))
    pages = [
        ("games", sold.exclude(games=None).values_list("games", flat=True)),
        ("sport", sold.exclude(sport=None).values_list("sport__slug", flat=True)),
        ("country", sold.exclude(noc=None).values_list("noc", flat=True)),
        ("category", _with_parents(shelved)),
    ]
    return [f"{page}/{code}/" for page, codes in pages for code in sorted(set(codes))]


def _with_parents(categories: Iterable[Category]) -> list[str]:
    """Return the slugs of categories and of their ancestors, which list the same products."""
    places = {
        category.path[:end]
        for category in categories
        for end in range(Category.steplen, len(category.path) + 1, Category.steplen)
    }
    return list(Category.objects.browsable().filter(path__in=places).values_list("slug", flat=True))


def _sold_in(market: Market) -> ProductQuerySet:
    products = Product.objects.top_level().sellable_in(market.home_id, "WEB", market.at)
    return products.priced_in(market, market.at)
