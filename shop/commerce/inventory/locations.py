"""The location that stock lies at unless another one is named."""

from shop.commerce.inventory.models import Location
from shop.commerce.markets.models import Market

MAIN = "MAIN"


def main_location() -> Location:
    """Return the main warehouse; made when a new shop first needs it, in its default market."""
    found: Location | None = Location.objects.filter(code=MAIN).first()
    if found is None:
        home = Market.objects.get(is_default=True).home_id
        found, _ = Location.objects.get_or_create(
            code=MAIN, defaults={"name": "Main warehouse", "territory_id": home}
        )
    return found
