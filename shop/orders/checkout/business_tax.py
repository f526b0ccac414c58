"""The VAT number of a basket's buyer, and the decision of the tax rule about it."""

from datetime import datetime
from typing import NamedTuple

from shop.commerce.business.models import VatCheck
from shop.commerce.business.services import business_state
from shop.commerce.markets.models import Market
from shop.commerce.pricing.tax_schemes import TaxableSale, is_reverse_charge
from shop.oscar.basket.models import Basket


class BusinessTax(NamedTuple):
    """The check of a business buyer's number, and whether the buyer owes the tax."""

    check: VatCheck | None = None
    reverse_charge: bool = False


CONSUMER = BusinessTax()


def origin_of(market: Market) -> str:
    """Return the country from which parcels of a market leave."""
    return str(market.sends_from_id or market.home_id)


def business_tax(
    basket: Basket, market: Market, *, territory: str, vat_area: str, at: datetime
) -> BusinessTax:
    """Return the tax treatment of a basket's buyer; no query for consumers."""
    if basket.vat_check_id is None:
        return CONSUMER
    check, origin = basket.vat_check, origin_of(market)
    sale = TaxableSale(
        origin=origin,
        seller_country=market.selling_entity.country_id or origin,
        country=territory,
        vat_area=vat_area,
        business_state=business_state(check, at),
    )
    return BusinessTax(check, is_reverse_charge(sale))
