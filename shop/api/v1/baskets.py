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

from catalog.models import Product
from shop.accounts.network import client_address
from shop.api.authentication import SessionToken, user_id_of
from shop.api.errors import FieldProblems, ParameterProblem, problems
from shop.api.idempotency import (
    IDEMPOTENCY_KEY,
    KEY_LENGTH,
    LEAST_LENGTH_FOR_NEW,
    idempotent,
    key_parameter,
    read_key,
)
from shop.api.v1.basket_shapes import (
    BasketSerializer,
    GiftCardCodeSerializer,
    NewBasketSerializer,
    NewLineSerializer,
    PurchaseAnswerSerializer,
    PurchaseSerializer,
    QuantitySerializer,
    VoucherCodeSerializer,
    basket_body,
)
from shop.api.v1.context import CHANNEL
from shop.api.v1.orders import order_body
from shop.api.v1.payments import NOT_STORED, payment_body
from shop.api.views import LANGUAGE, ApiView, parameter_names, use_language_of
from shop.core.typed_text import fold_width, normalize_code
from shop.forks.basket.models import Basket
from shop.forks.order.models import Order, OrderState
from shop.markets.models import Market
from shop.ordering.access import basket_for_token, order_token
from shop.ordering.addresses import check_region
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
from shop.ordering.quote import Destination, Quote, quote_basket

PLACE = [
    OpenApiParameter("country", description="Ship-to, ISO 3166 alpha-2; else the basket's."),
    OpenApiParameter("postcode", description="It may move the ship-to and its tax."),
    OpenApiParameter(
        "state",
        description=(
            "State or province, by code or name. Where tax differs by it, `tax_status` is"
            " needs_address without it."
        ),
    ),
    OpenApiParameter("delivery", description="Code of a way of delivery."),
    LANGUAGE,
]


class BasketView(ApiView):
    """A view of a basket; the place to quote for may be asked about."""

    query_parameters = parameter_names(PLACE)


class BasketCreate(BasketView):
    """Baskets."""

    @extend_schema(
        parameters=[*PLACE, key_parameter(least=LEAST_LENGTH_FOR_NEW)],
        request=NewBasketSerializer,
        responses={201: BasketSerializer, **problems(400, 409, 415, 422, 429, 503)},
        operation_id="baskets_create",
    )
    @idempotent(least=LEAST_LENGTH_FOR_NEW)
    def post(self, request: Request) -> Response:
        """Open a basket in a market."""
        said = _read(NewBasketSerializer, request)
        market = Market.objects.for_request().filter(code=said["market"]).first()
        if market is None:
            message = "There is no such market."
            raise ParameterProblem("market", message, "unknown_market", source="body")
        territory = said.get("territory") or str(market.home_id)
        _check_served(market, territory, "territory", source="body")
        use_language_of(request, market)
        basket = Basket.objects.create(market=market, ship_to_id=territory, channel=CHANNEL)
        return Response(basket_body(basket, _quote(basket, request)), status.HTTP_201_CREATED)


class BasketDetail(BasketView):
    """One basket."""

    @extend_schema(
        parameters=PLACE,
        responses={200: BasketSerializer, **problems(400, 404, 409, 415, 422, 429, 503)},
        operation_id="baskets_read",
    )
    def get(self, request: Request, token: str) -> Response:
        """Quote a basket now, for its ship-to or for the place that is asked about."""
        basket = _open(token, request)
        return Response(basket_body(basket, _quote(basket, request)))


class BasketLines(BasketView):
    """Lines of a basket."""

    @extend_schema(
        parameters=[*PLACE, IDEMPOTENCY_KEY],
        request=NewLineSerializer,
        responses={201: BasketSerializer, **problems(400, 404, 409, 415, 422, 429, 503)},
        operation_id="baskets_lines_create",
    )
    @idempotent()
    def post(self, request: Request, token: str) -> Response:
        """Add units of an article; refused when it may not be sold to the basket's ship-to."""
        basket, said = _open(token, request), _read(NewLineSerializer, request)
        product = Product.objects.filter(upc=said["sku"], is_public=True).first()
        if product is None:
            message = "There is no such article."
            raise ParameterProblem("sku", message, "unknown_article", source="body")
        add_to_basket(
            basket=basket,
            product=product,
            quantity=said["quantity"],
            destination=_destination(basket, request),
        )
        return Response(basket_body(basket, _quote(basket, request)), status.HTTP_201_CREATED)


class BasketLine(BasketView):
    """One line of a basket."""

    @extend_schema(
        parameters=[*PLACE, IDEMPOTENCY_KEY],
        request=QuantitySerializer,
        responses={200: BasketSerializer, **problems(400, 404, 409, 415, 422, 429, 503)},
        operation_id="baskets_lines_update",
    )
    @idempotent()
    def patch(self, request: Request, token: str, line: int) -> Response:
        """Change how many units a line has; 0 takes it out."""
        basket, said = _open(token, request), _read(QuantitySerializer, request)
        if not basket.lines.filter(pk=line).exists():
            raise Http404
        set_quantity(
            basket=basket,
            line_id=line,
            quantity=said["quantity"],
            destination=_destination(basket, request),
        )
        return Response(basket_body(basket, _quote(basket, request)))


