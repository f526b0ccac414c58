"""The basket and the destination that a request names."""

from django.http import Http404
from rest_framework.request import Request

from licensing.services import resolve_place
from shop.api.errors import ParameterProblem
from shop.api.v1.context import CHANNEL, check_served
from shop.api.views import use_language_of
from shop.commerce.markets.models import Market
from shop.orders.aftersales.order_links import basket_for_token, order_token
from shop.orders.checkout.addresses import check_region
from shop.orders.checkout.destination import destination_at, with_tax_answer
from shop.orders.checkout.order_request import PlacedOrder, PlaceOrder
from shop.orders.checkout.placement import begin_payment
from shop.orders.checkout.quote import Destination
from shop.orders.errors import BasketNotOpen
from shop.oscar.basket.models import Basket
from shop.oscar.order.models import Order
from shop.platform.core.errors import DomainError
from shop.platform.core.typed_text import fold_width, normalize_code


def find_basket(token: str, request: Request) -> Basket:
    """Return the basket of a token, ordered or not. Raises `Http404`."""
    basket = basket_for_token(token)
    if basket is None or basket.market is None:
        raise Http404
    use_language_of(request, basket.market)
    return basket


def find_open_basket(token: str, request: Request) -> Basket:
    """Return an open basket. Raises `BasketNotOpen` with the order placed from it."""
    basket = find_basket(token, request)
    if basket.status != Basket.OPEN:
        order = Order.objects.filter(basket_id=basket.pk).order_by("pk").last()
        if order is None:
            raise BasketNotOpen
        raise BasketNotOpen(order=order.number, order_token=order_token(order))
    return basket


def read_destination(basket: Basket, request: Request) -> Destination:
    """Return the destination in the query, or that of the basket. Raises `ParameterProblem`."""
    place = ("country", "postcode", "state")
    params = {name: fold_width(request.query_params.get(name, "")) for name in place}
    country = normalize_code(params["country"]) or str(basket.ship_to_id)
    market = Market.objects.for_request().get(pk=basket.market_id)
    name = "country" if params["country"] else "territory"
    check_served(market, country, name, source="query")
    for field, sentence in check_region(country, params["state"], params["postcode"]).items():
        raise ParameterProblem(field, sentence, f"invalid_{field}")
    there = destination_at(
        market,
        country=country,
        postcode=params["postcode"][:64],
        state=params["state"],
        at=market.at,
        channel=CHANNEL,
    )
    if params["postcode"]:
        check_served(market, there.territory, "postcode", source="query")
    return with_tax_answer(there, params["postcode"][:64])


def begin_app_payment(request: PlaceOrder, market: Market) -> PlacedOrder:
    """Place an order and start its payment, as `begin_payment` does.

    A refusal names the market that delivers to the territory of the postcode, if it is another one:
    the French postcode 98000 is in Monaco. Raises `ParameterProblem` then.
    """
    try:
        return begin_payment(request)
    except DomainError:
        place = resolve_place(request.territory, request.address.get("postcode", ""))
        if place is not None and not place.refusal:
            check_served(market, place.territory_code, "postcode", source="body")
        raise
