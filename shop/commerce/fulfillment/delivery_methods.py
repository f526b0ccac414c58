"""Changes of delivery methods and carriers, and the destinations that nothing is delivered to."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from structlog import get_logger

from licensing.models import SubTerritory, Territory
from shop.commerce.fulfillment.models import Carrier, DeliveryMethod
from shop.commerce.fulfillment.services import methods_for
from shop.commerce.markets.models import Market
from shop.platform.core.areas import find_area
from shop.platform.core.money import round_money

log = get_logger(__name__)
AMOUNTS = ("amount", "free_over")


@transaction.atomic
def save_delivery_method(*, method: DeliveryMethod, by_id: int | None) -> DeliveryMethod:
    """Add a delivery method or save its changes; return it.

    Raises `ValidationError` by field, among others for a destination that another method of the
    same speed names.
    """
    market = Market.objects.select_for_update().get(pk=method.market_id)
    method.territories = sorted({_place_code(place) for place in method.territories})
    errors = _amount_errors(method, market.currency) | _place_errors(method, market)
    if errors:
        raise ValidationError(errors)
    method.full_clean()
    method.save()
    log.info("delivery_method.saved", method=method.pk, market=market.code, by=by_id)
    return method


@transaction.atomic
def remove_delivery_method(*, method: DeliveryMethod, by_id: int | None) -> list[str]:
    """Delete a method; return the destinations of an open market left without delivery.

    The dashboard shows an alert until they have a method again.
    """
    market = Market.objects.select_for_update().get(pk=method.market_id)
    method.delete()
    log.info("delivery_method.removed", market=market.code, by=by_id)
    return check_delivery(market)


@transaction.atomic
def save_carrier(*, carrier: Carrier, by_id: int | None) -> Carrier:
    """Add a carrier or save its changes; return it. Raises `ValidationError` by field."""
    carrier.full_clean()
    carrier.save()
    log.info("carrier.saved", carrier=carrier.code, by=by_id)
    return carrier


def check_delivery(market: Market) -> list[str]:
    """Return the destinations of an open market that are left without delivery, and log them."""
    if not market.is_open:
        return []
    bare = sorted(without_delivery(market, set(market.ship_to.values_list("code", flat=True))))
    if bare:
        log.error("market.not_deliverable", market=market.code, destinations=len(bare))
    return bare


def without_delivery(market: Market, served: Collection[str]) -> set[str]:
    """Return the destinations with neither a delivery method nor an active pick-up point.

    The methods and the points of the market may be prefetched.
    """
    rows = list(market.delivery.all())
    collected = {point.territory_id for point in market.pick_up_points.all() if point.is_active}
    return {code for code in served if code not in collected and not methods_for(rows, code)}


def _amount_errors(method: DeliveryMethod, currency: str) -> dict[str, str]:
    """Refuse amounts with more decimals than the currency has."""
    message = f"{currency} has no decimals. Enter a whole amount."
    amounts = [(name, getattr(method, name)) for name in AMOUNTS]
    amounts += [("step_amounts", amount) for amount in (*method.step_amounts, *method.step_values)]
    return {
        name: message
        for name, amount in amounts
        if amount is not None and amount != round_money(amount, currency)
    }


def _place_errors(method: DeliveryMethod, market: Market) -> dict[str, str]:
    places = set(method.territories)
    served = set(market.ship_to.values_list("code", flat=True))
    if beyond := sorted(place for place in places if place[:2] not in served):
        return {
            "territories": f"{', '.join(beyond)}: the market does not deliver there. Use its"
            " country codes."
        }
    if unknown := sorted(place for place in places if not _is_known(place)):
        return {
            "territories": f"{', '.join(unknown)}: unknown. Use codes such as FR, or US-HI for a"
            " state."
        }
    others = DeliveryMethod.objects.filter(market=market, code=method.code)
    for other in others.exclude(pk=method.pk):
        shared = places.intersection(other.territories)
        if shared or not (other.territories or places):
            named = ", ".join(sorted(shared)) or "all other destinations"
            return {"territories": f"There is already such a delivery method for {named}."}
    return {}


def _place_code(place: str) -> str:
    """Return a place with its region named as in addresses; unknown ones unchanged."""
    territory, dash, region = place.partition("-")
    key = find_area(territory, region) if region else None
    return f"{territory}{dash}{key}" if key else place


def _is_known(place: str) -> bool:
    """Return whether a place is a territory, or a region of one that has regions."""
    territory, _, region = place.partition("-")
    if not region:
        return Territory.objects.filter(pk=territory).exists()
    known = SubTerritory.objects.filter(territory=territory, code=place)
    return bool(find_area(territory, region)) or known.exists()
