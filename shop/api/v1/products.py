"""GET /products/ and /products/{sku}/: what may be sold, for the market and territory asked."""

from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urljoin

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.models import Product
from catalog.pictures import MIME_TYPES, address
from shop.api.errors import ParameterProblem, problems
from shop.api.pagination import page_links, read_cursor, read_limit
from shop.api.v1.context import AskedFor, asked_for
from shop.api.views import LANGUAGE, ApiView, parameter_names
from shop.core.money import amount_text
from shop.listing.offers import Offer, Variant, find_offer
from shop.listing.queries import ListQuery, Sort, read_amount
from shop.listing.services import Listed, find_products

MAX_LIMIT, DEFAULT_LIMIT = 100, 20
SCOPE = [
    OpenApiParameter("market", description="Market code; without it the default market."),
    OpenApiParameter("territory", description="Ship-to, ISO 3166 alpha-2; the market's home."),
    LANGUAGE,
]
AVAILABILITIES = ["in_stock", "low", "preorder", "sold_out", "unavailable"]
FILTERS = [
    OpenApiParameter("q", description="Words to search for."),
    OpenApiParameter("games", description="Games edition, such as MICO2026."),
    OpenApiParameter("sport", description="Sport, such as swimming."),
    OpenApiParameter("noc", description="National committee, IOC code such as FRA."),
    OpenApiParameter("kind", description="Kind of article, such as tee."),
    OpenApiParameter("color", description="Color."),
    OpenApiParameter("min", float, description="Lowest price."),
    OpenApiParameter("max", float, description="Highest price."),
    OpenApiParameter("in_stock", bool, description="Only what is in stock."),
    OpenApiParameter("limit", int, description="Products in an answer, 1 to 100; 20."),
    OpenApiParameter("cursor", description="Where to go on; taken from next or previous."),
]


class PriceSerializer(serializers.Serializer[Any]):
    """An amount as the market shows prices."""

    amount = serializers.DecimalField(max_digits=12, decimal_places=2)
    currency = serializers.CharField()
    includes_tax = serializers.BooleanField()


class ImageSerializer(serializers.Serializer[Any]):
    """A picture in every stored size and format."""

    alt = serializers.CharField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    renditions = serializers.ListField(child=serializers.DictField())


class ProductRowSerializer(serializers.Serializer[Any]):
    """A product in a list."""

    sku = serializers.CharField()
    title = serializers.CharField()
    url = serializers.CharField()
    kind = serializers.CharField()
    games = serializers.CharField(allow_null=True)
    noc = serializers.CharField(allow_null=True)
    sport = serializers.CharField(allow_null=True)
    price = PriceSerializer()
    availability = serializers.ChoiceField(choices=AVAILABILITIES)
    ships_on = serializers.DateField(allow_null=True, help_text="First day of a pre-order.")
    images = ImageSerializer(many=True)


class ProductListSerializer(serializers.Serializer[Any]):
    """A page of products."""

    results = ProductRowSerializer(many=True)
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)


class VariantSerializer(serializers.Serializer[Any]):
    """An article that can be bought."""

    sku = serializers.CharField()
    size = serializers.CharField(allow_blank=True)
    color = serializers.CharField(allow_blank=True)
    price = PriceSerializer(allow_null=True)
    availability = serializers.ChoiceField(choices=AVAILABILITIES)
    ships_on = serializers.DateField(allow_null=True)


class ProductSerializer(ProductRowSerializer):
    """A product with its variants; `unavailable_code` says why it may not be sold there,
    `available_from` when an announced one may be.
    """

    price = PriceSerializer(allow_null=True)
    description = serializers.CharField()
    licensee = serializers.CharField(allow_null=True)
    origin = serializers.CharField()
    material = serializers.CharField()
    territory = serializers.CharField()
    unavailable_code = serializers.CharField(allow_null=True)
    available_from = serializers.DateTimeField(allow_null=True)
    variants = VariantSerializer(many=True)


class ProductList(ApiView):
    """Products that may be sold in the market to the territory, newest first."""

    query_parameters = parameter_names(SCOPE, FILTERS)

    @extend_schema(
        parameters=[*SCOPE, *FILTERS],
        responses={200: ProductListSerializer, **problems(400)},
        operation_id="products_list",
    )
    def get(self, request: Request) -> Response:
        """List products."""
        scope = asked_for(request)
        query = _list_query(request, scope)
        page = find_products(query, with_facets=False)
        rows = [_row(listed, scope, request) for listed in page.results]
        ids = [listed.product.pk for listed in page.results]
        return Response(
            {"results": rows, **page_links(request, ids, query, has_more=page.has_next)}
        )


