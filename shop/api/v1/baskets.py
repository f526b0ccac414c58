"""Buying: a basket under a token, its price, and the payment that makes it an order.

The holder of the token may read and change the basket. Items that cannot be sold to the
destination stay in the basket and are not counted.
"""

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.article_numbers import find_article
from catalog.models import Product
from shop.api.authentication import SessionToken, user_id_of
from shop.api.bodies import read_body
from shop.api.descriptions import extend_schema
from shop.api.errors import FieldProblems, ParameterProblem
from shop.api.idempotency import (
    IDEMPOTENCY_KEY,
    LEAST_LENGTH_FOR_NEW,
    idempotent,
    invalid_key,
    key_parameter,
    read_key,
)
from shop.api.problem_shapes import problems
from shop.api.v1.basket_bodies import basket_body
from shop.api.v1.basket_requests import (
    begin_app_payment,
    find_basket,
    find_open_basket,
    read_destination,
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
)
from shop.api.v1.context import CHANNEL, check_served, find_market
from shop.api.v1.orders import open_payment, order_body
from shop.api.v1.payments import NOT_STORED
from shop.api.views import (
    LANGUAGE,
    ApiView,
    parameter_names,
    unknown_language,
    use_language_of,
)
from shop.commerce.giftcards.errors import GiftCardNotSold
from shop.commerce.markets.models import Market
from shop.identity.accounts.client_ip import client_address
from shop.orders.checkout.basket_quote import quote_basket
from shop.orders.checkout.baskets import (
    add_to_basket,
    drop_gift_card,
    drop_voucher,
    set_quantity,
    use_gift_card,
    use_voucher,
)
from shop.orders.checkout.checkout_form import CheckoutForm
from shop.orders.checkout.offers import offered_articles
from shop.orders.checkout.order_request import PlaceOrder
from shop.orders.checkout.pick_up import quote_option
from shop.orders.checkout.quote import Destination
from shop.orders.denials.denial_log import log_denied_sale
from shop.orders.errors import NotSellable
from shop.oscar.basket.models import Basket
from shop.oscar.order.models import OrderState

GIFT_CARD_SKU = "GIFT-CARD"
PLACE = [
    OpenApiParameter(
        "country",
        description="Destination to quote for, ISO 3166-1 alpha-2. Default: that of the basket.",
    ),
    OpenApiParameter(
        "postcode", description="Postcode there; some have a tax or a delivery of their own."
    ),
    OpenApiParameter(
        "state",
        description="State or province, by code or name. Where the tax depends on it, `tax_status` "
        "is needs_address without it.",
    ),
    OpenApiParameter("delivery", description="Code of the delivery method to include."),
    OpenApiParameter(
        "gift_wrap", bool, description="true: include the price of gift wrap, where it is offered."
    ),
    LANGUAGE,
]


class BasketView(ApiView):
    """A view of a basket; the place to quote for may be asked about."""

    query_parameters = parameter_names(PLACE)

    def handle_exception(self, exc: Exception) -> Response:
        """Record a denied sale for the rights desk, then answer as every view does.

        The transaction of the request has ended, so that the record stays.
        """
        if isinstance(exc, NotSellable):
            basket = find_basket(self.kwargs["token"], self.request)
            market = str(basket.market.code)
            log_denied_sale(exc, market=market, channel=CHANNEL, visitor=f"api:{basket.pk}")
        return super().handle_exception(exc)


class BasketCreate(BasketView):
    """Baskets."""

    @extend_schema(
        parameters=[*PLACE, key_parameter(least=LEAST_LENGTH_FOR_NEW)],
        request=NewBasketSerializer,
        responses={201: BasketSerializer, **problems(409, 422)},
        operation_id="baskets_create",
    )
    @idempotent(least=LEAST_LENGTH_FOR_NEW)
    def post(self, request: Request) -> Response:
        """Create a basket in a market."""
        data = read_body(NewBasketSerializer, request)
        market = find_market(data["market"], source="body")
        territory = data.get("territory") or str(market.home_id)
        check_served(market, territory, "territory", source="body")
        use_language_of(request, market)
        basket = Basket.objects.create(market=market, ship_to_id=territory, channel=CHANNEL)
        return quoted_basket(basket, request, status.HTTP_201_CREATED)


