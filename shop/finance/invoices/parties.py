"""Texts of seller and buyer on a document, as they are on the day of its issue."""

from typing import Any

from shop.oscar.order.models import Order
from shop.platform.core.postal_lines import PostalTexts


def seller_facts(order: Order) -> dict[str, str]:
    """Return the seller: name, address and numbers (Directive 2006/112/EC Art. 226(3) and (5))."""
    seller = order.market.selling_entity
    return {
        "name": seller.legal_name,
        "address": seller.address,
        "country": seller.country_id or "",
        "vat_number": seller.vat_number,
        "ioss_number": seller.ioss_number,
        "register_entry": seller.register_entry,
        "represented_by": seller.represented_by,
        "email": seller.email,
        "phone": seller.phone,
    }


def buyer_facts(order: Order) -> dict[str, str]:
    """Return the buyer: name, address and, of a company, its VAT number (Art. 226(4) and (5))."""
    address = order.shipping_address
    business: dict[str, Any] = order.snapshot.get("business") or {}
    if address is None:
        return {"country": order.ship_to_id}
    return {
        "company": str(business.get("company", "")),
        "vat_number": str(business.get("vat_number", "")),
        "name": address.name,
        "line1": address.line1 or "",
        "line2": address.line2 or "",
        "city": address.line4 or "",
        "state": address.state or "",
        "postcode": address.postcode or "",
        "country": address.country_id,
    }


def postal_texts(buyer: dict[str, str]) -> PostalTexts:
    """Return the address of a buyer whose texts were not erased."""
    names = ("name", "line1", "line2", "city", "state", "postcode", "country")
    return PostalTexts(**{name: buyer.get(name, "") for name in names})
