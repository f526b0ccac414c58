"""An order under its token: its state, its payment, its cancellation."""

from typing import Any

from django.http import Http404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from shop.api.authentication import SessionToken, user_id_of
from shop.api.descriptions import extend_schema
from shop.api.problem_shapes import problems
from shop.api.v1.order_deliveries import DeliveryGroupSerializer, deliveries_body
from shop.api.v1.order_documents import OrderDocumentSerializer, document_body
from shop.api.v1.payments import NOT_STORED, PaymentSerializer, payment_body
from shop.api.v1.pick_up import CollectionSerializer, collection_body
from shop.api.v1.shapes import Amount
from shop.api.views import LANGUAGE, ApiView, use_language_of
from shop.finance.invoices.querysets import documents_of
from shop.finance.payments.decline_codes import DECLINE_CODES, known_decline_code
from shop.finance.payments.models import PaymentAttempt
from shop.orders.aftersales.hand_overs import collection_of
from shop.orders.aftersales.line_cancellation import units_left
from shop.orders.aftersales.order_links import basket_token, order_for_token, order_token
from shop.orders.aftersales.order_status import OrderStatus, status_summary
from shop.orders.checkout.delivery_groups import SENDERS
from shop.orders.checkout.placement import open_intent, read_intent
from shop.orders.errors import OrderStateConflict
from shop.orders.payment.cancellation import cancel_unpaid_order
from shop.orders.payment.payment_intents import known_wallet, open_wallet
from shop.orders.payment.settlement import settle_order
from shop.oscar.basket.dropped_codes import DroppedCodes
from shop.oscar.order.models import Order, OrderState
from shop.platform.core.money import amount_text

UNPAID = (OrderState.PENDING, OrderState.EXPIRED, OrderState.CANCELLED)
PAYMENT_STATES = PaymentAttempt.State.values


class OrderLineSerializer(serializers.Serializer[Any]):
    """Ordered lines."""

    sku = serializers.CharField(help_text="SKU of the item.")
    title = serializers.CharField(help_text="Title when it was ordered.")
    quantity = serializers.IntegerField(help_text="Units.")
    refunded_units = serializers.IntegerField(help_text="Units refunded.")
    cancellable_units = serializers.IntegerField(
        help_text="Units that can still be cancelled: paid, and not being packed."
    )
    total = Amount("Total of the line, tax included.")
    ships_on = serializers.DateField(
        allow_null=True, help_text="First shipping day of a pre-order."
    )


class OrderSerializer(serializers.Serializer[Any]):
    """An order; `payment_state` and `decline_code` are those of its last payment attempt."""

    number = serializers.CharField(help_text="Order number, as in mails.")
    token = serializers.CharField(help_text="Token for the order's address. Keep it secret.")
    status = serializers.ChoiceField(
        choices=OrderState.values, help_text="State of payment and stock."
    )
    standing = serializers.ChoiceField(
        choices=OrderStatus.values,
        help_text="State for the buyer, with shipments and holds.",
    )
    standing_text = serializers.CharField(help_text="`standing` in the language of the answer.")
    territory = serializers.CharField(help_text="Destination, ISO 3166-1 alpha-2.")
    currency = serializers.CharField(help_text="ISO 4217 code of every amount.")
    total = Amount("Total, tax included.")
    gift_card = Amount("Part paid by gift card.")
    to_pay = Amount("Amount charged.")
    refunded = Amount("Amount refunded so far.")
    placed_at = serializers.DateTimeField(help_text="When it was placed, UTC.")
    hold_expires_at = serializers.DateTimeField(
        allow_null=True, help_text="End of the reservation of its items while it is unpaid."
    )
    payment_state = serializers.ChoiceField(
        choices=PAYMENT_STATES,
        allow_null=True,
        help_text="State of the last payment attempt; null without one.",
    )
    decline_code = serializers.ChoiceField(
        choices=DECLINE_CODES,
        allow_blank=True,
        help_text="Why the last attempt was declined; empty if it was not.",
    )
    deliveries = DeliveryGroupSerializer(
        many=True, help_text="Deliveries, the earliest first: one for each sender and shipping day."
    )
    collection = CollectionSerializer(
        allow_null=True,
        help_text="Its collection at a pick-up point; null until it is ready, or if it is sent.",
    )
    lines = OrderLineSerializer(many=True, help_text="Ordered lines.")
    documents = OrderDocumentSerializer(
        many=True, help_text="Invoice and credit notes; empty until the invoice is issued."
    )


class OrderDetail(ApiView):
    """One order."""

    @extend_schema(
        parameters=[LANGUAGE],
        responses={200: OrderSerializer},
        operation_id="orders_read",
    )
    def get(self, _request: Request, token: str) -> Response:
        """Read an order.

        Its payment is shown as last known; `orders_settle` asks the payment provider.
        """
        return Response(order_body(_order(token)))


class CancelledOrderSerializer(serializers.Serializer[Any]):
    """A cancelled order and its basket."""

    order = OrderSerializer(help_text="The order.")
    basket = serializers.CharField(
        allow_null=True, help_text="Token of the open basket with its items; null if it is gone."
    )
    dropped_voucher = serializers.CharField(
        allow_null=True,
        help_text="Voucher of the order that was replaced by the one in the basket; null "
        "otherwise.",
    )
    dropped_gift_card = serializers.CharField(
        allow_null=True,
        help_text="Last four characters of a gift card that was replaced by the one in the "
        "basket; null otherwise.",
    )


