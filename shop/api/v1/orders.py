"""An order under its token: how it stands, and how its payment does when Stripe is asked now."""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from shop.api.authentication import SessionToken
from shop.api.errors import problems
from shop.api.v1.payments import NOT_STORED, PaymentSerializer, payment_body
from shop.api.views import LANGUAGE, ApiView, use_language_of
from shop.core.money import amount_text
from shop.forks.order.models import Order, OrderState
from shop.ordering.access import basket_token, order_for_token, order_token
from shop.ordering.cancellation import cancel_unpaid_order
from shop.ordering.errors import OrderStateConflict
from shop.ordering.order_status import OrderStatus, order_standing
from shop.ordering.settlement import settle_payment
from shop.payments.models import PaymentAttempt


class OrderLineSerializer(serializers.Serializer[Any]):
    """What was ordered."""

    sku = serializers.CharField()
    title = serializers.CharField()
    quantity = serializers.IntegerField()
    total = serializers.DecimalField(max_digits=12, decimal_places=2)
    ships_on = serializers.DateField(allow_null=True, help_text="First day, of a pre-order.")


class OrderSerializer(serializers.Serializer[Any]):
    """An order; `payment_state` and `decline_code` are those of its last attempt.

    `gift_card` is what a gift card pays of the total, `to_pay` what is charged.
    """

    number = serializers.CharField()
    token = serializers.CharField()
    status = serializers.CharField(help_text="State by which money and stock move.")
    standing = serializers.ChoiceField(
        OrderStatus.values, help_text="How it stands for its buyer, parcels and holds included."
    )
    standing_text = serializers.CharField(help_text="The same in the words of the language.")
    territory = serializers.CharField()
    currency = serializers.CharField()
    total = serializers.DecimalField(max_digits=12, decimal_places=2)
    gift_card = serializers.DecimalField(max_digits=12, decimal_places=2)
    to_pay = serializers.DecimalField(max_digits=12, decimal_places=2)
    refunded = serializers.DecimalField(max_digits=12, decimal_places=2)
    placed_at = serializers.DateTimeField()
    hold_expires_at = serializers.DateTimeField(allow_null=True)
    payment_state = serializers.CharField(allow_null=True)
    decline_code = serializers.CharField(allow_blank=True)
    lines = OrderLineSerializer(many=True)


class OrderDetail(ApiView):
    """One order."""

    @extend_schema(
        parameters=[LANGUAGE],
        responses={200: OrderSerializer, **problems(400, 404)},
        operation_id="orders_read",
    )
    def get(self, _request: Request, token: str) -> Response:
        """Show an order as it is known here."""
        return Response(order_body(_order(token)))


class CancelledOrderSerializer(serializers.Serializer[Any]):
    """A cancelled order; `basket` is the token of the open basket with its articles."""

    order = OrderSerializer()
    basket = serializers.CharField(allow_null=True)


class OrderCancellation(ApiView):
    """The cancellation of an order that is not paid."""

    @extend_schema(
        parameters=[LANGUAGE],
        request=None,
        responses={200: CancelledOrderSerializer, **problems(400, 404, 409, 429, 503)},
        operation_id="orders_cancel",
    )
    def post(self, request: Request, token: str) -> Response:
        """Cancel an order that waits for payment and open its basket again; safe to repeat.

        Its units are free at once. Refused with 409 once it is paid or its bank decides.
        """
        order = _order(token)
        use_language_of(request, order.market)
        basket = cancel_unpaid_order(order=order)
        token_of_basket = basket_token(basket) if basket is not None else None
        return Response({"order": order_body(order), "basket": token_of_basket})


class OrderPayment(ApiView):
    """The payment of an order."""

    authentication_classes = (SessionToken,)

    @extend_schema(
        responses={200: PaymentSerializer, **problems(401, 404, 409, 503)},
        operation_id="orders_payment",
    )
    def get(self, request: Request, token: str) -> Response:
        """Take up the payment of an order that waits for it, as after the app was closed."""
        order = _order(token)
        if order.status != OrderState.PENDING:
            raise OrderStateConflict(order=order.number)
        return Response(payment_body(order, request), headers=NOT_STORED)

    @extend_schema(
        request=None,
        responses={200: OrderSerializer, **problems(401, 404, 409, 503)},
        operation_id="orders_settle",
    )
    def post(self, _request: Request, token: str) -> Response:
        """Ask Stripe now how the payment stands, after its sheet was closed; safe to repeat."""
        order = _order(token)
        attempt = PaymentAttempt.objects.filter(order=order, intent_id__isnull=False).last()
        if attempt is not None:
            settle_payment(attempt.pk)
            order.refresh_from_db()
        return Response(order_body(order))


def order_body(order: Order) -> dict[str, Any]:
    """Return what the API tells of an order to who holds its token."""
    attempt = PaymentAttempt.objects.filter(order=order).order_by("pk").last()
    standing = order_standing(order)
    return {
        "number": order.number,
        "token": order_token(order),
        "status": order.status,
        "standing": standing.status,
        "standing_text": standing.label,
        "territory": order.ship_to_id,
        "currency": order.currency,
        "total": amount_text(order.total_incl_tax, order.currency),
        "gift_card": amount_text(order.gift_card_amount, order.currency),
        "to_pay": amount_text(order.to_pay, order.currency),
        "refunded": amount_text(order.refunded_incl_tax, order.currency),
        "placed_at": order.date_placed,
        "hold_expires_at": order.hold_expires_at,
        "payment_state": attempt.state if attempt else None,
        "decline_code": attempt.decline_code if attempt else "",
        "lines": [
            {
                "sku": line.upc,
                "title": line.title,
                "quantity": line.quantity,
                "total": amount_text(line.line_price_incl_tax, order.currency),
                "ships_on": line.ships_on,
            }
            for line in order.lines.order_by("pk")
        ],
    }


def _order(token: str) -> Order:
    order = order_for_token(token)
    if order is None:
        raise Http404
    return order
