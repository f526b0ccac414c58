"""Locations: saved by staff; the main one, and the quarantine for returned goods."""

from collections.abc import Iterable

from django.db import transaction
from structlog import get_logger

from licensing.models import Territory
from shop.commerce.inventory.models import Location
from shop.commerce.markets.models import Market

MAIN, QUARANTINE = "MAIN", "QUARANTINE"
log = get_logger(__name__)


@transaction.atomic
def save_location(
    *, location: Location, ships_to: Iterable[Territory], by_id: int | None
) -> Location:
    """Add or change a location, with the territories it ships to (none: everywhere).

    A location is never deleted, because stock and its ledger refer to it: an inactive one fills no
    orders. Raises Django's `ValidationError`.
    """
    location.full_clean()
    location.save()
    location.ships_to.set(ships_to)
    log.info("location.saved", location=location.code, active=location.active, by=by_id)
    return location


def main_location() -> Location:
    """Return the main warehouse; created on first use, in the default market's home."""
    location: Location | None = Location.objects.filter(code=MAIN).first()
    if location is None:
        home = Market.objects.get(is_default=True).home_id
        location, _ = Location.objects.get_or_create(
            code=MAIN, defaults={"name": "Main warehouse", "territory_id": home}
        )
    return location


def quarantine_location() -> Location:
    """Return the location of goods that wait for a decision; it never fills an order.

    Created on first use. Staff transfer its units to a warehouse, or adjust them.
    """
    location, _ = Location.objects.get_or_create(
        code=QUARANTINE,
        defaults={
            "name": "Quarantine",
            "kind": Location.Kind.QUARANTINE,
            "territory_id": main_location().territory_id,
            "active": False,
        },
    )
    return location
