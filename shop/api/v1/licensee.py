"""GET /licensee/products/ and /licensee/orders/: data of one licensee for its own systems."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from licensing.rules.reasons import REASONS
from shop.api.descriptions import extend_schema
from shop.api.licensees import PAGES, LicenseeView, for_scope, licensee_of, page_of
from shop.api.v1.shapes import page_shape
from shop.api.views import parameter_names
from shop.commerce.fulfillment.addresses import label_lines
from shop.commerce.fulfillment.services import delivery_name
from shop.commerce.listing.product_status import (
    NO_PRICE,
    ProductStatus,
    product_statuses,
    products_of,
)
from shop.identity.team.models import ApiKey
from shop.orders.aftersales.shipments import lines_to_pack, ready_to_send
from shop.oscar.order.models import Order
from shop.platform.core.areas import area_name
from shop.platform.database.clock import database_now

DENIAL_REASONS = [*REASONS, NO_PRICE]


class OwnProductSerializer(serializers.Serializer[Any]):
    """A product of the licensee."""

    sku = serializers.CharField(help_text="SKU of the product.")
    title = serializers.CharField(help_text="Title in the language of the answer.")
    kind = serializers.CharField(help_text="Kind of item, such as tee.")
    state = serializers.ChoiceField(choices=ProductStatus.values, help_text="State of the product.")
    markets = serializers.ListField(
        child=serializers.CharField(), help_text="Codes of the markets it is on sale in."
    )
    reasons = serializers.ListField(
        child=serializers.ChoiceField(choices=DENIAL_REASONS),
        help_text="Codes of the reasons why it is not on sale in some markets.",
    )
    rejection = serializers.CharField(
        allow_blank=True, help_text="Rights holder's reason for the rejection."
    )


class PackedLineSerializer(serializers.Serializer[Any]):
    """A line to pack."""

    id = serializers.IntegerField(help_text="Number of the line.")
    sku = serializers.CharField(help_text="SKU of the item.")
    title = serializers.CharField(help_text="Title in the language of the answer.")
    size = serializers.CharField(allow_blank=True, help_text="Size; empty without one.")
    units = serializers.IntegerField(help_text="Units to pack.")
    ships_on = serializers.DateField(
        allow_null=True, help_text="First shipping day of a pre-order that has not arrived."
    )


class PostalAddressSerializer(serializers.Serializer[Any]):
    """The address of a buyer."""

    name = serializers.CharField(help_text="Name of the recipient.")
    line1 = serializers.CharField(help_text="Street and number.")
    line2 = serializers.CharField(allow_blank=True, help_text="Apartment, building, company.")
    city = serializers.CharField(allow_blank=True, help_text="City or town.")
    region = serializers.CharField(allow_blank=True, help_text="State, province or region.")
    postcode = serializers.CharField(allow_blank=True, help_text="Postcode or ZIP code.")
    country = serializers.CharField(help_text="ISO 3166-1 alpha-2.")
    label = serializers.ListField(  # type: ignore[assignment]
        child=serializers.CharField(), help_text="Lines of the label, in Latin script."
    )


class PackedGiftSerializer(serializers.Serializer[Any]):
    """Packing of an order that is a gift."""

    wrapped = serializers.BooleanField(help_text="Whether the buyer paid for gift wrap.")
    hides_prices = serializers.BooleanField(help_text="Whether to enclose no prices.")
    message = serializers.CharField(allow_blank=True, help_text="Message to enclose.")


class PackedOrderSerializer(serializers.Serializer[Any]):
    """An order with lines to pack."""

    number = serializers.CharField(help_text="Order number.")
    placed_at = serializers.DateTimeField(help_text="When it was placed, UTC.")
    delivery = serializers.CharField(help_text="Delivery method in the language of the answer.")
    delivery_code = serializers.CharField(help_text="Code of the delivery method.")
    held = serializers.BooleanField(help_text="Whether it must not be shipped at the moment.")
    address = PostalAddressSerializer(
        allow_null=True, help_text="Delivery address; null while the order must not be shipped."
    )
    gift = PackedGiftSerializer(allow_null=True, help_text="How to pack a gift; null otherwise.")
    lines = PackedLineSerializer(many=True, help_text="Own lines to pack.")


OwnProductsSerializer = page_shape(OwnProductSerializer, "OwnProducts")
PackedOrdersSerializer = page_shape(PackedOrderSerializer, "PackedOrders")


class LicenseeProducts(LicenseeView):
    """The products of the key's licensee, newest first."""

    query_parameters = parameter_names(PAGES)

    @extend_schema(
        parameters=PAGES,
        responses={200: OwnProductsSerializer},
        operation_id="licensee_products_list",
    )
    @for_scope(ApiKey.Scope.CATALOG_READ)
    def get(self, request: Request) -> Response:
        """List own products and their state, the newest first."""
        products, links = page_of(request, products_of(licensee_of(request)))
        statuses = product_statuses(products, database_now())
        rows = [
            {
                "sku": product.sku,
                "title": product.title,
                "kind": product.kind,
                "state": statuses[product.pk].status.value,
                "markets": [market.code for market in statuses[product.pk].markets],
                "reasons": list(statuses[product.pk].reasons),
                "rejection": statuses[product.pk].rejection_comment,
            }
            for product in products
        ]
        return Response({"results": rows, **links})


class LicenseeOrders(LicenseeView):
    """Orders with lines that the key's licensee has to pack, newest first."""

    query_parameters = parameter_names(PAGES)

    @extend_schema(
        parameters=PAGES,
        responses={200: PackedOrdersSerializer},
        operation_id="licensee_orders_list",
    )
    @for_scope(ApiKey.Scope.ORDERS_READ)
    def get(self, request: Request) -> Response:
        """List orders to pack, the newest first.

        Shows the licensee's own lines only.
        """
        waiting = lines_to_pack(licensee_of(request))
        orders = Order.objects.filter(pk__in=waiting.values("order"))
        page, links = page_of(request, orders.select_related("shipping_address"))
        lines: dict[int, list[Any]] = {order.pk: [] for order in page}
        for line in waiting.filter(order__in=page).select_related("product__parent").order_by("pk"):
            lines[line.order_id].append(line)
        rows = [_order(order, lines[order.pk]) for order in page]
        return Response({"results": rows, **links})


def _order(order: Order, lines: list[Any]) -> dict[str, Any]:
    return {
        "number": order.number,
        "placed_at": order.date_placed,
        "delivery": delivery_name(order.shipping_code),
        "delivery_code": order.shipping_code,
        "held": any(line.held for line in lines),
        "gift": _gift(order) if ready_to_send(lines) else None,
        "address": _address(order) if ready_to_send(lines) else None,
        "lines": [
            {
                "id": line.pk,
                "sku": line.upc,
                "title": line.product.get_title() if line.product else line.title,
                "size": line.size,
                "units": line.quantity - line.refunded_units,
                "ships_on": line.ships_on if line.awaited else None,
            }
            for line in lines
        ],
    }


def _gift(order: Order) -> dict[str, Any] | None:
    gift = order.gift
    if gift is None:
        return None
    return {
        "wrapped": gift.wrapped,
        "hides_prices": gift.hides_prices,
        "message": gift.message,
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
