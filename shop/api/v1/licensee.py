"""GET /licensee/products/ and /licensee/orders/: a licensee's own, for its own systems."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from shop.api.errors import problems
from shop.api.licensees import LicenseeView, for_scope, licensee_of, page_of
from shop.api.views import parameter_names
from shop.core.areas import area_name
from shop.database.clock import database_now
from shop.forks.order.models import Order
from shop.fulfillment.addresses import label_lines
from shop.listing.standing import Standing, products_of, stand
from shop.ordering.dispatch import lines_to_pack
from shop.team.models import ApiKey

PAGES = [
    OpenApiParameter("limit", int, description="Rows in an answer, 1 to 100; 50."),
    OpenApiParameter("cursor", description="Where to go on; taken from next or previous."),
]
REFUSALS = problems(400, 401, 403, 429)


class OwnProductSerializer(serializers.Serializer[Any]):
    """A product; `reasons` has codes of what keeps it from sale in some market."""

    sku = serializers.CharField()
    title = serializers.CharField()
    kind = serializers.CharField()
    state = serializers.ChoiceField(choices=Standing.values)
    markets = serializers.ListField(child=serializers.CharField())
    reasons = serializers.ListField(child=serializers.CharField())
    rejection = serializers.CharField(allow_blank=True)


class OwnProductsSerializer(serializers.Serializer[Any]):
    """A page of products."""

    results = OwnProductSerializer(many=True)
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)


class PackedLineSerializer(serializers.Serializer[Any]):
    """A line to pack."""

    id = serializers.IntegerField()
    sku = serializers.CharField()
    title = serializers.CharField()
    size = serializers.CharField(allow_blank=True)
    units = serializers.IntegerField()
    ships_on = serializers.DateField(allow_null=True, help_text="Of a pre-order not here yet.")


class PackedOrderSerializer(serializers.Serializer[Any]):
    """An order with lines to pack; one that is `held` must not be sent yet and has no address."""

    number = serializers.CharField()
    placed_at = serializers.DateTimeField()
    delivery = serializers.CharField()
    held = serializers.BooleanField()
    address = serializers.DictField(allow_null=True)
    lines = PackedLineSerializer(many=True)


class PackedOrdersSerializer(serializers.Serializer[Any]):
    """A page of orders."""

    results = PackedOrderSerializer(many=True)
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)


class LicenseeProducts(LicenseeView):
    """The products of the key's licensee, newest first."""

    query_parameters = parameter_names(PAGES)

    @extend_schema(
        parameters=PAGES,
        responses={200: OwnProductsSerializer, **REFUSALS},
        operation_id="licensee_products_list",
    )
    @for_scope(ApiKey.Scope.CATALOG_READ)
    def get(self, request: Request) -> Response:
        """List products with how they stand."""
        products, links = page_of(request, products_of(licensee_of(request)))
        standing = stand(products, database_now())
        rows = [
            {
                "sku": product.sku,
                "title": product.title,
                "kind": product.kind,
                "state": standing[product.pk].standing.value,
                "markets": [market.code for market in standing[product.pk].markets],
                "reasons": list(standing[product.pk].reasons),
                "rejection": standing[product.pk].said,
            }
            for product in products
        ]
        return Response({"results": rows, **links})


class LicenseeOrders(LicenseeView):
    """Orders with lines that the key's licensee has to pack, newest first."""

    query_parameters = parameter_names(PAGES)

    @extend_schema(
        parameters=PAGES,
        responses={200: PackedOrdersSerializer, **REFUSALS},
        operation_id="licensee_orders_list",
    )
    @for_scope(ApiKey.Scope.ORDERS_READ)
    def get(self, request: Request) -> Response:
        """List orders with the own lines; nothing of others' lines."""
        waiting = lines_to_pack(licensee_of(request))
        orders = Order.objects.filter(pk__in=waiting.values("order"))
        page, links = page_of(request, orders.select_related("shipping_address"))
        lines: dict[int, list[Any]] = {order.pk: [] for order in page}
        for line in waiting.filter(order__in=page).order_by("pk"):
            lines[line.order_id].append(line)
        rows = [_order(order, lines[order.pk]) for order in page]
        return Response({"results": rows, **links})


def _order(order: Order, lines: list[Any]) -> dict[str, Any]:
    held = any(line.held for line in lines)
    ready = not held and not all(line.awaited for line in lines)
    return {
        "number": order.number,
        "placed_at": order.date_placed,
        "delivery": order.shipping_method,
        "held": held,
        "address": _address(order) if ready else None,
        "lines": [
            {
                "id": line.pk,
                "sku": line.upc,
                "title": line.title,
                "size": line.size,
                "units": line.quantity - line.refunded_units,
                "ships_on": line.ships_on if line.awaited else None,
            }
            for line in lines
        ],
    }


def _address(order: Order) -> dict[str, Any] | None:
    address = order.shipping_address
    if address is None:
        return None
    return {
        "name": address.name,
        "line1": address.line1,
        "line2": address.line2,
        "city": address.line4,
        "region": area_name(address.country_id, address.state or "", "en"),
        "postcode": address.postcode,
        "country": address.country_id,
        "label": label_lines(address),
    }
