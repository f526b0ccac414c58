"""Changes of an order under its token: cancel items until packing begins, and reorder."""

from typing import Any
from uuid import uuid4

from django.http import Http404
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from shop.api.bodies import read_body
from shop.api.descriptions import extend_schema
from shop.api.errors import ParameterProblem
from shop.api.idempotency import IDEMPOTENCY_KEY, LEAST_LENGTH_FOR_NEW, idempotent, key_parameter
from shop.api.problem_shapes import PROBLEM_CODES, problems
from shop.api.typed_fields import NumberField
from shop.api.v1.context import CHANNEL
from shop.api.v1.orders import OrderSerializer, order_body
from shop.api.views import LANGUAGE, ApiView, use_language_of
from shop.commerce.markets.models import Market
from shop.orders.aftersales.line_cancellation import CancelRequest, cancel_items
from shop.orders.aftersales.order_links import basket_token, order_for_token
from shop.orders.aftersales.reorder import RefusedLine, reorder
from shop.orders.checkout.quote import Destination
from shop.oscar.basket.models import Basket
from shop.oscar.order.models import Order
from shop.platform.problems.texts import REFUSALS

MOST_UNITS = 10_000


class CancelledUnitsSerializer(serializers.Serializer[Any]):
    """Units of an item to cancel."""

    sku = NumberField("[A-Za-z0-9._-]{1,64}", help_text="SKU of an item of the order.")
    quantity = serializers.IntegerField(
        min_value=1, max_value=MOST_UNITS, help_text="Units to cancel."
    )


class CancelItemsSerializer(serializers.Serializer[Any]):
    """The items to cancel."""

    lines = CancelledUnitsSerializer(
        many=True,
        required=False,
        help_text="Units to cancel by item; without it the whole order is cancelled.",
    )


class OrderItemsCancellation(ApiView):
    """The cancellation of items of a paid order."""

    @extend_schema(
        parameters=[LANGUAGE, IDEMPOTENCY_KEY],
        request=CancelItemsSerializer,
        responses={200: OrderSerializer, **problems(409, 422)},
        operation_id="orders_cancel_items",
    )
    @idempotent()
    def post(self, request: Request, token: str) -> Response:
        """Cancel a paid order, or units of its items, until packing begins.

        The money is refunded to the means of payment; delivery too, if nothing of the order is
        left. `cancellable_units` of the order's lines tell what can still be cancelled. Answers 409
        for items that are being packed, and for held, disputed and closed orders.
        """
        order = _order(token)
        use_language_of(request, order.market)
        data = read_body(CancelItemsSerializer, request)
        units = _units(order, data.get("lines"))
        cancelled = cancel_items(CancelRequest(f"api:{uuid4()}", order.number, units))
        return Response(order_body(cancelled))


class RefusedItemSerializer(serializers.Serializer[Any]):
    """An item that was not added, and why."""

    sku = serializers.CharField(help_text="SKU of the item.")
    title = serializers.CharField(help_text="Title when it was ordered.")
    code = serializers.ChoiceField(choices=PROBLEM_CODES, help_text="Stable code of the reason.")
    detail = serializers.CharField(help_text="The reason for people.")


class ReorderedSerializer(serializers.Serializer[Any]):
    """A new basket with the items of an order that still sell."""

    basket = serializers.CharField(help_text="Token of the new basket.")
    added = serializers.ListField(
        child=serializers.CharField(), help_text="SKUs of the items that were added."
    )
    refused = RefusedItemSerializer(many=True, help_text="Items that were not added.")


class OrderReorder(ApiView):
    """New baskets with the items of an order."""

    @extend_schema(
        parameters=[LANGUAGE, key_parameter(least=LEAST_LENGTH_FOR_NEW)],
        request=None,
        responses={201: ReorderedSerializer, **problems(409)},
        operation_id="orders_reorder",
    )
    @idempotent(least=LEAST_LENGTH_FOR_NEW)
    def post(self, request: Request, token: str) -> Response:
        """Create a basket with the items of an order, as far as they still sell.

        Items that are sold out or no longer sold there are named in `refused`.
        """
        order = _order(token)
        use_language_of(request, order.market)
        market = Market.objects.for_request().get(pk=order.market_id)
        basket = Basket.objects.create(market=market, ship_to_id=order.ship_to_id, channel=CHANNEL)
        there = Destination(market, str(order.ship_to_id), market.at, CHANNEL)
        done = reorder(order=order, basket=basket, destination=there)
        body = {
            "basket": basket_token(basket),
            "added": [line.upc for line in done.added],
            "refused": [_refused(entry) for entry in done.refused],
        }
        return Response(body, status.HTTP_201_CREATED)


def _refused(entry: RefusedLine) -> dict[str, str]:
    return {
        "sku": entry.line.upc,
        "title": entry.line.title,
        "code": entry.error.code,
        "detail": str(REFUSALS.get(entry.error.code, "")),
    }


def _units(order: Order, rows: list[dict[str, Any]] | None) -> dict[int, int] | None:
    """Return the units by line; None for the whole order. Raises `ParameterProblem`."""
    if rows is None:
        return None
    lines = {line.upc: line.pk for line in order.lines.all()}
    units: dict[int, int] = {}
    for position, row in enumerate(rows):
        if row["sku"] not in lines:
            text = str(REFUSALS["order_not_cancellable"])
            name = f"lines/{position}/sku"
            raise ParameterProblem(name, text, "unknown_article", source="body")
        line = lines[row["sku"]]
        units[line] = units.get(line, 0) + row["quantity"]
    return units


def _order(token: str) -> Order:
    order = order_for_token(token)
    if order is None:
        raise Http404
    return order
