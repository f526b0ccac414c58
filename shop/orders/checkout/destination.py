"""Resolve an address to a destination: the territory, region and tax region that apply.

The postcode may change the territory: Belfast is in Northern Ireland, not in Great Britain.
"""

from dataclasses import replace
from datetime import datetime
from typing import NoReturn

from licensing.rules.postal_regions import ResolvedPlace
from licensing.services import resolve_place
from shop.commerce.markets.models import Market
from shop.commerce.pricing.tax_service import ask_tax_service
from shop.orders.checkout.quote import Destination
from shop.orders.errors import ShipToRefused
from shop.platform.core.areas import find_area
from shop.platform.core.keeping import Keeper
from shop.platform.core.typed_text import compact_code


def destination_at(  # noqa: PLR0913  one keyword for each part of the address
    market: Market,
    *,
    country: str,
    postcode: str,
    state: str,
    at: datetime,
    channel: str,
    keeper: Keeper | None = None,
) -> Destination:
    """Return the destination of an address. Rights decide about countries article by article.

    The state may be a name or a code. Raises `ShipToRefused` with the field if nothing may be sent
    to the postcode.
    """
    state = find_area(country, state) or state
    place = resolve_place(country, postcode, keeper)
    if place is None:
        return Destination(market, country, at, channel, state)
    if place.region_code and place.refusal:
        _refuse(place, place.refusal)
    if place.sanction_policy == "partial" and not compact_code(postcode):
        _refuse(place, "SANCTIONED")  # the region is unknown and may be under sanctions
    region = place.tax_region or state
    return Destination(market, place.territory_code, at, channel, region, place)


def with_tax_answer(destination: Destination, postcode: str) -> Destination:
    """Return a destination with what the tax service says about its postcode, if it decides there.

    It may be asked over the network: never call this inside a transaction.
    """
    answer = ask_tax_service(destination.territory, destination.region, postcode, destination.at)
    return destination if answer is None else replace(destination, tax_answer=answer)


def _refuse(place: ResolvedPlace, reason: str) -> NoReturn:
    raise ShipToRefused(
        field="postcode", territory=place.territory_code, region=place.region_code, reason=reason
    )
