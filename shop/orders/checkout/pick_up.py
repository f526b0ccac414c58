"""Collection at a pick-up point in checkout: the address and the destination are the point's."""

from collections.abc import Mapping
from datetime import datetime

from shop.commerce.fulfillment.pick_up_models import PickUpPoint
from shop.commerce.fulfillment.services import DeliveryOption
from shop.commerce.markets.models import Market
from shop.orders.checkout.address_wording import missing_text
from shop.orders.checkout.basket_quote import quote_basket
from shop.orders.checkout.destination import destination_at, with_tax_answer
from shop.orders.checkout.quote import Destination, Quote
from shop.orders.errors import ShipToRefused
from shop.oscar.basket.models import Basket
from shop.platform.core.postcodes import address_rules
from shop.platform.core.typed_text import fold_width

LONGEST_NAME = 255


def check_collector(
    point: PickUpPoint, values: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the address of a point with the buyer's name, in Oscar's columns, and its errors."""
    name = fold_width(values.get("name", ""))[:LONGEST_NAME]
    errors = {} if name else {"name": missing_text("name", address_rules(point.territory_id))}
    return {"first_name": name} | point.columns, errors


def is_address_of(point: PickUpPoint, address: Mapping[str, str]) -> bool:
    """Return whether an order goes to the address of a point."""
    return all(address.get(name, "") == value for name, value in point.columns.items())


def destination_of(
    point: PickUpPoint, market: Market, *, at: datetime, channel: str
) -> Destination:
    """Return the destination of what is collected at a point.

    Raises `ShipToRefused`. It may ask the tax service: never call this inside a transaction.
    """
    there = destination_at(
        market,
        country=point.territory_id,
        postcode=point.postcode,
        state=point.state,
        at=at,
        channel=channel,
    )
    return with_tax_answer(there, point.postcode)


def quote_option(
    quote: Quote, option: DeliveryOption, basket: Basket, *, gift_wrap: bool = False
) -> Quote:
    """Return the quote with a delivery option; with a pick-up point, it is that of its address."""
    point, asked = option.point, quote.destination
    if point is None:
        return quote.with_delivery(option)
    try:
        there = destination_of(point, asked.market, at=asked.at, channel=asked.channel)
    except ShipToRefused:  # placement refuses the order
        return quote.with_delivery(option)
    if _taxed_as(there) == _taxed_as(asked):
        return quote.with_delivery(option)
    return quote_basket(basket, there, delivery_code=option.code, gift_wrap=gift_wrap)


def _taxed_as(there: Destination) -> tuple[object, ...]:
    place = there.place
    areas = (place.vat_area, place.customs_area) if place else None
    return there.territory, there.region, there.tax_answer, areas
