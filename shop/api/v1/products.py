"""GET /products/ and /products/{sku}/: products sellable in the requested market and territory."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.models import Product
from catalog.pictures import PREFERENCE, StoredPicture, address
from shop.api.descriptions import extend_schema
from shop.api.errors import ParameterProblem
from shop.api.pagination import (
    Cursor,
    links_around,
    links_of_page,
    page_parameters,
    read_cursor,
    read_limit,
)
from shop.api.renderers import AmountRenderer, write_json
from shop.api.v1.context import ProductScope, Shown, asked_for
from shop.api.v1.product_shapes import ProductListSerializer, ProductSerializer
from shop.api.views import LANGUAGE, ApiView, parameter_names
from shop.commerce.listing.addresses import detail_path
from shop.commerce.listing.card_rows import CardProduct, ListedProduct
from shop.commerce.listing.elsewhere import NotSoldInCountry, find_elsewhere
from shop.commerce.listing.list_query import MOST_VALUES, ListQuery, Sort, read_amount
from shop.commerce.listing.numbers import find_detail
from shop.commerce.listing.product_detail import ProductDetail, Variant
from shop.commerce.listing.search import find_products
from shop.commerce.markets.choice import prefix_of
from shop.commerce.promotions.reductions import Reduction
from shop.platform.core.money import amount_text

AMOUNT = {"type": "number", "minimum": 0, "exclusiveMaximum": 10**9}
MAX_LIMIT, DEFAULT_LIMIT = 100, 20
SCOPE = [
    OpenApiParameter(
        "market", description="Market code, such as fr. Default: the shop's default market."
    ),
    OpenApiParameter(
        "territory",
        description="Destination, ISO 3166-1 alpha-2. Default: the home country of the market.",
    ),
    LANGUAGE,
]
CHOICES = [
    OpenApiParameter(name, str, many=True, explode=True, description=f"{what} Repeat for several.")
    for name, what in (
        ("games", "Games edition, such as MICO2026."),
        ("sport", "Sport, such as swimming."),
        ("noc", "National committee, IOC code such as FRA."),
        ("kind", "Kind of item, such as tshirt."),
        ("color", "Color, such as navy."),
        ("size", "Size, such as M."),
    )
]
FILTERS = [
    OpenApiParameter("q", description="Words to search for, an SKU or a GTIN."),
    *CHOICES,
    OpenApiParameter("min", AMOUNT, description="Lowest price, such as 19.90."),
    OpenApiParameter("max", AMOUNT, description="Highest price, such as 49.90."),
    OpenApiParameter("in_stock", bool, description="true: only products that are in stock."),
    *page_parameters(default=DEFAULT_LIMIT, most=MAX_LIMIT),
]


class ProductList(ApiView):
    """Products that may be sold in the market to the territory, newest first."""

    query_parameters = parameter_names(SCOPE, FILTERS)
    repeatable_parameters = parameter_names(CHOICES)

    @extend_schema(
        parameters=[*SCOPE, *FILTERS],
        responses={200: ProductListSerializer},
        operation_id="products_list",
    )
    def get(self, request: Request) -> HttpResponse:
        """List or search products.

        Lists what can be sold in the market to the territory, newest first. Results of a search
        are sorted by relevance: each of its words must be found, and mistyped words are corrected.
        Color, size, price and stock are asked of the same item of a product.
        """
        scope = asked_for(request)
        query, cursor = _list_query(request, scope)
        page = find_products(query, with_facets=False)
        if query.text:
            links = links_of_page(request, query.page, has_more=page.has_next)
        else:
            ids = [listed.product.pk for listed in page.results]
            links = links_around(request, ids, cursor, has_more=page.has_next)
        return _answer(request, page.results, scope.shown, links)


class ProductView(ApiView):
    """One product."""

    query_parameters = parameter_names(SCOPE)

    @extend_schema(
        parameters=SCOPE,
        responses={200: ProductSerializer},
        operation_id="products_retrieve",
    )
    def get(self, request: Request, sku: str) -> Response:
        """Read a product.

        The SKU is that of the product or of one of its variants, in any case. A product that only
        other markets sell answers 404 with the code `not_sold_in_country` and their codes in
        `markets`.
        """
        scope = asked_for(request)
        detail = find_detail(sku, scope.market, scope.territory, scope.channel, scope.at)
        if detail is None:
            raise _absence(sku, scope)
        return Response(_detail(detail, scope))


def _absence(sku: str, scope: ProductScope) -> Exception:
    """Return the problem of a product without an offer: sold by other markets only, or unknown."""
    elsewhere = find_elsewhere(sku, scope.market, scope.territory, scope.channel, scope.at)
    if elsewhere is None:
        return Http404()
    markets = sorted(market.code for market in elsewhere.markets)
    return NotSoldInCountry(sku=elsewhere.product.sku, markets=markets)


def _list_query(request: Request, scope: ProductScope) -> tuple[ListQuery, Cursor]:
    values = dict(request.query_params.lists())
    _check_filters(values)
    query = ListQuery(
        market=scope.market,
        territory=scope.territory,
        channel=scope.channel,
        at=scope.at,
        language=scope.language,
    ).with_values(values)
    cursor = read_cursor(request)
    limit = read_limit(request, default=DEFAULT_LIMIT, most=MAX_LIMIT)
    if query.text:
        return replace(query, page=cursor.page, limit=limit), cursor
    query = replace(query, sort=Sort.NEWEST, page=1, limit=limit)
    return replace(query, after=cursor.after, before=cursor.before), cursor


def _check_filters(values: dict[str, list[str]]) -> None:
    """Raise `ParameterProblem` for an invalid filter."""
    for name in ("min", "max"):
        if name in values and read_amount(values[name][0]) is None:
            raise ParameterProblem(name, _("Enter an amount such as 19.90."))
    if values.get("in_stock", ["true"])[0] not in {"true", "false", "1", "0"}:
        raise ParameterProblem("in_stock", _("Send true or false."))
    for parameter in CHOICES:
        if len(values.get(parameter.name, [])) > MOST_VALUES:
            message = _("Send at most %(number)d values.") % {"number": MOST_VALUES}
            raise ParameterProblem(parameter.name, message)


def _answer(
    request: Request,
    listed: tuple[ListedProduct, ...],
    shown: Shown,
    links: dict[str, str | None],
) -> HttpResponse:
    """Return a list as the renderer writes it; rows that stay the same are written once."""
    if ";" in request.accepted_media_type:  # such as `application/json; indent=2`
        return Response({"results": _rows(listed, shown), **links})
    others = write_json(links).removeprefix("{")
    body = f'{{"results":{_written_rows(listed, shown)},{others}'
    return HttpResponse(body, content_type=AmountRenderer.media_type)


@lru_cache(maxsize=256)
def _written_rows(listed: tuple[ListedProduct, ...], shown: Shown) -> str:
    return write_json(_rows(listed, shown))


def _rows(listed: Iterable[ListedProduct], shown: Shown) -> list[dict[str, Any]]:
    return [_row(product, shown) for product in listed]


def _row(listed: ListedProduct, shown: Shown) -> dict[str, Any]:
    return {
        **_card_facts(listed.product, shown.market, shown.language),
        "price": _price(listed.price, shown),
        "reduction": _reduction(listed.reduction, shown),
        "availability": listed.availability,
        "ships_on": _day(listed),
    }


def _detail(detail: ProductDetail, scope: ProductScope) -> dict[str, Any]:
    product, shown = detail.product, scope.shown
    sport = product.sport.slug if product.sport else None
    return {
        **_facts(product, sport, shown.market, shown.language),
        "description": product.description,
        "licensee": product.licensee.legal_name if product.licensee else None,
        "origin": product.origin,
        "material": product.material,
        "price": _price(detail.price, shown),
        "reduction": _reduction(detail.reduction, shown),
        "availability": detail.availability,
        "ships_on": _day(detail),
        "territory": scope.territory,
        "unavailable_code": detail.unavailable_code or None,
        "available_from": detail.available_from,
        "variants": [
            {
                "sku": variant.product.sku,
                "size": variant.product.size,
                "color": variant.product.color,
                "price": _price(variant.price, shown),
                "reduction": _reduction(variant.reduction, shown),
                "availability": variant.availability if detail.sellable else "unavailable",
                "ships_on": _day(variant) if detail.sellable else None,
            }
            for variant in detail.variants
        ],
    }


@lru_cache(maxsize=8_192)
def _card_facts(product: CardProduct, market_code: str, language: str) -> dict[str, Any]:
    """Return the facts of a product in a list, written once. Never change them."""
    return _facts(product, product.sport, market_code, language)


def _facts(
    product: Product | CardProduct, sport: str | None, market_code: str, language: str
) -> dict[str, Any]:
    page = f"{prefix_of(market_code, language)}{detail_path(product.slug, product.sku)}"
    return {
        "sku": product.sku,
        "title": product.title,
        "url": f"{settings.BASE_URL}{page}",
        "kind": product.kind,
        "games": product.games_id,
        "noc": product.noc_id,
        "sport": sport,
        "images": [_image(image, product.title) for image in product.pictures],
    }


def _day(item: ListedProduct | ProductDetail | Variant) -> date | None:
    """Return the first shipping day if all remaining units are announced; otherwise None."""
    return item.ships_on if item.availability == "preorder" else None


def _price(amount: Any, shown: Shown) -> dict[str, Any] | None:
    if amount is None:
        return None
    return {
        "amount": amount_text(amount, shown.currency),
        "currency": shown.currency,
        "includes_tax": shown.includes_tax,
    }


def _reduction(reduction: Reduction | None, shown: Shown) -> dict[str, Any] | None:
    if reduction is None or reduction.prior is None:
        return None
    return {
        "prior_amount": amount_text(reduction.prior, shown.currency),
        "lowest_of_days": reduction.days,
        "percent": reduction.percent,
    }


def _image(image: StoredPicture, title: str) -> dict[str, Any]:
    return {
        "alt": image.alt or title,
        "width": image.width,
        "height": image.height,
        "url_template": _url_template(image.rendition(0, "format")),
        "widths": list(image.widths),
        "formats": [name for name in PREFERENCE if name in image.formats],
    }


@lru_cache(maxsize=10_000)
def _url_template(name: str) -> str:
    """Return the address of a picture's files with places for width and format."""
    url = urljoin(settings.BASE_URL, address(name))
    before, _, after = url.rpartition("-0.format")
    return f"{before}-{{width}}.{{format}}{after}"