class BasketDetail(BasketView):
    """One basket."""

    @extend_schema(
        parameters=PLACE,
        responses={200: BasketSerializer, **problems(409, 422)},
        operation_id="baskets_read",
    )
    def get(self, request: Request, token: str) -> Response:
        """Read and price a basket.

        Prices, tax and delivery are those of now, for the basket's destination or for the place
        in the query.
        """
        return quoted_basket(find_open_basket(token, request), request)


class BasketLines(BasketView):
    """Lines of a basket."""

    @extend_schema(
        parameters=[*PLACE, IDEMPOTENCY_KEY],
        request=NewLineSerializer,
        responses={201: BasketSerializer, **problems(409, 422)},
        operation_id="baskets_lines_create",
    )
    @idempotent()
    def post(self, request: Request, token: str) -> Response:
        """Add an item to a basket.

        Refused if the item cannot be sold to the basket's destination. Gift cards are sold on the
        pages of the store only: the item GIFT-CARD is refused with gift_card_not_sold.
        """
        basket, data = find_open_basket(token, request), read_body(NewLineSerializer, request)
        if data["sku"].upper() == GIFT_CARD_SKU:
            raise GiftCardNotSold(reason="store_only")
        destination = read_destination(basket, request)
        articles = Product.objects.filter(is_public=True).select_related("parent")
        product = find_article(data["sku"], offered_articles(articles, basket, destination))
        if product is None:
            message = _("This item does not exist.")
            raise ParameterProblem("sku", message, "unknown_article", source="body")
        add_to_basket(
            basket=basket, product=product, quantity=data["quantity"], destination=destination
        )
        return quoted_basket(basket, request, status.HTTP_201_CREATED, destination)


class BasketLine(BasketView):
    """One line of a basket."""

    @extend_schema(
        parameters=[*PLACE, IDEMPOTENCY_KEY],
        request=QuantitySerializer,
        responses={200: BasketSerializer, **problems(409, 422)},
        operation_id="baskets_lines_update",
    )
    @idempotent()
    def patch(self, request: Request, token: str, line: int) -> Response:
        """Change the quantity of a line.

        0 removes the line.
        """
        basket, data = find_open_basket(token, request), read_body(QuantitySerializer, request)
        if not basket.lines.filter(pk=line).exists():
            raise Http404
        destination = read_destination(basket, request)
        set_quantity(
            basket=basket, line_id=line, quantity=data["quantity"], destination=destination
        )
        return quoted_basket(basket, request, destination=destination)


class BasketVoucher(BasketView):
    """The voucher of a basket."""

    @extend_schema(
        parameters=[*PLACE],
        request=VoucherCodeSerializer,
        responses={200: BasketSerializer, **problems(409, 422)},
        operation_id="baskets_voucher_update",
    )
    def put(self, request: Request, token: str) -> Response:
        """Use a voucher.

        It replaces an earlier one.
        """
        basket, data = find_open_basket(token, request), read_body(VoucherCodeSerializer, request)
        destination = read_destination(basket, request)
        use_voucher(
            basket=basket,
            text=data["code"],
            destination=destination,
            address=client_address(request._request),  # noqa: SLF001  DRF's documented escape
        )
        return quoted_basket(basket, request, destination=destination)

    @extend_schema(
        parameters=PLACE,
        responses={200: BasketSerializer, **problems(409, 422)},
        operation_id="baskets_voucher_delete",
    )
    def delete(self, request: Request, token: str) -> Response:
        """Remove the voucher."""
        basket = find_open_basket(token, request)
        drop_voucher(basket)
        return quoted_basket(basket, request)


class BasketGiftCard(BasketView):
    """The gift card of a basket."""

    @extend_schema(
        parameters=[*PLACE],
        request=GiftCardCodeSerializer,
        responses={200: BasketSerializer, **problems(409, 422)},
        operation_id="baskets_gift_card_update",
    )
    def put(self, request: Request, token: str) -> Response:
        """Use a gift card.

        It replaces an earlier one. The answer to an invalid code does not tell why it is invalid.
        After too many invalid codes, any code is refused for an hour.
        """
        basket, data = find_open_basket(token, request), read_body(GiftCardCodeSerializer, request)
        destination = read_destination(basket, request)
        use_gift_card(
            basket=basket,
            text=data["code"],
            destination=destination,
            address=client_address(request._request),  # noqa: SLF001  DRF's documented escape
        )
        return quoted_basket(basket, request, destination=destination)

    @extend_schema(
        parameters=PLACE,
        responses={200: BasketSerializer, **problems(409, 422)},
        operation_id="baskets_gift_card_delete",
    )
    def delete(self, request: Request, token: str) -> Response:
        """Remove the gift card."""
        basket = find_open_basket(token, request)
        drop_gift_card(basket)
        return quoted_basket(basket, request)


