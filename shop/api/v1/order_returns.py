"""/orders/{token}/returns: returns and exchanges of an order, and what can be returned."""

from typing import Any
from uuid import uuid4

from django.http import Http404
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.models import Product
from shop.api.bodies import read_body
from shop.api.descriptions import extend_schema
from shop.api.errors import ParameterProblem
from shop.api.idempotency import LEAST_LENGTH_FOR_NEW, idempotent, key_parameter
from shop.api.problem_shapes import problems
from shop.api.typed_fields import NumberField
from shop.api.v1.order_changes import MOST_UNITS
from shop.api.v1.payments import NOT_STORED
from shop.api.v1.shapes import Amount
from shop.api.views import LANGUAGE, ApiView, use_language_of
from shop.commerce.giftcards.models import GiftCard
from shop.identity.accounts.client_ip import client_address
from shop.orders.aftersales.order_links import order_for_token, order_token
from shop.orders.checkout.quote import ZERO, Destination
from shop.orders.returns.exchange_cards import find_exchange_card
from shop.orders.returns.mails import describe_case
from shop.orders.returns.models import ReturnCase
from shop.orders.returns.replacements import AgreedPrice, offered_sizes, other_sizes
from shop.orders.returns.requests import ReturnRequest, request_return
from shop.orders.returns.returnable import ReturnableLine, returnable_lines
from shop.oscar.order.models import Order
from shop.platform.core.money import amount_text
from shop.platform.database.clock import clock_now
from shop.platform.problems.texts import REFUSALS

SKU = "[A-Za-z0-9._-]{1,64}"
LONGEST_COMMENT = 2000


class ExchangeOptionSerializer(serializers.Serializer[Any]):
    """Another article that an item can be exchanged for."""

    sku = serializers.CharField(help_text="SKU of the article.")
    size = serializers.CharField(help_text="Size; may be empty.")
    color = serializers.CharField(help_text="Color; may be empty.")
    difference = Amount(
        "Difference of the prices today for one unit, as the market shows prices; negative for a"
        " cheaper article. The price of the exchange is calculated when it is requested."
    )


class ReturnableItemSerializer(serializers.Serializer[Any]):
    """An item of the order that was sent, and what can be done with it."""

    sku = serializers.CharField(help_text="SKU of the item.")
    units = serializers.IntegerField(help_text="Units that can be returned or claimed.")
    may_return = serializers.BooleanField(help_text="Whether it can be returned without a defect.")
    last_day = serializers.DateField(
        allow_null=True, help_text="Last day of a return without a defect."
    )
    exchange_for = ExchangeOptionSerializer(many=True, help_text="Articles to exchange it for.")


class ReturnedItemSerializer(serializers.Serializer[Any]):
    """Units of an item in a return."""

    sku = serializers.CharField(help_text="SKU of the item.")
    quantity = serializers.IntegerField(help_text="Units.")


class ExchangeSerializer(serializers.Serializer[Any]):
    """The replacement of an exchange."""

    order_token = serializers.CharField(
        help_text="Token of the order of the replacement: a dearer one is paid like any order."
    )
    state = serializers.ChoiceField(
        choices=("unpaid", "ended", "refunded", "reserved", ""),
        help_text="`unpaid`: pay `to_pay` until `until`. `ended` or `refunded`: it was not paid in"
        " time, or its payment was refunded, and the items are refunded. `reserved`: it is sent"
        " when the items have come back.",
    )
    to_pay = Amount(
        "What a dearer article costs more, tax included, less the part that a gift card pays."
    )
    gift_card = Amount("What the gift card pays of the difference.")
    back = Amount("What is refunded for a cheaper article, tax included, after the inspection.")
    until = serializers.DateTimeField(allow_null=True, help_text="End of the reservation.")


class ReturnSerializer(serializers.Serializer[Any]):
    """A return, an exchange or a claim."""

    id = serializers.UUIDField(help_text="ID.")
    number = serializers.CharField(help_text="Number, as in mails and on the parcel.")
    kind = serializers.ChoiceField(choices=ReturnCase.Kind.values, help_text="Kind.")
    state = serializers.ChoiceField(choices=ReturnCase.State.values, help_text="State.")
    items = ReturnedItemSerializer(many=True, help_text="The items.")
    exchange = ExchangeSerializer(allow_null=True, help_text="The replacement, if there is one.")


class OrderReturnsSerializer(serializers.Serializer[Any]):
    """The returns of an order, and the items that can be returned."""

    returns = ReturnSerializer(many=True, help_text="Returns, the oldest first.")
    items = ReturnableItemSerializer(many=True, help_text="Items that were sent.")


class ReturnedLineSerializer(serializers.Serializer[Any]):
    """Units to return, or to exchange for another article."""

    sku = NumberField(SKU, help_text="SKU of an item of the order.")
    quantity = serializers.IntegerField(
        min_value=1, max_value=MOST_UNITS, help_text="Units to return."
    )
    exchange_for = NumberField(
        SKU, required=False, help_text="SKU of an article to send instead, from `exchange_for`."
    )


