"""The main stock location, and the quarantine for returned goods."""

from shop.commerce.inventory.models import Location
from shop.commerce.markets.models import Market

MAIN, QUARANTINE = "MAIN", "QUARANTINE"


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
