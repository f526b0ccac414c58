"""The front page: the blocks that staff placed, or new products with tiles; and its preview."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from allauth.mfa.utils import is_mfa_enabled
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalog.models import Category
from shop.commerce.content.links import address_of
from shop.commerce.content.models import ContentItem, ContentVersion
from shop.commerce.content.reading import previewed_content, shown_content
from shop.commerce.content.selection import Shown
from shop.commerce.listing.facet_labels import facet_names
from shop.commerce.listing.search import Page, find_products
from shop.commerce.markets.requests import ShopRequest
from shop.identity.accounts.models import User
from shop.web.storefront.browse.list_view import choices
from shop.web.storefront.browse.query_params import list_query
from shop.web.storefront.browse.tiles import URL_OF_FACET, tile_group

NEW_ARRIVALS, HERO_PICTURES = 8, 3
TILES = {"games": 6, "sport": 12, "noc": 12}
SEE_CONTENT = "content.view_contentitem"
Place, Source = ContentItem.Place, ContentVersion.Source
FILTERED = (Source.GAMES, Source.SPORT, Source.COUNTRY, Source.KIND)


@require_safe
def home(request: ShopRequest) -> HttpResponse:
    """Show the blocks of the front page; without any, new products and tiles."""
    content = shown_content(request.market, get_language() or "", request.at, request.kept)
    return _show(request, content)


@never_cache
@require_safe
def preview(request: ShopRequest, pk: int) -> HttpResponse:
    """Show staff the front page with a version, at the time from which it is shown."""
    user = request.user
    if not isinstance(user, User) or not user.is_shop_staff or not is_mfa_enabled(user):
        raise Http404
    if not user.has_perm(SEE_CONTENT):
        raise Http404
    version = get_object_or_404(ContentVersion.objects.select_related("item"), pk=pk)
    at = max(request.at, version.shown_from or request.at)
    if version.shown_until and version.shown_until <= at:
        at = request.at
        version.shown_from = version.shown_until = None  # its window is over; nothing is saved
    content = previewed_content(version, request.market, get_language() or "", at)
    return _show(request, content, previewed=version, content=content)


def _show(request: ShopRequest, shown: Shown, **extra: Any) -> HttpResponse:
    """Render the blocks; the standard page if there are none that show something."""
    if blocks := list(_blocks(request, shown.front)):
        return render(request, "web/home_blocks.html", {"blocks": blocks, **extra})
    return render(request, "web/home.html", {**_standard(request), **extra})


def _standard(request: ShopRequest) -> dict[str, Any]:
    """Return new products, their pictures, and tiles by Games, sport and country."""
    page = _front_products(request, NEW_ARRIVALS)
    groups = [_tiles(page, facet, limit) for facet, limit in TILES.items()]
    images = [next(iter(item.product.pictures), None) for item in page.results]
    return {
        "page": page,
        "groups": [group for group in groups if group["tiles"]],
        "hero_images": [image for image in images if image][:HERO_PICTURES],
    }


def _front_products(request: ShopRequest, limit: int) -> Page:
    query = replace(list_query(request, read=False), limit=limit)
    return find_products(query, of_articles=False)


def _tiles(page: Page, facet: str, limit: int, codes: tuple[str, ...] = ()) -> dict[str, Any]:
    names = facet_names({facet: page.facets.get(facet, {})}, page.query.language)
    return tile_group(facet, choices(page, facet, names), limit, codes)


def _blocks(request: ShopRequest, versions: tuple[ContentVersion, ...]) -> Iterator[dict[str, Any]]:
    """Yield the blocks with what each shows; a row or tiles without products are left out."""
    page = None
    for version in versions:
        block: dict[str, Any] = {"version": version, "link": address_of(version.link)}
        if version.item.place == Place.PRODUCTS:
            block |= _row(request, version)
            if not block["items"]:
                continue
        elif version.item.place == Place.TILES:
            page = page or _front_products(request, 1)
            codes = tuple(version.codes)
            block["group"] = _tiles(page, version.source, version.amount, codes)
            block["more"] = block["group"]["href"] if block["group"]["more"] else ""
            if not block["group"]["tiles"]:
                continue
        yield block


def _row(request: ShopRequest, version: ContentVersion) -> dict[str, Any]:
    """Return the products of a row, and the list that shows all of them."""
    query = replace(list_query(request, read=False), limit=version.amount)
    codes, href = tuple(version.codes), reverse("catalogue:index")
    if version.source == Source.CATEGORY:
        category = Category.objects.browsable().filter(slug__in=codes).first()
        if category is None:
            return {"items": ()}
        query = replace(query, category=category.path)
        href = reverse("catalogue:category", args=[category.slug])
    elif version.source == Source.COLLECTION:
        query, href = replace(query, collection=int(codes[0])), ""
    elif version.source in FILTERED:
        query = query.with_values({version.source: codes})
        query = replace(query, limit=version.amount)
        href = _list_of(version.source, codes)
    page = find_products(query, with_facets=False)
    return {"items": page.results, "more": href if page.has_next else ""}


def _list_of(source: str, codes: tuple[str, ...]) -> str:
    """Return the list of one Games edition, sport or country; otherwise that of all products."""
    if source in URL_OF_FACET and len(codes) == 1:
        return reverse(f"catalogue:{URL_OF_FACET[source]}", args=codes)
    return f"{reverse('catalogue:index')}?{urlencode([(source, code) for code in codes])}"