class NewReturnSerializer(serializers.Serializer[Any]):
    """A request to return or to exchange items, or a claim."""

    lines = ReturnedLineSerializer(many=True, allow_empty=False, help_text="The items.")
    reason = serializers.ChoiceField(choices=ReturnCase.Reason.values, help_text="The reason.")
    comment = serializers.CharField(
        required=False, default="", allow_blank=True, max_length=LONGEST_COMMENT, help_text="Text."
    )
    agreed_to_pay = Amount(
        "What the buyer agrees to pay for an exchange, tax included.", required=False, default=ZERO
    )
    agreed_back = Amount(
        "What the buyer agrees to get back for an exchange, tax included.",
        required=False,
        default=ZERO,
    )
    gift_card_code = serializers.CharField(
        required=False,
        min_length=1,
        max_length=100,
        help_text="Code of a gift card that pays the difference, or a part of it.",
    )


class OrderReturns(ApiView):
    """The returns of an order."""

    @extend_schema(
        parameters=[LANGUAGE],
        responses={200: OrderReturnsSerializer},
        operation_id="orders_returns_read",
    )
    def get(self, request: Request, token: str) -> Response:
        """Read the returns of an order, and what can be returned now."""
        order = _order(request, token)
        cases = ReturnCase.objects.filter(order=order).select_related(
            "order__market__selling_entity", "replacement__market"
        )
        body = {
            "returns": [_case(case) for case in cases.order_by("pk")],
            "items": _items(order),
        }
        return Response(body, headers=NOT_STORED)

    @extend_schema(
        parameters=[LANGUAGE, key_parameter(least=LEAST_LENGTH_FOR_NEW)],
        request=NewReturnSerializer,
        responses={201: ReturnSerializer, **problems(409, 422)},
        operation_id="orders_returns_create",
    )
    @idempotent(least=LEAST_LENGTH_FOR_NEW)
    def post(self, request: Request, token: str) -> Response:
        """Return or exchange items of an order, or make a claim.

        An exchange at another price is refused with `return_reason` `not_agreed`, and `exchange`
        has the price: send it as `agreed_to_pay` and `agreed_back` once the buyer has agreed. A
        dearer article has to be paid with its own order (`order_token`) while it is reserved;
        otherwise the exchange ends and the items are refunded as a return. A gift card
        (`gift_card_code`) pays as much of the difference as it can.
        """
        order = _order(request, token)
        data = read_body(NewReturnSerializer, request)
        units, exchange = _chosen(order, data["lines"])
        code = data.get("gift_card_code", "") if exchange else ""
        case = request_return(
            ReturnRequest(
                key=f"api:{uuid4()}",
                order_id=order.pk,
                email=order.guest_email,
                units=units,
                reason=data["reason"],
                comment=data["comment"],
                exchange=exchange,
                agreed=AgreedPrice(data["agreed_to_pay"], data["agreed_back"]),
                gift_card=_gift_card(request, order, code),
            )
        )
        return Response(_case(case), status.HTTP_201_CREATED, headers=NOT_STORED)


def _order(request: Request, token: str) -> Order:
    order = order_for_token(token)
    if order is None:
        raise Http404
    use_language_of(request, order.market)
    return order


def _gift_card(request: Request, order: Order, code: str) -> GiftCard | None:
    address = client_address(request._request)  # noqa: SLF001  DRF's documented escape
    return find_exchange_card(order, code, address=address) if code else None


def _items(order: Order) -> list[dict[str, Any]]:
    at = clock_now()
    where = Destination(order.market, str(order.ship_to_id), at)
    return [_item(each, where) for each in returnable_lines(order, at) if each.was_sent]


def _item(each: ReturnableLine, where: Destination) -> dict[str, Any]:
    offered = offered_sizes(each.line, where) if each.may_return else []
    return {
        "sku": each.line.upc,
        "units": max(each.left, 0),
        "may_return": each.may_return,
        "last_day": each.last_day,
        "exchange_for": [
            {
                "sku": size.sku,
                "size": size.size,
                "color": size.color,
                "difference": amount_text(difference, where.market.currency),
            }
            for size, difference in offered
        ],
    }


def _case(case: ReturnCase) -> dict[str, Any]:
    facts = describe_case(case)
    exchange, currency = facts["exchange"], case.order.currency
    return {
        "id": case.public_id,
        "number": case.number,
        "kind": case.kind,
        "state": case.state,
        "items": [{"sku": line.order_line.upc, "quantity": line.units} for line in facts["lines"]],
        "exchange": {
            "order_token": order_token(case.replacement),
            "state": exchange.state,
            "to_pay": amount_text(exchange.to_pay, currency),
            "gift_card": amount_text(case.replacement.gift_card_amount, currency),
            "back": amount_text(exchange.back, currency),
            "until": exchange.until if exchange.state == "unpaid" else None,
        }
        if exchange and case.replacement
        else None,
    }


def _chosen(order: Order, rows: list[dict[str, Any]]) -> tuple[dict[int, int], dict[int, Product]]:
    """Return units and new articles by line. Raises `ParameterProblem` for an unknown SKU."""
    lines = {line.upc: line for line in order.lines.select_related("product__parent")}
    units: dict[int, int] = {}
    exchange: dict[int, Product] = {}
    for position, row in enumerate(rows):
        line = lines.get(row["sku"])
        if line is None:
            raise _unknown(position, "sku")
        units[line.pk] = units.get(line.pk, 0) + row["quantity"]
        if wanted := row.get("exchange_for"):
            size = next((each for each in other_sizes(line) if each.sku == wanted), None)
            if size is None:
                raise _unknown(position, "exchange_for")
            exchange[line.pk] = size
    return units, exchange


def _unknown(position: int, field: str) -> ParameterProblem:
    text = str(REFUSALS["return_refused"])
    name = f"lines/{position}/{field}"
    return ParameterProblem(name, text, "unknown_article", source="body")