class BasketVoucher(BasketView):
    """The voucher of a basket."""

    @extend_schema(
        parameters=[*PLACE],
        request=VoucherCodeSerializer,
        responses={200: BasketSerializer, **problems(400, 404, 409, 415, 422, 429, 503)},
        operation_id="baskets_voucher_update",
    )
    def put(self, request: Request, token: str) -> Response:
        """Use a voucher instead of the one before; refused when no basket could use it now."""
        basket, said = _open(token, request), _read(VoucherCodeSerializer, request)
        where = _destination(basket, request)
        use_voucher(
            basket=basket,
            text=said["code"],
            destination=where,
            address=client_address(request._request),  # noqa: SLF001  DRF's documented escape
        )
        return Response(basket_body(basket, _quote(basket, request)))

    @extend_schema(
        parameters=PLACE,
        responses={200: BasketSerializer, **problems(400, 404, 409, 422, 429, 503)},
        operation_id="baskets_voucher_delete",
    )
    def delete(self, request: Request, token: str) -> Response:
        """Take the voucher out."""
        basket = _open(token, request)
        drop_voucher(basket)
        return Response(basket_body(basket, _quote(basket, request)))


class BasketGiftCard(BasketView):
    """The gift card of a basket."""

    @extend_schema(
        parameters=[*PLACE],
        request=GiftCardCodeSerializer,
        responses={200: BasketSerializer, **problems(400, 404, 409, 415, 422, 429, 503)},
        operation_id="baskets_gift_card_update",
    )
    def put(self, request: Request, token: str) -> Response:
        """Pay with a gift card instead of the one before; refused alike whatever is wrong with it.

        Who tries too many codes is refused for an hour.
        """
        basket, said = _open(token, request), _read(GiftCardCodeSerializer, request)
        use_gift_card(
            basket=basket,
            text=said["code"],
            destination=_destination(basket, request),
            address=client_address(request._request),  # noqa: SLF001  DRF's documented escape
        )
        return Response(basket_body(basket, _quote(basket, request)))

    @extend_schema(
        parameters=PLACE,
        responses={200: BasketSerializer, **problems(400, 404, 409, 422, 429, 503)},
        operation_id="baskets_gift_card_delete",
    )
    def delete(self, request: Request, token: str) -> Response:
        """Take the gift card out."""
        basket = _open(token, request)
        drop_gift_card(basket)
        return Response(basket_body(basket, _quote(basket, request)))


class BasketPayment(BasketView):
    """The purchase of a basket."""

    authentication_classes = (SessionToken,)

    @extend_schema(
        parameters=[LANGUAGE, key_parameter(required=True)],
        request=PurchaseSerializer,
        responses={
            201: PurchaseAnswerSerializer,
            **problems(400, 401, 404, 409, 415, 422, 429, 503),
        },
        operation_id="baskets_pay",
    )
    def post(self, request: Request, token: str) -> Response:
        """Order what is in the basket, hold it, and begin its payment.

        With a session's token the order is the person's own, and its payment names their customer.
        """
        basket = _known(token, request)
        key = _idempotency_key(request)
        said = _read(PurchaseSerializer, request)
        form = CheckoutForm.typed(
            {name: str(value) for name, value in said.items()}, said["country"]
        )
        if not form.check():
            raise FieldProblems(form.errors)
        market = Market.objects.for_request().get(pk=basket.market_id)
        _check_served(market, form.country, "country", source="body")
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
                expected_to_pay=said.get("expected_to_pay_minor"),
                ships_on=said["ships_on"].isoformat() if said["ships_on"] else "",
                address=form.address,
                region=form.region,
                user_id=user_id_of(request),
                client=client_address(request._request),  # noqa: SLF001  DRF's documented escape
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


def _known(token: str, request: Request) -> Basket:
    basket = basket_for_token(token)
    if basket is None or basket.market is None:
        raise Http404
    use_language_of(request, basket.market)
    return basket


def _open(token: str, request: Request) -> Basket:
    """Return an open basket. Raises `BasketNotOpen` with the order that was made of it."""
    basket = _known(token, request)
    if basket.status != Basket.OPEN:
        order = Order.objects.filter(basket_id=basket.pk).order_by("pk").last()
        if order is None:
            raise BasketNotOpen
        raise BasketNotOpen(order=order.number, order_token=order_token(order))
    return basket


def _check_served(market: Market, territory: str, name: str, *, source: str) -> None:
    if territory not in market.ship_to_codes:
        message = f"Market {market.code!r} does not deliver there."
        raise ParameterProblem(name, message, "not_served", source=source)


def _idempotency_key(request: Request) -> str:
    key = read_key(request, least=1)
    if not key:
        message = f"Send a header of 1 to {KEY_LENGTH} printable ASCII characters."
        raise ParameterProblem("Idempotency-Key", message, source="header")
    return key


def _destination(basket: Basket, request: Request) -> Destination:
    place = ("country", "postcode", "state")
    asked = {name: fold_width(request.query_params.get(name, "")) for name in place}
    country = normalize_code(asked["country"]) or str(basket.ship_to_id)
    market = Market.objects.for_request().get(pk=basket.market_id)
    name = "country" if asked["country"] else "territory"
    _check_served(market, country, name, source="query")
    for field, sentence in check_region(country, asked["state"], asked["postcode"]).items():
        raise ParameterProblem(field, sentence, f"invalid_{field}")
    return destination_at(
        market,
        country=country,
        postcode=asked["postcode"][:64],
        state=asked["state"],
        at=market.at,
        channel=CHANNEL,
    )


def _quote(basket: Basket, request: Request) -> Quote:
    code = request.query_params.get("delivery") or None
    quote = quote_basket(basket, _destination(basket, request), delivery_code=code)
    if code and code not in {option.code for option in quote.delivery}:
        known = ", ".join(option.code for option in quote.delivery) or "none"
        message = f"There is no such way of delivery for this basket. Known: {known}."
        raise ParameterProblem("delivery", message, "unknown_delivery")
    return quote
