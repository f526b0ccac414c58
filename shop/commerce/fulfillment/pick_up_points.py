"""Pick-up points: saved by staff, offered as delivery options of the country that they are in."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from structlog import get_logger

from licensing.services import resolve_place
from shop.commerce.fulfillment.calendars import WorkCalendar, next_order_day, order_day
from shop.commerce.fulfillment.delivery_methods import check_delivery
from shop.commerce.fulfillment.models import MONDAY_TO_FRIDAY
from shop.commerce.fulfillment.pick_up_models import PICK_UP, PickUpPoint
from shop.commerce.fulfillment.services import Consignment, DeliveryOption
from shop.commerce.markets.models import Market
from shop.platform.core.areas import find_area
from shop.platform.core.keeping import Keeper
from shop.platform.core.money import round_money
from shop.platform.core.postcodes import normalize_postcode

log = get_logger(__name__)


@transaction.atomic
def save_pick_up_point(*, point: PickUpPoint, by_id: int | None) -> PickUpPoint:
    """Add a pick-up point or save its changes; return it.

    A point is never deleted, because orders refer to it. Destinations of an open market that are
    left without delivery are logged. Raises `ValidationError` by field.
    """
    if errors := _address_errors(point) | _market_errors(point):
        raise ValidationError(errors)
    point.full_clean()
    point.save()
    check_delivery(point.market)
    log.info("pick_up_point.saved", point=point.code, market=point.market.code, by=by_id)
    return point


def find_point(delivery_code: str) -> PickUpPoint | None:
    """Return the active pick-up point of a delivery code; None for other methods."""
    if not delivery_code.startswith(PICK_UP):
        return None
    code = delivery_code.removeprefix(PICK_UP).upper()
    return PickUpPoint.objects.filter(code=code, is_active=True).first()


def pick_up_options(
    market: Market, consignment: Consignment, keeper: Keeper | None = None
) -> list[DeliveryOption]:
    """Return the pick-up points of a destination as delivery options, the cheapest first.

    Only points of the destination's own territory are offered, because rights are decided for it.
    """
    rows = (
        _points(market)
        if keeper is None
        else keeper.keep(("pick_up_points", market.pk), lambda: _points(market))
    )
    options = [
        _option(point, market, consignment)
        for point in rows
        if point.territory_id == consignment.territory
    ]
    return sorted(options, key=lambda option: (option.amount, option.name))


def _points(market: Market) -> Sequence[PickUpPoint]:
    return list(PickUpPoint.objects.filter(market=market, is_active=True))


def _option(point: PickUpPoint, market: Market, consignment: Consignment) -> DeliveryOption:
    at, zone = consignment.at, market.time_zone
    return DeliveryOption(
        code=point.delivery_code,
        name=_("Collect at %(name)s") % {"name": point.name},
        amount=point.amount,
        days=(point.lead_days, point.lead_days),
        received_on=order_day(at, zone, None),
        changes_at=next_order_day(at, zone, None),
        ready_on=consignment.ready_on,
        sending=WorkCalendar(
            MONDAY_TO_FRIDAY, frozenset(market.closed_days), market.sends_from_id or ""
        ),
        receiving=WorkCalendar(MONDAY_TO_FRIDAY, (), point.territory_id),
        point=point,
    )


def _address_errors(point: PickUpPoint) -> dict[str, str]:
    """Normalize postcode and state; return the errors by field."""
    country = point.territory_id
    if point.state and (state := find_area(country, point.state)):
        point.state = state
    if point.postcode:
        written = normalize_postcode(country, point.postcode)
        if written is None:
            return {"postcode": "Enter a postcode of the country."}
        point.postcode = written
    place = resolve_place(country, point.postcode)
    if place is None or place.refusal:
        return {"postcode": "Nothing can be sold there."}
    if place.territory_code != country:
        return {"territory": f"The postcode belongs to {place.territory_code}. Choose it."}
    return {}


def _market_errors(point: PickUpPoint) -> dict[str, str]:
    market = point.market
    if not market.ship_to.filter(pk=point.territory_id).exists():
        return {"territory": f"The market {market} does not deliver there."}
    if point.amount is not None and point.amount != round_money(point.amount, market.currency):
        return {"amount": f"{market.currency} has no decimals. Enter a whole amount."}
    return {}