class BasketPayment(BasketView):
    """The purchase of a basket."""

    authentication_classes = (SessionToken,)

    @extend_schema(
        parameters=[LANGUAGE, key_parameter(required=True)],
        request=PurchaseSerializer,
        responses={
            201: PurchaseAnswerSerializer,
            **problems(409, 422),
        },
        operation_id="baskets_pay",
    )
    def post(self, request: Request, token: str) -> Response:
        """Order a basket and start its payment.

        Reserves the items and returns what Stripe's payment sheet needs. With a session token the
        order belongs to the signed-in person. The same `Idempotency-Key` never makes a second
        order.
        """
        basket = find_basket(token, request)
        key = _idempotency_key(request)
        data = read_body(PurchaseSerializer, request)
        form = CheckoutForm.typed(
            {name: str(value) for name, value in data.items()}, data["country"]
        )
        if not form.check():
            raise FieldProblems(form.errors)
        market = Market.objects.for_request().get(pk=basket.market_id)
        check_served(market, form.country, "country", source="body")
        language = _language_of_order(market, data.get("language", ""))
        placed = begin_app_payment(
            PlaceOrder(
                idempotency_key=f"api:{basket.pk}:{key}",
                basket_id=basket.pk,
                market_code=market.code,
                territory=form.country,
                channel=CHANNEL,
                language=language,
                email=form.values["email"],
                delivery_code=form.values["delivery"],
                expected_minor=data["expected_minor"],
                expected_to_pay=data.get("expected_to_pay_minor"),
                ships_on=data["ships_on"].isoformat() if data["ships_on"] else "",
                address=form.address,
                region=form.region,
                gift_message=form.values["gift_message"],
                hides_prices=form.hides_prices,
                gift_wrap=form.gift_wrap,
                user_id=user_id_of(request),
                client=client_address(request._request),  # noqa: SLF001  DRF's documented escape
            ),
            market,
        )
        waits = placed.order.status == OrderState.PENDING
        body = {
            "order": order_body(placed.order),
            "payment": open_payment(placed.order, request) if waits else None,
        }
        return Response(body, status.HTTP_201_CREATED, headers=NOT_STORED)


def _language_of_order(market: Market, language: str) -> str:
    """Return the language of the order and its mails. Raises `ParameterProblem`."""
    if language and language not in market.languages:
        raise unknown_language(market, source="body")
    return language or market.default_language


def _idempotency_key(request: Request) -> str:
    key = read_key(request, least=1)
    if not key:
        raise invalid_key(least=1)
    return key


def _wants_wrap(request: Request) -> bool:
    """Return whether the price of gift wrap is asked for. Raises `ParameterProblem`."""
    text = request.query_params.get("gift_wrap", "false").lower()
    if text not in {"true", "false"}:
        raise ParameterProblem("gift_wrap", _("Enter true or false."), "invalid")
    return text == "true"


def quoted_basket(
    basket: Basket,
    request: Request,
    http_status: int = status.HTTP_200_OK,
    destination: Destination | None = None,
) -> Response:
    """Return the basket, priced for the destination. Raises `ParameterProblem`."""
    code = request.query_params.get("delivery") or None
    destination = destination or read_destination(basket, request)
    wrapped = _wants_wrap(request)
    quote = quote_basket(basket, destination, delivery_code=code, gift_wrap=wrapped)
    if code and code not in {option.code for option in quote.delivery}:
        message = _("This delivery method is not available for this basket. Available: %(codes)s.")
        codes = ", ".join(option.code for option in quote.delivery) or "–"
        raise ParameterProblem("delivery", message % {"codes": codes}, "unknown_delivery")
    if quote.chosen is not None:
        quote = quote_option(quote, quote.chosen, basket, gift_wrap=wrapped)
    return Response(basket_body(basket, quote), http_status)
