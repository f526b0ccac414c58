"""Buying: a basket under a token, its quote, and the payment that makes it an order.

Who holds the token may see and change the basket. The same services decide as for the pages: what
may not be sold to the ship-to is kept apart from what is counted.
"""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from catalog.models import Product
from licensing.reasons import public_wording
from shop.accounts.network import client_address
from shop.api.authentication import SessionToken, user_id_of
from shop.api.errors import FieldProblems, ParameterProblem, problems
from shop.api.v1.context import CHANNEL
from shop.api.v1.orders import OrderSerializer, order_body
from shop.api.v1.payments import NOT_STORED, PaymentSerializer, payment_body
from shop.forks.basket.models import Basket
from shop.forks.order.models import OrderState
from shop.markets.models import Market
from shop.ordering.access import basket_for_token, basket_token
from shop.ordering.baskets import (
    add_to_basket,
    drop_gift_card,
    drop_voucher,
    set_quantity,
    use_gift_card,
    use_voucher,
)
from shop.ordering.checkoutform import CheckoutForm
from shop.ordering.errors import BasketNotOpen
from shop.ordering.placement import PlaceOrder, begin_payment
from shop.ordering.places import destination_at
from shop.ordering.quote import Destination, Quote, QuotedLine, quote_basket

KEY_LENGTH = 80
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    location=OpenApiParameter.HEADER,
    required=True,
    description="Made by the app for each purchase: the same key again is the same purchase.",
)
PLACE = [
    OpenApiParameter("country", description="Ship-to, ISO 3166 alpha-2; else the basket's."),
    OpenApiParameter("postcode", description="It may move the ship-to and its tax."),
    OpenApiParameter("state", description="State or province, where tax differs by it."),
    OpenApiParameter("delivery", description="Code of a way of delivery."),
]


class NewBasketSerializer(serializers.Serializer[Any]):
    """Where a basket is filled: the market sets currency and prices, the territory the ship-to."""

    market = serializers.SlugField(max_length=10)
    territory = serializers.RegexField(r"^[A-Z]{2}$", required=False)


class NewLineSerializer(serializers.Serializer[Any]):
    """Units of an article to add."""

    sku = serializers.RegexField(r"^[A-Za-z0-9._-]{1,64}$")
    quantity = serializers.IntegerField(min_value=1, max_value=1000, default=1)


class QuantitySerializer(serializers.Serializer[Any]):
    """How many units a line shall have; 0 takes it out."""

    quantity = serializers.IntegerField(min_value=0, max_value=1000)


class VoucherCodeSerializer(serializers.Serializer[Any]):
    """A voucher as a fan types it."""

    code = serializers.CharField(max_length=100)


class GiftCardCodeSerializer(serializers.Serializer[Any]):
    """A gift card's code as a fan types it."""

    code = serializers.CharField(max_length=100)


class PurchaseSerializer(serializers.Serializer[Any]):
    """Who buys, where it goes and which total was agreed to, in minor units.

    `expected_to_pay_minor` is what a gift card leaves of it; without a card it may be left out.
    """

    email = serializers.CharField(max_length=255)
    country = serializers.RegexField(r"^[A-Z]{2}$")
    name = serializers.CharField(max_length=255)
    line1 = serializers.CharField(max_length=255)
    line2 = serializers.CharField(max_length=255, required=False, allow_blank=True)
    city = serializers.CharField(max_length=255, required=False, allow_blank=True)
    state = serializers.CharField(max_length=255, required=False, allow_blank=True)
    postcode = serializers.CharField(max_length=64, required=False, allow_blank=True)
    phone = serializers.CharField(max_length=40, required=False, allow_blank=True)
    delivery = serializers.SlugField(max_length=40)
    expected_minor = serializers.IntegerField(min_value=0, max_value=10**12)
    ships_on = serializers.DateField(
        required=False, allow_null=True, default=None, help_text="`ships_on` of the basket."
    )
    expected_to_pay_minor = serializers.IntegerField(
        min_value=0, max_value=10**12, required=False, allow_null=True
    )
    language = serializers.CharField(max_length=5, required=False)


class QuotedLineSerializer(serializers.Serializer[Any]):
    """A line that can be ordered."""

    id = serializers.IntegerField()
    sku = serializers.CharField()
    title = serializers.CharField()
    quantity = serializers.IntegerField()
    unit_price = serializers.DecimalField(max_digits=12, decimal_places=2)
    total = serializers.DecimalField(max_digits=12, decimal_places=2)
    in_stock = serializers.BooleanField()
    ships_on = serializers.DateField(allow_null=True, help_text="First day, of a pre-order.")


