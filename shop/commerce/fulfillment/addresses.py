"""Formatting of postal addresses: in the order of the country's post, the country last."""

from shop.oscar.address import AbstractAddress
from shop.oscar.order.models import ShippingAddress
from shop.platform.core.areas import area_name
from shop.platform.core.postal_lines import PostalTexts, postal_lines


def format_address_lines(address: AbstractAddress | None, language: str) -> list[str]:
    """Return the lines of an address for a reader of a language.

    Known areas and cities are written in Latin script, except for readers of the country's
    language. Typed text stays as it is. An order of gift cards alone has no address.
    """
    if address is None:
        return []
    return postal_lines(address_texts(address), language)


def address_texts(address: AbstractAddress) -> PostalTexts:
    """Return the texts of a stored address."""
    return PostalTexts(
        name=address.name,
        line1=address.line1 or "",
        line2=address.line2 or "",
        city=address.line4 or "",
        state=address.state or "",
        postcode=address.postcode or "",
        country=address.country_id,
    )


def label_lines(address: ShippingAddress) -> list[str]:
    """Return the lines of a shipping label: in Latin script, with the local name of the area.

    Carriers abroad read Latin script, the last one the country's.
    """
    lines = format_address_lines(address, "en")
    state = address.state or ""
    if state and area_name(address.country_id, state, "en") != state:
        lines.insert(-1, state)
    return lines
