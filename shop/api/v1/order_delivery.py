"""/orders/{token}/delivery: change the address or the delivery method until packing begins."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from shop.api.authentication import SessionToken, user_id_of
from shop.api.bodies import read_body
from shop.api.descriptions import extend_schema
from shop.api.errors import FieldProblems
from shop.api.problem_shapes import problems
from shop.api.v1.basket_shapes import AddressSerializer
from shop.api.v1.orders import OrderSerializer, order_body
from shop.api.v1.payments import NOT_STORED
from shop.api.v1.shapes import Amount
from shop.api.views import LANGUAGE, ApiView, use_language_of
from shop.orders.aftersales.delivery_changes import (
    ChangeRequest,
    can_change_delivery,
    change_delivery,
    change_options,
)
from shop.orders.aftersales.order_links import order_for_token, shows_person
from shop.orders.checkout.address_book import FIELDS, AddressForm
from shop.oscar.order.models import Order
from shop.platform.core.money import amount_text
from shop.platform.database.clock import database_now


class DeliveryMethodSerializer(serializers.Serializer[Any]):
    """A delivery method to the present address, at its price of today."""

    code = serializers.CharField(help_text="Code of the delivery method.")
    name = serializers.CharField(help_text="Name of the delivery method.")
    amount = Amount("Price of the delivery, as the market shows prices.")


class OrderDeliverySerializer(serializers.Serializer[Any]):
    """The delivery of an order, and what it can be changed to."""

    changeable = serializers.BooleanField(
        help_text="Whether the address and the method can be changed now."
    )
    delivery = serializers.CharField(help_text="Code of the present delivery method.")
    methods = DeliveryMethodSerializer(many=True, help_text="Methods to the present address.")


class NewDeliverySerializer(AddressSerializer):
    """The new address in the country of the order, and the delivery method."""

    delivery = serializers.SlugField(max_length=40, help_text="Code of a delivery method.")


class OrderDelivery(ApiView):
    """The delivery of a paid order."""

    authentication_classes = (SessionToken,)

    @extend_schema(
        parameters=[LANGUAGE],
        responses={200: OrderDeliverySerializer},
        operation_id="orders_delivery_read",
    )
    def get(self, request: Request, token: str) -> Response:
        """Read whether the delivery of an order can be changed, and its methods."""
        order = _order(request, token)
        changeable = can_change_delivery(order)
        methods = change_options(order) if changeable else []
        body = {
            "changeable": changeable,
            "delivery": order.shipping_code,
            "methods": [
                {
                    "code": option.code,
                    "name": option.name,
                    "amount": amount_text(option.amount, order.currency),
                }
                for option in methods
            ],
        }
        return Response(body, headers=NOT_STORED)

    @extend_schema(
        parameters=[LANGUAGE],
        request=NewDeliverySerializer,
        responses={200: OrderSerializer, **problems(409, 422)},
        operation_id="orders_delivery_update",
    )
    def put(self, request: Request, token: str) -> Response:
        """Change the address or delivery of a paid order until packing begins.

        The country stays. A cheaper delivery is refunded; a dearer one, another tax and an address
        where an item may not be sold are refused with 409, and `delivery_reason` says why. The same
        request again changes nothing and is refused with the reason `nothing`.
        """
        order = _order(request, token)
        data = read_body(NewDeliverySerializer, request)
        form = AddressForm.typed(
            {name: str(data.get(name, "")) for name in FIELDS}, _country(order)
        )
        if not form.check():
            raise FieldProblems(form.errors)
        change_delivery(ChangeRequest(order.number, form.address, data["delivery"]))
        order.refresh_from_db()
        return Response(order_body(order), headers=NOT_STORED)


def _order(request: Request, token: str) -> Order:
    """Return the order of a token, as long as its holder may see the address.

    Raises `Http404`, and `PermissionDenied` for an old link without its account.
    """
    order = order_for_token(token)
    if order is None:
        raise Http404
    use_language_of(request, order.market)
    own = order.user_id is not None and order.user_id == user_id_of(request)
    if not own and not shows_person(order, database_now()):
        raise PermissionDenied
    return order


def _country(order: Order) -> str:
    address = cast("Any", order.shipping_address)
    return str(address.country_id) if address else str(order.ship_to_id)