class ParkedLineSerializer(serializers.Serializer[Any]):
    """A line that is kept and not counted; `unavailable_code` says why."""

    id = serializers.IntegerField()
    sku = serializers.CharField()
    title = serializers.CharField()
    quantity = serializers.IntegerField()
    unavailable_code = serializers.CharField()


class DeliverySerializer(serializers.Serializer[Any]):
    """A way of delivery and the whole total with it."""

    code = serializers.CharField()
    amount = serializers.DecimalField(max_digits=12, decimal_places=2)
    earliest = serializers.DateField()
    latest = serializers.DateField()
    total_minor = serializers.IntegerField()
    to_pay_minor = serializers.IntegerField()


class VoucherSerializer(serializers.Serializer[Any]):
    """The voucher in a basket; `refused` says why it takes nothing off, else it is null."""

    code = serializers.CharField()
    discount = serializers.DecimalField(max_digits=12, decimal_places=2)
    refused = serializers.CharField(allow_null=True)


class GiftCardSerializer(serializers.Serializer[Any]):
    """The gift card in a basket: what it pays; `refused` says why it pays nothing, else null."""

    last4 = serializers.CharField()
    amount = serializers.DecimalField(max_digits=12, decimal_places=2)
    refused = serializers.CharField(allow_null=True)


class BasketSerializer(serializers.Serializer[Any]):
    """A basket, decided and priced now for its ship-to."""

    token = serializers.CharField()
    market = serializers.CharField()
    territory = serializers.CharField()
    currency = serializers.CharField()
    includes_tax = serializers.BooleanField()
    lines = QuotedLineSerializer(many=True)
    unavailable = ParkedLineSerializer(many=True)
    delivery = DeliverySerializer(many=True)
    chosen_delivery = serializers.CharField(allow_null=True)
    goods = serializers.DecimalField(max_digits=12, decimal_places=2)
    voucher = VoucherSerializer(allow_null=True)
    gift_card = GiftCardSerializer(allow_null=True)
    tax = serializers.DecimalField(max_digits=12, decimal_places=2)
    total = serializers.DecimalField(max_digits=12, decimal_places=2)
    total_minor = serializers.IntegerField()
    ships_on = serializers.DateField(
        allow_null=True, help_text="Last day of its pre-orders; to be agreed to with the total."
    )
    to_pay = serializers.DecimalField(max_digits=12, decimal_places=2)
    to_pay_minor = serializers.IntegerField()


class PurchaseAnswerSerializer(serializers.Serializer[Any]):
    """The order that was made, and its payment while it waits for one."""

    order = OrderSerializer()
    payment = PaymentSerializer(allow_null=True)


class BasketCreate(APIView):
    """Baskets."""

    @extend_schema(
        request=NewBasketSerializer,
        responses={201: BasketSerializer, **problems(400)},
        operation_id="baskets_create",
    )
    def post(self, request: Request) -> Response:
        """Open a basket in a market."""
        said = _read(NewBasketSerializer, request)
        market = Market.objects.for_request().filter(code=said["market"]).first()
        if market is None:
            raise ParameterProblem("market", "There is no such market.", "unknown_market")
        territory = said.get("territory") or str(market.home_id)
        _check_served(market, territory)
        basket = Basket.objects.create(market=market, ship_to_id=territory, channel=CHANNEL)
        return Response(_body(basket, _quote(basket, request)), status.HTTP_201_CREATED)


class BasketDetail(APIView):
    """One basket."""

    @extend_schema(
        parameters=PLACE,
        responses={200: BasketSerializer, **problems(400, 404, 409, 422)},
        operation_id="baskets_read",
    )
    def get(self, request: Request, token: str) -> Response:
        """Quote a basket now, for its ship-to or for the place that is asked about."""
        basket = _open(token)
        return Response(_body(basket, _quote(basket, request)))


class BasketLines(APIView):
    """Lines of a basket."""

    @extend_schema(
        request=NewLineSerializer,
        responses={201: BasketSerializer, **problems(400, 404, 409, 422)},
        operation_id="baskets_lines_create",
    )
    def post(self, request: Request, token: str) -> Response:
        """Add units of an article; refused when it may not be sold to the basket's ship-to."""
        basket, said = _open(token), _read(NewLineSerializer, request)
        product = Product.objects.filter(upc=said["sku"], is_public=True).first()
        if product is None:
            raise ParameterProblem("sku", "There is no such article.", "unknown_article")
        add_to_basket(
            basket=basket,
            product=product,
            quantity=said["quantity"],
            destination=_destination(basket, request),
        )
        return Response(_body(basket, _quote(basket, request)), status.HTTP_201_CREATED)