class ProductDetail(ApiView):
    """One product."""

    query_parameters = parameter_names(SCOPE)

    @extend_schema(
        parameters=SCOPE,
        responses={200: ProductSerializer, **problems(400, 404)},
        operation_id="products_retrieve",
    )
    def get(self, request: Request, sku: str) -> Response:
        """Return a product by its SKU or that of a variant."""
        scope = asked_for(request)
        offer = find_offer(sku, scope.market, scope.territory, scope.channel, scope.at)
        if offer is None:
            raise Http404
        return Response(_detail(offer, scope, request))


def _list_query(request: Request, scope: AskedFor) -> ListQuery:
    parameters = request.query_params
    query = ListQuery(
        market=scope.market,
        territory=scope.territory,
        channel=scope.channel,
        at=scope.at,
        language=scope.language,
    ).with_values(_filters(parameters.dict()))
    after, before = read_cursor(parameters.get("cursor"))
    limit = read_limit(request, default=DEFAULT_LIMIT, most=MAX_LIMIT)
    return replace(query, sort=Sort.NEWEST, page=1, limit=limit, after=after, before=before)


def _filters(parameters: dict[str, str]) -> dict[str, str]:
    """Return the filters, checked. Raises `ParameterProblem` for one that cannot be meant."""
    for name in ("min", "max"):
        if name in parameters and read_amount(parameters[name]) is None:
            raise ParameterProblem(name, f"{name} must be an amount such as 19.90.")
    if parameters.get("in_stock", "true") not in {"true", "false", "1", "0"}:
        raise ParameterProblem("in_stock", "in_stock must be true or false.")
    for name in ("q", "games", "sport", "noc", "kind", "color"):
        if "\x00" in parameters.get(name, ""):
            raise ParameterProblem(name, "The value has a NUL character.")
    return parameters


def _row(listed: Listed, scope: AskedFor, request: Request) -> dict[str, Any]:
    price = _price(listed.amount, scope)
    return {
        **_facts(listed.product, scope, request),
        "price": price,
        "availability": listed.availability,
        "ships_on": _day(listed),
    }


def _detail(offer: Offer, scope: AskedFor, request: Request) -> dict[str, Any]:
    product = offer.product
    return {
        **_facts(product, scope, request),
        "description": product.description,
        "licensee": product.licensee.legal_name if product.licensee else None,
        "origin": product.origin,
        "material": product.material,
        "price": _price(offer.amount, scope),
        "availability": offer.availability,
        "ships_on": _day(offer),
        "territory": scope.territory,
        "unavailable_code": offer.unavailable_code or None,
        "available_from": offer.available_from,
        "variants": [
            {
                "sku": variant.product.sku,
                "size": variant.product.size,
                "color": variant.product.color,
                "price": _price(variant.amount, scope),
                "availability": variant.availability if offer.sellable else "unavailable",
                "ships_on": _day(variant) if offer.sellable else None,
            }
            for variant in offer.variants
        ],
    }


def _facts(product: Product, scope: AskedFor, request: Request) -> dict[str, Any]:
    path = f"/{scope.language}-{scope.market.code}/p/{product.slug}/{product.sku}/"
    return {
        "sku": product.sku,
        "title": product.title,
        "url": request.build_absolute_uri(path),
        "kind": product.kind,
        "games": product.games_id,
        "noc": product.noc_id,
        "sport": product.sport.slug if product.sport else None,
        "images": [_image(image, product, request) for image in product.pictures],
    }


def _day(item: Listed | Offer | Variant) -> date | None:
    """The first day from which it is sent, where all that is left of it is announced."""
    return item.ships_on if item.availability == "preorder" else None


def _price(amount: Any, scope: AskedFor) -> dict[str, Any] | None:
    if amount is None:
        return None
    return {
        "amount": amount_text(amount, scope.market.currency),
        "currency": scope.market.currency,
        "includes_tax": scope.market.prices_include_tax,
    }


def _image(image: Any, product: Product, request: Request) -> dict[str, Any]:
    origin = f"{request.scheme}://{request.get_host()}"
    return {
        "alt": image.alt or product.title,
        "width": image.width,
        "height": image.height,
        "renditions": [
            {
                "width": width,
                "type": MIME_TYPES[name],
                "url": urljoin(origin, address(image.rendition(width, name))),
            }
            for name in image.formats
            for width in image.widths
        ],
    }