class OrderCancellation(ApiView):
    """The cancellation of an order that is not paid."""

    @extend_schema(
        parameters=[LANGUAGE],
        request=None,
        responses={200: CancelledOrderSerializer, **problems(409)},
        operation_id="orders_cancel",
    )
    def post(self, request: Request, token: str) -> Response:
        """Cancel an unpaid order and reopen its basket.

        Safe to repeat. Reserved units are released at once. Answers 409 once the order is paid or
        while the bank processes the payment.
        """
        order = _order(token)
        use_language_of(request, order.market)
        basket = cancel_unpaid_order(order=order)
        token_of_basket = basket_token(basket) if basket is not None else None
        dropped = basket.dropped_codes if basket is not None else DroppedCodes()
        return Response(
            {
                "order": order_body(order),
                "basket": token_of_basket,
                "dropped_voucher": dropped.voucher or None,
                "dropped_gift_card": dropped.gift_card or None,
            }
        )


class OrderPayment(ApiView):
    """The payment of an order."""

    authentication_classes = (SessionToken,)

    @extend_schema(
        parameters=[LANGUAGE],
        responses={200: PaymentSerializer, **problems(409)},
        operation_id="orders_payment",
    )
    def get(self, request: Request, token: str) -> Response:
        """Read the payment of an order that waits for it.

        Changes nothing, here or at the payment provider, so `ephemeral_key` is null: start a
        payment session to get one.
        """
        order = _unpaid_order(token)
        intent = read_intent(order)
        wallet = known_wallet(order, intent, user_id=user_id_of(request))
        return Response(payment_body(order, intent, wallet), headers=NOT_STORED)

    @extend_schema(
        parameters=[LANGUAGE],
        request=None,
        responses={200: OrderSerializer, **problems(409)},
        operation_id="orders_settle",
    )
    def post(self, _request: Request, token: str) -> Response:
        """Update an order from the payment provider.

        Call it after the payment sheet was closed. Safe to repeat.
        """
        order = _order(token)
        if settle_order(order) is not order:
            order.refresh_from_db()
        return Response(order_body(order))


class OrderPaymentSession(ApiView):
    """Sessions in which an order is paid."""

    authentication_classes = (SessionToken,)

    @extend_schema(
        parameters=[LANGUAGE],
        request=None,
        responses={200: PaymentSerializer, **problems(409)},
        operation_id="orders_payment_session_create",
    )
    def post(self, request: Request, token: str) -> Response:
        """Start a payment session of an order.

        Returns what the payment sheet needs, as after the app was closed. Creates the payment if
        it does not exist yet, and for the signed-in buyer an ephemeral key. Safe to repeat.
        """
        order = _unpaid_order(token)
        return Response(open_payment(order, request), headers=NOT_STORED)


def open_payment(order: Order, request: Request) -> dict[str, Any]:
    """Return the payment data of an order. Raises `PaymentUnavailable` and `NotSellable`."""
    intent = open_intent(order)
    wallet = open_wallet(order, intent, user_id=user_id_of(request))
    return payment_body(order, intent, wallet)


def order_body(order: Order) -> dict[str, Any]:
    """Return an order as shown to the holder of its token."""
    attempt = PaymentAttempt.objects.filter(order=order).order_by("pk").last()
    summary = status_summary(order)
    lines = list(order.lines.select_related(*SENDERS).order_by("pk"))
    blocked = summary.is_disputed or summary.status == OrderStatus.ON_HOLD
    cancellable = {} if blocked else units_left(order, lines)
    return {
        "number": order.number,
        "token": order_token(order),
        "status": order.status,
        "standing": summary.status,
        "standing_text": summary.label,
        "territory": order.ship_to_id,
        "currency": order.currency,
        "total": amount_text(order.total_incl_tax, order.currency),
        "gift_card": amount_text(order.gift_card_amount, order.currency),
        "to_pay": amount_text(order.to_pay, order.currency),
        "refunded": amount_text(order.refunded_total, order.currency),
        "placed_at": order.date_placed,
        "hold_expires_at": order.hold_expires_at,
        "payment_state": attempt.state if attempt else None,
        "decline_code": known_decline_code(attempt.decline_code) if attempt else "",
        "collection": collection_body(collection_of(order)),
        "lines": [
            {
                "sku": line.upc,
                "title": line.title,
                "quantity": line.quantity,
                "refunded_units": line.refunded_units,
                "cancellable_units": cancellable.get(line.pk, 0),
                "total": amount_text(line.line_price_incl_tax, order.currency),
                "ships_on": line.ships_on,
            }
            for line in lines
        ],
        "deliveries": deliveries_body(order, lines, summary),
        "documents": [] if order.status in UNPAID else _documents(order),
    }


def _documents(order: Order) -> list[dict[str, Any]]:
    return [document_body(document) for document in documents_of(order)]


def _order(token: str) -> Order:
    order = order_for_token(token)
    if order is None:
        raise Http404
    return order


def _unpaid_order(token: str) -> Order:
    """Return an unpaid order. Raises `OrderStateConflict`."""
    order = _order(token)
    if order.status != OrderState.PENDING:
        raise OrderStateConflict(order=order.number)
    return order