class BasketLine(APIView):
    """One line of a basket."""

    @extend_schema(
        request=QuantitySerializer,
        responses={200: BasketSerializer, **problems(400, 404, 409, 422)},
        operation_id="baskets_lines_update",
    )
    def patch(self, request: Request, token: str, line: int) -> Response:
        """Change how many units a line has; 0 takes it out."""
        basket, said = _open(token), _read(QuantitySerializer, request)
        if not basket.lines.filter(pk=line).exists():
            raise Http404
        set_quantity(
            basket=basket,
            line_id=line,
            quantity=said["quantity"],
            destination=_destination(basket, request),
        )
        return Response(_body(basket, _quote(basket, request)))


class BasketVoucher(APIView):
    """The voucher of a basket."""

    @extend_schema(
        request=VoucherCodeSerializer,
        responses={200: BasketSerializer, **problems(400, 404, 409, 422)},
        operation_id="baskets_voucher_update",
    )
    def put(self, request: Request, token: str) -> Response:
        """Use a voucher instead of the one before; refused when no basket could use it now."""
        basket, said = _open(token), _read(VoucherCodeSerializer, request)
        where = _destination(basket, request)
        use_voucher(basket=basket, text=said["code"], destination=where)
        return Response(_body(basket, _quote(basket, request)))

    @extend_schema(
        responses={200: BasketSerializer, **problems(404, 409, 422)},
        operation_id="baskets_voucher_delete",
    )
    def delete(self, request: Request, token: str) -> Response:
        """Take the voucher out."""
        basket = _open(token)
        drop_voucher(basket)
        return Response(_body(basket, _quote(basket, request)))


class BasketGiftCard(APIView):
    """The gift card of a basket."""

    @extend_schema(
        request=GiftCardCodeSerializer,
        responses={200: BasketSerializer, **problems(400, 404, 409, 422)},
        operation_id="baskets_gift_card_update",
    )
    def put(self, request: Request, token: str) -> Response:
        """Pay with a gift card instead of the one before; refused alike whatever is wrong with it.

        Who tries too many codes is refused for an hour.
        """
        basket, said = _open(token), _read(GiftCardCodeSerializer, request)
        use_gift_card(
            basket=basket,
            text=said["code"],
            destination=_destination(basket, request),
            address=client_address(request._request),  # noqa: SLF001  DRF's documented escape
        )
        return Response(_body(basket, _quote(basket, request)))

    @extend_schema(
        responses={200: BasketSerializer, **problems(404, 409, 422)},
        operation_id="baskets_gift_card_delete",
    )
    def delete(self, request: Request, token: str) -> Response:
        """Take the gift card out."""
        basket = _open(token)
        drop_gift_card(basket)
        return Response(_body(basket, _quote(basket, request)))


class BasketPayment(APIView):
    """The purchase of a basket."""

    authentication_classes = (SessionToken,)

    @extend_schema(
        parameters=[IDEMPOTENCY_KEY],
        request=PurchaseSerializer,
        responses={201: PurchaseAnswerSerializer, **problems(400, 401, 404, 409, 422, 503)},
        operation_id="baskets_pay",
    )
    def post(self, request: Request, token: str) -> Response:
        """Order what is in the basket, hold it, and begin its payment.

        With a session's token the order is the person's own, and its payment names their customer.
        """
        basket = _known(token)
        key = _idempotency_key(request)
        said = _read(PurchaseSerializer, request)
        form = CheckoutForm.typed(
            {name: str(value) for name, value in said.items()}, said["country"]
        )
        if not form.check():
            raise FieldProblems(form.errors)
        market = Market.objects.for_request().get(pk=basket.market_id)
        _check_served(market, form.country)
        language = said.get("language", "")
        placed = begin_payment(
            PlaceOrder(
                idempotency_key=f"api:{basket.pk}:{key}",
                basket_id=basket.pk,
                market_code=market.code,
                territory=form.country,
                channel=CHANNEL,
                language=language if language in market.languages else market.default_language,
                email=form.values["email"],
                delivery_code=form.values["delivery"],
                expected_minor=said["expected_minor"],
                ships_on=said["ships_on"].isoformat() if said["ships_on"] else "",
                expected_to_pay=said.get("expected_to_pay_minor"),
                address=form.address,
                region=form.region,
                user_id=user_id_of(request),
            )
        )
        waits = placed.order.status == OrderState.PENDING
        body = {
            "order": order_body(placed.order),
            "payment": payment_body(placed.order, request) if waits else None,
        }
        return Response(body, status.HTTP_201_CREATED, headers=NOT_STORED)


