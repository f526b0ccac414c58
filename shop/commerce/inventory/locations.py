"""The main stock location."""

from shop.commerce.inventory.models import Location
from shop.commerce.markets.models import Market

MAIN = "MAIN"


def main_location() -> Location:
    """Return the main warehouse; created on first use, in the default market's home."""
    location: Location | None = Location.objects.filter(code=MAIN).first()
    if location is None:
        home = Market.objects.get(is_default=True).home_id
        location, _ = Location.objects.get_or_create(
            code=MAIN, defaults={"name": "Main warehouse", "territory_id": home}
        )
    return location
