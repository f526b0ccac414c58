"""Pages that list products: all, search, and by Games, sport, country or category."""

from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.models import Category, Sport
from licensing.models import NOC, GamesEdition
from licensing.rules.reasons import NOT_SOLD_IN_COUNTRY
from shop.commerce.listing.elsewhere import markets_listing
from shop.commerce.listing.facet_labels import facet_names
from shop.commerce.listing.list_query import ListQuery
from shop.commerce.listing.numbers import find_article
from shop.commerce.listing.search import find_products
from shop.commerce.markets.requests import ShopRequest
from shop.platform.core.typed_text import normalize_code
from shop.web.cards import article_path
from shop.web.locale_names import noc_name
from shop.web.storefront.browse.alternatives import newest, sellers
from shop.web.storefront.browse.empty_results import empty_list
from shop.web.storefront.browse.list_view import choices, list_page
from shop.web.storefront.browse.query_params import list_query
from shop.web.storefront.browse.tiles import tile_group
from shop.web.storefront.buying.error_messages import reason_text


@require_safe
def index(request: ShopRequest, facet: str) -> HttpResponse:
    """Show every Games, sport or country that has products for sale in the market."""
    page = find_products(replace(list_query(request, read=False), limit=1), of_articles=False)
    names = facet_names({facet: page.facets.get(facet, {})}, page.query.language)
    return render(
        request, "web/index.html", {"group": tile_group(facet, choices(page, facet, names))}
    )


@require_safe
def products(request: ShopRequest) -> HttpResponse:
    """List all products of the market."""
    return _list(request, _("All products"))


@require_safe
def search(request: ShopRequest) -> HttpResponse:
    """Show the results of a search; the number of one article redirects to its page."""
    query = list_query(request)
    if query.text and (article := find_article(query)):
        return redirect(article_path(article))
    heading = _("Results for “{text}”").format(text=query.text) if query.text else _("All products")
    return _list(request, heading, search_text=query.text, is_search=True)


@require_safe
def games(request: ShopRequest, code: str) -> HttpResponse:
    """List the products of an edition of the Games."""
    edition = get_object_or_404(GamesEdition, pk=_clean(code))
    return _list(request, edition.name, {"games": edition.pk})


@require_safe
def sport(request: ShopRequest, slug: str) -> HttpResponse:
    """List the products of a sport."""
    row = get_object_or_404(Sport, slug=slug)
    return _list(request, row.name, {"sport": row.slug})


@require_safe
def country(request: ShopRequest, code: str) -> HttpResponse:
    """List the products of a national team."""
    committee = get_object_or_404(NOC, pk=_clean(code))
    return _list(request, noc_name(committee.name_ioc), {"noc": committee.pk})


@require_safe
def category(request: ShopRequest, slug: str) -> HttpResponse:
    """List the products of a category."""
    in_category = Category.objects.browsable().filter(slug=slug).first()
    if in_category is None:
        raise Http404
    return _list(
        request,
        in_category.name,
        in_category=in_category,
        intro=in_category.description,
        picture=in_category.image.url if in_category.image else "",
    )


def _list(
    request: ShopRequest,
    heading: str,
    place: Mapping[str, str] | None = None,
    *,
    in_category: Category | None = None,
    **extra: Any,
) -> HttpResponse:
    """Render a list; a page number past the end shows the last page."""
    place = place or {}
    query = list_query(request, place)
    if in_category is not None:
        query = replace(query, category=in_category.path)
    page = find_products(query)
    if not page.results and page.total:
        page = find_products(replace(query, page=page.pages))
    if not page.total and (place or in_category) and not _is_filtered(query, place):
        return _nothing_here(request, heading, query)
    context = {"heading": heading, "list": list_page(page, request.path, fixed=place), **extra}
    if not page.total:
        context["help"] = empty_list(request, page, place)
    return render(request, "web/list.html", context)


def _is_filtered(query: ListQuery, place: Mapping[str, str]) -> bool:
    """Return whether the visitor's own filters may be the reason for an empty list."""
    own = set(query.filtered_by()) - set(place)
    return bool(own or query.text or query.price_min or query.price_max or query.in_stock)


def _nothing_here(request: ShopRequest, heading: str, query: ListQuery) -> HttpResponse:
    """Return 404 for a place whose products are only sold in other markets, if at all."""
    context = {
        "heading": heading,
        "reason": reason_text(NOT_SOLD_IN_COUNTRY, request.ship_to),
        "sellers": sellers(request, markets_listing(query)),
        "alternatives": newest(request),
    }
    return render(request, "web/not_sold.html", context, status=HTTPStatus.NOT_FOUND)


def _clean(code: str) -> str:
    """Return a code from a path in a form that is safe for a query."""
    return normalize_code(code)[:20]