def _read(serializer: type[serializers.Serializer[Any]], request: Request) -> dict[str, Any]:
    """Return what was sent, checked; raises a problem that names every bad field."""
    checked = serializer(data=request.data)
    checked.is_valid(raise_exception=True)
    said: dict[str, Any] = checked.validated_data
    return said


def _known(token: str) -> Basket:
    basket = basket_for_token(token)
    if basket is None or basket.market is None:
        raise Http404
    return basket


def _open(token: str) -> Basket:
    basket = _known(token)
    if basket.status != Basket.OPEN:
        raise BasketNotOpen
    return basket


def _check_served(market: Market, territory: str) -> None:
    if territory not in market.ship_to_codes:
        message = f"Market {market.code!r} does not deliver there."
        raise ParameterProblem("territory", message, "not_served")


def _idempotency_key(request: Request) -> str:
    key = request.headers.get("Idempotency-Key", "")
    if not key or len(key) > KEY_LENGTH or not key.isascii() or not key.isprintable():
        message = f"A header of 1 to {KEY_LENGTH} printable ASCII characters is needed."
        raise ParameterProblem("Idempotency-Key", message)
    return key


def _destination(basket: Basket, request: Request) -> Destination:
    asked = {name: request.query_params.get(name, "") for name in ("country", "postcode", "state")}
    if any("\x00" in value for value in asked.values()):
        raise ParameterProblem("country", "A place has no such characters.")
    country = asked["country"].upper() or str(basket.ship_to_id)
    market = Market.objects.for_request().get(pk=basket.market_id)
    _check_served(market, country)
    return destination_at(
        market,
        country=country,
        postcode=asked["postcode"][:64],
        state=asked["state"][:10],
        at=market.at,
        channel=CHANNEL,
    )


def _quote(basket: Basket, request: Request) -> Quote:
    code = request.query_params.get("delivery") or None
    return quote_basket(basket, _destination(basket, request), delivery_code=code)


def _body(basket: Basket, quote: Quote) -> dict[str, Any]:
    return {
        "token": basket_token(basket),
        "market": basket.market.code,
        "territory": quote.destination.territory,
        "currency": quote.currency,
        "includes_tax": basket.market.prices_include_tax,
        "lines": [_line(line) for line in quote.lines],
        "unavailable": [
            {
                "id": line.line_id,
                "sku": line.product.sku,
                "title": line.product.get_title(),
                "quantity": line.quantity,
                "unavailable_code": public_wording(line.reason),
            }
            for line in quote.parked
        ],
        "delivery": [
            {
                "code": option.code,
                "amount": option.amount,
                "earliest": option.earliest,
                "latest": option.latest,
                "total_minor": with_option.total_minor,
                "to_pay_minor": with_option.to_pay_minor,
            }
            for option, with_option in ((one, quote.with_delivery(one)) for one in quote.delivery)
        ],
        "chosen_delivery": quote.chosen.code if quote.chosen else None,
        "goods": quote.goods,
        "voucher": _voucher(quote),
        "gift_card": _gift_card(quote),
        "tax": quote.tax,
        "total": quote.total_incl,
        "total_minor": quote.total_minor,
        "ships_on": quote.ships_on,
        "to_pay": quote.to_pay,
        "to_pay_minor": quote.to_pay_minor,
    }


def _gift_card(quote: Quote) -> dict[str, Any] | None:
    if quote.gift_card is None:
        return None
    refusal = quote.gift_card.refusal
    return {
        "last4": quote.gift_card.last4,
        "amount": quote.gift_card_amount,
        "refused": refusal.data["reason"] if refusal else None,
    }


def _voucher(quote: Quote) -> dict[str, Any] | None:
    if quote.voucher is None:
        return None
    refusal = quote.voucher.refusal
    return {
        "code": quote.voucher.code,
        "discount": quote.discount,
        "refused": refusal.data["reason"] if refusal else None,
    }


def _line(line: QuotedLine) -> dict[str, Any]:
    return {
        "id": line.line_id,
        "sku": line.product.sku,
        "title": line.product.get_title(),
        "quantity": line.quantity,
        "unit_price": line.shown,
        "total": line.total.incl,
        "in_stock": line.in_stock,
        "ships_on": line.ships_on,
    }
