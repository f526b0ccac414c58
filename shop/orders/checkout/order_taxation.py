"""The tax facts that an order keeps: scheme, treatment and place, decided by the tax rule."""

from decimal import Decimal
from typing import Any

from shop.commerce.business.services import business_state
from shop.commerce.markets.models import TaxClass
from shop.commerce.pricing.tax_schemes import (
    EU_AREA,
    TAXED_BY_STATE,
    TaxableSale,
    decide_scheme,
)
from shop.orders.checkout.business_tax import origin_of
from shop.orders.checkout.quote import Destination, Quote
from shop.orders.checkout.quoted_duty import euro_rate

ZERO = Decimal("0.00")


def taxation_snapshot(quote: Quote) -> dict[str, Any]:
    """Return the tax decision of a quote as texts, with the tax service's answer it rests on."""
    decision = decide_scheme(taxable_sale(quote))
    return {
        "scheme": decision.scheme.value,
        "treatment": decision.treatment.value,
        "country": decision.country,
        "region": decision.region,
    } | _evidence(quote)


def _evidence(quote: Quote) -> dict[str, Any]:
    answer = quote.destination.tax_answer
    if answer is None:
        return {}
    return {"service": {"failed": True} if answer.has_failed else answer.evidence}


def taxable_sale(quote: Quote) -> TaxableSale:
    """Return the sale of a quote; one query if the goods enter the EU."""
    where = quote.destination
    origin = origin_of(where.market)
    goods = sum((line.total.excl for line in quote.lines), ZERO)
    enters = where.territory in EU_AREA and origin not in EU_AREA
    classes = {line.product.top.tax_class for line in quote.lines} | {TaxClass.SHIPPING}
    return TaxableSale(
        origin=origin,
        seller_country=where.market.selling_entity.country_id or origin,
        country=where.territory,
        vat_area=where.place.vat_area if where.place else "",
        region=_tax_region(where),
        goods_eur=_in_euro(goods, quote) if enters else None,
        business_state=business_state(quote.business.check, where.at),
        has_rates=any(quote.rates.get(tax_class) for tax_class in classes),
    )


def _tax_region(where: Destination) -> str:
    """Return the state or area that levies a tax of its own; empty for other provinces."""
    if where.territory in TAXED_BY_STATE:
        return where.region
    return where.place.tax_region if where.place else ""


def _in_euro(amount: Decimal, quote: Quote) -> Decimal | None:
    rate = euro_rate(quote.currency, quote.destination.at)
    return None if rate is None else amount * rate
