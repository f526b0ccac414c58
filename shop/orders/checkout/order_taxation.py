"""The tax facts that an order keeps: scheme, treatment and place, decided by the tax rule."""

from datetime import UTC, datetime
from decimal import Decimal

from shop.commerce.markets.models import TaxClass
from shop.commerce.pricing.tax_schemes import (
    EU_AREA,
    TaxableSale,
    decide_scheme,
)
from shop.finance.royalties.models import FxRate
from shop.orders.checkout.quote import Destination, Quote

EURO = "EUR"
ZERO = Decimal("0.00")


def taxation_snapshot(quote: Quote) -> dict[str, str]:
    """Return the tax decision of a quote as texts."""
    decision = decide_scheme(taxable_sale(quote))
    return {
        "scheme": decision.scheme.value,
        "treatment": decision.treatment.value,
        "country": decision.country,
        "region": decision.region,
    }


def taxable_sale(quote: Quote) -> TaxableSale:
    """Return the sale of a quote; one query if the goods enter the EU."""
    where = quote.destination
    origin = origin_of(where)
    goods = sum((line.total.excl for line in quote.lines), ZERO)
    enters = where.territory in EU_AREA and origin not in EU_AREA
    classes = {line.product.top.tax_class for line in quote.lines} | {TaxClass.SHIPPING}
    return TaxableSale(
        origin=origin,
        seller_country=where.market.selling_entity.country_id or origin,
        country=where.territory,
        vat_area=where.place.vat_area if where.place else "",
        region=where.region,
        goods_eur=in_euro(goods, quote.currency, where.at) if enters else None,
        has_rates=any(quote.rates.get(tax_class) for tax_class in classes),
    )


def origin_of(where: Destination) -> str:
    """Return the country from which parcels of a market leave."""
    market = where.market
    return str(market.sends_from_id or market.home_id)


def in_euro(amount: Decimal, currency: str, at: datetime) -> Decimal | None:
    """Return an amount in euro at the stored rate of the day; None without a rate."""
    if currency == EURO:
        return amount
    day = at.astimezone(UTC).date()
    rate = FxRate.objects.filter(base=currency, quote=EURO, day__lte=day).order_by("-day").first()
    return None if rate is None else amount * rate.rate
